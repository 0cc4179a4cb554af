"""Texts are split into the words that are indexed."""

import pytest

from articles.catalog.index.analysis import analyze_text


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
def test_a_text_is_split_into_normalized_words(text, words):
    assert analyze_text(text) == words.split()
