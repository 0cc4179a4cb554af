"""From the words of an alignment to characters of the two texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment.seeds import TokenizedText
from articles.quoting.alignment.word_alignment import Alignment


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are equal in their comparable form, in the article and in the release."""

    article_span: Span
    release_span: Span


def locate_parts(
    alignment: Alignment, article: TokenizedText, release: TokenizedText
) -> Iterator[Part]:
    """Yield the characters of each run of equal words."""
    for run in alignment.runs:
        yield Part(article.tokens.span(run.article_words), release.tokens.span(run.release_words))


def locate_passage(
    alignment: Alignment, article: TokenizedText, release: TokenizedText
) -> tuple[Span, Span]:
    """Return the quotation in the article and in the release, with the punctuation both share.

    Punctuation before the first word counts only if white space separates it from an earlier word,
    so that none belongs to two quotations. A bracket that opens in front of the first letter
    ("[T]he") belongs to the article's passage.
    """
    in_article = article.tokens.span(alignment.article_words)
    in_release = release.tokens.span(alignment.release_words)
    marks_after = _count_shared_marks(article.text, in_article.end, release.text, in_release.end, 1)
    marks_before = _count_shared_marks(
        article.text, in_article.start - 1, release.text, in_release.start - 1, -1
    )
    if not _follows_space(article.text, in_article.start - marks_before - 1):
        marks_before = 0
    opens_bracket = article.text[in_article.start - 1 : in_article.start] == "["
    bracket = opens_bracket and "]" in in_article.extract(article.text)[:3]
    return (
        Span(in_article.start - max(marks_before, bracket), in_article.end + marks_after),
        Span(in_release.start - marks_before, in_release.end + marks_after),
    )


def _count_shared_marks(
    article: str, article_offset: int, release: str, release_offset: int, step: int
) -> int:
    """Return how many marks are equal from these offsets on, or back if `step` is -1."""
    count = 0
    while 0 <= article_offset < len(article) and 0 <= release_offset < len(release):
        mark = article[article_offset]
        if mark != release[release_offset] or mark.isalnum() or mark.isspace():
            break
        count += 1
        article_offset += step
        release_offset += step
    return count


def _follows_space(text: str, offset: int) -> bool:
    """Whether white space comes before any word on the way back from `offset`."""
    while offset >= 0 and not text[offset].isspace():
        if text[offset].isalnum():
            return False
        offset -= 1
    return True
