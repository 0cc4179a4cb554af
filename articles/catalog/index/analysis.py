"""Split texts and queries into the words that are indexed, and reduce words to their stems."""

import re
import unicodedata

import tantivy

from articles.catalog.index.schema import ANALYZER

_REPLACEMENTS = (
    *(("§§", "§"), ("§", " section "), ("‐", "-"), ("‑", "-")),
    *((character, "") for character in "’‘ʼ\u00ad\u200b\u200c\u200d\u2060"),
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


def normalize_text(text: str) -> str:
    """Return `text` ready to be split into words: don’t > dont, U.S.C. > USC, § > section.

    Fractions are written out (3½ > 3 1/2); accents and capitals stay.
    """
    if not text.isascii():
        text = _FRACTION.sub(_write_out_fraction, unicodedata.normalize("NFC", text))
        for character, replacement in _REPLACEMENTS:
            text = text.replace(character, replacement)
    return _INNER_DOT.sub("", text.replace("'", ""))


def _write_out_fraction(match: re.Match[str]) -> str:
    return f" {unicodedata.normalize('NFKC', match[0])} "


def analyze_text(text: str) -> list[str]:
    """Return the words of `text` as they are indexed, in order: lowercase, without accents."""
    return ANALYZER.analyze(normalize_text(text))


def find_compounds(text: str) -> list[str]:
    """Return the hyphenated words of a normalized text without their hyphens: followup.

    A search for hyphens, and from each for its word, is faster than one for such words.
    """
    compounds: list[str] = []
    end = 0
    for match in _HYPHEN.finditer(text):
        hyphen = match.start()
        if hyphen >= end:
            compound = _COMPOUND.match(text, _letters_start(text, hyphen))
            if compound:
                end = compound.end()
                compounds.append(compound[0].replace("-", ""))
    return compounds


def _letters_start(text: str, end: int) -> int:
    """Return the start of the run of letters that ends before `end`."""
    while end and text[end - 1].isalpha():
        end -= 1
    return end


def stem_words(words: list[str]) -> list[str]:
    """Return the stem of each word (a term of the index), by Porter's algorithm for English.

    The algorithm keeps the s of “visas” and “bureaus”, as of “Texas”. So that these find their
    singulars, it is dropped first from words that lose nothing else with it.
    """
    return _STEMMER.analyze(_FINAL_S.sub("", " ".join(words)))
