"""Made-up records of words as frequent as those of a language, any number of them.

Half are releases of 20 agencies and 400 cities, half articles of 5,000 authors and 50 outlets;
agencies, cities, authors and outlets are distributed as Zipf has it, dates evenly from 2001 on.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

SHORTEST, LONGEST = 150, 900
"""Words of a text."""
_SENTENCE, _PARAGRAPH = 14, 5
"""Words of a sentence, sentences of a paragraph."""
_BATCH = 1000
_SYLLABLES = (
    *("ba", "cor", "del", "fin", "gra", "hul", "jem", "kost", "lin", "mar"),
    *("nev", "ol", "pra", "quin", "rud", "sal", "tov", "uld", "vick", "wen"),
)
_FIRST = date(2001, 1, 1)
_DAYS = (date(2026, 1, 1) - _FIRST).days


def write(path: Path, frequencies: Path, count: int, seed: int = 1) -> None:
    """Write `count` records to a JSON Lines file; `frequencies` has a word and its count a line."""
    with path.open("w", encoding="utf-8") as file:
        for record in records(frequencies, count, seed):
            file.write(json.dumps(record, separators=(",", ":")) + "\n")


def records(frequencies: Path, count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    random = np.random.default_rng(seed)
    words, bounds = _vocabulary(frequencies)
    for first in range(0, count, _BATCH):
        lengths = random.integers(SHORTEST, LONGEST + 1, min(_BATCH, count - first))
        drawn = words[np.searchsorted(bounds, random.random(int(lengths.sum())))]
        ends = np.cumsum(lengths)
        for place, some in enumerate(np.split(drawn, ends[:-1])):
            yield _record(first + place, some.tolist(), random)


def _vocabulary(frequencies: Path) -> tuple[np.ndarray, np.ndarray]:
    rows = [line.split() for line in frequencies.read_text("utf-8-sig").splitlines() if line]
    counts = np.array([int(count) for _, count in rows], float)
    return np.array([word for word, _ in rows], object), np.cumsum(counts) / counts.sum()


def _record(number: int, words: list[str], random: np.random.Generator) -> dict[str, object]:
    day = _FIRST + timedelta(days=int(random.integers(_DAYS)))
    said = {"key": f"made-up-{number}", "title": " ".join(words[:8]).capitalize()}
    text = _text(words)
    if number % 2:
        return {
            "kind": "article",
            **said,
            "authors": [_name(random)],
            "outlet": f"Outlet {_zipf(random, 50)}",
            "published": day.isoformat(),
            "text": text,
        }
    return {
        "kind": "release",
        **said,
        "agency": f"Agency {_zipf(random, 20)}",
        "city": f"Madeupville {_zipf(random, 400)}, MN",
        "released": day.isoformat(),
        "text": text,
    }


def _name(random: np.random.Generator) -> str:
    """One of 5,000 names, made of syllables."""
    number = _zipf(random, 5000) * 7919
    syllables = [
        _SYLLABLES[number // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(5)
    ]
    return f"{''.join(syllables[:2])} {''.join(syllables[2:])}".title()


def _zipf(random: np.random.Generator, most: int) -> int:
    return int(most ** random.random())


def _text(words: list[str]) -> str:
    sentences = [
        " ".join(words[start : start + _SENTENCE]).capitalize() + "."
        for start in range(0, len(words), _SENTENCE)
    ]
    return "\n\n".join(
        " ".join(sentences[start : start + _PARAGRAPH])
        for start in range(0, len(sentences), _PARAGRAPH)
    )
