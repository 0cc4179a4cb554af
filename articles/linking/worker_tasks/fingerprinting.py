"""Make the index entries of texts.

Near duplicates are found by MinHash signatures of fingerprints (Broder, 1997) that are cut into
bands (Leskovec, Rajaraman, Ullman: "Mining of Massive Datasets", chapter 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]

from articles.core.arrays import UInt64Array
from articles.core.ids import AgencyId, TextNumber
from articles.linking.index.entries import EntryArray, make_entries
from articles.quoting.text.agency_mentions import AgencyMatcher
from articles.quoting.text.announcements import announces_release
from articles.quoting.text.fingerprints import FINGERPRINT_BITS, fingerprint_text
from articles.quoting.text.quotation_marks import has_short_quote

type TextKind = Literal["release", "article"]
type NumberedText = tuple[TextNumber, str]
type AgencyNames = tuple[tuple[AgencyId, tuple[str, ...]], ...]
"""Agencies by id, each with all its names."""

SIGNATURE_BANDS, BAND_HASHES = 12, 5
"""Two texts with four fifths of their fingerprints in common share a band 99 times in 100."""
_SEED = 1
_MULTIPLIERS = (
    np.random.default_rng(_SEED).integers(
        2**63, size=(SIGNATURE_BANDS, BAND_HASHES), dtype=np.uint64
    )
    | 1
)
_KIND_SALTS = {"release": np.uint64(0), "article": np.uint64(0x9E3779B97F4A7C15)}
"""Keep texts of different kinds from sharing a band."""
_UNUSED_BITS = np.uint64(64 - FINGERPRINT_BITS)


@dataclass(frozen=True, slots=True)
class FingerprintedTexts:
    """What the index and linking need of a batch of texts."""

    count: int
    entries: EntryArray
    signature_entries: EntryArray
    """Entries of the bands of the signatures, and of the hash of each text."""
    announcing_texts: list[TextNumber]
    """Texts that announce a press release."""
    short_quote_agencies: dict[TextNumber, tuple[AgencyId, ...]]
    """The agencies mentioned, sorted, for each text that has a short quote and mentions any."""


def fingerprint_batch(
    texts: Sequence[NumberedText], kind: TextKind, agencies: AgencyNames
) -> FingerprintedTexts:
    """Fingerprint a batch of texts of one kind; look only for these agencies in them."""
    numbers = [number for number, _ in texts]
    fingerprints = [fingerprint_text(text) for _, text in texts]
    signatures = [
        np.append(bands, _hash_text(text, kind))
        for bands, (_, text) in zip(_hash_bands(fingerprints, kind), texts, strict=True)
    ]
    return FingerprintedTexts(
        len(texts),
        _join_entries(fingerprints, numbers),
        _join_entries(signatures, numbers),
        [number for number, text in texts if announces_release(text)],
        _find_short_quote_agencies(texts, agencies),
    )


def _find_short_quote_agencies(
    texts: Sequence[NumberedText], agencies: AgencyNames
) -> dict[TextNumber, tuple[AgencyId, ...]]:
    return {
        number: tuple(sorted(agency_ids))
        for number, text in texts
        if has_short_quote(text) and (agency_ids := make_agency_matcher(agencies).find(text))
    }


@lru_cache(1)
def make_agency_matcher(agencies: AgencyNames) -> AgencyMatcher[AgencyId]:
    """Return a matcher for the agencies; the last one is cached."""
    return AgencyMatcher(agencies)


def _join_entries(fingerprints: Sequence[UInt64Array], numbers: Sequence[TextNumber]) -> EntryArray:
    """Return the entries of all texts, one text after the other."""
    return np.concatenate(
        [
            make_entries(text_fingerprints, number)
            for text_fingerprints, number in zip(fingerprints, numbers, strict=True)
        ]
    )


def _hash_text(text: str, kind: TextKind) -> np.uint64:
    """Return a hash of the entire text with as many bits as a fingerprint."""
    digest = np.frombuffer(sha256(text.encode()).digest()[:8], np.uint64)[0]
    return (digest ^ _KIND_SALTS[kind]) >> _UNUSED_BITS  # type: ignore[no-any-return]


def _hash_bands(fingerprints: Sequence[UInt64Array], kind: TextKind) -> list[UInt64Array]:
    """Return a hash of each band of the signature of each text; none if it has no fingerprints.

    The hashes have as many bits as a fingerprint.
    """
    ends = np.cumsum([0, *map(len, fingerprints)])
    signatures = RMinHash.digest_matrix_from_flat_token_hashes(
        np.concatenate(fingerprints), ends.tolist(), SIGNATURE_BANDS * BAND_HASHES, _SEED
    )
    rows = np.array(signatures.to_rows(), np.uint64).reshape(-1, SIGNATURE_BANDS, BAND_HASHES)
    hashes = (rows * _MULTIPLIERS).sum(axis=2) ^ _KIND_SALTS[kind]
    hashes = (hashes ^ (hashes >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9) >> _UNUSED_BITS
    return [
        bands if len(text_fingerprints) else bands[:0]
        for bands, text_fingerprints in zip(hashes, fingerprints, strict=True)
    ]
