"""What a search should find, by reading every text: slow, plain, and apart from the catalog's code.

Of the archive it uses the stemmer only. A question is a list of parts (see `Part` and `Group`), all
of which must hold.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from articles.catalog.index.analysis import stem_words

_APOSTROPHES = re.compile("['’‘ʼ\u00ad\u200b-\u200d\u2060]")
_WORD = re.compile(r"[^\W_]+")
_FRACTION = re.compile("[¼-¾⅐-⅞]")
_SIGN = re.compile("[™℠]")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "ð": "d"})
"""Those that are no other letter with a mark."""


def folded(text):
    """Without accents, ligatures, case and apostrophes; acronyms without their dots."""
    text = unicodedata.normalize("NFC", text)
    text = _FRACTION.sub(lambda one: f" {unicodedata.normalize('NFKC', one[0])} ", text)
    text = re.sub("§+", " section ", text)
    text = _SIGN.sub(" ", text)
    text = _APOSTROPHES.sub("", text)
    text = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", text)
    text = text.replace("‐", "-").replace("‑", "-")
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


@dataclass
class Held:
    """A record as the scan sees it; words are kept as one text each, with a space around each."""

    key: str
    kind: str
    date: object
    title: str
    text: str
    number: str
    facets: dict
    fields: list = field(init=False)
    words: str = field(init=False)
    stems: str = field(init=False)

    def __post_init__(self):
        texts = [folded(one) for one in (self.title, self.text, self.number)]
        self.fields = [_spaced(_WORD.findall(one)) for one in texts]
        compounds = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", " ".join(texts))
        words = {word for one in self.fields for word in one.split()}
        words |= {one.replace("-", "") for one in compounds}
        self.words, self.stems = _spaced(words), _spaced(set(_stems(words)))
        self.text = self.title = ""


def _spaced(words):
    return f" {' '.join(words)} "


def _stems(words):
    kept = sorted(words)
    return [
        f"={word}" if len(word) < 3 or any(map(str.isdigit, word)) else stem
        for word, stem in zip(kept, stem_words(kept), strict=True)
    ]


@dataclass(frozen=True)
class Part:
    """A word, phrase or prefix to be found; or not to be."""

    kind: str
    words: tuple
    unwanted: bool = False

    def written(self):
        text = " ".join(self.words)
        shown = {"word": text, "phrase": f'"{text}"', "prefix": f"{text}*"}
        shown["either"] = " OR ".join(self.words)
        return ("-" if self.unwanted else "") + shown[self.kind]

    def holds(self, held):
        return self._found(held) != self.unwanted

    def _found(self, held):
        match self.kind:
            case "word" | "either":
                return any(_spaced(_stems([word])) in held.stems for word in self.words)
            case "prefix":
                return f" {self.words[0]}" in held.words
        return any(_spaced(self.words) in words for words in held.fields)


@dataclass(frozen=True)
class Group:
    """Parts in brackets, groups among them: all of them must hold, or any one."""

    parts: tuple
    alternatives: bool
    unwanted: bool = False

    def written(self):
        between = " OR " if self.alternatives else " "
        inner = between.join(part.written() for part in self.parts)
        return ("-" if self.unwanted else "") + f"({inner})"

    def holds(self, held):
        several = any if self.alternatives else all
        return several(part.holds(held) for part in self.parts) != self.unwanted


@dataclass(frozen=True)
class Question:
    """Parts, and values of facets and dates beside them."""

    parts: tuple
    values: tuple = ()
    first: object = None
    last: object = None

    def written(self):
        return " ".join(part.written() for part in self.parts)

    def holds(self, held):
        return (
            all(part.holds(held) for part in self.parts)
            and all(value in held.facets.get(name, ()) for name, value in self.values)
            and self._dated(held.date)
        )

    def _dated(self, date):
        if not (self.first or self.last):
            return True
        return bool(date) and (
            (not self.first or date.first_day >= self.first)
            and (not self.last or date.last_day <= self.last)
        )


def answer(question, collection):
    """The keys found, and how often each value of each facet occurs among them."""
    found = [held for held in collection if question.holds(held)]
    counts = {}
    for held in found:
        for name, values in held.facets.items():
            counts.setdefault(name, Counter()).update(set(values))
    return {(held.kind, held.key) for held in found}, counts
