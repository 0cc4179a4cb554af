"""Plain text: paragraphs, words, slugs and digests. Imports nothing of the archive."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from django.utils.text import slugify

BLOCK_QUOTE = "> "
SLUG_LENGTH = 100

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_WORD = re.compile(
    # combining marks, soft hyphens and zero-width characters stand within words
    r"\w[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
    r"(?:['’‘ʼ]\w[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]*)*"
    r"|…|\.{3,}|[\[\]]"
)
_DOTS = re.compile(r"\.{4,}")
_UNLATIN = re.compile(r"[^\W\u0000-\u007f\u0300-\u036f]")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: character offsets, the end not included."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlap(self, other: "Span") -> int:
        """How many characters both cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Words:
    """The words of a text, in a form made for comparison, and where each stands in the original.

    The form ignores case, apostrophes (present, lost or curled) and ligatures; what stands
    between two words (spaces, dashes, quote marks, punctuation) is no part of either. Ellipses and
    square brackets count as words: with them a passage says that it departs from its original.
    """

    text: str

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def forms(self) -> list[str]:
        return comparable(_WORD.findall(self.text))

    def span(self, first: int, last: int) -> Span:
        """The characters from word number `first` to word number `last`, both included."""
        return Span(self.spans[first][0], self.spans[last][1])


def comparable(words: list[str]) -> list[str]:
    """Words, none of which holds a line break, in the form that `Words` compares."""
    joined = "\n".join(words)
    if not joined.isascii():
        joined = normalize("NFKC", joined).casefold()
    return _DOTS.sub("...", joined.translate(_APOSTROPHES).lower()).split("\n") if words else []


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: what stands between blank lines."""
    breaks = [match.span() for match in _PARAGRAPH_BREAK.finditer(text)]
    edges = [(0, 0), *breaks, (len(text), len(text))]
    return [Span(end, start) for (_, end), (start, _) in pairwise(edges) if end < start]


def paragraph_at(spans: list[Span], offset: int) -> int:
    """The index of the paragraph that holds character `offset`."""
    return max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)


def one_line(text: str) -> str:
    """`text` with every run of white space as a single space, none at its ends."""
    return " ".join(text.split())


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut after a whole word, of `length` characters at most."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;:.—–-')}…"


def digest(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def slug(name: str) -> str:
    """The form of `name` that stands in an address: never empty, at most 100 characters.

    The same for names that differ in case, accents or punctuation; where more than that would be
    lost (letters that are not Latin, the end of a long name), a digest of the name is added.
    """
    whole = slugify(name).strip("-_")
    if len(whole) <= SLUG_LENGTH and not _UNLATIN.search(normalize("NFKD", name)):
        return whole or _tail(name)
    return f"{whole[: SLUG_LENGTH - 13].rstrip('-_')}-{_tail(name)}".lstrip("-")


def _tail(name: str) -> str:
    return digest(one_line(name).casefold())[:12]
