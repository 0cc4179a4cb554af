"""Names in bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers.bylines import normalize_capitals, parse_byline


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Mara Quill", ["Mara Quill"]),
        ("by: MARA QUILL", ["Mara Quill"]),
        ("Byron Quill", ["Byron Quill"]),
        ("MARA QUILL and THEO McBRAND", ["Mara Quill", "Theo McBrand"]),
        ("Mara Quill, Theo Brand and Ida Lund", ["Mara Quill", "Theo Brand", "Ida Lund"]),
        ("Mara Quill, Theo Brand, and Ida Lund", ["Mara Quill", "Theo Brand", "Ida Lund"]),
        ("Mara Quill, Theo Brand", ["Mara Quill", "Theo Brand"]),
        ("Mara Quill & Theo Brand", ["Mara Quill", "Theo Brand"]),
        ("Mara Quill; Theo Brand", ["Mara Quill", "Theo Brand"]),
        ("Mara Quill and Mara Quill", ["Mara Quill"]),
        ("Mara Quill and Zenobia", ["Mara Quill", "Zenobia"]),
        ("Theo Brand, Jr.", ["Theo Brand, Jr."]),
        ("Theo Brand, Jr., and Ida Lund", ["Theo Brand, Jr.", "Ida Lund"]),
        ("Brand, Jr.", ["Brand, Jr."]),
        ("Mara Quill, Staff Writer", ["Mara Quill"]),
        ("Mara Quill, Staff Writer, and Theo Brand, Editor", ["Mara Quill", "Theo Brand"]),
        ("Mara Quill, pilot, Local 12", ["Mara Quill"]),
        ("Mara Quill, HPU Delegate", ["Mara Quill"]),
        ("Mara Quill, Arts and Culture Editor", ["Mara Quill"]),
        ("Mara Quill with files from HW", ["Mara Quill"]),
        ("Quill, Mara", ["Quill, Mara"]),
        ("a retired pilot", ["a retired pilot"]),
        ("The Editors", ["The Editors"]),
        ("Mara van der Quill III", ["Mara van der Quill III"]),
        ("", []),
        ("By", []),
    ],
)
def test_a_byline_names_its_authors(byline, authors):
    assert parse_byline(byline) == authors


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("MARA O'QUILL", "Mara O'Quill"),
        ("J.D. QUILL", "J.D. Quill"),
        ("MARY-ANN QUILL", "Mary-Ann Quill"),
        ("INÉS NÚÑEZ", "Inés Núñez"),
        ("HW", "HW"),
        ("ZENOBIA", "Zenobia"),
        ("Mara Quill", "Mara Quill"),
        ("bell hooker", "bell hooker"),
    ],
)
def test_names_in_capitals_get_normal_capitalization(capitals, name):
    assert normalize_capitals(capitals) == name


@given(st.text(max_size=200))
def test_any_byline_gives_distinct_names(byline):
    names = parse_byline(byline)
    assert len(names) == len(set(names))
    assert all(name.strip() for name in names)
