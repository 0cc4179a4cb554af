"""Web captures (.warc, and .wacz, which contains such files).

WARC (ISO 28500) is read by warcio; a WACZ (https://specs.webrecorder.net/wacz/) is a ZIP file with
WARC files in its folder "archive". Every page in them that was served is an entry.
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
from articles.readers.decoding.content_encoding import decode_body
from articles.readers.decoding.decompression import HEAD_BYTES, Stream, decompress, reject_bomb
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE
from articles.readers.entry import Entry
from articles.readers.formats.html_page import parse_page
from articles.readers.mapping import Mapping, apply_map, mapped_kind
from articles.readers.source import Source

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_WARC_FOLDER = "archive/"
_WARC_SUFFIXES = (".warc", ".warc.gz")


def read_warc(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the pages in a WARC file in order: each response with status 200 and HTML.

    Other records are skipped. A page without text is a Problem, and so is a file that is incomplete
    or damaged, after the pages before that. Raises OSError if its compressed data is damaged.
    """
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_StreamUpToError(source.stream)), 1):
            entry = _read_page(source, number, record, mapping) if _is_page(record) else None
            if not _is_complete(record):
                reason = "ends in the middle of this capture"
                yield source.make_problem(reason, number, _url_of(record))
                return
            if entry:
                yield entry
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield source.make_problem(f"is not valid WARC from here on: {error}", number + 1)


def read_wacz(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the pages in the WARC files of a WACZ. Raises OSError, and ValueError if it is none."""
    try:
        with ZipFile(source.stream) as archive:
            members = [member for member in archive.infolist() if _is_warc(member.filename)]
            if not members:
                raise ValueError("is a ZIP file but not a WACZ: no WARC file in a folder archive/")
            for member in members:
                yield from _read_member(source, archive, member, mapping)
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"is not a WACZ that can be read: {error}") from None


class _StreamUpToError:
    """A stream that gives the bytes before an error in the file, and only then raises it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        data = b""
        try:
            while len(data) < size and (block := self._stream.read1(size - len(data))):
                data += block
        except OSError:
            if not data:
                raise
        return data


def _read_member(
    source: Source, archive: ZipFile, member: ZipInfo, mapping: Mapping | None
) -> Iterator[Entry | Problem]:
    reject_bomb(member.compress_size, member.file_size)
    with archive.open(member) as file, decompress(file) as stream:
        path = source.path / member.filename
        yield from read_warc(replace(source, path=path, stream=stream), mapping)


def _is_warc(name: str) -> bool:
    return name.startswith(_WARC_FOLDER) and name.lower().endswith(_WARC_SUFFIXES)


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    media_type = _content_type_of(record).partition(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and media_type in _PAGE_TYPES


def _read_page(
    source: Source, number: int, record: ArcWarcRecord, mapping: Mapping | None
) -> Entry | Problem:
    body = _body_stream(record).read(MAX_RECORD_SIZE + 1)
    content_encoding = record.http_headers.get_header("Content-Encoding", "")
    try:
        data = decode_body(body, content_encoding)
        if len(data) > MAX_RECORD_SIZE:
            limit = f"{MAX_RECORD_SIZE:,} bytes, the limit for one record"
            raise ValueError(f"is larger than {limit}")
        charset = http_content_type_encoding(_content_type_of(record))
        raw, warnings = parse_page(data, charset, _url_of(record), mapped_kind(mapping))
    except ValueError as error:
        return source.make_problem(error, number, _url_of(record))
    return source.make_entry(
        apply_map(raw, mapping),
        number,
        warnings=warnings,
        captured=record.rec_headers.get_header("WARC-Date"),
        payload_digest=record.rec_headers.get_header("WARC-Payload-Digest"),
    )


def _body_stream(record: ArcWarcRecord) -> Any:
    """Return the stream of the page as it was served, without the sizes of HTTP chunks."""
    transfer_encoding = record.http_headers.get_header("Transfer-Encoding", "").lower()
    is_chunked = transfer_encoding == "chunked"
    return ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream


def _is_complete(record: ArcWarcRecord) -> bool:
    """Whether the file contains all of the record; reads what has not been read of it."""
    while record.raw_stream.read(HEAD_BYTES):
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _content_type_of(record: ArcWarcRecord) -> str:
    return str(record.http_headers.get_header("Content-Type", ""))


def _url_of(record: ArcWarcRecord) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI", ""))
