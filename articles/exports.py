"""Write the archive in its exchange format: to one file, or a BagIt folder (RFC 8493)."""

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

FILE_SUFFIXES = (".jsonl", ".jsonl.gz")
"""A path with another suffix becomes a bag."""

type ReadRecords = Callable[[], Iterable[schema.Record]]
_PAYLOAD_FILES: dict[str, ReadRecords] = {
    "authorities": from_models.iter_authorities,
    "sources": from_models.iter_third_sources,
    "releases": lambda: from_models.iter_releases(PressRelease.objects.order_by("key")),
    "articles": lambda: from_models.iter_articles(Article.objects.order_by("key")),
    "versions": from_models.iter_versions,
}
"""What the files of a bag contain, by file name without its suffix."""


def export_archive(path: Path) -> int:
    """Write every record to `path`, which appears only once complete, and return their number.

    A path with one of `FILE_SUFFIXES` becomes a file, which replaces an older one; the same archive
    always gives the same bytes. Any other path becomes a bag: raises FileExistsError unless it is
    new or an empty folder. Raises OSError if it cannot be written.
    """
    with no_load_meanwhile():
        return _export_file(path) if path.name.endswith(FILE_SUFFIXES) else _export_bag(path)


def _export_file(path: Path) -> int:
    with _open_replacement(path) as file:
        return _write_records(from_models.iter_records, file)


def _write_records(read_records: ReadRecords, file: IO[bytes]) -> int:
    """Write one record a line, and return their number.

    The iterator lives in the loop only, so that an error leaves no database cursor open.
    """
    count = 0
    for count, record in enumerate(read_records(), 1):  # noqa: B007
        file.write(schema.to_line(record).encode() + b"\n")
    return count


@contextmanager
def _open_replacement(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file that replaces `path` at the end, unless there was an error."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        temporary_path = Path(file.name)
        try:
            with _compress(file, path) as output:
                yield output
            temporary_path.chmod(0o644)
            file.flush()
            temporary_path.replace(path)
        except BaseException:
            temporary_path.unlink()
            raise


def _compress(file: IO[bytes], path: Path) -> AbstractContextManager[IO[bytes]]:
    if path.suffix == ".gz":
        return gzip.GzipFile("", "wb", fileobj=file, mtime=0)  # type: ignore[return-value]
    return nullcontext(file)


def _export_bag(path: Path) -> int:
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        reason = "already exists and is not an empty folder"
        raise FileExistsError(errno.EEXIST, reason, str(path))
    temporary_path = Path(tempfile.mkdtemp(dir=path.absolute().parent, prefix=".export-"))
    try:
        count = _write_bag(temporary_path)
        temporary_path.chmod(0o755)
        temporary_path.replace(path)
    except BaseException:
        shutil.rmtree(temporary_path)
        raise
    return count


def _write_bag(folder: Path) -> int:
    count = _write_payload(folder / bag.PAYLOAD_FOLDER)
    payload = sorted((folder / bag.PAYLOAD_FOLDER).iterdir())
    (folder / bag.DECLARATION_FILE).write_text(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8"
    )
    (folder / "bag-info.txt").write_text(_bag_info(payload), "utf-8")
    _write_manifest(folder, "manifest-sha256.txt", payload)
    _write_manifest(folder, "tagmanifest-sha256.txt", sorted(folder.glob("*.txt")))
    return count


def _write_payload(folder: Path) -> int:
    """Write one file for each kind of records that the archive has."""
    folder.mkdir()
    total = 0
    for name, read_records in _PAYLOAD_FILES.items():
        path = folder / f"{name}.jsonl"
        with path.open("wb") as file:
            count = _write_records(read_records, file)
        total += count
        if not count:
            path.unlink()
    return total


def _bag_info(payload: list[Path]) -> str:
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


def _write_manifest(folder: Path, name: str, paths: list[Path]) -> None:
    sums = [(path.relative_to(folder).as_posix(), bag.compute_digest(path)) for path in paths]
    (folder / name).write_text(bag.format_manifest(sums), "utf-8")
