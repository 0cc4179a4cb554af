"""Words as the index has them: folded, apostrophes dropped, acronyms and section signs resolved."""

import re
from unicodedata import normalize

import tantivy

from articles.catalog.index.schema import ANALYZER

_SIGNS = (
    *(("§§", "§"), ("§", " section "), ("‐", "-"), ("‑", "-")),
    *((mark, "") for mark in "’‘ʼ\u00ad\u200b\u200c\u200d\u2060"),
)
_FRACTION = re.compile("[¼-¾⅐-⅞]")
_INNER_DOT = re.compile(r"\.(?<=\b[A-Za-z]\.)(?=[A-Za-z]\b)")
_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_FINAL_S = re.compile(r"s(?<=\w\w\w[aio]s)(?!\S)|s(?<=eaus)(?!\S)")
_STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


def plain(text: str) -> str:
    """`text` ready to be split into words: don’t is dont, U.S.C. USC, § section, 3½ 3 1/2."""
    if not text.isascii():
        text = _FRACTION.sub(_written_out, normalize("NFC", text))
        for sign, meaning in _SIGNS:
            text = text.replace(sign, meaning)
    return _INNER_DOT.sub("", text.replace("'", ""))


def _written_out(fraction: re.Match[str]) -> str:
    return f" {normalize('NFKC', fraction[0])} "


def terms(text: str) -> list[str]:
    """The words of `text` as they are indexed, in order."""
    return ANALYZER.analyze(plain(text))


def compounds(text: str) -> list[str]:
    """The hyphenated words of a plain text, each as one: follow-up is followup."""
    found: list[str] = []
    done = 0
    for hyphen in _HYPHEN.finditer(text):
        start = hyphen.start()
        if start >= done:
            compound = _COMPOUND.match(text, _start(text, start))
            done = compound.end() if compound else done
            found += [compound[0].replace("-", "")] if compound else []
    return found


def _start(text: str, end: int) -> int:
    """Where the letters begin that end before `end`."""
    while end and text[end - 1].isalpha():
        end -= 1
    return end


def stems(words: list[str]) -> list[str]:
    """The stem of each word (a term of the index), by Porter's algorithm for English.

    That keeps the s of “visas” and “bureaus”, as of “Texas”; so that they and the possessives are
    found, it is dropped first from words which lose nothing else with it.
    """
    return _STEMMER.analyze(_FINAL_S.sub("", " ".join(words)))
