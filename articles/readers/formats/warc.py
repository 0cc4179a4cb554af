"""Web archives (.warc, and .wacz, which holds some).

WARC is ISO 28500, read by warcio; a WACZ (https://specs.webrecorder.net/wacz/) is a ZIP file with
WARC files in its folder "archive". Of what they hold every page that was served is an entry.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from w3lib.encoding import http_content_type_encoding
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from articles.core.problems import Problem
from articles.readers.decoding.content_encoding import decode_body as unpacked_body
from articles.readers.decoding.decompression import HEAD_BYTES, Stream, decompress, reject_bomb
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE
from articles.readers.entry import Entry
from articles.readers.formats.html_page import parse_page
from articles.readers.mapping import Mapping, apply_map, mapped_kind
from articles.readers.source import Source

_PAGES = ("text/html", "application/xhtml+xml")
_FOLDER = "archive/"
_SUFFIXES = (".warc", ".warc.gz")


def read_warc(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The pages in a WARC file: of every response with status 200 and HTML, in their order.

    Other records are left out. A page without text is a Problem, and so is a file that is cut off
    or broken, after what came before. Raises OSError where its packing is.
    """
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_UpToFault(source.stream)), 1):
            found = _found(source, number, record, mapping) if _is_page(record) else None
            if not _is_whole(record):
                yield source.make_problem("is cut off within this record", number, _url(record))
                return
            if found:
                yield found
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield source.make_problem(f"is no WARC from here on: {error}", number + 1)


def read_wacz(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The pages in the WARC files of a WACZ. Raises OSError, and ValueError where it is none."""
    try:
        with ZipFile(source.stream) as archive:
            members = [one for one in archive.infolist() if _is_warc(one.filename)]
            if not members:
                raise ValueError("is a ZIP file without a WARC in a folder archive/: no WACZ")
            for member in members:
                yield from _member(source, archive, member, mapping)
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"is no WACZ that can be read: {error}") from None


class _UpToFault:
    """A stream that gives what stands before a fault of the file, and raises it after that."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        data = b""
        try:
            while len(data) < size and (more := self._stream.read1(size - len(data))):
                data += more
        except OSError:
            if not data:
                raise
        return data


def _member(
    source: Source, archive: ZipFile, member: ZipInfo, mapping: Mapping | None
) -> Iterator[Entry | Problem]:
    reject_bomb(member.compress_size, member.file_size)
    with archive.open(member) as packed, decompress(packed) as stream:
        inside = replace(source, path=source.path / member.filename, stream=stream)
        yield from read_warc(inside, mapping)


def _is_warc(name: str) -> bool:
    return name.startswith(_FOLDER) and name.lower().endswith(_SUFFIXES)


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type", "").partition(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def _found(
    source: Source, number: int, record: ArcWarcRecord, mapping: Mapping | None
) -> Entry | Problem:
    served = record.http_headers.get_header("Content-Type", "")
    packed = _body(record).read(MAX_RECORD_SIZE + 1)
    packing = record.http_headers.get_header("Content-Encoding", "")
    try:
        data = unpacked_body(packed, packing)
        if len(data) > MAX_RECORD_SIZE:
            raise ValueError(f"is longer than {MAX_RECORD_SIZE:,} bytes")
        raw, told = parse_page(
            data, http_content_type_encoding(served), _url(record), mapped_kind(mapping)
        )
    except ValueError as refusal:
        return source.make_problem(refusal, number, _url(record))
    said: dict[str, Any] = {
        "warnings": told,
        "captured": record.rec_headers.get_header("WARC-Date"),
        "payload_digest": record.rec_headers.get_header("WARC-Payload-Digest"),
    }
    return source.make_entry(apply_map(raw, mapping), number, **said)


def _body(record: ArcWarcRecord) -> Any:
    """The stream of what was served, without the lengths between its chunks."""
    chunked = record.http_headers.get_header("Transfer-Encoding", "").lower() == "chunked"
    return ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream


def _is_whole(record: ArcWarcRecord) -> bool:
    """Whether all of the record was there; what of it was not read is."""
    while record.raw_stream.read(HEAD_BYTES):
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _url(record: ArcWarcRecord) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI", ""))
