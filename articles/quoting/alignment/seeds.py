"""Where two texts have the same words: every run of `SEED` or more."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from articles.core.arrays import expand_ranges
from articles.quoting.text.fingerprints import gram_hashes
from articles.quoting.text.tokens import Flags, Numbers, Places, Words

SEED = 4
"""The shortest run of equal words from which an alignment starts."""
REPEATS = 16
"""Times that a text may have the same `SEED` words for them to be a seed."""

SKETCH = 64

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_FIRST_LETTER = re.compile(r"\[[A-Za-z]\]")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of equal words: its first word in either text, and how many words it has."""

    here: int
    there: int
    length: int

    @property
    def here_end(self) -> int:
        return self.here + self.length

    @property
    def there_end(self) -> int:
        return self.there + self.length


@dataclass(frozen=True)
class Text:
    """A text made ready to be compared with others."""

    text: str

    @cached_property
    def words(self) -> Words:
        return Words(self.text)

    @cached_property
    def bracketed(self) -> Flags:
        """Which words stand in square brackets, which an article adds to what it quotes."""
        inside = np.zeros(len(self.words), np.bool_)
        for match in _BRACKETED.finditer(self.text) if "[" in self.text else ():
            first, end = np.searchsorted(self.words.starts, match.span())
            inside[first:end] = not _FIRST_LETTER.match(self.text, match.start())
        return inside

    @cached_property
    def hashes(self) -> Numbers:
        """The words' numbers; a word in brackets is equal to none without."""
        return self.words.hashes ^ self.bracketed.astype(np.uint64)

    @cached_property
    def grams(self) -> Numbers:
        return gram_hashes(self.hashes, SEED)

    @cached_property
    def order(self) -> Places:
        return np.argsort(self.grams, kind="stable")

    @cached_property
    def ordered(self) -> Numbers:
        return self.grams[self.order]

    @cached_property
    def numbers(self) -> list[int]:
        return self.hashes.tolist()  # type: ignore[no-any-return]

    @cached_property
    def sketch(self) -> frozenset[int]:
        """The `SKETCH` smallest grams: the more two texts have in common, the more alike they are.

        Broder: "On the resemblance and containment of documents", 1997.
        """
        return frozenset(np.unique(self.grams)[:SKETCH].tolist())

    def own(self, first: int, end: int) -> int:
        """How many words from one to before another stand outside brackets."""
        return end - first - int(self.bracketed[first:end].sum())


@lru_cache(256)
def prepared(text: str) -> Text:
    """The same `Text` for the same text, as long as it is remembered: some 25 KB for each."""
    return Text(text)


def shared(ours: Text, theirs: Text) -> list[Block]:
    """Every longest run of at least `SEED` equal words, by place in `ours`."""
    first = np.searchsorted(ours.ordered, theirs.grams)
    inside = first < len(ours.ordered)
    hits = np.flatnonzero(inside)[ours.ordered[first[inside]] == theirs.grams[inside]]
    return _runs(*_pairs(ours, theirs, hits, first[hits])) if len(hits) else []


def _pairs(ours: Text, theirs: Text, hits: Places, first: Places) -> tuple[Places, Places]:
    """The places of every gram that both have, in either text."""
    counts = np.searchsorted(ours.ordered, theirs.grams[hits], "right") - first
    kept = counts <= REPEATS
    counts, first, hits = counts[kept], first[kept], hits[kept]
    return ours.order[expand_ranges(first, counts)], np.repeat(hits, counts)


def _runs(here: Places, there: Places) -> list[Block]:
    """Pairs of places that follow each other in both texts, as blocks."""
    order = np.lexsort((here, there - here))
    here, there = here[order], there[order]
    ends = np.flatnonzero((np.diff(here) != 1) | (np.diff(there) != 1))
    firsts = np.concatenate(([0], ends + 1)) if len(here) else ends
    lengths = np.diff(np.concatenate((firsts, [len(here)]))) + SEED - 1
    runs = zip(here[firsts].tolist(), there[firsts].tolist(), lengths.tolist(), strict=True)
    return [Block(*run) for run in sorted(runs)]
