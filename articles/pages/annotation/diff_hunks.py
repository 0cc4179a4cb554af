"""The changed paragraphs of a comparison, with little of what is the same around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.pages.annotation.diff import DiffParagraph

CONTEXT_PARAGRAPHS = 1
"""Unchanged paragraphs shown before and after a changed one."""


@dataclass(frozen=True, slots=True)
class DiffHunk:
    """Paragraphs to show, and how many unchanged ones are skipped before them."""

    skipped_count: int
    paragraphs: tuple[DiffParagraph, ...]


def group_into_hunks(paragraphs: Sequence[DiffParagraph]) -> list[DiffHunk]:
    """Return the changed paragraphs with `CONTEXT_PARAGRAPHS` around them, the others as counts.

    A single paragraph is shown instead of counted, unless it is the only one.
    """
    changed_indexes = [
        index for index, paragraph in enumerate(paragraphs) if paragraph.change != "same"
    ]
    if not changed_indexes:
        return [DiffHunk(len(paragraphs), ())] if paragraphs else []
    visible_indexes = _indexes_to_show(changed_indexes, len(paragraphs))
    hunks: list[DiffHunk] = []
    skipped_count = 0
    for is_visible, indexes in groupby(
        range(len(paragraphs)), lambda index: index in visible_indexes
    ):
        run = tuple(paragraphs[index] for index in indexes)
        if is_visible:
            hunks.append(DiffHunk(skipped_count, run))
        skipped_count = 0 if is_visible else len(run)
    return [*hunks, DiffHunk(skipped_count, ())] if skipped_count else hunks


def _indexes_to_show(changed_indexes: list[int], paragraph_count: int) -> set[int]:
    indexes = {
        index
        for changed_index in changed_indexes
        for index in range(
            changed_index - CONTEXT_PARAGRAPHS, changed_index + CONTEXT_PARAGRAPHS + 1
        )
    }
    indexes |= {-1, paragraph_count}
    return indexes | {
        index for index in range(paragraph_count) if {index - 1, index + 1} <= indexes
    }
