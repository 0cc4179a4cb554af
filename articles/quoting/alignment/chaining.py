"""Chain the equal runs of two texts into quotations.

Seed and extend, after BLAST (Altschul and others, 1990): runs are seeds, seeds on nearly the same
diagonal are chained, and the words between them are aligned one by one.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from articles.quoting.alignment import gaps
from articles.quoting.alignment.seeds import MIN_SEED_WORDS, EqualRun, TokenizedText
from articles.quoting.alignment.word_alignment import align_range
from articles.quoting.text.tokens import Tokens, WordRange

MAX_SIGNALED_OMISSION_WORDS = 200
"""Words that may be left out where an ellipsis or brackets signal it."""
MAX_SILENT_OMISSION_WORDS = 40
"""Words that may be left out without a sign."""
MAX_ARTICLE_WORDS = 6
"""Words of its own that an article may put between two parts of one quotation, without a sign."""
MAX_GAP_WORDS = 40
"""Words of any kind that may be between two parts in the article."""
MAX_CHAINED_RUNS = 150
"""Runs of one pair of texts that are chained, the longest first."""
MAX_PREDECESSORS = 16
"""Runs before another that are tried as its predecessor in a chain."""
SAME_MARK_BONUS = 0.25
"""What a chain gains, in words, if the same character is before, or after, it in both texts."""
LINK_COST = 1
"""What linking a run to a chain costs, in words, at least."""
SIGNALED_OMISSION_COST = 0.01
"""What each word costs that is left out where an ellipsis or brackets signal it."""
SILENT_OMISSION_COST = 0.15
"""What each word costs that is left out without a sign."""
MAX_EXCESS_OMISSION_WORDS = 2
"""Words that may be left out, beyond those put in their place, where the gap has no sign and looks
like the end of a passage."""


class _Link(NamedTuple):
    """What a run adds to the score of a chain, and what is left of it after an overlap."""

    gain: float
    run: EqualRun


class _Predecessor(NamedTuple):
    """The run before another in a chain, by its position, and what is left of the later run."""

    position: int
    run: EqualRun


type _FindLink = Callable[[EqualRun, EqualRun], _Link | None]


def find_chains(
    runs: Sequence[EqualRun], article: TokenizedText, release: TokenizedText
) -> Iterator[list[EqualRun]]:
    """Yield chains of runs that may each be one quotation; no two share words of the article.

    Chains that are far apart come in the order of the article. Of those near each other, the one
    with most equal words comes first.
    """
    longest = sorted(runs, key=_longest_first)[:MAX_CHAINED_RUNS]
    find_link = cache(partial(_find_link, article=article))
    ordered = sorted(longest, key=lambda run: (run.article_start, run.release_start))
    for stretch in _split_at_wide_gaps(ordered):
        open_runs = stretch
        while open_runs:
            chain = _find_best_chain(open_runs, find_link, article.tokens, release.tokens)
            yield chain
            chain_words = WordRange(chain[0].article_start, chain[-1].article_end)
            clips = (clip for run in open_runs for clip in _clip_run(run, chain_words))
            open_runs = sorted(clips, key=lambda run: (run.article_start, run.release_start))


def _clip_run(run: EqualRun, chain_words: WordRange) -> Iterator[EqualRun]:
    """Yield the parts of a run outside the words of a chain that are long enough for a seed."""
    if not run.article_words.count_overlap(chain_words):
        yield run
        return
    left_length = chain_words.start - run.article_start
    right_length = run.article_end - chain_words.end
    if left_length >= MIN_SEED_WORDS:
        yield EqualRun(run.article_start, run.release_start, left_length)
    if right_length >= MIN_SEED_WORDS:
        yield EqualRun(chain_words.end, run.release_end - right_length, right_length)


def _longest_first(run: EqualRun) -> tuple[int, int, int]:
    return -run.length, run.article_start, run.release_start


def _split_at_wide_gaps(runs: Sequence[EqualRun]) -> Iterator[list[EqualRun]]:
    """Yield stretches of runs; those of two stretches are too far apart for one chain."""
    stretch: list[EqualRun] = []
    end = 0
    for run in runs:
        if run.article_start - end > MAX_GAP_WORDS and stretch:
            yield stretch
            stretch = []
        stretch.append(run)
        end = max(end, run.article_end)
    if stretch:
        yield stretch


def _find_best_chain(
    runs: Sequence[EqualRun], find_link: _FindLink, article: Tokens, release: Tokens
) -> list[EqualRun]:
    """Return the chain with most equal words, less what the gaps between them cost.

    If several have as many, the one with the same marks around it in both texts. By dynamic
    programming over the runs in the order of the article: `scores[i]` is the score of the best
    chain that ends with run i. For example, with runs A, B and C of 9, 5 and 8 words of which C
    follows A at a cost of 2, and neither follows B or is followed by it, the scores are 9, 5 and
    9 + 8 - 2 = 15; the best chain ends with C and is traced back to A.
    """
    scores: list[float] = []
    predecessors: list[_Predecessor | None] = []
    for index, run in enumerate(runs):
        best, predecessor = run.length + _start_bonus(run, article, release), None
        for previous_index in range(index - 1, max(-1, index - 1 - MAX_PREDECESSORS), -1):
            if run.article_start - runs[previous_index].article_end > MAX_GAP_WORDS:
                continue
            if scores[previous_index] + run.length - LINK_COST <= best:
                continue
            link = find_link(runs[previous_index], run)
            if link and scores[previous_index] + link.gain > best:
                best, predecessor = (
                    scores[previous_index] + link.gain,
                    _Predecessor(previous_index, link.run),
                )
        scores.append(best)
        predecessors.append(predecessor)
    for index, run in enumerate(runs):
        scores[index] += _end_bonus(run, article, release)
    return _trace_back(runs, predecessors, max(range(len(runs)), key=lambda index: scores[index]))


def _start_bonus(run: EqualRun, article: Tokens, release: Tokens) -> float:
    in_article = int(article.starts[run.article_start])
    in_release = int(release.starts[run.release_start])
    mark = article.text[max(0, in_article - 1) : in_article]
    return SAME_MARK_BONUS * (mark == release.text[max(0, in_release - 1) : in_release])


def _end_bonus(run: EqualRun, article: Tokens, release: Tokens) -> float:
    in_article = int(article.ends[run.article_end - 1])
    in_release = int(release.ends[run.release_end - 1])
    mark = article.text[in_article : in_article + 1]
    return SAME_MARK_BONUS * (mark == release.text[in_release : in_release + 1])


def _trace_back(
    runs: Sequence[EqualRun], predecessors: Sequence[_Predecessor | None], last_index: int
) -> list[EqualRun]:
    chain: list[EqualRun] = []
    index, run = last_index, runs[last_index]
    while predecessor := predecessors[index]:
        index, run = predecessor
        chain.append(run)
        run = runs[index]
    return [run, *reversed(chain)]


def _find_link(earlier: EqualRun, later: EqualRun, article: TokenizedText) -> _Link | None:
    """Return what `later` adds to a chain that ends with `earlier`; None if it can't follow it.

    For example, a run of words 0 to 6 of the article and 10 to 16 of the release is followed by one
    of words 5 to 12 and 19 to 26. They overlap in one word of the article, so that 6 of 7 words are
    left; 20 - 16 = 4 words of the release are omitted. Without a sign, the gain is
    6 - (1 + 4 * 0.15) = 4.4.
    """
    overlap = max(
        0, earlier.article_end - later.article_start, earlier.release_end - later.release_start
    )
    omitted_words = later.release_start + overlap - earlier.release_end
    is_ordered = (
        earlier.article_start < later.article_start and earlier.release_start < later.release_start
    )
    if not is_ordered or overlap >= later.length or omitted_words > MAX_SIGNALED_OMISSION_WORDS:
        return None
    run = EqualRun(
        later.article_start + overlap, later.release_start + overlap, later.length - overlap
    )
    gap_words = WordRange(earlier.article_end, run.article_start)
    text = gaps.gap_text(article.tokens, gap_words)
    is_signaled = gaps.is_signaled(text)
    if omitted_words > MAX_SILENT_OMISSION_WORDS and not is_signaled:
        return None
    added_words = gaps.count_article_words(text) if gap_words.length > 0 else 0
    if added_words and not _may_interrupt(text, added_words):
        return None
    if (
        omitted_words - added_words > MAX_EXCESS_OMISSION_WORDS
        and not is_signaled
        and gaps.breaks_passage(text)
    ):
        return None
    omission_cost = SIGNALED_OMISSION_COST if is_signaled else SILENT_OMISSION_COST
    return _Link(run.length - (LINK_COST + added_words + omitted_words * omission_cost), run)


def _may_interrupt(text: str, added_words: int) -> bool:
    """Whether a quotation may go on after a gap with so many words of the article's own."""
    return added_words <= MAX_ARTICLE_WORDS and not (
        gaps.crosses_quotation_marks(text) or gaps.has_article_paragraph(text)
    )


def fill_gaps(
    chain: list[EqualRun], article: TokenizedText, release: TokenizedText
) -> list[EqualRun]:
    """Return the chain with the equal words between its runs, however few, as further runs."""
    runs: list[EqualRun] = []
    for earlier, later in pairwise(chain):
        runs.append(earlier)
        article_words = WordRange(earlier.article_end, later.article_start)
        release_words = WordRange(earlier.release_end, later.release_start)
        runs.extend(align_range(article, article_words, release, release_words))
    return [*runs, chain[-1]]
