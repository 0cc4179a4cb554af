"""Cut off what an article has around the quotation marks of a quote, such as who said it."""

from collections.abc import Sequence
from typing import NamedTuple

from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.text import sentences
from articles.quoting.text.mark_pairs import pair_marks, unify_marks
from articles.quoting.text.quotation_marks import find_block_quotes
from articles.quoting.text.tokens import WordRange


def cut_at_marks(
    runs: Sequence[EqualRun],
    article: TokenizedText,
    release: TokenizedText,
    *,
    min_passage_words: int,
) -> list[EqualRun]:
    """Return a chain of runs that is an inline quote without the words beyond its marks.

    An aside between two parts of the quote stays, and so does what is quoted itself although the
    marks leave it out: a passage of at least `min_passage_words` equal words, or the rest of a
    sentence. For example, both texts have “We will act,” said Poe; but the article goes on with
    "in a statement": the chain is cut before "said Poe".
    """
    cut_runs = list(runs)
    first, last = cut_runs[0].article_start, cut_runs[-1].article_end
    edge = _find_closing_mark(article, WordRange(first, last))
    if edge is not None and _is_inline_quote(article, first):
        split = _Split(WordRange(first, edge), WordRange(edge, last))
        if not split.is_one_passage(cut_runs, article, release, min_passage_words):
            cut_runs, last = _clip_runs(cut_runs, split.quote), edge
    edge = _find_opening_mark(article, WordRange(first, last))
    if edge is not None and _is_inline_quote(article, last - 1):
        split = _Split(WordRange(edge, last), WordRange(first, edge))
        if not split.is_one_passage(cut_runs, article, release, min_passage_words):
            cut_runs = _clip_runs(cut_runs, split.quote)
    return cut_runs


class _Split(NamedTuple):
    """The words of a chain in the article: the quote, and those beyond one of its marks."""

    quote: WordRange
    remainder: WordRange

    def is_one_passage(
        self,
        runs: Sequence[EqualRun],
        article: TokenizedText,
        release: TokenizedText,
        min_passage_words: int,
    ) -> bool:
        """Whether the words beyond the mark are quoted as well.

        They are if more of them are equal than of the quote, if enough are and a sentence ends
        among them, or if all are, to the end of the sentence in both texts.
        """
        equal_words = _count_equal_words(runs, self.remainder)
        if equal_words >= _count_equal_words(runs, self.quote):
            return True
        is_after = self.remainder.start == self.quote.end
        edges = [self.remainder.end, runs[-1].release_end]
        if not is_after:
            edges = [self.remainder.start, runs[0].release_start]
        ends_together = all(
            sentences.ends_sentence(text.tokens, edge - 1)
            for text, edge in zip((article, release), edges, strict=True)
        )
        if equal_words >= min_passage_words:
            return ends_together or self._has_sentence_end(article, is_after=is_after)
        is_equal = equal_words == self.remainder.length
        return is_equal and ends_together and _has_small_word(article, self.remainder)

    def _has_sentence_end(self, article: TokenizedText, *, is_after: bool) -> bool:
        """Whether a sentence ends at the mark or among the words beyond it."""
        start, end = self.remainder if is_after else (index + 1 for index in self.remainder)
        return any(sentences.ends_sentence(article.tokens, edge - 1) for edge in range(start, end))


def _find_closing_mark(article: TokenizedText, words: WordRange) -> int | None:
    """Return the index of the word after the last mark between some words, if it closes a quote."""
    tokens, text = article.tokens, unify_marks(article.text)
    start, end = int(tokens.ends[words.start]), int(tokens.starts[words.end - 1])
    offset = text.rfind("”", start, end)
    if offset < 0 or text.find("“", offset, end) >= 0:
        return None
    return int(tokens.starts.searchsorted(offset))


def _find_opening_mark(article: TokenizedText, words: WordRange) -> int | None:
    """Return the index of the word after the first mark between some words, if it opens a quote.

    None if the words before it are a part of the quote, or between two parts of it.
    """
    tokens, text = article.tokens, unify_marks(article.text)
    start, end = int(tokens.ends[words.start]), int(tokens.starts[words.end - 1])
    offset = text.find("“", start, end)
    if offset < 0 or text.find("”", start, offset) >= 0:
        return None
    edge = int(tokens.starts.searchsorted(offset))
    is_aside = "”" in sentences.text_after(tokens, words.start - 1) if words.start else False
    return None if is_aside or _is_marked(article, edge - 1) else edge


def _is_inline_quote(article: TokenizedText, word: int) -> bool:
    """Whether a word is between quotation marks, and not in a block quote."""
    offset = int(article.tokens.starts[word])
    return _is_marked(article, word) and not any(
        block.start <= offset < block.end for block in find_block_quotes(article.text)
    )


def _is_marked(article: TokenizedText, word: int) -> bool:
    offset = int(article.tokens.starts[word])
    quotes = pair_marks(article.text).quotes
    return any(quote.start < offset < quote.content_end for quote in quotes)


def _has_small_word(article: TokenizedText, words: WordRange) -> bool:
    """Whether any word begins with a small letter: one of a sentence, unlike “18 U.S.C. § 592”."""
    return any(article.tokens.text_of(index)[0].islower() for index in range(*words))


def _count_equal_words(runs: Sequence[EqualRun], words: WordRange) -> int:
    return sum(words.count_overlap(run.article_words) for run in runs)


def _clip_runs(runs: Sequence[EqualRun], words: WordRange) -> list[EqualRun]:
    """Return what of the runs is among some words of the article."""
    clipped_runs = []
    for run in runs:
        start, end = max(run.article_start, words.start), min(run.article_end, words.end)
        if start < end:
            release_start = run.release_start + start - run.article_start
            clipped_runs.append(EqualRun(start, release_start, end - start))
    return clipped_runs
