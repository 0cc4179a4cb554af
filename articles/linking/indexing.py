"""New texts brought into the index."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.linking import indexed_texts
from articles.linking.index import segments
from articles.linking.index.entries import Sorter
from articles.linking.worker_tasks.fingerprinting import Agencies, Kind, Numbered, Prints, prints
from articles.models import text_numbers

_KINDS: tuple[Kind, ...] = ("release", "article")


@dataclass(frozen=True)
class New:
    """What was brought in."""

    since: int
    """The number of the last text that was there before."""
    agencies: Agencies
    releases: Sorter
    """Entries of fingerprints."""
    articles: Sorter
    likeness: Sorter
    brought: Counter[Kind] = field(default_factory=Counter)
    """How many texts of each kind there are."""
    announcing: list[int] = field(default_factory=list)
    """The numbers of the articles that say that a press release follows."""
    naming: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Of articles with a short quote, the ids of the agencies that they name."""


@contextmanager
def indexed(since: int, workers: Workers, progress: Progress) -> Iterator[New]:
    """Bring the texts with higher numbers than `since` into the index."""
    with ExitStack() as stack:
        releases, articles, likeness = (stack.enter_context(Sorter()) for _ in range(3))
        new = New(since, indexed_texts.agencies(), releases, articles, likeness)
        _read(new, workers, progress)
        segments.write("release", new.releases)
        segments.write("article", new.articles)
        segments.write("likeness", new.likeness)
        yield new


def _read(new: New, workers: Workers, progress: Progress) -> None:
    total = text_numbers.last() - new.since
    with progress.start_meter("indexed", "texts") as meter:
        for kind in _KINDS:
            for found in printed(kind, indexed_texts.after(kind, new.since), new.agencies, workers):
                _take(new, kind, found)
                meter.advance(found.texts, (meter.done_count + found.texts) / total)


def _take(new: New, kind: Kind, found: Prints) -> None:
    new.brought[kind] += found.texts
    new.likeness.add(found.likeness)
    if kind == "release":
        new.releases.add(found.fingerprints)
    else:
        new.articles.add(found.fingerprints)
        new.announcing.extend(found.announcing)
        new.naming.update(found.naming)


def printed(
    kind: Kind, pieces: Iterable[Sequence[Numbered]], agencies: Agencies, workers: Workers
) -> Iterator[Prints]:
    """What the index keeps of texts, some at a time."""
    named = agencies if kind == "article" else ()
    return workers.map(partial(prints, kind=kind, agencies=named), pieces)
