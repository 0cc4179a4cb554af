"""Web archives: every page that was served, with when it was captured."""

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
from tests.support.reading import accepted, read, reasons

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


def warc(*makers, packed=True):
    """A WARC file with the records that these make of its writer."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    makers = [warcinfo, *(makers or [page_record])]
    for maker in makers:
        record = maker(writer)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def with_(**said):
    return lambda writer: page_record(writer, **said)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a"])
def test_a_page_that_was_served_is_an_entry_with_its_capture(tmp_path, packed, name):
    (found,) = read(tmp_path, name, warc(packed=packed))
    (article,) = accepted([found])
    assert (article.title, article.text, article.url) == ("After the River", TEXT, URL)
    assert (found.reader, found.captured) == ("warc", MOMENT)
    assert found.payload_digest.startswith("sha1:")
    assert found.location == f"{tmp_path / name}:2"


def test_other_records_are_left_out(tmp_path):
    def revisit(writer):
        return writer.create_revisit_record(URL, "sha1:AAAA", URL, MOMENT)

    content = warc(
        with_(status="404 Not Found"),
        with_(status="301 Moved"),
        with_(kind="image/png"),
        with_(kind="text/css"),
        revisit,
        lambda writer: writer.create_warc_record(URL, "metadata", payload=BytesIO(b"a: b")),
        with_(kind="application/xhtml+xml; charset=utf-8"),
    )
    assert [one.location.rpartition(":")[2] for one in read(tmp_path, "a.warc", content)] == ["8"]


def test_the_charset_that_it_was_served_with_is_believed(tmp_path):
    content = saved(body=f"<p>Река</p>{BODY}").encode("koi8-r")
    (found,) = read(
        tmp_path, "a.warc", warc(with_(content=content, kind="text/html; charset=KOI8-R"))
    )
    assert found.raw["text"].startswith("Река")
    assert found.warnings == ()


def test_what_was_sent_packed_or_in_chunks_is_unpacked(tmp_path):
    packed = gzip.compress(saved().encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(saved()), saved().encode())
    found = read(
        tmp_path,
        "a.warc",
        warc(
            with_(content=packed, **{"Content-Encoding": "gzip"}),
            with_(content=chunked, **{"Transfer-Encoding": "chunked"}),
        ),
    )
    assert [one.raw["text"] for one in found] == [TEXT, TEXT]


def test_a_page_without_text_is_a_problem_and_the_next_is_read(tmp_path):
    found = read(tmp_path, "a.warc", warc(with_(content=b"<html></html>"), page_record))
    assert reasons(found) == ["holds no text", ""]
    assert found[0].value == URL


@pytest.mark.parametrize("packed", [True, False])
def test_of_an_archive_cut_short_the_beginning_is_read(tmp_path, packed):
    whole = warc(page_record, page_record, packed=packed)
    found = read(tmp_path, "a.warc.gz", whole[:-300])
    assert isinstance(found[0], Entry)
    assert isinstance(found[-1], Problem)
    assert "broken" in found[-1].reason if packed else "cut off" in found[-1].reason
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "packed"),
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
def test_a_page_is_unpacked_as_it_was_served_and_read_as_it_is_where_it_is_not(
    tmp_path, name, packed
):
    served = {"content": packed(saved().encode()), "Content-Encoding": name}
    (article,) = accepted(read(tmp_path, "a.warc", warc(with_(**served))))
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
def test_a_page_that_cannot_be_unpacked_is_a_problem_and_the_next_one_is_read(
    tmp_path, name, content
):
    served = {"content": content, "Content-Encoding": name}
    found = read(tmp_path, "a.warc", warc(with_(**served), page_record))
    assert isinstance(found[0], Problem)
    assert f"is not read: its packing ({name}) is broken or unknown" in found[0].reason
    assert accepted(found[1:])[0].text == TEXT


def test_a_page_that_unpacks_without_end_is_a_problem_in_little_memory(tmp_path):
    content = brotli.compress(bytes(3 * MAX_RECORD_SIZE))
    served = {"content": content, "Content-Encoding": "br"}
    path = tmp_path / "a.warc"
    path.write_bytes(warc(with_(**served), page_record))
    tracemalloc.start()
    found = list(read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reasons(found) == [f"is longer than {MAX_RECORD_SIZE:,} bytes", ""]
    assert peak < 4 * MAX_RECORD_SIZE


def test_what_turns_into_something_else_is_a_problem(tmp_path):
    found = read(
        tmp_path, "a.warc", warc(packed=False) + b"\x00\x01nothing of the kind\r\n\r\n" * 9
    )
    assert isinstance(found[0], Entry)
    assert "is no WARC from here on" in found[-1].reason


@pytest.mark.parametrize(
    "content", [b"WARC/1.0\r\n", b"WARC/9\r\n\r\n\r\n", b"WARC/1.0\r\nA: b\r\n\r\n"]
)
def test_a_broken_beginning_is_a_problem(tmp_path, content):
    assert all(isinstance(one, Problem) for one in read(tmp_path, "a.warc", content))


def wacz(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_wacz_is_the_warcs_in_it(tmp_path):
    content = wacz(**{
        "datapackage.json": "{}",
        "archive/a.warc.gz": warc(),
        "archive/b.warc": warc(page_record, page_record, packed=False),
        "pages/pages.jsonl": "{}",
    })  # fmt: skip
    found = read(tmp_path, "a.wacz", content)
    assert [one.location.removeprefix(f"{tmp_path}/") for one in found] == [
        "a.wacz/archive/a.warc.gz:2",
        "a.wacz/archive/b.warc:2",
        "a.wacz/archive/b.warc:3",
    ]
    assert {(one.reader, one.captured) for one in found} == {("wacz", MOMENT)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (wacz(**{"a.txt": "One"}), "is a ZIP file without a WARC"),
        (wacz(**{"archive/a.warc": warc()})[:-40], "is no WACZ that can be read"),
    ],
)
def test_another_zip_file_is_a_problem(tmp_path, content, reason):
    (found,) = reasons(read(tmp_path, "a.zip", content))
    assert found.startswith(reason)
