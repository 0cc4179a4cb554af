"""Bad input is one clear error that names file, record, field and reason; nothing is stored."""

import gzip
import io
import json
import os

import pytest
from django.core.management import CommandError, call_command

from articles.exchange import schema
from articles.models import (
    AUTHORITY_MODELS,
    Article,
    Author,
    Edition,
    PressRelease,
    ThirdSource,
)
from tests.readers.formats.test_warc import page_record, warc
from tests.support.records import article, release, third_source, write_records

pytestmark = pytest.mark.django_db


def line(record):
    return json.dumps(record).encode()


def nested(opening, closing=""):
    return (opening * 100_000 + closing * 100_000).encode()


FILES = {
    "gzip that is cut short": (
        "a.jsonl.gz",
        gzip.compress(line(release()))[:-12],
        "its compressed data is damaged or incomplete",
    ),
    "JSON that is cut short": ("a.json", b"[" + line(release())[:-9], "a.json: is not valid JSON:"),
    "a line that is cut short": ("a.jsonl", line(release())[:-9], "a.jsonl:1: '"),
    "invalid UTF-8": ("a.jsonl", line(release())[:-2] + b'\xff"}', ":1: '"),
    "a NUL byte": (
        "a.jsonl",
        line(release(title="a\0b")),
        ":1: title: 'a\\\\0b' contains a NUL byte",
    ),
    "a raw NUL byte": (
        "a.jsonl",
        line(release()).replace(b"Harbor", b"Har\0bor"),
        "is not valid JSON",
    ),
    "lists nested too deeply": ("a.jsonl", nested("[", "]"), "nested too deeply"),
    "objects nested too deeply": ("a.json", nested('{"a":'), "nested too deeply"),
    "a gzip bomb": (
        "a.jsonl.gz",
        gzip.compress((b" " * 2**20 + b"\n") * 110),
        "expands to more than 200",
    ),
    "an unknown name": ("a.jsonl", line(release(headline="x")), ":1: headline: 'x' is not a field"),
    "a name twice in one object": (
        "a.jsonl",
        line(article()).replace(b'"title"', b'"key": "x", "title"'),
        "has the name 'key' twice in one object",
    ),
    "an empty file": ("a.jsonl", b"", "a.jsonl: is empty"),
    "an empty text": ("a.jsonl", line(article(text=" \n ")), ":1: text: is empty"),
    "an empty list": ("a.json", b"[]", "contains no records"),
    "a title of 10,000 characters": (
        "a.jsonl",
        line(article(title="word " * 2000)),
        ":1: title: 'word word",
    ),
    "shifted columns": (
        "a.csv",
        b"kind,key,title,text\narticle,a-1,One,Some text.\narticle,a-2,Two, moved,More text.\n",
        "a.csv:3: 'article' has 5 cells, but the header has 4",
    ),
    "a WARC cut in the middle": (
        "a.warc",
        warc(page_record, page_record, is_compressed=False)[:-300],
        "ends in the middle of this capture",
    ),
    "a packed WARC cut in the middle": (
        "a.warc.gz",
        warc(page_record, page_record)[:-300],
        "its compressed data is damaged or incomplete",
    ),
    "a page of nothing but script": (
        "a.html",
        b"<html><body><script>alert(1)</script><style>p {}</style><iframe src='/'></iframe>",
        "a.html: contains no text",
    ),
    "no text at all": ("a.txt", bytes(range(256)) * 9, "is not in a supported format"),
}


def load_errors(path):
    """Return the error messages of `load`, which must fail and store nothing."""
    err = io.StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load", path, stdout=io.StringIO(), stderr=err)
    for model in (Article, PressRelease, Edition, ThirdSource, *AUTHORITY_MODELS.values()):
        assert not model.objects.exists()
    return err.getvalue().splitlines()


@pytest.mark.parametrize(("name", "content", "reason"), FILES.values(), ids=FILES)
def test_bad_input_is_one_clear_error_and_nothing_is_stored(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    (message,) = load_errors(path)
    assert message.startswith(str(path))
    assert reason in message
    assert len(message) < len(str(path)) + 250


def test_a_line_of_200_megabytes_is_one_clear_error(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{"a" * 2**19}')
    os.truncate(path, 200 * 2**20)
    (message,) = load_errors(path)
    assert message.startswith(f"{path}:1: is longer than 67,108,864 bytes, the limit")


def test_a_link_to_itself_and_an_empty_folder_are_one_clear_error_each(tmp_path):
    loop, empty = tmp_path / "loop.jsonl", tmp_path / "empty"
    loop.symlink_to(loop)
    empty.mkdir()
    assert load_errors(loop) == [f"{loop}: can't be read: too many levels of symbolic links"]
    (message,) = load_errors(empty)
    assert message.startswith(f"{empty}: contains no files that can be loaded")


def test_a_key_twice_in_one_file_is_an_error_that_names_both_lines(tmp_path):
    path = write_records(tmp_path / "a.jsonl", release(), release(text="Another text."))
    assert [message.partition(": key: ")[0] for message in load_errors(path)] == [
        f"{path}:1",
        f"{path}:2",
    ]


RIGHT = {
    "release": release(),
    "article": article(),
    "agency": {"kind": "agency", "key": "HO", "name": "Harbor Office"},
    "city": {"kind": "city", "key": "Duluth", "name": "Duluth"},
    "outlet": {"kind": "outlet", "key": "L", "name": "Lantern"},
    "author": {"kind": "author", "key": "M", "name": "Mara"},
    "source": third_source(),
}
WRONG = [3, 1.5, True, {"a": 1}, [3], [[]], "\0"]


def test_a_wrong_type_in_any_field_is_named_by_line_and_field(tmp_path):
    fields = [
        (kind, field, value)
        for kind, model in zip(
            RIGHT, (schema.Release, schema.Article, *listed_records()), strict=True
        )
        for field in model.model_fields
        for value in WRONG
        if (field, value) != ("fiction", True)
    ]
    lines = [RIGHT[kind] | {field: value} for kind, field, value in fields]
    path = write_records(tmp_path / "a.jsonl", *lines)
    named_fields = {
        tuple(message.removeprefix(f"{path}:").split(":")[:2]) for message in load_errors(path)
    }
    for number, (kind, field, value) in enumerate(fields, 1):
        names = [name.strip() for line_, name in named_fields if line_ == str(number)]
        assert [name for name in names if name.split(".")[0] == field], (kind, field, value, names)


def listed_records():
    return schema.Agency, schema.City, schema.Outlet, schema.Author, schema.ThirdSource


def test_invisible_characters_are_reported_and_kept(load):
    names = {"title": "\u202eThree \u05d0\u05d1 boats\u200b", "authors": ["Mara \u200bOlund"]}
    report = load(article(**names), article(key="lantern-2", text="Another text."))
    assert [(warning.field, warning.value, warning.reason) for warning in report.findings] == [
        (
            "title",
            "Three \u05d0\u05d1 boats",
            "contains U+202E RIGHT-TO-LEFT OVERRIDE, which is invisible",
        ),
        ("authors", "Mara Olund", "contains U+200B ZERO WIDTH SPACE, which is invisible"),
    ]
    assert Article.objects.get(key="lantern-1").title == names["title"]
    assert Author.objects.count() == 1


def test_script_in_a_page_is_dropped(tmp_path, load):
    page = (
        "<html><head><title>After the River</title><script>alert(1)</script></head><body>"
        "<h1>After the River</h1><p>The river rose <a href='javascript:alert(2)'>in the night</a>"
        " and fell by noon.</p><iframe src='//harbor.example/alert'>alert(3)</iframe>"
        "<style>p {color: alert}</style><p onclick='alert(4)'>Nobody slept in the harbor.</p>"
    )
    (tmp_path / "a.html").write_text(page)
    load(tmp_path / "a.html")
    assert Article.objects.get().text == (
        "The river rose in the night and fell by noon.\n\nNobody slept in the harbor."
    )
