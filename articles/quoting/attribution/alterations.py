"""Find the words that an altered quotation changed, and what kind of words they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment import departures, gaps
from articles.quoting.alignment.seeds import TokenizedText
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.grades import ChangeKind
from articles.quoting.text import sentences
from articles.quoting.text.canonical_words import canonical_words, has_negation
from articles.quoting.text.spelling import MONTHS
from articles.quoting.text.tokens import Tokens, WordRange

_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
_QUANTITY_NAMES = "dozen half quarter once twice double triple both percent dollars cents"
_DATES = MONTHS.union(_DAY_NAMES.split())
_QUANTITIES = frozenset(_QUANTITY_NAMES.split())
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class WordingChange:
    """Words of the release, and what the article has instead; either span may be empty."""

    kind: ChangeKind
    article_span: Span
    release_span: Span


def find_changes(
    alignment: Alignment, article: TokenizedText, release: TokenizedText
) -> Iterator[WordingChange]:
    """Yield what was changed, added or silently left out, in the order of the article.

    What brackets or an ellipsis signal is not a change.
    """
    for gap in alignment.gaps:
        departure = departures.classify_gap(gap, article.tokens, release.tokens)
        text = gaps.gap_text(article.tokens, gap.article_words)
        if departure.altered or (departure.elided and not gaps.has_ellipsis(text)):
            yield WordingChange(
                _classify_change(gap, article.tokens, release.tokens),
                article.tokens.span(gap.article_words),
                release.tokens.span(gap.release_words),
            )


def _classify_change(gap: gaps.Gap, article: Tokens, release: Tokens) -> ChangeKind:
    """Return the kind of the words that only one of the texts has; the most serious counts."""
    words = departures.read_canonical_words(gap, article, release)
    added_words = set(words.article).difference(words.release)
    removed_words = set(words.release).difference(words.article)
    changed_words = added_words | removed_words
    if has_negation(added_words) != has_negation(removed_words):
        return ChangeKind.NEGATION
    if changed_words & _DATES or any(map(_YEAR.fullmatch, changed_words)):
        return ChangeKind.DATE
    if any(word[0].isdigit() for word in changed_words) or changed_words & _QUANTITIES:
        return ChangeKind.DATE if _follows_month(gap, release) else ChangeKind.NUMBER
    if _has_name(article, gap.article_words) or _has_name(release, gap.release_words):
        return ChangeKind.NAME
    return ChangeKind.WORD


def _follows_month(gap: gaps.Gap, release: Tokens) -> bool:
    previous_index = gap.release_words.start - 1
    return previous_index >= 0 and not MONTHS.isdisjoint(
        canonical_words(release.text_of(previous_index))
    )


def _has_name(tokens: Tokens, words: WordRange) -> bool:
    """Whether any of the words has a capital, and not only because it begins a sentence."""
    return any(
        tokens.text_of(index)[0].isupper()
        and not sentences.ends_sentence(tokens, index - 1)
        and len(tokens.text_of(index)) > 1
        for index in range(*words)
    )
