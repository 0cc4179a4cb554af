"""The archive written in the exchange format: one file, or a BagIt folder (RFC 8493)."""

import errno
import gzip
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from articles.editions.lock import no_load_meanwhile
from articles.exchange import from_models, schema
from articles.models import Article, Edition, PressRelease
from articles.pages.links import address_of
from articles.readers import bag

SUFFIXES = (".jsonl", ".jsonl.gz")
"""Of a path that is to be one file."""

type Read = Callable[[], Iterable[schema.Record]]
_PARTS: dict[str, Read] = {
    "authorities": from_models.iter_authorities,
    "releases": lambda: from_models.iter_releases(PressRelease.objects.order_by("key")),
    "articles": lambda: from_models.iter_articles(Article.objects.order_by("key")),
    "versions": from_models.iter_versions,
}
"""What a bag holds: a file each."""


def export(path: Path) -> int:
    """Write every record to `path`, which appears only when it's whole; returns how many.

    One file where `path` ends in one of SUFFIXES: it takes the place of an older one, and the same
    archive gives the same bytes. Else a bag: raises FileExistsError where something is there
    already. Raises OSError where nothing can be written.
    """
    with no_load_meanwhile():
        return _file(path) if path.name.endswith(SUFFIXES) else _bag(path)


def _file(path: Path) -> int:
    with _whole(path) as file:
        return _write(from_models.iter_records, file)


def _write(read: Read, file: IO[bytes]) -> int:
    """What is read ends with the loop, so that no cursor stays open where writing breaks off."""
    count = 0
    for count, record in enumerate(read(), 1):  # noqa: B007
        file.write(schema.to_line(record).encode() + b"\n")
    return count


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            with _packed(file, path) as packed:
                yield packed
            unfinished.chmod(0o644)
            file.flush()
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink()
            raise


def _packed(file: IO[bytes], path: Path) -> AbstractContextManager[IO[bytes]]:
    if path.suffix == ".gz":
        return gzip.GzipFile("", "wb", fileobj=file, mtime=0)  # type: ignore[return-value]
    return nullcontext(file)


def _bag(path: Path) -> int:
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        reason = "is there already, and no empty folder"
        raise FileExistsError(errno.EEXIST, reason, str(path))
    unfinished = Path(tempfile.mkdtemp(dir=path.absolute().parent, prefix=".export-"))
    try:
        count = _fill(unfinished)
        unfinished.chmod(0o755)
        unfinished.replace(path)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    return count


def _fill(folder: Path) -> int:
    count = _pay(folder / bag.PAYLOAD)
    payload = sorted((folder / bag.PAYLOAD).iterdir())
    (folder / bag.DECLARATION).write_text(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8"
    )
    (folder / "bag-info.txt").write_text(_info(payload), "utf-8")
    _list(folder, "manifest-sha256.txt", payload)
    _list(folder, "tagmanifest-sha256.txt", sorted(folder.glob("*.txt")))
    return count


def _pay(payload: Path) -> int:
    """Write the payload, one file a kind of record; where there is none, no file."""
    payload.mkdir()
    written = 0
    for name, read in _PARTS.items():
        path = payload / f"{name}.jsonl"
        with path.open("wb") as file:
            count = _write(read, file)
        written += count
        if not count:
            path.unlink()
    return written


def _info(payload: list[Path]) -> str:
    edition = Edition.objects.current()
    size = sum(path.stat().st_size for path in payload)
    tags: dict[str, object] = {
        "Source-Organization": "Blockquote",
        "External-Description": "The records of a Blockquote archive in its exchange format",
        "Bagging-Date": f"{datetime.now(UTC):%Y-%m-%d}",
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    if edition:
        address = settings.ARCHIVE_URL + address_of(edition)
        tags |= {"External-Identifier": address, "Edition-Number": edition.number}
        tags |= {"Edition-Digest": edition.digest}
    return "".join(f"{name}: {value}\n" for name, value in tags.items())


def _list(folder: Path, manifest: str, paths: list[Path]) -> None:
    sums = [(path.relative_to(folder).as_posix(), bag.sum_of(path)) for path in paths]
    (folder / manifest).write_text(bag.written(sums), "utf-8")
