"""Saved pages: what is read from their metadata and from their visible text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.readers import load_map
from articles.readers.formats.html_page import parse_page
from tests.support.reading import read_file, read_raw, reasons_of, validate_all

ONE = "The river rose in the night and took the lower road with it, the harbor master said today."
TWO = "By noon it had fallen again, and the pilots went out to look for the buoys that were gone."
THREE = "Nobody in the town had slept, and nobody wanted to say what the spring would bring next."
BODY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
TEXT = f"{ONE}\n\n{TWO}\n\n{THREE}"
MENU = "<ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul>"


def saved(head="", body=BODY, classes=""):
    return (
        f"<!DOCTYPE html><html><head><title>After the River | Harbor Wire</title>{head}</head>"
        f"<body class='{classes}'><nav>{MENU}</nav><main><h1>After the River</h1>{body}</main>"
        "<footer><p>Copyright Harbor Wire. All rights reserved.</p></footer></body></html>"
    )


def linked_data(**fields):
    return f"<script type='application/ld+json'>{json.dumps(fields)}</script>"


def test_the_article_of_a_page_is_read(tmp_path):
    (article,) = validate_all(read_file(tmp_path, "a.html", saved()))
    assert (article.kind, article.title, article.text) == ("article", "After the River", TEXT)


JSON_LD = linked_data(
    **{"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "Harbor"},
        {"@type": ["OpinionNewsArticle"], "headline": "After the River",
         "datePublished": "2017-07-28T10:01:00-04:00", "url": "https://harbor.example/river",
         "author": [{"@type": "Person", "name": "MARA QUILL"}, {"name": "Theo Brand"}],
         "publisher": {"@type": "Organization", "name": "Harbor Wire"}}]}
)  # fmt: skip
OPEN_GRAPH = """
<meta property="og:title" content="After the River - Harbor Wire">
<meta property="og:site_name" content="Harbor Wire">
<meta property="og:url" content="https://harbor.example/river">
<meta property="article:author" content="https://social.example/mara">
<meta name="author" content="By Mara Quill and Theo Brand">
<meta property="article:published_time" content="2017-07-28T10:01:00-04:00">
"""
HIGHWIRE = """
<link rel="canonical" href="https://harbor.example/river">
<meta name="citation_title" content="After the River">
<meta name="citation_author" content="Mara Quill"><meta name="citation_author" content="Theo Brand">
<meta name="citation_journal_title" content="Harbor Wire">
<meta name="citation_publication_date" content="2017-07-28T10:01:00-04:00">
"""
DUBLIN_CORE = """
<link rel="canonical" href="https://harbor.example/river">
<meta name="DC.title" content="After the River"><meta name="DC.publisher" content="Harbor Wire">
<meta name="DC.creator" content="Mara Quill and Theo Brand">
<meta name="DC.date.issued" content="2017-07-28T10:01:00-04:00">
"""


@pytest.mark.parametrize("head", [JSON_LD, OPEN_GRAPH, HIGHWIRE, DUBLIN_CORE])
def test_the_metadata_of_a_page_is_used(tmp_path, head):
    assert read_raw(tmp_path, "a.html", saved(head)) == {
        "kind": "article",
        "title": "After the River",
        "url": "https://harbor.example/river",
        "authors": ["Mara Quill", "Theo Brand"],
        "outlet": "Harbor Wire",
        "published": "2017-07-28T10:01:00-04:00",
        "text": TEXT,
    }


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 100_000, "null", '{"@graph": 7}', '{"@type": 7, "headline": {"a": 1}}', '"text"',
     '{"@type": "NewsArticle", "author": [7, null, {"name": [7]}], "datePublished": "soon"}'],
)  # fmt: skip
def test_odd_json_ld_does_no_harm(tmp_path, script):
    head = f"<script type='application/ld+json'>{script}</script>"
    assert read_raw(tmp_path, "a.html", saved(head))["title"] == "After the River"


@pytest.mark.parametrize(
    ("header", "authors", "published"),
    [
        ("<p>By Mara Quill | July 28, 2017 | Page 9</p>", ["Mara Quill"], "2017-07-28"),
        ("<p>July 28, 2017 | Pages 6 and 7</p>", None, "2017-07-28"),
        ("<div class='byline'>by MARA QUILL</div>", ["Mara Quill"], None),
        ("<time datetime='2017-07-28'>Friday</time>", None, "2017-07-28"),
        ("<p>Review by Mara Quill</p>", ["Mara Quill"], None),
    ],
)
def test_the_visible_byline_and_date_complete_the_metadata(tmp_path, header, authors, published):
    raw = read_raw(tmp_path, "a.html", saved(body=header + BODY))
    assert raw.get("authors") == authors
    assert raw.get("published") == published
    assert raw["text"].endswith(TEXT)


def test_a_text_that_mentions_its_title_loses_nothing(tmp_path):
    body = f"<p>{TWO}</p><p>{ONE} After the river came the wind.</p><p>{THREE}</p>"
    raw = read_raw(tmp_path, "a.html", saved(body=body))
    assert raw["text"] == f"{TWO}\n\n{ONE} After the river came the wind.\n\n{THREE}"


def test_midnight_means_no_time(tmp_path):
    head = '<meta property="article:published_time" content="2017-07-28T00:00:00-04:00">'
    assert read_raw(tmp_path, "a.html", saved(head))["published"] == "2017-07-28"


def test_the_address_a_browser_saved_a_page_from_is_its_url(tmp_path):
    note = "<!-- saved from url=(0028)https://harbor.example/river -->\n"
    assert read_raw(tmp_path, "a.html", note + saved())["url"] == "https://harbor.example/river"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (f"<blockquote><p>{TWO}</p><p>{THREE}</p></blockquote>", f"> {TWO}\n\n> {THREE}"),
        (f"<blockquote>{TWO}<br><br>{THREE}</blockquote>", f"> {TWO}\n\n> {THREE}"),
        (f"<blockquote><p>{TWO}<blockquote>{THREE}</blockquote></blockquote>",
         f"> {TWO}\n\n> {THREE}"),
        (f"<p>She said: <q>{TWO} <q>Gone</q></q></p>", f"She said: “{TWO} ‘Gone’”"),
    ],
)  # fmt: skip
def test_quotes_stay_marked(tmp_path, quote, text):
    raw = read_raw(tmp_path, "a.html", saved(body=f"<p>{ONE}</p>{quote}<p>{ONE} {THREE}</p>"))
    assert raw["text"] == f"{ONE}\n\n{text}\n\n{ONE} {THREE}"


@pytest.mark.parametrize(
    "signs",
    [
        {"head": linked_data(**{"@type": "PressRelease", "headline": "After the River"})},
        {"head": '<meta name="DC.type" content="Press Release">'},
        {"body": f"<p>FOR IMMEDIATE RELEASE</p>{BODY}"},
        {"body": f"<p>For Immediate Release: July 28, 2017</p>{BODY}"},
        {"head": '<link rel="canonical" href="https://board.harbor.gov/opa/pr/river">'},
        {"head": '<link rel="canonical" href="https://harbor.gov/newsroom/press-releases/river">'},
        {"classes": "html node-type-press-release"},
    ],
)
def test_a_page_with_the_signs_of_a_press_release_is_one(tmp_path, signs):
    site = '<meta property="og:site_name" content="Harbor Board">'
    content = saved(**(signs | {"head": site + signs.get("head", "")}))
    raw = read_raw(tmp_path, "a.html", content)
    assert (raw["kind"], raw["agency"]) == ("release", "Harbor Board")
    assert raw["text"] == TEXT


@pytest.mark.parametrize(
    "signs",
    [
        {"body": f"{BODY}<p>{ONE}</p><p>{TWO}</p><p>FOR IMMEDIATE RELEASE</p>"},
        {
            "head": linked_data(**{"@type": "NewsArticle", "headline": "After the River"}),
            "body": f"<p>FOR IMMEDIATE RELEASE</p>{BODY}",
        },
        {"head": '<link rel="canonical" href="https://harbor.example/press-releases/river">'},
        {"head": '<link rel="canonical" href="https://harbor.gov/history/river">'},
    ],
)
def test_every_other_page_is_an_article(tmp_path, signs):
    assert read_raw(tmp_path, "a.html", saved(**signs))["kind"] == "article"


@pytest.mark.parametrize(
    ("toml", "kind"),
    [
        ('kind = "release"\n[constants]\nagency = "Harbor Board"', "release"),
        ('[constants]\nagency = "Harbor Board"', "release"),
        ('kind = "article"\n[constants]\noutlet = "Harbor Wire"', "article"),
    ],
)
def test_a_map_decides_the_kind(tmp_path, toml, kind):
    (tmp_path / "m.toml").write_text(toml)
    body = f"<p>July 28, 2017</p>{'<p>FOR IMMEDIATE RELEASE</p>' * (kind == 'article')}{BODY}"
    entries = read_file(tmp_path, "a.html", saved(body=body), [load_map(tmp_path / "m.toml")])
    (record,) = validate_all(entries)
    date = record.released if kind == "release" else record.published
    assert (record.kind, str(date)) == (kind, "2017-07-28")


def test_the_fields_of_a_content_management_system_are_read(tmp_path):
    def field(name, *values):
        items = "".join(f"<div class='field__item even'>{value}</div>" for value in values)
        return f"<div class='field field--name-field-pr-{name}'><div>{items}</div></div>"

    body = (
        "<div>FOR IMMEDIATE RELEASE</div>"
        "<span property='dc:date' content='2017-07-28T00:00:00-04:00'>Friday</span>"
        f"{field('body', BODY)}{field('component', 'Pilots&#39; Office', 'Lights')}"
        f"{field('number', '17-204')}"
    )
    (release,) = validate_all(read_file(tmp_path, "a.html", saved(body=body)))
    assert release.components == ("Pilots' Office", "Lights")
    assert (release.number, str(release.released)) == ("17-204", "2017-07-28")
    assert (release.agency, release.text) == ("Harbor Wire", TEXT)


TABLES = f"""<html><head>
<title>
After&#151;the River
</title>
<?php include "../../Script.htmlf" ?>
</head><body bgcolor="#FFFFCC">
<table width="744"><tr><td><?php include "Logo.htmlf" ?></td></tr></table>
<table><tr><td bgcolor="FFCC66"><?= $buttons ?></td><td width="480" valign="top">
<P><font size="5">THE HARBOR<br>After the River</font></P>
<p><font size="2">by MARA QUILL | July 28, 2001 | Page 2 </font></P>
<P><font size="3">{ONE} Café.
<P>{TWO}
<P>{THREE}
<?php include "Links.htmlf" ?>
<td width="12"></td></tr></table></body></html>"""


def test_a_page_of_tables_with_php_and_unclosed_tags_is_read(tmp_path):
    assert read_raw(tmp_path, "a.php", TABLES.encode("iso-8859-1")) == {
        "kind": "article",
        "title": "After—the River",
        "authors": ["Mara Quill"],
        "published": "2001-07-28",
        "text": f"THE HARBOR\n\n{ONE} Café.\n\n{TWO}\n\n{THREE}",
    }


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset='iso-8859-1'>"),
        ("cp1252", "<meta charset='iso-8859-1'>"),
        ("utf-16", ""),
        ("shift_jis", "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>"),
    ],
)
def test_a_page_is_decoded_as_it_declares(tmp_path, encoding, head):
    first_words = "川が夜に上がった。" if encoding == "shift_jis" else "Café"
    html = saved(head, f"<p>{first_words}</p>{BODY}")
    (entry,) = read_file(tmp_path, "a.html", html.encode(encoding))
    assert entry.raw["text"] == f"{first_words}\n\n{TEXT}"
    assert entry.warnings == ()


def test_a_page_is_decoded_with_the_charset_it_was_served_with():
    raw, warnings = parse_page(saved(body=f"<p>Река</p>{BODY}").encode("koi8-r"), "koi8-r")
    assert raw["text"].startswith("Река")
    assert warnings == ()


@pytest.mark.parametrize(
    "harm",
    [
        "<script>document.write('<p>Run</p>')</script>",
        "<style>p { color: red }</style>",
        "<iframe src='javascript:alert(1)'>Frame</iframe>",
        "<?php echo '<p>Run</p>'; ?>",
        "<!--#include virtual='menu' -->",
        "<noscript>No script</noscript>",
    ],
)
def test_executable_content_is_dropped(tmp_path, harm):
    assert read_raw(tmp_path, "a.html", saved(body=harm + BODY))["text"] == TEXT


def test_links_on_a_page_keep_only_their_words(tmp_path):
    body = f"<p><a href='javascript:alert(1)'>{ONE[:9]}</a>{ONE[9:]}</p><p>{TWO}</p><p>{THREE}</p>"
    assert read_raw(tmp_path, "a.html", saved(body=body))["text"] == TEXT


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html></html>", "contains no text"),
        ("<html><body><script>1</script></body></html>", "contains no text"),
        ("<html><title>T</title><body><img src='a.png'></body></html>", "contains no text"),
    ],
)
def test_a_page_without_text_is_a_problem(tmp_path, html, reason):
    assert reasons_of(read_file(tmp_path, "a.html", html)) == [reason]


def test_a_short_page_is_read_too(tmp_path):
    assert (
        read_raw(tmp_path, "a.html", "<html><title>T</title><p>One<p>Two")["text"] == "One\n\nTwo"
    )


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "table><tr><td"])
def test_a_deeply_nested_page_does_no_harm(tmp_path, tag):
    html = f"<html><body>{f'<{tag}>' * 20_000}One"
    assert read_raw(tmp_path, "a.html", html)["text"].removeprefix("> ") == "One"


def test_a_nul_byte_does_not_end_a_page(tmp_path):
    assert read_raw(tmp_path, "a.html", saved(body=f"<p>One\0two</p>{BODY}"))["text"].endswith(TEXT)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<html>", "<head>", "<title>", "</title>", "<meta name=date content=", "2017",
     "<blockquote>", "<q>", "</q>", "</blockquote>", "<script type='application/ld+json'>", "{",
     "</script>", "<h1>", "<article>", "<!--", "-->", "<?php", "?>", "&#151;", "\0", " ", "a", "é"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_gives_fields_or_a_reason(html):
    try:
        fields, _ = parse_page(html.encode())
    except ValueError:
        return
    assert fields["text"]
