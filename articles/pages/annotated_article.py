"""The quotations of an article as its page shows them: marked in the text, and in a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.core.text import Span, shorten, strip_block_marks
from articles.models import Quotation
from articles.pages.annotation.coverage import share
from articles.pages.annotation.highlight import Paragraph, marked
from articles.pages.annotation.quoted_spans import quoted

EXCERPT = 160
"""Characters of a passage that a list of quotations shows, at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a quotation in the text of an article."""

    quotation: Quotation
    part: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as a list shows it, with the first words of its passage."""

    quotation: Quotation
    excerpt: str


def marked_parts(text: str, quotations: Sequence[Quotation]) -> list[Paragraph[Mark]]:
    """The text with every part of each quotation marked, and not what stands between them."""
    return marked(text, [mark for one in quotations for mark in _parts(text, one)])


def _parts(text: str, quotation: Quotation) -> Iterator[tuple[Span, Mark]]:
    stretches = quoted(text, quotation.article_span, quotation.article_part_spans)
    for part, span in enumerate(stretches, 1):
        yield span, Mark(quotation, part)


def share_quoted(text: str, quotations: Sequence[Quotation]) -> int:
    """How many in a hundred words of an article are from releases; 1 where it is less than one."""
    own = [one for one in quotations if one.release_id and not one.shared]
    found = share(text, [part for one in own for part in one.article_part_spans])
    return max(round(100 * found), 1 if found else 0)


def excerpt(text: str, passage: Span | None) -> str:
    """The first words of a passage, on one line."""
    words = passage.extract(text) if passage else ""
    return shorten(strip_block_marks(words), EXCERPT)
