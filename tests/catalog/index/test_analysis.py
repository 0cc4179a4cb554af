"""Words as the index has them."""

import pytest

from articles.catalog.index.analysis import terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t, don't", "dont dont"),
        ("8 U.S.C. § 1324", "8 usc section 1324"),
        ("San José's lætitia", "san joses laetitia"),
        ("3½ crates, ¾ full", "3 1 2 crates 3 4 full"),
        ("follow‑up", "follow up"),
    ],
)
def test_a_text_is_split_into_plain_words(text, words):
    assert terms(text) == words.split()
