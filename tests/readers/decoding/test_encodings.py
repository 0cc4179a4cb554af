"""Bytes to text, and the repair of text that was encoded twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers.decoding.encodings import decode_text
from articles.readers.decoding.mojibake import fix_mojibake
from tests.support.reading import read_file, read_raw

TEXT = "The Café\n\n“It’s late,” said Zoë — and it was."
RUSSIAN = "Река поднялась ночью и к полудню опустилась. Никто не спал, говорит сторож."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_guess(encoding):
    assert decode_text(TEXT.encode(encoding), ["iso-8859-1"]) == (TEXT, ())


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1252", ["iso-8859-1"]), ("cp1252", [None, "latin1"]), ("koi8-r", ["utf-8", "koi8-r"])],
)
def test_a_declared_encoding_is_used(encoding, declared):
    text = RUSSIAN if encoding == "koi8-r" else TEXT
    assert decode_text(text.encode(encoding), declared) == (text, ())


@pytest.mark.parametrize("declared", [[], ["utf-8"], ["x-unheard-of"], [None]])
def test_an_undeclared_encoding_is_guessed_with_a_warning(declared):
    text, warnings = decode_text(TEXT.encode("cp1252"), declared)
    assert text == TEXT
    assert warnings == ("text: not UTF-8; read as cp1252, its most likely encoding",)


def test_a_foreign_alphabet_is_recognized():
    assert decode_text((RUSSIAN * 5).encode("cp1251"))[0] == RUSSIAN * 5


def test_a_few_bad_bytes_do_not_change_the_rest_of_a_utf_8_text():
    text, warnings = decode_text("“Café” — naïve, Zoë, “Ångström”: ".encode() + b"\x93late\x94")
    assert text == "“Café” — naïve, Zoë, “Ångström”: “late”"
    assert warnings == ("text: 2 bytes not in UTF-8, read as Windows-1252",)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", TEXT), ("a.md", f"---\ntitle: The Café\n---\n{TEXT}"), ("a.csv", f'text\n"{TEXT}"')],
)
def test_every_text_format_warns_of_a_guessed_encoding(tmp_path, name, content):
    (entry,) = read_file(tmp_path, name, content.encode("cp1252"))
    assert "Zoë — and" in entry.raw["text"]
    assert entry.warnings == ("text: not UTF-8; read as cp1252, its most likely encoding",)


@given(st.binary())
def test_any_bytes_become_text(data):
    text, _ = decode_text(data, ["shift_jis"])
    text.encode()


@pytest.mark.parametrize(
    ("double_encoded", "text"),
    [
        ("It â€œwasâ€\x9d late", "It “was” late"),
        ("CafÃ© and café", "Café and café"),
        ("Itâ€™s\n\nit’s", "It’s\n\nit’s"),
        ("voilÃ  la", "voilà la"),
        ("It‚Äôs late", "It’s late"),
        ("ItвЂ™s late", "It’s late"),
    ],
)
def test_double_encoding_is_repaired_with_a_warning(tmp_path, double_encoded, text):
    (entry,) = read_file(tmp_path, "a.txt", f"The Tide\n\n{double_encoded}")
    assert entry.raw["text"] == text
    assert entry.warnings == ("text: double-encoded UTF-8 was repaired",)


def test_names_in_lists_are_repaired_and_urls_are_not():
    raw = {"authors": ["ZoÃ« Brand", 7], "url": "https://harbor.example/Ã©", "text": "One"}
    fixed, warnings = fix_mojibake(raw)
    assert fixed == raw | {"authors": ["Zoë Brand", 7]}
    assert warnings == ("authors: double-encoded UTF-8 was repaired",)


@pytest.mark.parametrize(
    "text",
    [
        "“curly” ‘quotes’ and \"straight\" 'ones'",
        "ﬁne ﬂow, ｗｉｄｅ, e\u0301 and é",
        "zero\u200bwidth, soft\u00adhyphen, no\u00a0break",
        "\u202bשלום\u202c and \u200fمرحبا\u200e",
        "&amp; &eacute; a\r\nb\u2028c",
        "SÃO PAULO, voilà, Ångström",
        "half \ud800 a pair",
        "a control \x85 character",
    ],
)
def test_other_text_is_not_changed(text):
    assert fix_mojibake({"text": text}) == ({"text": text}, ())


def test_an_exported_record_is_not_changed():
    raw = {"text": "CafÃ©", "provenance": {"source": "a.txt"}}
    assert fix_mojibake(raw) == (raw, ())


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.json"])
def test_right_to_left_and_zero_width_characters_are_kept(tmp_path, name):
    text = "\u202bשלום\u202c zero\u200bwidth \u200fمرحبا\u200e"
    content = {
        "a.txt": f"T\n\n{text}",
        "a.md": f"---\ntitle: T\n---\n{text}",
        "a.html": f"<html><title>T</title><p>{text}",
        "a.csv": f"title,text\nT,{text}",
        "a.json": f'[{{"title": "T", "text": "{text}"}}]',
    }[name]
    assert read_raw(tmp_path, name, content)["text"] == text
