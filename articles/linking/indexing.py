"""Add new texts to the fingerprint index."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from articles.core.ids import AgencyId, TextNumber
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.linking.index.external_sort import ExternalSorter
from articles.linking.index.segments import write_segment
from articles.linking.indexed_texts import iter_texts_after, read_agencies
from articles.linking.worker_tasks.fingerprinting import (
    AgencyNames,
    FingerprintedTexts,
    NumberedText,
    TextKind,
    fingerprint_batch,
)
from articles.models import text_numbers

_KINDS: tuple[TextKind, ...] = ("release", "article")


@dataclass
class NewTexts:
    """The texts that an edition adds to the index; collected batch by batch."""

    after_number: TextNumber
    """The last text number before them."""
    agencies: AgencyNames
    release_entries: ExternalSorter
    article_entries: ExternalSorter
    signature_entries: ExternalSorter
    counts: Counter[TextKind] = field(default_factory=Counter)
    announcing_articles: list[TextNumber] = field(default_factory=list)
    """Articles that announce a press release."""
    short_quote_agencies: dict[TextNumber, tuple[AgencyId, ...]] = field(default_factory=dict)
    """The agencies mentioned, for each article that has a short quote and mentions any."""

    def add(self, kind: TextKind, batch: FingerprintedTexts) -> None:
        """Collect a batch of texts of one kind."""
        self.counts[kind] += batch.count
        self.signature_entries.add(batch.signature_entries)
        if kind == "release":
            self.release_entries.add(batch.entries)
        else:
            self.article_entries.add(batch.entries)
            self.announcing_articles.extend(batch.announcing_texts)
            self.short_quote_agencies.update(batch.short_quote_agencies)


@contextmanager
def index_new_texts(
    after_number: TextNumber, workers: Workers, progress: Progress
) -> Iterator[NewTexts]:
    """Add the texts with numbers above `after_number` to the index, and return what is in them.

    Their entries are in temporary files, which are deleted when the context ends.
    """
    with ExitStack() as stack:
        releases, articles, signatures = (stack.enter_context(ExternalSorter()) for _ in range(3))
        new = NewTexts(after_number, read_agencies(), releases, articles, signatures)
        _collect_texts(new, workers, progress)
        write_segment("release", new.release_entries)
        write_segment("article", new.article_entries)
        write_segment("likeness", new.signature_entries)
        yield new


def _collect_texts(new: NewTexts, workers: Workers, progress: Progress) -> None:
    total = text_numbers.last_number() - new.after_number
    with progress.start_meter("indexed", "texts") as meter:
        for kind in _KINDS:
            texts = iter_texts_after(kind, new.after_number)
            for batch in fingerprint_texts(kind, texts, new.agencies, workers):
                new.add(kind, batch)
                meter.advance(batch.count, (meter.done_count + batch.count) / total)


def fingerprint_texts(
    kind: TextKind,
    batches: Iterable[Sequence[NumberedText]],
    agencies: AgencyNames,
    workers: Workers,
) -> Iterator[FingerprintedTexts]:
    """Fingerprint batches of texts in worker processes; agencies matter in articles only."""
    mentionable = agencies if kind == "article" else ()
    return workers.map(partial(fingerprint_batch, kind=kind, agencies=mentionable), batches)
