"""Which quotation marks belong together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.core.text import BLOCK_QUOTE_MARK
from articles.quoting.text.mark_directions import (
    DOUBLE_MARKS,
    Direction,
    Mark,
    MarkedParagraph,
    find_marks,
)


class MarkedQuote(NamedTuple):
    """A quote: where its opening mark begins and ends, and where its closing mark does.

    The closing mark is empty if the quote ends with its paragraph.
    """

    start: int
    content_start: int
    content_end: int
    end: int

    @property
    def is_closed(self) -> bool:
        return self.content_end < self.end


class PairedMarks(NamedTuple):
    """The quotes of a text, and the double marks that surely open or close one but have no pair."""

    quotes: list[MarkedQuote]
    lone_marks: list[Mark]


@lru_cache(256)
def pair_marks(text: str) -> PairedMarks:
    """Return the quotes of `text` in order, without those within others."""
    pairs = PairedMarks([], [])
    paragraphs = list(find_marks(text))
    next_paragraphs = [*paragraphs[1:], MarkedParagraph(0, 0, [])]
    for paragraph, next_paragraph in zip(paragraphs, next_paragraphs, strict=True):
        if paragraph.marks:
            _pair_paragraph(text, paragraph, next_paragraph, pairs)
    return pairs


@lru_cache(256)
def unify_marks(text: str) -> str:
    """Return `text` with “ in place of each mark that opens a quote and ” where one closes.

    It is as long as before: a mark of two characters is replaced by two. Marks within a quote, and
    those of inches, become straight.
    """
    pairs = pair_marks(text)
    marks = [
        *((quote.start, quote.content_start, "“") for quote in pairs.quotes),
        *((quote.content_end, quote.end, "”") for quote in pairs.quotes),
        *(
            (mark.start, mark.end, "“" if mark.direction is Direction.OPENS else "”")
            for mark in pairs.lone_marks
        ),
    ]
    for mark in DOUBLE_MARKS:
        text = text.replace(mark, '"')
    pieces: list[str] = []
    offset = 0
    for start, end, mark in sorted(marks):
        pieces += text[offset:start], mark * (end - start)
        offset = end
    return "".join((*pieces, text[offset:]))


def _pair_paragraph(
    text: str, paragraph: MarkedParagraph, next_paragraph: MarkedParagraph, pairs: PairedMarks
) -> None:
    """Add the quotes and lone marks of a paragraph to `pairs`."""
    marks = [mark for mark in paragraph.marks if not mark.is_single]
    quotes = _pair_double_marks(text, marks, paragraph, next_paragraph)
    if len(marks) < len(paragraph.marks):
        single_marks = [mark for mark in paragraph.marks if mark.is_single]
        single_marks = [mark for mark in single_marks if not _is_inside(mark, quotes)]
        single_quotes = list(_pair_single_marks(text, single_marks, paragraph, next_paragraph))
        quotes = [quote for quote in quotes if not _is_inside(quote, single_quotes)]
        quotes = sorted(quotes + single_quotes)
    pairs.quotes.extend(quotes)
    if len(marks) != 2 * len(quotes):
        pairs.lone_marks.extend(
            mark
            for mark in marks
            if mark.direction in (Direction.OPENS, Direction.CLOSES)
            and not _is_inside(mark, quotes)
        )


def _pair_double_marks(
    text: str, marks: Sequence[Mark], paragraph: MarkedParagraph, next_paragraph: MarkedParagraph
) -> list[MarkedQuote]:
    """Match marks as brackets are matched, and return the outermost pairs.

    An opening mark that is not matched opens a quote only if no mark follows it, or if it is the
    only such one and the quote goes on in the next paragraph.
    """
    quotes: list[MarkedQuote] = []
    open_marks: list[Mark] = []
    for mark, next_mark in zip(marks, [*marks, None][1:], strict=True):
        is_either = mark.direction is Direction.EITHER
        if mark.direction is Direction.OPENS or (is_either and not open_marks):
            open_marks.append(mark)
        elif open_marks and not (mark.direction is Direction.MAY_CLOSE and _closes(next_mark)):
            _add_quote(quotes, open_marks.pop(), mark.start, mark.end)
            if text[mark.start - 1] == ",":
                # The speaker is named next, so that the outer marks can have no match.
                open_marks.clear()
    if open_marks and open_marks[-1].direction is Direction.OPENS:
        is_only = len(open_marks) == 1 and _goes_on(text, next_paragraph, is_single=False)
        if is_only or open_marks[-1] is marks[-1]:
            _add_quote(quotes, open_marks[-1], paragraph.end, paragraph.end)
    return quotes


def _closes(mark: Mark | None) -> bool:
    return mark is not None and mark.direction is Direction.CLOSES


def _goes_on(text: str, next_paragraph: MarkedParagraph, *, is_single: bool) -> bool:
    """Whether a quote goes on in the next paragraph: whether that begins with an opening mark."""
    return any(
        mark.direction is Direction.OPENS
        and mark.is_single == is_single
        and text[next_paragraph.start : mark.start] in ("", BLOCK_QUOTE_MARK)
        for mark in next_paragraph.marks[:1]
    )


def _add_quote(quotes: list[MarkedQuote], opening: Mark, closing_start: int, end: int) -> None:
    """Add a quote and take out those within it."""
    while quotes and quotes[-1].start > opening.start:
        quotes.pop()
    quotes.append(MarkedQuote(opening.start, opening.end, closing_start, end))


def _pair_single_marks(
    text: str, marks: Sequence[Mark], paragraph: MarkedParagraph, next_paragraph: MarkedParagraph
) -> Iterator[MarkedQuote]:
    """Yield the quotes between single marks.

    Each ends at the next mark that surely closes it, else at the next that may, before another
    opens: “'The dogs' bones,' he said.”
    """
    opening = possible_closing = None
    for mark in marks:
        if mark.direction is Direction.OPENS:
            if opening and possible_closing:
                yield MarkedQuote(*opening[:2], *possible_closing[:2])
            opening, possible_closing = mark, None
        elif opening and mark.direction is Direction.CLOSES:
            yield MarkedQuote(*opening[:2], *mark[:2])
            opening = possible_closing = None
        else:
            possible_closing = possible_closing or mark
    if opening and possible_closing:
        yield MarkedQuote(*opening[:2], *possible_closing[:2])
    elif opening and _goes_on(text, next_paragraph, is_single=True):
        yield MarkedQuote(*opening[:2], paragraph.end, paragraph.end)


def _is_inside(mark: Mark | MarkedQuote, quotes: Sequence[MarkedQuote]) -> bool:
    """Whether a mark or quote begins between the marks of one of the quotes, or with them."""
    position = bisect_right(quotes, mark.start, key=lambda quote: quote.start) - 1
    return position >= 0 and mark.start < quotes[position].end
