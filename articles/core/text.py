"""Plain text: paragraphs, slugs and digests."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

BLOCK_QUOTE = "> "
SLUG_LENGTH = 100
HEADING = 90
"""Characters that stand for the title of a text that has none, at most."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_NEITHER_WORD_NOR_SPACE = re.compile(r"[^\w\s-]")
_SPACES_AND_HYPHENS = re.compile(r"[-\s]+")
_UNLATIN = re.compile(r"[^\W\u0000-\u007f\u0300-\u036f]")


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


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`: what stands between blank lines."""
    breaks = [match.span() for match in _PARAGRAPH_BREAK.finditer(text)]
    edges = [(0, 0), *breaks, (len(text), len(text))]
    return [Span(end, start) for (_, end), (start, _) in pairwise(edges) if end < start]


def paragraph_at(spans: list[Span], offset: int) -> int:
    """The index of the paragraph that holds character `offset`."""
    return max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)


def strip_block_marks(text: str, *, starts_line: bool = True) -> str:
    """Return `text` without the mark of a block quote at the beginning of each of its lines.

    If `text` is cut from the middle of a line, `starts_line` is False: its first characters are
    then no mark.
    """
    if starts_line:
        text = text.removeprefix(BLOCK_QUOTE)
    return text.replace(f"\n{BLOCK_QUOTE}", "\n")


def counted(number: int, thing: str) -> str:
    """The number, with commas between the thousands, and the thing as a plural where it is one."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


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


def opening(text: str, length: int) -> str:
    """The first words of `text`, as `shortened` has them; the rest of it is not read."""
    return shortened(" ".join(text.split(None, length)[:length]), length)


def heading(text: str) -> str:
    """What a text without a title is called."""
    return opening(text, HEADING)


def digest(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def slug(name: str) -> str:
    """The form of `name` that stands in an address: never empty, at most 100 characters.

    The same for names that differ in case, accents or punctuation; where more than that would be
    lost (letters that are not Latin, the end of a long name), a digest of the name is added.
    """
    whole = _slugified(name)
    if len(whole) <= SLUG_LENGTH and not _UNLATIN.search(normalize("NFKD", name)):
        return whole or _tail(name)
    return f"{whole[: SLUG_LENGTH - 13].rstrip('-_')}-{_tail(name)}".lstrip("-")


def _slugified(name: str) -> str:
    """Return `name` as Django's `slugify` does: ASCII, lowercase, hyphens between the words."""
    ascii_name = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = _NEITHER_WORD_NOR_SPACE.sub("", ascii_name.lower())
    return _SPACES_AND_HYPHENS.sub("-", words).strip("-_")


def _tail(name: str) -> str:
    return digest(one_line(name).casefold())[:12]
