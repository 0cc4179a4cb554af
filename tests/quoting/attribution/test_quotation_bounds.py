"""Where quotations begin and end."""

import pytest

from tests.support.harbor import find_only, quoted_text, release

RULED = "No master shall moor an unregistered boat at the eastern mole after the second bell"


def find_bounds(passage, released):
    """Return the text and the grade of the only quotation of a passage from a release."""
    quotation = find_only(passage, release(text=f"Duluth, July 11.\n\n{released}"))
    return quoted_text(quotation, passage).strip("“”\"'.,"), quotation.grade


@pytest.mark.parametrize(
    ("passage", "released"),
    [
        (f"{RULED}, yesterday.", f"{RULED}, life in prison."),
        (f"The mayor was confident {RULED}.", f"We are sure {RULED}."),
    ],
)
def test_the_end_of_a_sentence_buys_no_word_that_differs(passage, released):
    assert find_bounds(passage, released) == (RULED, "verbatim")
