"""HTML to plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import split_paragraphs
from articles.readers.html.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("<h1>One</h1>Two", "One\n\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("One<br><br/>\n <br>Two", "One\n\nTwo"),
        ("One<br>&nbsp;<br>Two", "One\n\nTwo"),
        ("  One\n\n two\t<b> three</b> ", "One two three"),
        ("o<em>n</em>e", "one"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<table><tr><td>One<td>Two</table>", "One\n\nTwo"),
        ("<pre>One\n  two\n\nThree</pre>", "One\ntwo\n\nThree"),
        ("&ldquo;R&amp;D&rdquo; &#x2014; &eacute;", "“R&D” — é"),
        ("zero\u200bwidth soft\u00adhyphen", "zero\u200bwidth soft\u00adhyphen"),
        ("a < b and c > d", "a < b and c > d"),
        ("", ""),
    ],
)
def test_html_becomes_paragraphs(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<blockquote>One</blockquote>Two", "> One\n\nTwo"),
        ("<blockquote><p>One<p>Two</blockquote>", "> One\n\n> Two"),
        (
            "<blockquote>One<blockquote>Two</blockquote>Three</blockquote>",
            "> One\n\n> Two\n\n> Three",
        ),
        ("<blockquote>One<br>Two<br><br>Three</blockquote>", "> One\nTwo\n\n> Three"),
        ("<p>One<blockquote>Two", "One\n\n> Two"),
    ],
)
def test_every_paragraph_of_a_block_quote_is_marked(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>if (a < b) { '</p>' }</script>",
        "<script>\n\nvar a = 1;\n\n</script>",
        "<style>p { color: red }</style>",
        "<iframe src='javascript:alert(1)'><p>No frames</p></iframe>",
        "<noscript><img src='x'>No script</noscript>",
        "<template><p>Later</p></template>",
        "<!-- a comment <p>with a tag</p> -->",
        "<?php echo '<p>Run</p>'; ?>",
        "<?= $title > 1 ?>",
        "<?include file='menu'>",
    ],
)
def test_invisible_content_is_dropped(html):
    assert html_to_text(f"<p>One</p>{html}<p>Two</p>") == "One\n\nTwo"


def test_a_page_is_its_body():
    page = "<html><head><title>Site</title><meta charset=latin-1></head><body>é</body></html>"
    assert html_to_text(page) == "é"


def test_unclosed_php_is_code_to_the_end():
    assert html_to_text("One<?php if (true) { <p>Two") == "One"


def test_links_keep_only_their_words():
    assert html_to_text('<a href="javascript:alert(1)" onclick="x()">One</a>') == "One"


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li", "table><tr><td", "font"])
def test_deep_nesting_loses_nothing(tag):
    html = f"<{tag}>" * 20_000 + "One" + "<p>Two"
    assert html_to_text(html).replace("> ", "") == "One\n\nTwo"


PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "<blockquote>", "</blockquote>", "<div", ">", "<!--", "-->", "&", "&#",
     "<script>", "</script>", "<pre>", "<?php", "?>", "</", "\0", "\n", " ", "\u2028", "a", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_any_html_becomes_clean_paragraphs(html):
    text = html_to_text(html)
    assert "\0" not in text
    assert text == text.strip()
    assert len(split_paragraphs(text)) == (text.count("\n\n") + 1 if text else 0)
