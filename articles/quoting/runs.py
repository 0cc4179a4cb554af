"""Exact runs: the stretches of words that two texts share. May import `text`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.quoting.fingerprints import RUN
from articles.text import Span, Words

type Grams = dict[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of equal words, as long as it can be: positions and length count words."""

    in_article: int
    in_release: int
    length: int

    def __len__(self) -> int:
        return self.length


def grams(forms: Sequence[str]) -> Grams:
    """Where each sequence of `RUN` words stands in a text."""
    places: Grams = defaultdict(list)
    for place in range(len(forms) - RUN + 1):
        places[tuple(forms[place : place + RUN])].append(place)
    return dict(places)


def shared_runs(article: Words, known: Grams, release: Words) -> Iterator[Run]:
    """Every longest run of at least `RUN` words that both texts have.

    `known` are the article's `grams`, so that one article meets many releases at little cost.
    """
    ours, theirs = article.forms, release.forms
    for there in range(len(theirs) - RUN + 1):
        for here in known.get(tuple(theirs[there : there + RUN]), ()):
            if here and there and ours[here - 1] == theirs[there - 1]:
                continue
            yield Run(here, there, _length(ours, here, theirs, there))


def _length(ours: Sequence[str], here: int, theirs: Sequence[str], there: int) -> int:
    length = RUN
    limit = min(len(ours) - here, len(theirs) - there)
    while length < limit and ours[here + length] == theirs[there + length]:
        length += 1
    return length


def passages(run: Run, article: Words, release: Words) -> tuple[Span, Span]:
    """The characters of a run in both texts, with the punctuation around it that both have."""
    here = article.span(run.in_article, run.in_article + run.length - 1)
    there = release.span(run.in_release, run.in_release + run.length - 1)
    before, after = 0, 0
    while _same_mark(article.text, here.start - before - 1, release.text, there.start - before - 1):
        before += 1
    while _same_mark(article.text, here.end + after, release.text, there.end + after):
        after += 1
    return (
        Span(here.start - before, here.end + after),
        Span(there.start - before, there.end + after),
    )


def _same_mark(ours: str, here: int, theirs: str, there: int) -> bool:
    if not (0 <= here < len(ours) and 0 <= there < len(theirs)):
        return False
    mark = ours[here]
    return mark == theirs[there] and not (mark.isalnum() or mark.isspace())
