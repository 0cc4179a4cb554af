"""What a load is asked to do, and what every step of it needs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from articles.core.ids import EditionNumber, TextNumber
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.loading.spool import Spool
from articles.models import Edition, text_numbers
from articles.readers.mapping import Mapping


@dataclass(frozen=True)
class LoadRequest:
    """What to add to the archive, and how."""

    paths: Sequence[Path] = ()
    """Files and folders."""
    maps: Sequence[Mapping] = ()
    accept_good: bool = False
    """Whether to store good records although others are rejected."""
    fiction: bool = False
    """Whether every text is a fictional sample."""
    format: str | None = None
    """The format of every file; None to detect each file's."""
    dry_run: bool = False
    """Whether to report only, and change nothing."""


@dataclass(frozen=True)
class Load:
    """One load under way, handed to every step."""

    sources: Sequence[str]
    """The names of the files, or of the operation, that the edition comes from."""
    spool: Spool
    workers: Workers
    progress: Progress

    @classmethod
    @contextmanager
    def start(cls, sources: Sequence[str], progress: Progress) -> Iterator["Load"]:
        """Open a load with its spool file and its worker processes."""
        with Spool() as spool, Workers() as workers:
            yield cls(sources, spool, workers, progress)


@dataclass(frozen=True)
class NextEdition:
    """The edition that a load makes: its number, and where the numbers of its new texts begin."""

    number: EditionNumber
    after_number: TextNumber
    """The last text number of the editions before it."""


def next_edition() -> NextEdition:
    """Return what the edition after the current one starts from; needs the lock."""
    current = Edition.objects.current()
    return NextEdition(
        EditionNumber(current.number + 1 if current else 1), text_numbers.last_number()
    )
