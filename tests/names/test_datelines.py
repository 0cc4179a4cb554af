"""Datelines of press releases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names.datelines import MAX_DATELINE_OFFSET, read_dateline

BODY = "The harbor office opened three gates today."


def read_parts(text):
    """Place as written, city and the text behind the dateline."""
    dateline = read_dateline(text)
    return dateline and (
        dateline.place,
        dateline.city and dateline.city.key,
        text[dateline.body_start :],
    )


@pytest.mark.parametrize(
    ("line", "place", "city"),
    [
        ("NEW YORK — ", "NEW YORK", "New York, NY"),
        ("WASHINGTON – ", "WASHINGTON", "Washington, DC"),
        ("WASHINGTON - ", "WASHINGTON", "Washington, DC"),
        ("WASHINGTON- ", "WASHINGTON", "Washington, DC"),
        ("(SAINT PAUL) ", "SAINT PAUL", "Saint Paul, MN"),
        ("[SAINT PAUL] – ", "SAINT PAUL", "Saint Paul, MN"),
        ("SAN DIEGO, Calif. —", "SAN DIEGO, Calif.", "San Diego, CA"),
        ("MINNEAPOLIS, MN – ", "MINNEAPOLIS, MN", "Minneapolis, MN"),
        ("Santa Ana, CA -- ", "Santa Ana, CA", "Santa Ana, CA"),
        ("WASHINGTON, D.C. - ", "WASHINGTON, D.C.", "Washington, DC"),
        ("**Washington, D.C.** – ", "Washington, D.C.", "Washington, DC"),
        ("Washington -- ", "Washington", "Washington, DC"),
        ("McALLEN, Texas – ", "McALLEN, Texas", "McAllen, TX"),
        ("WINSTON-SALEM, N.C. – ", "WINSTON-SALEM, N.C.", "Winston-Salem, NC"),
        ("MONTRÉAL, Canada – ", "MONTRÉAL, Canada", "Montreal, Canada"),
        ("SALT\nLAKE CITY – ", "SALT\nLAKE CITY", "Salt Lake City, UT"),
    ],
)
def test_a_place_and_a_dash_are_a_dateline(line, place, city):
    assert read_parts(line + BODY) == (place, city, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "WASHINGTON (July 14, 2017) — ",
        "WASHINGTON, July 14 – ",
        "WASHINGTON (July 14, 2017): ",
        "July 14, 2017 — WASHINGTON —",
        "Friday, July 14, 2017 – WASHINGTON – ",
        "7/14/2017 WASHINGTON – ",
        "Friday july 14, 2017 – WASHINGTON – ",
        "WASHINGTON july 14 – ",
    ],
)
def test_the_day_may_come_before_or_after_the_place(line):
    assert read_parts(line + BODY) == ("WASHINGTON", "Washington, DC", BODY)


@pytest.mark.parametrize("joint", [" and ", "/", " / ", ", AND ", " & "])
def test_the_first_of_several_places_counts(joint):
    assert read_parts(f"LOS ANGELES{joint}SAN DIEGO — {BODY}") == (
        "LOS ANGELES",
        "Los Angeles, CA",
        BODY,
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("WASHINGTON Quill Harbor Hospital has agreed to pay.", "WASHINGTON"),
        ("WASHINGTON A harbor clerk was sentenced.", "WASHINGTON"),
        ("WASHINGTON A Quill Harbor clerk was sentenced.", "WASHINGTON"),
        ("WASHINGTON U.S. clerks were sentenced.", "WASHINGTON"),
        ("WASHINGTONThe owner of a ferry was sentenced.", "WASHINGTON"),
        ("WASHINGTONA ferry was sold.", "WASHINGTON"),
        ("  WASHINGTON  D C     Senator Quill spoke.", "WASHINGTON  D C"),
        ("BROOKLYN, N.Y. Mara Quill was sentenced.", "BROOKLYN, N.Y."),
        ("BANGKOK, THAILAND Building on a treaty, Quill spoke.", "BANGKOK, THAILAND"),
    ],
)
def test_a_dateline_at_the_start_may_lack_its_dash(text, place):
    dateline = read_dateline(text)
    assert dateline.place == place
    assert dateline.city
    assert text[dateline.body_start] in "QAUTSMB"


@pytest.mark.parametrize(
    "text",
    [
        "ICE – Agents opened three gates.",
        "FACT SHEET — The gates",
        "UPDATE: — The gates",
        "UPDATE — The gates",
        "MEDIA ADVISORY – The gates",
        "U.S. — The gates",
        "THREE GATES OPENED IN NEW YORK — SIX CLOSED",
        "NEW YORK CLERK SENTENCED — Six gates closed",
        "NEW YORK CLERK Sentenced for Six Gates",
        "HOUSTON, WE HAVE A GATE — Six gates",
        "ORANGE County Harbor Office opened a gate.",
        "SACRAMENTO County Harbor Office opened a gate.",
        "Minneapolis–Saint Paul Harbor\nThree gates",
        "Miami-Dade County clerks opened a gate.",
        "They drove to\nSt. Louis, Missouri – has a gate.",
        "- They wait in\n  Washington, D.C.\n- The gates",
        "THE HARBOR OFFICE, Washington — opened a gate.",
        "Quill Hall, Washington D.C. – opened a gate.",
        "Lisbon, Portugal\n\n----------\n\nThank you.",
        "COVID-19 gates",
        "WASHINGTON",
        "WASHINGTON — ",
        "",
    ],
)
def test_text_that_only_looks_like_a_dateline_is_not_one(text):
    assert read_dateline(text) is None


def test_an_ambiguous_place_is_kept_as_written_without_a_city():
    assert read_parts(f"PORTLAND — {BODY}") == ("PORTLAND", None, BODY)


def test_an_unknown_place_is_kept_if_a_state_or_country_follows():
    assert read_parts(f"QUILLVILLE, Kan. — {BODY}") == ("QUILLVILLE, Kan.", None, BODY)
    assert read_parts(f"GUANTANAMO BAY, Cuba — {BODY}") == ("GUANTANAMO BAY, Cuba", None, BODY)


def test_a_dateline_may_follow_a_title_and_contacts():
    text = f"THREE GATES OPENED\nContact: Mara Quill\n\nDULUTH, Minn. – {BODY}"
    assert read_parts(text) == ("DULUTH, Minn.", "Duluth, MN", BODY)


def test_a_dateline_far_into_a_text_is_not_that_of_the_text():
    text = "A line about gates.\n" * (MAX_DATELINE_OFFSET // 10) + f"DULUTH, Minn. – {BODY}"
    assert read_dateline(text) is None


def test_a_dateline_lacks_its_dash_only_at_the_start():
    assert read_dateline(f"Three gates.\n\nWASHINGTON {BODY}") is None


def test_the_characters_of_the_place_are_the_place():
    text = f"\n  July 14, 2017 — DULUTH, Minn. — {BODY}"
    assert read_dateline(text).span.extract(text) == "DULUTH, Minn."


@given(st.text(alphabet=st.sampled_from("WASHINGTO NEWYRKC,.-—–()\n *a1"), max_size=80))
def test_the_span_of_any_dateline_is_its_place(text):
    dateline = read_dateline(text)
    if dateline:
        assert dateline.span.extract(text) == dateline.place
        assert dateline.span.end <= dateline.body_start <= len(text)


def test_a_text_of_many_spaces_is_read_at_once():
    assert read_dateline("NEW YORK" + " " * 50_000 + "\n" * 2_000 + "*_" * 1_000) is None
