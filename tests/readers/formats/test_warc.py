"""Web captures: every page that was served, with its time of capture."""

import gzip
import os
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.core.problems import Problem
from articles.readers import read_entries
from articles.readers.decoding.decompression import zstd
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE
from articles.readers.entry import Entry
from tests.readers.formats.test_html_page import BODY, TEXT, saved
from tests.support.reading import read_file, reasons_of, validate_all

URL = "https://harbor.example/river"
MOMENT = "2017-07-28T10:01:30Z"


def page_record(writer, url=URL, content=None, kind="text/html", status="200 OK", **headers):
    http = StatusAndHeaders(status, [("Content-Type", kind), *headers.items()], "HTTP/1.1")
    payload = saved().encode() if content is None else content
    return writer.create_warc_record(
        url, "response", payload=BytesIO(payload), http_headers=http,
        warc_headers_dict={"WARC-Date": MOMENT},
    )  # fmt: skip


def warcinfo(writer):
    return writer.create_warcinfo_record("a.warc", {"software": "made up"})


def warc(*makers, is_compressed=True):
    """A WARC file with the records that these make of its writer."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=is_compressed)
    makers = [warcinfo, *(makers or [page_record])]
    for maker in makers:
        record = maker(writer)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def make_page(**headers):
    return lambda writer: page_record(writer, **headers)


@pytest.mark.parametrize("is_compressed", [True, False])
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a"])
def test_a_page_is_an_entry_with_its_time_of_capture(tmp_path, is_compressed, name):
    (entry,) = read_file(tmp_path, name, warc(is_compressed=is_compressed))
    (article,) = validate_all([entry])
    assert (article.title, article.text, article.url) == ("After the River", TEXT, URL)
    assert (entry.reader, entry.captured) == ("warc", MOMENT)
    assert entry.payload_digest.startswith("sha1:")
    assert entry.location == f"{tmp_path / name}:2"


def test_other_warc_records_are_skipped(tmp_path):
    def revisit(writer):
        return writer.create_revisit_record(URL, "sha1:AAAA", URL, MOMENT)

    content = warc(
        make_page(status="404 Not Found"),
        make_page(status="301 Moved"),
        make_page(kind="image/png"),
        make_page(kind="text/css"),
        revisit,
        lambda writer: writer.create_warc_record(URL, "metadata", payload=BytesIO(b"a: b")),
        make_page(kind="application/xhtml+xml; charset=utf-8"),
    )
    assert [
        entry.location.rpartition(":")[2] for entry in read_file(tmp_path, "a.warc", content)
    ] == ["8"]


def test_the_charset_of_the_response_is_used(tmp_path):
    content = saved(body=f"<p>Река</p>{BODY}").encode("koi8-r")
    (entry,) = read_file(
        tmp_path, "a.warc", warc(make_page(content=content, kind="text/html; charset=KOI8-R"))
    )
    assert entry.raw["text"].startswith("Река")
    assert entry.warnings == ()


def test_compressed_and_chunked_responses_are_decoded(tmp_path):
    compressed = gzip.compress(saved().encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(saved()), saved().encode())
    entries = read_file(
        tmp_path,
        "a.warc",
        warc(
            make_page(content=compressed, **{"Content-Encoding": "gzip"}),
            make_page(content=chunked, **{"Transfer-Encoding": "chunked"}),
        ),
    )
    assert [entry.raw["text"] for entry in entries] == [TEXT, TEXT]


def test_a_page_without_text_is_a_problem_and_the_next_is_read(tmp_path):
    entries = read_file(tmp_path, "a.warc", warc(make_page(content=b"<html></html>"), page_record))
    assert reasons_of(entries) == ["contains no text", ""]
    assert entries[0].value == URL


@pytest.mark.parametrize("is_compressed", [True, False])
def test_a_truncated_warc_is_read_up_to_the_cut(tmp_path, is_compressed):
    data = warc(page_record, page_record, is_compressed=is_compressed)
    entries = read_file(tmp_path, "a.warc.gz", data[:-300])
    assert isinstance(entries[0], Entry)
    assert isinstance(entries[-1], Problem)
    assert ("damaged" if is_compressed else "ends in the middle") in entries[-1].reason
    assert len(entries) == 2


@pytest.mark.parametrize(
    ("name", "compress"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip", bytes),
        ("br", bytes),
        ("identity", bytes),
    ],
)
def test_a_page_is_decompressed_unless_it_is_text_despite_its_header(tmp_path, name, compress):
    served = {"content": compress(saved().encode()), "Content-Encoding": name}
    (article,) = validate_all(read_file(tmp_path, "a.warc", warc(make_page(**served))))
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("compress", zstd.compress(saved().encode() * 20)),
        ("br", b"\xff" + brotli.compress(os.urandom(2000))),
        ("gzip", gzip.compress(os.urandom(90_000))[:50_000] + b"\0" * 40_000),
        ("br", brotli.compress(os.urandom(90_000))[:50_000] + b"\0" * 40_000),
    ],
)
def test_a_page_that_cannot_be_decompressed_is_a_problem_and_the_next_one_is_read(
    tmp_path, name, content
):
    served = {"content": content, "Content-Encoding": name}
    entries = read_file(tmp_path, "a.warc", warc(make_page(**served), page_record))
    assert isinstance(entries[0], Problem)
    assert (
        f"can't be decompressed: its Content-Encoding ({name}) is damaged or unknown"
        in entries[0].reason
    )
    assert validate_all(entries[1:])[0].text == TEXT


@pytest.mark.slow
def test_a_page_that_expands_without_end_is_a_problem_in_little_memory(tmp_path):
    content = brotli.compress(bytes(3 * MAX_RECORD_SIZE))
    served = {"content": content, "Content-Encoding": "br"}
    path = tmp_path / "a.warc"
    path.write_bytes(warc(make_page(**served), page_record))
    tracemalloc.start()
    entries = list(read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reasons_of(entries) == [
        f"is larger than {MAX_RECORD_SIZE:,} bytes, the limit for one record",
        "",
    ]
    assert peak < 4 * MAX_RECORD_SIZE


def test_other_data_after_a_warc_record_is_a_problem(tmp_path):
    entries = read_file(
        tmp_path, "a.warc", warc(is_compressed=False) + b"\x00\x01nothing of the kind\r\n\r\n" * 9
    )
    assert isinstance(entries[0], Entry)
    assert "is not valid WARC from here on" in entries[-1].reason


@pytest.mark.parametrize(
    "content", [b"WARC/1.0\r\n", b"WARC/9\r\n\r\n\r\n", b"WARC/1.0\r\nA: b\r\n\r\n"]
)
def test_a_broken_beginning_is_a_problem(tmp_path, content):
    assert all(isinstance(entry, Problem) for entry in read_file(tmp_path, "a.warc", content))


def wacz(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_wacz_gives_the_pages_of_its_warc_files(tmp_path):
    content = wacz(**{
        "datapackage.json": "{}",
        "archive/a.warc.gz": warc(),
        "archive/b.warc": warc(page_record, page_record, is_compressed=False),
        "pages/pages.jsonl": "{}",
    })  # fmt: skip
    entries = read_file(tmp_path, "a.wacz", content)
    assert [entry.location.removeprefix(f"{tmp_path}/") for entry in entries] == [
        "a.wacz/archive/a.warc.gz:2",
        "a.wacz/archive/b.warc:2",
        "a.wacz/archive/b.warc:3",
    ]
    assert {(entry.reader, entry.captured) for entry in entries} == {("wacz", MOMENT)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (wacz(**{"a.txt": "One"}), "is a ZIP file but not a WACZ"),
        (wacz(**{"archive/a.warc": warc()})[:-40], "is not a WACZ that can be read"),
    ],
)
def test_another_zip_file_is_a_problem(tmp_path, content, reason):
    (message,) = reasons_of(read_file(tmp_path, "a.zip", content))
    assert message.startswith(reason)
