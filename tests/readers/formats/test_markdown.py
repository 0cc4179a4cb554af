"""Markdown with front matter as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers import Mapping, load_map
from articles.readers.formats.front_matter import split_front_matter
from articles.readers.formats.markdown import convert_front_matter
from tests.support.reading import read_file, read_raw, reasons_of, validate_all


def written(*lines, body="One."):
    return "\n".join(["---", *lines, "---", "", body, ""])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["title: After the River"], "After the River"),
        (["title: After the River: A Year"], "After the River: A Year"),
        (["title: 'After: the River'"], "After: the River"),
        (['title: "The "River""', "note: a: b"], 'The "River"'),
        (["title: \"River\" and 'Sea'"], "\"River\" and 'Sea'"),
        (["title: 'It''s the River'", "note: a: b"], "It's the River"),
        (['title: "After\\_the River"'], "After\u00a0the River"),
        (["title: #AfterTheRiver: a tag"], "#AfterTheRiver: a tag"),
        (["title: Loving #TheRiver"], "Loving #TheRiver"),
        (["title: 'After the River' # a comment"], "After the River"),
        (["title: After the River # a comment"], "After the River"),
        (["title: [Update] After the River"], "[Update] After the River"),
        (["title: [Update]"], ["Update"]),
        (["title: After the", "  River"], "After the River"),
        (["title: >-", "  After the", "  River"], "After the River"),
        (["title: A: After the", "  River"], "A: After the River"),
        (["title: '17 in the River"], "'17 in the River"),
        (["title: 2017"], "2017"),
        (["Headline: yes"], "yes"),
    ],
)
def test_a_title_is_read_as_its_writer_meant_it(tmp_path, lines, title):
    assert read_raw(tmp_path, "a.md", written(*lines))["title"] == title


@pytest.mark.parametrize(
    "lines",
    [
        ["author: Mara Quill and Theo Brand"],
        ["authors: [Mara Quill, Theo Brand]"],
        ["Authors:", "- Mara Quill", "- Theo Brand"],
        ["byline: By MARA QUILL and THEO BRAND"],
        ["title: a: b", "authors: [Mara Quill, 'Theo Brand']"],
        ["title: a: b", "authors:", "  - Mara Quill", '  - "Theo Brand"'],
    ],
)
def test_authors_are_a_list_or_a_byline(tmp_path, lines):
    assert read_raw(tmp_path, "a.md", written(*lines))["authors"] == ["Mara Quill", "Theo Brand"]


def test_an_article_has_the_fields_that_people_use(tmp_path):
    content = written(
        "title: After the River",
        "author: Mara Quill",
        "date: Oct 9, 2013",
        "published_time: Oct 9, 2013 9:25 AM",
        "source_url: https://harbor.example/river",
        "Publication: Harbor Wire",
        "quotes: [harbor-board-17-204]",
        "tags: [river, harbor]",
        "modified_time: 2014-01-01",
    )
    (article,) = validate_all(read_file(tmp_path, "a.md", content))
    assert str(article.published) == "2013-10-09T09:25"
    assert article.url == "https://harbor.example/river"
    assert article.outlet == "Harbor Wire"
    assert article.quotes[0].release == "harbor-board-17-204"


def test_front_matter_with_an_agency_is_a_release(tmp_path):
    content = written(
        "title: Pilot Fined",
        "agency: Harbor Board",
        "components: Pilots' Office",
        "city: Osprey, ME",
        "number: 17-204",
        "date: 2017-07-28",
        "published_time: 2017-07-29 10:00:00-05:00",
    )
    (release,) = validate_all(read_file(tmp_path, "a.md", content))
    assert (release.kind, release.number, str(release.released)) == (
        "release",
        "17-204",
        "2017-07-28",
    )
    assert release.components == ("Pilots' Office",)


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", "[]"])
def test_empty_values_in_front_matter_are_left_out(tmp_path, nothing):
    raw = read_raw(tmp_path, "a.md", written("title: T", f"author: {nothing}", f"date: {nothing}"))
    assert raw == {"kind": "article", "title": "T", "text": "One."}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "article"),
        ({"kind": "release"}, "release"),
        ({"type": "Press Release"}, "release"),
        ({"type": "post"}, "article"),
        ({"type": "post", "agency": "Harbor Board"}, "release"),
        ({"kind": "article", "agency": "Harbor Board"}, "article"),
    ],
)
def test_the_kind_is_the_stated_one(fields, kind):
    assert convert_front_matter(fields)["kind"] == kind


def test_a_web_address_is_a_url_and_never_an_outlet():
    record = convert_front_matter({"permalink": "/river", "source": "https://harbor.example/river"})
    assert record == {"kind": "article", "url": "https://harbor.example/river"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One\nline\n\nTwo", "One line\n\nTwo"),
        ("One  \nTwo", "One\nTwo"),
        ("# One\n\n*Two* [three](javascript:alert(1))", "One\n\nTwo three"),
        ("> One\n> more\n>\n> Two\n\nThree", "> One more\n\n> Two\n\nThree"),
        ("- One\n- Two", "One\n\nTwo"),
        ("     <p>One &amp; two</p>\n\n<blockquote>Three</blockquote>", "One & two\n\n> Three"),
        ("    One", "One"),
        ("<script>\n\nalert(1)\n\n</script>\n\nOne", "One"),
        ("One\n\n<?php echo 1; ?>\n\nTwo", "One\n\nTwo"),
        ("a\n\n---\n\nb", "a\n\nb"),
    ],
)
def test_the_body_becomes_plain_paragraphs(tmp_path, body, text):
    assert read_raw(tmp_path, "a.md", written("title: T", body=body))["text"] == text


@pytest.mark.parametrize("body", ["> " * 5_000 + "One", "<div>" * 5_000 + "One", "[" * 5_000])
def test_a_deeply_nested_body_does_no_harm(tmp_path, body):
    read_raw(tmp_path, "a.md", written("title: T", body=body))


@pytest.mark.parametrize(
    "line", ["a: " + "[" * 5_000, "a: " + "{b: " * 5_000, "a: &x [*x]", "a: !!python/object:os.x y"]
)
def test_odd_front_matter_does_no_harm(tmp_path, line):
    assert read_raw(tmp_path, "a.md", written("title: T", line))["title"] == "T"


@pytest.mark.parametrize("content", ["One", "# One\n\nTwo", "---\ntitle: T\n", "\n----\n---\n"])
def test_a_file_without_front_matter_is_a_problem(tmp_path, content):
    (reason,) = reasons_of(read_file(tmp_path, "a.md", content))
    assert reason.startswith("has no front matter")


def test_an_empty_file_is_a_problem(tmp_path):
    assert reasons_of(read_file(tmp_path, "a.md", b"")) == ["is empty"]


@pytest.mark.parametrize(
    ("line", "captured"),
    [
        ("captured: 2019-03-07T10:01:30Z", "2019-03-07T10:01:30Z"),
        ("captured: by hand", None),
        ("a: b", None),
    ],
)
def test_front_matter_can_say_when_the_page_was_captured(tmp_path, line, captured):
    (entry,) = read_file(tmp_path, "a.md", written("title: T", line))
    assert (entry.reader, entry.captured) == ("markdown", captured)


def test_a_map_gets_the_front_matter_the_text_and_the_file_name(tmp_path):
    (tmp_path / "m.toml").write_text(
        'kind = "release"\n[fields]\nkey = "file"\ntitle = "name"\ntext = "text"\n'
        '[constants]\nagency = "Harbor Board"\n[keys]\nprefix = "hb-"'
    )
    raw = read_raw(
        tmp_path, "Pilot fined.md", written("name: A: b"), [load_map(tmp_path / "m.toml")]
    )
    assert raw == {
        "kind": "release",
        "key": "hb-pilot-fined",
        "title": "A: b",
        "text": "One.",
        "agency": "Harbor Board",
    }


def test_constants_complete_the_front_matter(tmp_path):
    (tmp_path / "m.toml").write_text('[constants]\nagency = "Harbor Board"\n')
    raw = read_raw(tmp_path, "a.md", written("title: T"), [load_map(tmp_path / "m.toml")])
    assert raw == {"kind": "release", "title": "T", "text": "One.", "agency": "Harbor Board"}


@pytest.mark.parametrize(
    ("line", "kind"), [("a: b", "release"), ("type: post", "release"), ("kind: article", "article")]
)
def test_a_map_gives_the_kind_if_the_front_matter_does_not(tmp_path, line, kind):
    raw = read_raw(tmp_path, "a.md", written("title: T", line), [Mapping(kind="release")])
    assert raw["kind"] == kind


PIECES = st.sampled_from(
    ["title", ": ", ":", "\n", "- ", "  ", "'", '"', "[", "]", "{", "}", "#", "&a ", "*a", "!", "|",
     ">", "---", "...", "%", "@", "\t", "é", "\0", "\x85", "a, b"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_any_front_matter_gives_fields_or_a_reason(front):
    try:
        fields, _ = split_front_matter(f"---\n{front}\n---\n")
    except ValueError:
        return
    assert convert_front_matter(fields)["kind"] in ("article", "release")
