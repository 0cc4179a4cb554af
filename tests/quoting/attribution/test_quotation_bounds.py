"""Where quotations begin and end."""

import pytest

from tests.support.harbor import RELEASE, find_in, find_only, quoted_text, release

SPOKEN = "Nobody who moors at the eastern mole without papers has anything to fear but the tide"
RULED = "No master shall moor an unregistered boat at the eastern mole after the second bell"


def find_bounds(passage, released):
    """Return the text and the grade of the only quotation of a passage from a release."""
    quotation = find_only(passage, release(text=f"Duluth, July 11.\n\n{released}"))
    return quoted_text(quotation, passage).strip("“”\"'.,"), quotation.grade


@pytest.mark.parametrize(
    ("passage", "released"),
    [
        (f'Harbor Director Ann Poe said, "{SPOKEN}."', f"Harbor Director Poe said, “{SPOKEN}.”"),
        (f"The proposed rule reads: “{SPOKEN}.”", f"The rule reads: “{SPOKEN}.”"),
        (f"He told the Lantern, “{SPOKEN}.”", f"Later he told the Gazette, “{SPOKEN}.”"),
        (
            f"“{SPOKEN},” said Ann Poe, acting director of the harbor, when it rained.",
            f"“{SPOKEN},” said Ann Poe, Acting Director of the Harbor.",
        ),
        (
            f"“{SPOKEN},” said Ann Poe, acting director of the harbor, when it rained.",
            f"{SPOKEN}, said Ann Poe, Acting Director of the Harbor.",
        ),
        (f'"{SPOKEN}." 7 U.S.C. § 592.', f"“{SPOKEN}.” 7 U.S.C. § 592."),
        (f"“{SPOKEN}.”\n\nAs part of the game", f"{SPOKEN}. As part of the settlement"),
        (f"‘{SPOKEN}.’\n\nThe boats have been sold.", f"{SPOKEN}. The boats have been moored."),
    ],
)
def test_an_inline_quote_ends_at_its_own_marks(passage, released):
    text, grade = find_bounds(passage, released)
    assert (text, grade in ("verbatim", "typographic")) == (SPOKEN, True)


@pytest.mark.parametrize(
    ("passage", "released", "expected"),
    [
        (
            f"“{SPOKEN},” said Ann Poe. “{RULED}.”",
            f"“{SPOKEN}. {RULED}.”",
            f"{SPOKEN},” said Ann Poe. “{RULED}",
        ),
        (
            f"“{SPOKEN}.\n\n“{RULED}.”",
            f"“{SPOKEN}.\n\n“{RULED}.”",
            f"{SPOKEN}.\n\n“{RULED}",
        ),
        (
            f"“{SPOKEN},” Poe told the owners of boats.",
            f"“{SPOKEN},” Poe told the owners of boats.",
            f"{SPOKEN},” Poe told the owners of boats",
        ),
        (
            f"“{SPOKEN}.”\n\n{RULED}, the office says.",
            f"{SPOKEN}. {RULED}, it said.",
            f"{SPOKEN}.”\n\n{RULED}",
        ),
        (
            f"“{SPOKEN},” said Ann Poe, the director of the harbor and the mole.",
            f"“{SPOKEN},” said Ann Poe, the master of the harbor and the mole.",
            f"{SPOKEN},” said Ann Poe, the director of the harbor and the mole",
        ),
        (
            f"> The director of the harbor, Ann Poe, said, “{SPOKEN}.”",
            f"The director of the harbor, A. Poe, said, “{SPOKEN}.”",
            f"The director of the harbor, Ann Poe, said, “{SPOKEN}",
        ),
    ],
)
def test_what_is_quoted_beyond_the_marks_stays(passage, released, expected):
    assert find_bounds(passage, released)[0] == expected


@pytest.mark.parametrize(
    ("passage", "released"),
    [
        (f"{RULED}, yesterday.", f"{RULED}, life in prison."),
        (f"The mayor was confident {RULED}.", f"We are sure {RULED}."),
    ],
)
def test_the_end_of_a_sentence_buys_no_word_that_differs(passage, released):
    assert find_bounds(passage, released) == (RULED, "verbatim")


def test_words_that_differ_within_the_marks_belong_to_the_quote():
    passage = "“We honor the courage and patience of all masters of the Great Patrol Boats.”"
    released = "We honor the courage and patience of all masters of the Patrol Boats: \nthe Gull."
    text, grade = find_bounds(passage, released)
    assert (text, grade) == (passage.strip("“”."), "altered")


def test_a_passage_between_marks_of_any_kind_is_inline():
    for opening, closing in ("“”", '""', '"”', "‘’", "''"):
        passage = f"The office said: {opening}{SPOKEN}.{closing}"
        assert find_only(passage, release(text=SPOKEN + ".")).presentation == "inline"


def test_what_is_between_two_quotes_is_not_marked():
    passage = f'At 6\'2" he is tall. "Boats," he said. {RULED}. "Papers," she said of him.'
    (quotation,) = find_in(passage, release(text=f"{RELEASE}\n\n{RULED}."))
    assert quotation.presentation == "unmarked"
