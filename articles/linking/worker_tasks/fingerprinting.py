"""What the index keeps of texts; needs no database.

Texts that are alike are found by MinHash signatures of their fingerprints (Broder, 1997), cut into
bands (Leskovec, Rajaraman, Ullman: "Mining of Massive Datasets", chapter 3).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]

from articles.linking.index.entries import Entries, entries
from articles.quoting.attribution.short_quotes import has_short_quote
from articles.quoting.text.agency_mentions import AgencyMatcher
from articles.quoting.text.announcements import announces_release
from articles.quoting.text.fingerprints import FINGERPRINT_BITS, fingerprint_text

type Kind = Literal["release", "article"]
type Numbered = tuple[int, str]
"""The number of a text in the index, and the text."""
type Agencies = tuple[tuple[int, tuple[str, ...]], ...]
"""Their ids and all their names."""

BANDS, ROWS = 12, 5
"""Two texts with four fifths of their fingerprints in common share a band 99 times in 100."""
_SEED = 1
_MULTIPLIERS = np.random.default_rng(_SEED).integers(2**63, size=(BANDS, ROWS), dtype=np.uint64) | 1
_SALT = {"release": np.uint64(0), "article": np.uint64(0x9E3779B97F4A7C15)}
_BELOW = np.uint64(64 - FINGERPRINT_BITS)


@dataclass(frozen=True, slots=True)
class Prints:
    """Of some texts."""

    texts: int
    fingerprints: Entries
    likeness: Entries
    announcing: list[int]
    """The numbers of those that say that a press release follows."""
    naming: dict[int, tuple[int, ...]]
    """Of those with a short quote, the ids of the agencies that they name."""


def prints(texts: Sequence[Numbered], kind: Kind, agencies: Agencies) -> Prints:
    found = [fingerprint_text(text) for _, text in texts]
    numbers = [number for number, _ in texts]
    whole = [_whole(text, kind) for _, text in texts]
    likeness = [
        np.append(bands, one) for bands, one in zip(_bands(found, kind), whole, strict=True)
    ]
    return Prints(
        len(texts),
        _joined([entries(one, number) for one, number in zip(found, numbers, strict=True)]),
        _joined([entries(one, number) for one, number in zip(likeness, numbers, strict=True)]),
        [number for number, text in texts if announces_release(text)],
        dict(_naming(texts, agencies)),
    )


def _naming(texts: Sequence[Numbered], agencies: Agencies) -> Iterator[tuple[int, tuple[int, ...]]]:
    for number, text in texts:
        if has_short_quote(text) and (found := names(agencies).find(text)):
            yield number, tuple(sorted(found))


@lru_cache(1)
def names(agencies: Agencies) -> AgencyMatcher[int]:
    """The names of agencies, ready to be looked for."""
    return AgencyMatcher(agencies)


def _joined(found: list[Entries]) -> Entries:
    return np.concatenate(found)


def _whole(text: str, kind: Kind) -> np.uint64:
    """A number for the whole text."""
    digest = np.frombuffer(sha256(text.encode()).digest()[:8], np.uint64)[0]
    return (digest ^ _SALT[kind]) >> _BELOW  # type: ignore[no-any-return]


def _bands(found: list[Entries], kind: Kind) -> list[Entries]:
    """For each text a number for each band of its signature; none where it has no fingerprint."""
    ends = np.cumsum([0, *(len(one) for one in found)])
    signatures = RMinHash.digest_matrix_from_flat_token_hashes(
        _joined(found), ends.tolist(), BANDS * ROWS, _SEED
    )
    rows = np.array(signatures.to_rows(), np.uint64).reshape(-1, BANDS, ROWS)
    sums = (rows * _MULTIPLIERS).sum(axis=2) ^ _SALT[kind]
    sums = (sums ^ (sums >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9) >> _BELOW
    return [bands if len(one) else bands[:0] for bands, one in zip(sums, found, strict=True)]
