"""Two versions of a text compared: what was removed, what was added, what is the same.

Paragraphs are compared first, then the words within those that changed, both by their longest
common subsequence (rapidfuzz's bit-parallel form of Hyyrö's algorithm).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, Postfix

from articles.pages.annotation.highlight import HighlightedParagraph, highlight_paragraphs

MAX_TEXT_LENGTH = 150_000
"""Characters of the longest text that is compared."""
MAX_MATRIX_BITS = 200_000_000
"""Elements of one sequence times elements of the other that are compared at once."""
MIN_EDITED_SHARE = 0.5
"""Share of the words of the longer of two paragraphs that both have if one is the other, edited."""
MAX_LOOKAHEAD_PARAGRAPHS = 8
"""Added paragraphs searched for the one that a removed paragraph became."""

_WORD_AND_GAP = re.compile(r"(\w+(?:['’]\w+)*|)(\W*)")
_TRAILING_GAP = re.compile(r"(?<!\W)\W*\Z")

type Change = Literal["same", "removed", "added"]
type WordAndGap = tuple[str, str]
"""A word, and what separates it from the next."""


class TooLongError(ValueError):
    """A text has more than `MAX_TEXT_LENGTH` characters."""


@dataclass(frozen=True, slots=True)
class DiffPiece:
    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class DiffParagraph:
    pieces: tuple[DiffPiece, ...]
    change: Literal["same", "removed", "added", "changed"]
    is_block_quote: bool


class _Edit(NamedTuple):
    """Elements `new_start` to `new_end` of the new sequence replace those of the old one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def length(self) -> int:
        return max(self.old_end - self.old_start, self.new_end - self.new_start)


@dataclass(frozen=True, slots=True)
class _PlainParagraph:
    text: str
    is_block_quote: bool

    def vocabulary(self) -> set[str]:
        return {word for word, _ in _WORD_AND_GAP.findall(self.text)}


def diff_paragraphs(old_text: str, new_text: str) -> list[DiffParagraph]:
    """Return the paragraphs of both texts in one order, edited ones cut at each change.

    Without what was added they are the paragraphs of `old_text`, without what was removed those of
    `new_text`, except the marks of block quotes. Raises TooLongError.
    """
    if max(len(old_text), len(new_text)) > MAX_TEXT_LENGTH:
        raise TooLongError
    return list(_diff_paragraphs(_plain_paragraphs(old_text), _plain_paragraphs(new_text)))


def diff_words(old_text: str, new_text: str) -> list[DiffPiece]:
    """Compare two paragraphs word by word.

    Without what was added the pieces join to `old_text`, without what was removed to `new_text`.
    """
    old_words, new_words = _WORD_AND_GAP.findall(old_text), _WORD_AND_GAP.findall(new_text)
    return _join_pieces(_diff_words(old_words, new_words))


def _plain_paragraphs(text: str) -> list[_PlainParagraph]:
    paragraphs: list[HighlightedParagraph[None]] = highlight_paragraphs(text, ())
    return [
        _PlainParagraph("".join(piece.text for piece in paragraph.pieces), paragraph.is_block_quote)
        for paragraph in paragraphs
    ]


def _find_edits(old: Sequence[object], new: Sequence[object]) -> list[_Edit]:
    """Return where two sequences differ, in order; one edit of everything if they are too large."""
    if len(old) * len(new) > MAX_MATRIX_BITS:
        return [_Edit(0, len(old), 0, len(new))]
    edits: list[_Edit] = []
    for opcode in Indel.opcodes(old, new):
        if opcode.tag == "equal":
            continue
        edit = _Edit(opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end)
        previous = edits[-1] if edits else None
        if previous and (previous.old_end, previous.new_end) == (edit.old_start, edit.new_start):
            edits[-1] = previous._replace(old_end=edit.old_end, new_end=edit.new_end)
        else:
            edits.append(edit)
    return edits


def _diff_paragraphs(
    old: list[_PlainParagraph], new: list[_PlainParagraph]
) -> Iterator[DiffParagraph]:
    index = 0
    for edit in _find_edits(old, new):
        yield from (
            _uniform_paragraph(paragraph, "same") for paragraph in old[index : edit.old_start]
        )
        yield from _diff_edited_paragraphs(
            old[edit.old_start : edit.old_end], new[edit.new_start : edit.new_end]
        )
        index = edit.old_end
    yield from (_uniform_paragraph(paragraph, "same") for paragraph in old[index:])


def _uniform_paragraph(paragraph: _PlainParagraph, change: Change) -> DiffParagraph:
    pieces = (DiffPiece(paragraph.text, change),)
    return DiffParagraph(pieces, change, paragraph.is_block_quote)


def _diff_edited_paragraphs(
    old: list[_PlainParagraph], new: list[_PlainParagraph]
) -> Iterator[DiffParagraph]:
    """Compare each removed paragraph with the added one that it became, if one is similar."""
    vocabularies = [paragraph.vocabulary() for paragraph in new]
    next_index = 0
    for paragraph in old:
        edited_index = _find_edited(paragraph, new, vocabularies, next_index)
        if edited_index is None:
            yield _uniform_paragraph(paragraph, "removed")
            continue
        yield from (
            _uniform_paragraph(added_paragraph, "added")
            for added_paragraph in new[next_index:edited_index]
        )
        yield _diff_paragraph(paragraph, new[edited_index])
        next_index = edited_index + 1
    yield from (
        _uniform_paragraph(added_paragraph, "added") for added_paragraph in new[next_index:]
    )


def _diff_paragraph(old: _PlainParagraph, new: _PlainParagraph) -> DiffParagraph:
    if old == new:
        return _uniform_paragraph(old, "same")
    return DiffParagraph(tuple(diff_words(old.text, new.text)), "changed", old.is_block_quote)


def _find_edited(
    paragraph: _PlainParagraph,
    new: list[_PlainParagraph],
    vocabularies: list[set[str]],
    first_index: int,
) -> int | None:
    """Return the index of the most similar new paragraph; None if none is similar enough."""
    vocabulary = paragraph.vocabulary()
    end_index = min(first_index + MAX_LOOKAHEAD_PARAGRAPHS, len(new))
    scores = [
        (
            len(vocabulary & vocabularies[index]) / max(len(vocabulary), len(vocabularies[index])),
            -index,
        )
        for index in range(first_index, end_index)
        if new[index].is_block_quote == paragraph.is_block_quote
    ]
    score, negative_index = max(scores, default=(0, 0))
    return -negative_index if score >= MIN_EDITED_SHARE else None


def _diff_words(old: list[WordAndGap], new: list[WordAndGap]) -> Iterator[DiffPiece]:
    """Yield words with the gap after each: even after an unchanged word the gap may change."""
    edits = _merge_close_edits(_find_edits([word for word, _ in old], [word for word, _ in new]))
    old_index = new_index = 0
    for edit in [*edits, _Edit(len(old), len(old), len(new), len(new))]:
        unchanged_old = old[old_index : edit.old_start]
        unchanged_new = new[new_index : edit.new_start]
        for (word, old_gap), (_, new_gap) in zip(unchanged_old, unchanged_new, strict=True):
            yield DiffPiece(word, "same")
            yield from _diff_gaps(old_gap, new_gap)
        yield DiffPiece("".join(map("".join, old[edit.old_start : edit.old_end])), "removed")
        yield DiffPiece("".join(map("".join, new[edit.new_start : edit.new_end])), "added")
        old_index, new_index = edit.old_end, edit.new_end


def _diff_gaps(old_gap: str, new_gap: str) -> Iterator[DiffPiece]:
    if old_gap == new_gap:
        yield DiffPiece(old_gap, "same")
    else:
        yield DiffPiece(old_gap, "removed")
        yield DiffPiece(new_gap, "added")


def _merge_close_edits(edits: list[_Edit]) -> list[_Edit]:
    """Merge two edits if the unchanged words between them are no longer than either."""
    merged_edits: list[_Edit] = []
    for edit in edits:
        previous = merged_edits[-1] if merged_edits else None
        if previous and edit.old_start - previous.old_end <= min(previous.length, edit.length):
            merged_edits[-1] = previous._replace(old_end=edit.old_end, new_end=edit.new_end)
        else:
            merged_edits.append(edit)
    return merged_edits


def _join_pieces(pieces: Iterable[DiffPiece]) -> list[DiffPiece]:
    """Join neighbors with the same change, without empty pieces."""
    filled_pieces = (piece for piece in _sort_changes(pieces) if piece.text)
    return [
        DiffPiece("".join(piece.text for piece in run), change)
        for change, run in groupby(filled_pieces, lambda piece: piece.change)
    ]


def _sort_changes(pieces: Iterable[DiffPiece]) -> Iterator[DiffPiece]:
    """Yield, between unchanged pieces, all that was removed, then all that was added.

    The marks and spaces that both end with are unchanged.
    """
    filled_pieces = (piece for piece in pieces if piece.text)
    for is_same, run in groupby(filled_pieces, lambda piece: piece.change == "same"):
        if is_same:
            yield from run
            continue
        changed_pieces = list(run)
        removed_text, added_text = (
            "".join(piece.text for piece in changed_pieces if piece.change == change)
            for change in ("removed", "added")
        )
        common_gap = _common_trailing_gap(removed_text, added_text)
        yield DiffPiece(removed_text.removesuffix(common_gap), "removed")
        yield DiffPiece(added_text.removesuffix(common_gap), "added")
        yield DiffPiece(common_gap, "same")


def _common_trailing_gap(text_a: str, text_b: str) -> str:
    """Return what both texts end with after the last word of either."""
    gaps = [match.group() for text in (text_a, text_b) if (match := _TRAILING_GAP.search(text))]
    length = Postfix.similarity(*gaps) if gaps[1:] else 0
    return text_a[len(text_a) - length :]
