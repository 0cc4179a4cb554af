"""Find the words that an altered quotation changed, and what kind of words they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment import gaps
from articles.quoting.alignment.seeds import TokenizedText
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.grades import ChangeKind
from articles.quoting.text import sentences
from articles.quoting.text.tokens import Tokens, WordRange
from articles.quoting.text.words import comparable_form

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
_NUMBER_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion trillion dozen half third quarter first second"
    " once twice double triple both"
)
_NEGATION_NAMES = "no not never none nobody nothing neither nor nowhere without cannot"
_MONTHS = frozenset(_MONTH_NAMES.split())
_DATES = frozenset(_DAY_NAMES.split()) | _MONTHS
_NUMBERS = frozenset(_NUMBER_NAMES.split())
_NEGATIONS = frozenset(_NEGATION_NAMES.split())
_CONTRACTION = re.compile(
    r"(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should)nt"
)
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
        departure = gaps.classify_gap(gap, article.tokens, release.tokens)
        text = gaps.gap_text(article.tokens, gap.article_words)
        if departure.altered or (departure.elided and not gaps.has_ellipsis(text)):
            yield WordingChange(
                _classify_change(gap, article.tokens, release.tokens),
                article.tokens.span(gap.article_words),
                release.tokens.span(gap.release_words),
            )


def _classify_change(gap: gaps.Gap, article: Tokens, release: Tokens) -> ChangeKind:
    """Return the kind of the words that only one of the texts has; the most serious counts."""
    in_article = _comparable_forms(article, gap.article_words)
    in_release = _comparable_forms(release, gap.release_words)
    added_forms, removed_forms = in_article - in_release, in_release - in_article
    changed_forms = added_forms | removed_forms
    if _has_negation(added_forms) != _has_negation(removed_forms):
        return ChangeKind.NEGATION
    if changed_forms & _DATES or any(map(_YEAR.fullmatch, changed_forms)):
        return ChangeKind.DATE
    if any(form[0].isdigit() for form in changed_forms) or changed_forms & _NUMBERS:
        return ChangeKind.DATE if _follows_month(gap, release) else ChangeKind.NUMBER
    if _has_name(article, gap.article_words) or _has_name(release, gap.release_words):
        return ChangeKind.NAME
    return ChangeKind.WORD


def _comparable_forms(tokens: Tokens, words: WordRange) -> set[str]:
    return {comparable_form(tokens.text_of(index)) for index in range(*words)}


def _has_negation(forms: set[str]) -> bool:
    return any(form in _NEGATIONS or _CONTRACTION.fullmatch(form) for form in forms)


def _follows_month(gap: gaps.Gap, release: Tokens) -> bool:
    previous_index = gap.release_words.start - 1
    return previous_index >= 0 and comparable_form(release.text_of(previous_index)) in _MONTHS


def _has_name(tokens: Tokens, words: WordRange) -> bool:
    """Whether any of the words has a capital, and not only because it begins a sentence."""
    return any(
        tokens.text_of(index)[0].isupper()
        and not sentences.ends_sentence(tokens, index - 1)
        and len(tokens.text_of(index)) > 1
        for index in range(*words)
    )
