"""How much of real pages the readers get right: `uv run -m tests.benchmarks.reading FOLDER`.

FOLDER holds raw files in a folder for each set, and beside it stand JSON Lines with what is
expected of them. No map is given. trafilatura alone reads the same pages for comparison.

A title is right where its words are; an author where the names are the same, a date where the day
is. Precision: of what was given, how much is right; recall: of what was expected. A text is
compared by its words, and each record counts the same.
"""

import argparse
import gzip
import json
import os
import platform
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import mean

import trafilatura

from articles.core.dates import read_date
from articles.core.problems import Problem
from articles.readers import read_entries
from articles.readers.bylines import parse_byline

PACKAGES = ("trafilatura", "htmldate", "lxml", "chardet", "ftfy", "markdown-it-py")
SHORTEST = 200
"""The characters of an expected text; shorter ones are notes of what another reader missed."""

type Fields = dict[str, object]


@dataclass(frozen=True)
class Set:
    """A folder of raw files, and how those of its records that are expected are found."""

    folder: str
    expected: str = ""
    name: Callable[[str], str] = lambda name: name
    """The name of a raw file, of the record's identifier."""
    text: str = "text"
    html: bool = True


SETS = (
    Set("doj-html", "doj-2009-2010.jsonl.gz",
        lambda key: f"release_{key.removeprefix('doj-')}.html"),
    Set("socialistworker-html", "socialistworker-2001-2003.jsonl.gz",
        lambda key: key.rpartition("/")[2]),
    Set("newspaper-html/html"),
    Set("gothamist-markdown", "gothamist.jsonl.gz",
        lambda key: key.rpartition("/")[2], html=False),
    Set("whitehouse-markdown", "whitehouse.jsonl.gz",
        lambda key: key.rpartition("/")[2], text="text_md", html=False),
)  # fmt: skip


@dataclass
class Score:
    """What one reader made of a set."""

    given: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    texts: list[tuple[float, float, float]] = field(default_factory=list)
    """Precision, recall and their harmonic mean, a record."""
    seconds: float = 0.0
    failed: int = 0

    def add(self, found: Fields, said: Fields) -> None:
        for name in ("title", "author", "date"):
            ours, theirs = found.get(name), said.get(name)
            self.given[name] += bool(ours) and name in said
            self.expected[name] += bool(theirs)
            self.right[name] += bool(ours) and ours == theirs
        self.texts.append(overlap(str(found.get("text", "")), str(said["text"])))

    def row(self, name: str) -> str:
        cells = [self._share(one) for one in ("title", "author", "date")]
        precision, recall, both = (mean(one[i] for one in self.texts) for i in range(3))
        texts = f"{precision:.3f} {recall:.3f} **{both:.3f}**"
        each = f"{1000 * self.seconds / len(self.texts):.0f}"
        whole = [name, str(len(self.texts)), str(self.failed), *cells, texts, each]
        return f"| {' | '.join(whole)} |"

    def _share(self, name: str) -> str:
        if not self.expected[name]:
            return "none expected" if self.given[name] == 0 else f"{self.given[name]} unexpected"
        precision = self.right[name] / max(1, self.given[name])
        return f"{precision:.3f} {self.right[name] / self.expected[name]:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--failures", action="store_true", help="name what is not right")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    print("\n| set, reader | records | problems | title P R | author P R | date P R "
          "| text P R F1 | ms each |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
    for one in SETS:
        measure(given.folder, one, failures=given.failures)


def measure(folder: Path, one: Set, *, failures: bool) -> None:
    pairs = list(expectations(folder, one))
    ours = scored(pairs, by_readers, failures=failures)
    print(ours.row(f"{one.folder}, ours"))
    if one.html:
        theirs = scored(pairs, by_trafilatura, failures=False)
        print(theirs.row(f"{one.folder}, trafilatura"))
        print(f"| time, ours to trafilatura's: {ours.seconds / theirs.seconds:.2f} | | | | | | | |")


def scored(
    pairs: list[tuple[Path, Fields]], read: Callable[[Path], Fields], *, failures: bool
) -> Score:
    score = Score()
    for path, said in pairs:
        began = time.perf_counter()
        found = read(path)
        score.seconds += time.perf_counter() - began
        score.failed += not found
        score.add(found, said)
        if failures:
            report(path, found, said, score.texts[-1])
    return score


def report(path: Path, found: Fields, said: Fields, text: tuple[float, float, float]) -> None:
    for name in ("title", "author", "date"):
        if name in said and found.get(name) != said[name]:
            print(f"  {path.name} {name}: {found.get(name)!r} is not {said[name]!r}")
    if text[2] < 0.9:
        print(f"  {path.name} text: {text[0]:.2f} {text[1]:.2f}")


def by_readers(path: Path) -> Fields:
    found = list(read_entries(path))
    if not found or isinstance(found[0], Problem):
        return {}
    raw = found[0].raw
    date = str(raw.get("published") or raw.get("released") or "")
    return fields(raw.get("title"), list(raw.get("authors", ())), date, raw.get("text"))


def by_trafilatura(path: Path) -> Fields:
    with warnings.catch_warnings(action="ignore"):
        found = trafilatura.bare_extraction(
            path.read_bytes(), include_comments=False, with_metadata=True
        )
    if found is None:
        return {}
    authors = (found.author or "").split("; ")
    return fields(found.title, [name for name in authors if name], found.date or "", found.text)


def expectations(folder: Path, one: Set) -> Iterator[tuple[Path, Fields]]:
    """The raw files of which something is expected, and what."""
    if not one.expected:
        yield from texts(folder / one.folder)
        return
    with gzip.open(folder.parent / one.expected, "rt", encoding="utf-8") as lines:
        for said in map(json.loads, lines):
            path = folder / one.folder / one.name(said["id"])
            if path.is_file():
                authors = parse_byline(said["author"] or "") if "author" in said else []
                yield path, fields(said["title"], authors, said["date"] or "", said[one.text])


def texts(folder: Path) -> Iterator[tuple[Path, Fields]]:
    """The pages beside which a text of the same name stands."""
    for path in sorted(folder.iterdir()):
        text = folder.parent / "text" / f"{path.stem.removesuffix('_article')}.txt"
        expected = text.read_text(encoding="utf-8") if text.is_file() else ""
        if len(expected) >= SHORTEST:
            yield path, {"text": expected}


def fields(title: object, authors: list[str], date: str, text: object) -> Fields:
    """A record in a form in which two can be compared."""
    try:
        day = str(read_date(date))[:10]
    except ValueError:
        day = ""
    return {
        "title": " ".join(words(str(title or ""))),
        "author": sorted(" ".join(words(name)) for name in authors),
        "date": day,
        "text": str(text or ""),
    }


def overlap(found: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean of the words of a text."""
    ours, theirs = Counter(words(found)), Counter(words(expected))
    same = (ours & theirs).total()
    if not same:
        return 0.0, 0.0, 0.0
    precision, recall = same / ours.total(), same / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


if __name__ == "__main__":
    main()
