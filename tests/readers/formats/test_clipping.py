"""Clippings: a title, a byline as newsrooms write it, and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers import Mapping
from articles.readers.formats.clipping import parse_article
from tests.support.reading import read_file, read_raw, reasons_of, validate_all

BODY = "The river rose in the night.\nIt fell by noon.\n\nNobody slept."


def test_a_map_makes_a_release_of_a_clipping_without_losing_text(tmp_path):
    mapping = Mapping(kind="release", constants={"agency": "Harbor Board"})
    clipping = f"River rises\n\nBy Mara Quill\nMarch 7, 2003\n\n{BODY}"
    (record,) = validate_all(read_file(tmp_path, "a.txt", clipping, [mapping]))
    assert (record.kind, record.title, str(record.released)) == (
        "release",
        "River rises",
        "2003-03-07",
    )
    assert record.text == f"By Mara Quill\n\n{BODY}"


def test_a_map_with_fields_translates_the_fields_of_an_article(tmp_path):
    mapping = Mapping(kind="release", fields={"title": "title", "text": "text"})
    raw = read_raw(tmp_path, "a.txt", f"River rises\n\n{BODY}", [mapping])
    assert raw == {"kind": "release", "title": "River rises", "text": BODY}


@pytest.mark.parametrize(
    ("header", "authors", "published"),
    [
        ("MARA QUILL Posted at 10:01 am on July 28, 2017", ["Mara Quill"], "2017-07-28T10:01"),
        ("By Mara Quill and Theo Brand | May 7, 2003", ["Mara Quill", "Theo Brand"], "2003-05-07"),
        ("By Mara Quill, Staff Writer", ["Mara Quill"], None),
        ("By MARA QUILL | March 7, 2003 | Page 9", ["Mara Quill"], "2003-03-07"),
        ("Mara Quill - July 2017", ["Mara Quill"], "2017-07"),
        ("Mara Quill, July 28, 2017", ["Mara Quill"], "2017-07-28"),
        ("By Mara Quill\nMarch 7, 2003", ["Mara Quill"], "2003-03-07"),
        ("March 7, 2003\n\nBy Mara Quill", ["Mara Quill"], "2003-03-07"),
        ("Mara Quill\n\nThurs., March 4, 2010, 5:15 p.m. ET", ["Mara Quill"], "2010-03-04T17:15"),
        ("By Mara Quill — 7 March 2003", ["Mara Quill"], "2003-03-07"),
        ("Posted by Mara Quill on March 7th, 2003 at 5:15 pm", ["Mara Quill"], "2003-03-07T17:15"),
        ("Posted May 1, 2017 | Updated May 2, 2017\nBy The Editors", ["The Editors"], "2017-05-01"),
        ("March 7, 2003 | Page 12", None, "2003-03-07"),
        ("March 7, 2003 | Pages 6 and 7", None, "2003-03-07"),
        ("By a retired pilot | March 7, 2003 | Page 12", ["a retired pilot"], "2003-03-07"),
        ("Review by Mara Quill | March 7, 2003", ["Mara Quill"], "2003-03-07"),
        ("2017-07-28T10:01:30Z", None, "2017-07-28T10:01:30Z"),
        ("7/28/2017 10:01 AM EDT", None, "2017-07-28T10:01-04:00"),
    ],
)  # fmt: skip
def test_byline_and_date_are_read(tmp_path, header, authors, published):
    raw = read_raw(tmp_path, "a.txt", f"After the River\n\n{header}\n\n{BODY}\n")
    assert raw == {
        "kind": "article",
        "title": "After the River",
        "text": BODY,
        **({"authors": authors} if authors else {}),
        **({"published": published} if published else {}),
    }


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the river had gone.",
        "By March 7, 2003, the river had gone.",
        "In March 2003 the river rose.",
        "On March 7, 2003, Mara Quill left the harbor.",
        "Mara Quill",
        "MARA QUILL and THEO BRAND report on the river.",
        "Harbor Wire | Mara Quill | March 7, 2003",
    ],
)
def test_a_line_that_is_not_a_byline_stays_in_the_text(tmp_path, line):
    raw = read_raw(tmp_path, "a.txt", f"After the River\n\n{line}\n\n{BODY}")
    assert raw == {"kind": "article", "title": "After the River", "text": f"{line}\n\n{BODY}"}


def test_an_impossible_date_is_left_for_validation_to_reject(tmp_path):
    raw = read_raw(tmp_path, "a.txt", f"After the River\n\nBy Mara Quill, June 31, 2017\n\n{BODY}")
    assert raw["published"] == "June 31, 2017"


def test_a_clipping_is_a_valid_article(tmp_path):
    content = f"\ufeff\r\nAfter the River\r\nBy Mara Quill\r\n\r\n{BODY}".encode()
    (record,) = validate_all(read_file(tmp_path, "a.txt", content))
    assert (record.title, record.authors, record.text) == ("After the River", ("Mara Quill",), BODY)


@pytest.mark.parametrize("content", ["After the River", "After the River\n\nBy Mara Quill\n"])
def test_a_title_alone_is_a_problem(tmp_path, content):
    assert reasons_of(read_file(tmp_path, "a.txt", content)) == ["contains a title but no text"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "is empty"), ("\ufeff \n", "is empty")],
)
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path, content, reason):
    assert reasons_of(read_file(tmp_path, "a.txt", content)) == [reason]


LINES = st.sampled_from(
    ["", "By", "By ", "Mara Quill", "and", "|", "March 7, 2003", "Page 9", "12:99 am", " - ", "on",
     "Posted at", "One.", "July 2017", "99/99/2017", ","]
)  # fmt: skip


@given(st.lists(LINES | st.just("\n"), max_size=30).map(" ".join) | st.text())
def test_no_clipping_loses_a_paragraph_after_the_header(clipping):
    try:
        raw = parse_article(clipping)
    except ValueError:
        return
    assert clipping.rstrip().endswith(raw["text"])
    assert clipping.strip().startswith(raw["title"])
