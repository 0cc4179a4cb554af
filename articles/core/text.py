"""Plain text: spans, paragraphs, shortening, slugs and digests."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

BLOCK_QUOTE_MARK = "> "
MAX_SLUG_LENGTH = 100
MAX_HEADING_LENGTH = 90
"""Of the heading of an untitled text, in characters."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_PUNCTUATION = re.compile(r"[^\w\s-]")
_SPACES_AND_HYPHENS = re.compile(r"[-\s]+")
_NON_LATIN_LETTER = re.compile(r"[^\W\u0000-\u007f\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text from character offset `start` up to but not including `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def extract(self, text: str) -> str:
        """Return the stretch of `text`."""
        return text[self.start : self.end]

    def count_overlap(self, span: "Span") -> int:
        """Return the number of characters that both spans cover."""
        return max(0, min(self.end, span.end) - max(self.start, span.start))


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text`: the stretches between blank lines."""
    breaks = [match.span() for match in _PARAGRAPH_BREAK.finditer(text)]
    edges = [(0, 0), *breaks, (len(text), len(text))]
    return [Span(end, start) for (_, end), (start, _) in pairwise(edges) if end < start]


def paragraph_index_at(spans: list[Span], offset: int) -> int:
    """Return the index of the paragraph that contains the character at `offset`."""
    return max(0, bisect_right(spans, offset, key=lambda span: span.start) - 1)


def strip_block_marks(text: str, *, starts_line: bool = True) -> str:
    """Return `text` without the block-quote mark at the beginning of each line.

    Pass `starts_line=False` if `text` begins in the middle of a line.
    """
    if starts_line:
        text = text.removeprefix(BLOCK_QUOTE_MARK)
    return text.replace(f"\n{BLOCK_QUOTE_MARK}", "\n")


def format_count(count: int, noun: str) -> str:
    """Return the count with its noun, such as "1 record" or "1,200 records"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def collapse_spaces(text: str) -> str:
    """Return `text` on one line: each run of white space becomes a space, none at the ends."""
    return " ".join(text.split())


def shorten(text: str, length: int) -> str:
    """Return `text` on one line, cut after a word if it has more than `length` characters."""
    line = collapse_spaces(text)
    if len(line) <= length:
        return line
    beginning = line[: length - 1]
    return f"{beginning.rsplit(' ', 1)[0].rstrip(' ,;:.—–-')}…"


def shorten_beginning(text: str, length: int) -> str:
    """Return the same as `shorten`, at a cost that does not depend on the length of `text`."""
    return shorten(" ".join(text.split(None, length)[:length]), length)


def make_heading(text: str) -> str:
    """Return the heading of an untitled text: its first words."""
    return shorten_beginning(text, MAX_HEADING_LENGTH)


def sha256_hex(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_slug(name: str) -> str:
    """Return the form of `name` for URLs, of 1 to 100 characters.

    Names that differ only in case, accents or punctuation have the same slug. If more than that
    would be lost (letters that are not Latin, the end of a long name), it ends in a digest.
    """
    words = _slugify(name)
    if len(words) <= MAX_SLUG_LENGTH and not _NON_LATIN_LETTER.search(normalize("NFKD", name)):
        return words or _name_digest(name)
    return f"{words[: MAX_SLUG_LENGTH - 13].rstrip('-_')}-{_name_digest(name)}".lstrip("-")


def _slugify(name: str) -> str:
    """Return `name` as Django's `slugify` does: ASCII, lowercase, hyphens between the words."""
    ascii_name = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = _PUNCTUATION.sub("", ascii_name.lower())
    return _SPACES_AND_HYPHENS.sub("-", words).strip("-_")


def _name_digest(name: str) -> str:
    return sha256_hex(collapse_spaces(name).casefold())[:12]
