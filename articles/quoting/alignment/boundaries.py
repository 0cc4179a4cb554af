"""Extend an alignment to sentence boundaries, and cut off words that match by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from articles.quoting.alignment import departures, gaps
from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.alignment.word_alignment import Alignment, align_range
from articles.quoting.text import sentences
from articles.quoting.text.tokens import WordRange

MAX_FLANK_WORDS = 15
"""Words beyond the outermost seeds that are aligned."""
MAX_CHANCE_WORDS = 2
"""Equal words beyond the end of a sentence that may be equal by chance."""
MISMATCH_COST = 1.2
"""What each word costs that differs, where an equal one gains 1."""
SHARED_BOUNDARY_BONUS = 3.7
"""What is gained if the sentences of both texts, or the quotation marks, end together."""

type _Direction = Literal[1, -1]
"""Toward the end of the texts (1) or toward their beginning (-1).

Both ends of a quotation are found by the same steps. What is nearer to the seeds, in the direction
of the search, is *near*, the other side *far*: for `WordRange(4, 9)` the near edge is 4 and the far
edge 9 toward the end, but 9 and 4 toward the beginning.
"""


class _Edges(NamedTuple):
    """A place between two words, by the index of the word after it, in either text."""

    article: int
    release: int


class _Distance(NamedTuple):
    """Words from the seeds on, brackets not counted, in either text."""

    article: int
    release: int


@dataclass(frozen=True, slots=True)
class _Flank:
    """The words on one side of the seeds, up to the end of the sentence in either text."""

    article_words: WordRange
    release_words: WordRange
    is_complete: bool
    """Whether both reach the end of the sentence, or the article's the quotation mark."""


class _Cut(NamedTuple):
    """How much of a flank belongs to the quotation: its nearest runs, or all of it."""

    run_count: int
    reaches_boundary: bool


def cut_chance_words(
    runs: Sequence[EqualRun], article: TokenizedText, release: TokenizedText
) -> list[EqualRun]:
    """Return a chain of runs without a word or two at its ends that belong to other sentences."""
    seeds = list(runs)
    seeds[-1] = _cut_run(seeds[-1], article, release, 1)
    seeds[0] = _cut_run(seeds[0], article, release, -1)
    return seeds


def extend_to_boundaries(
    runs: Sequence[EqualRun], article: TokenizedText, release: TokenizedText
) -> Alignment:
    """Return the alignment of a chain of runs, from where the quotation begins to where it ends.

    For example, a release says "The boats had been moored since 2009." and an article "These boats
    had been moored since 2009." The chain is "boats had been moored since 2009". Both sentences
    begin one word before it, so the quotation begins with "These": the article changed that word.
    """
    runs_after, end = _extend(runs[-1], article, release, 1)
    runs_before, start = _extend(runs[0], article, release, -1)
    return Alignment(
        (*reversed(runs_before), *runs, *runs_after),
        WordRange(start.article, end.article),
        WordRange(start.release, end.release),
    )


def _near_edge(words: WordRange, direction: _Direction) -> int:
    return words.start if direction > 0 else words.end


def _far_edge(words: WordRange, direction: _Direction) -> int:
    return words.end if direction > 0 else words.start


def _near_edges(run: EqualRun | _Flank, direction: _Direction) -> _Edges:
    return _Edges(
        _near_edge(run.article_words, direction), _near_edge(run.release_words, direction)
    )


def _far_edges(run: EqualRun | _Flank, direction: _Direction) -> _Edges:
    return _Edges(_far_edge(run.article_words, direction), _far_edge(run.release_words, direction))


def _range_between(edge: int, other_edge: int) -> WordRange:
    return WordRange(min(edge, other_edge), max(edge, other_edge))


def _cut_run(
    run: EqualRun, article: TokenizedText, release: TokenizedText, direction: _Direction
) -> EqualRun:
    """Return the run without a word or two at its far end that belong to another sentence."""
    edges = _far_edges(run, direction)
    if _is_passage_boundary(article, release, edges):
        return run
    for count in range(1, min(MAX_CHANCE_WORDS, run.length - 1) + 1):
        inner_edges = _Edges(edges.article - direction * count, edges.release - direction * count)
        if _is_passage_boundary(article, release, inner_edges):
            shift = 0 if direction > 0 else count
            return EqualRun(
                run.article_start + shift, run.release_start + shift, run.length - count
            )
    return run


def _is_passage_boundary(article: TokenizedText, release: TokenizedText, edges: _Edges) -> bool:
    """Whether a sentence of the article ends, or quotation marks that the release does not have."""
    if sentences.ends_sentence(article.tokens, edges.article - 1):
        return True
    in_article = sentences.has_quotation_mark_after(article.tokens, edges.article - 1)
    return in_article and not sentences.has_quotation_mark_after(release.tokens, edges.release - 1)


def _extend(
    seed: EqualRun, article: TokenizedText, release: TokenizedText, direction: _Direction
) -> tuple[list[EqualRun], _Edges]:
    """Return the runs beyond an outermost seed, nearest first, and where the quotation ends."""
    flank = _find_flank(seed, article, release, direction)
    runs = list(align_range(article, flank.article_words, release, flank.release_words))
    runs = runs[::direction]
    cut = _find_best_cut(runs, flank, article, release, direction)
    edges = _far_edges(([seed, *runs])[cut.run_count], direction)
    if cut.reaches_boundary or _hides_negation(edges, flank, article, release, direction):
        return runs, _far_edges(flank, direction)
    return runs[: cut.run_count], edges


def _find_flank(
    seed: EqualRun, article: TokenizedText, release: TokenizedText, direction: _Direction
) -> _Flank:
    """Return what to align; of the release no more than the article has before its mark."""
    near_edges = _far_edges(seed, direction)
    article_edge, at_mark = _find_limit(article, near_edges.article, direction, stop_at_marks=True)
    release_edge, _ = _find_limit(release, near_edges.release, direction)
    article_words = _range_between(near_edges.article, article_edge)
    release_words = _range_between(near_edges.release, release_edge)
    if at_mark and release_words.length > article.count_outside_brackets(article_words):
        shortened = _shorten_release(article, release, article_words, release_words, direction)
        return _Flank(article_words, shortened, is_complete=True)
    is_complete = sentences.ends_sentence(release.tokens, release_edge - 1) and (
        at_mark or sentences.ends_sentence(article.tokens, article_edge - 1)
    )
    return _Flank(article_words, release_words, is_complete)


def _find_limit(
    text: TokenizedText, near_edge: int, direction: _Direction, *, stop_at_marks: bool = False
) -> tuple[int, bool]:
    """Return the first edge at which a sentence ends, and whether it is only a quotation mark.

    The search stops `MAX_FLANK_WORDS` words beyond `near_edge`.
    """
    limit = near_edge + direction * MAX_FLANK_WORDS
    for edge in range(near_edge, limit, direction):
        if text.tokens.followed_by_space[edge - 1]:
            continue
        if sentences.ends_sentence(text.tokens, edge - 1):
            return edge, False
        if stop_at_marks and sentences.has_quotation_mark_after(text.tokens, edge - 1):
            return edge, True
    return limit, False


def _shorten_release(
    article: TokenizedText,
    release: TokenizedText,
    article_words: WordRange,
    release_words: WordRange,
    direction: _Direction,
) -> WordRange:
    """Return as many words of the release as the article has up to its quotation mark.

    For example, the article has “in a new harbor,” and the release "in our new harbor, which opens
    in May": after the last equal word, "harbor", the article has no words before its mark, so the
    release's go to "harbor" as well. Words that say the same go together, however many they are:
    “U.S.” in the article, "United States" in the release.
    """
    runs = list(align_range(article, article_words, release, release_words))
    near_edges = _Edges(_near_edge(article_words, direction), _near_edge(release_words, direction))
    aligned_edges = _far_edges(runs[::direction][-1], direction) if runs else near_edges
    unaligned_words = _range_between(aligned_edges.article, _far_edge(article_words, direction))
    available_words = abs(_far_edge(release_words, direction) - aligned_edges.release)
    length = min(article.count_outside_brackets(unaligned_words), available_words)
    for count in range(available_words + 1):
        end = _Edges(_far_edge(article_words, direction), aligned_edges.release + direction * count)
        if _is_same_wording(aligned_edges, end, article, release):
            length = count
            break
    return _range_between(near_edges.release, aligned_edges.release + direction * length)


def _find_best_cut(
    runs: Sequence[EqualRun],
    flank: _Flank,
    article: TokenizedText,
    release: TokenizedText,
    direction: _Direction,
) -> _Cut:
    """Return how many of the runs, nearest first, are more than chance.

    Each equal word gains 1, each word up to the end of a run that differs costs `MISMATCH_COST`;
    the best sum decides. For example, with 2 words that differ, 4 equal ones, 6 that differ and 1
    equal one the sums are 4 - 2.4 = 1.6 after the first run and 5 - 9.6 = -4.6 after the second:
    one run. If both texts end together after the last run, `SHARED_BOUNDARY_BONUS` may make the
    whole flank better still. There each word that is more in one text than in the other costs
    twice: it is rather another ending than one word in place of another. Words that only write the
    same differently cost and gain nothing.
    """
    best_score, best_count, equal_words = 0.0, 0, 0
    distance, edges = _Distance(0, 0), _near_edges(flank, direction)
    for count, run in enumerate(runs, 1):
        differing = _measure_gap(edges, _near_edges(run, direction), article, release)
        distance = _Distance(
            distance.article + differing.article, distance.release + differing.release
        )
        score = equal_words + run.length - MISMATCH_COST * (max(distance) - equal_words)
        equal_words += run.length
        distance = _Distance(distance.article + run.length, distance.release + run.length)
        edges = _far_edges(run, direction)
        if score > best_score:
            best_score, best_count = score, count
    differing = _measure_gap(edges, _far_edges(flank, direction), article, release)
    longest = max(distance.article + differing.article, distance.release + differing.release)
    excess = abs(differing.article - differing.release)
    cost = MISMATCH_COST * (longest - equal_words + excess)
    is_better = equal_words + SHARED_BOUNDARY_BONUS - cost > best_score
    has_like_ends = (differing.article > 0) == (differing.release > 0)
    has_words = flank.release_words.length or article.count_outside_brackets(flank.article_words)
    return _Cut(best_count, flank.is_complete and has_like_ends and has_words > 0 and is_better)


def _hides_negation(
    cut: _Edges,
    flank: _Flank,
    article: TokenizedText,
    release: TokenizedText,
    direction: _Direction,
) -> bool:
    """Whether a cut would leave out a "not" that one text has, within the quotation's marks."""
    far = _far_edges(flank, direction)
    goes_on = sentences.has_quotation_mark_after(article.tokens, far.article - 1)
    if not (flank.is_complete and goes_on) or far.article == cut.article:
        return False
    words = _range_between(cut.article, far.article), _range_between(cut.release, far.release)
    return departures.differ_in_negation(
        gaps.Gap(*words), article.tokens, release.tokens, is_after=direction > 0
    )


def _measure_gap(
    near: _Edges, far: _Edges, article: TokenizedText, release: TokenizedText
) -> _Distance:
    """Return how many words differ between two edges, in either text."""
    if _is_same_wording(near, far, article, release):
        return _Distance(0, 0)
    words = _range_between(near.article, far.article)
    return _Distance(article.count_outside_brackets(words), abs(far.release - near.release))


def _is_same_wording(
    near: _Edges, far: _Edges, article: TokenizedText, release: TokenizedText
) -> bool:
    """Whether both texts say the same between two edges. What numbers a list says nothing."""
    gap = gaps.Gap(
        _range_between(near.article, far.article), _range_between(near.release, far.release)
    )
    texts = (
        gaps.gap_text(article.tokens, gap.article_words),
        gaps.gap_text(release.tokens, gap.release_words),
    )
    if any(gaps.remove_list_marks(text) != text for text in texts):
        return False
    return departures.is_same_wording(gap, article.tokens, release.tokens)
