"""Real releases and articles for the labelled set: read from a folder, never kept."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RELEASES = ("doj-2009-2010", "orange-county-da", "senate", "whitehouse")
ARTICLES = ("gothamist", "socialistworker-2001-2003")

_SENTENCE = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|vs)\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Inc)\.)"
    r"(?<!\b(?:Dep|Hon|Rev|Sgt)\.)(?<=[.!?”\"])\s+(?=[A-Z“\"])"
)
_GOOD = re.compile(r"[A-Z“\"][^\n<>\[\]|]*[a-z\d][.!?][”\"]?")


@dataclass(frozen=True)
class Release:
    source: str
    agency: str
    day: date
    text: str

    def sentences(self) -> list[list[str]]:
        """The sentences that are prose, in stretches that follow each other."""
        stretches: list[list[str]] = [[]]
        for paragraph in self.text.split("\n"):
            for sentence in _SENTENCE.split(paragraph.strip()):
                if _GOOD.fullmatch(sentence) and 6 <= len(sentence.split()) <= 60:
                    stretches[-1].append(sentence)
                elif stretches[-1]:
                    stretches.append([])
            if stretches[-1]:
                stretches.append([])
        return [stretch for stretch in stretches if stretch]


def releases(folder: Path, count: int, chance: random.Random) -> list[Release]:
    """`count` releases of each set, drawn at random, with a day and some prose."""
    found = []
    for name in RELEASES:
        rows = [
            row for row in _rows(folder, name) if re.match(r"(?:19|20)\d\d-", row["date"] or "")
        ]
        drawn = chance.sample(rows, min(count, len(rows)))
        found += [
            Release(name, row["agency"], date.fromisoformat(row["date"][:10]), row["text"])
            for row in drawn
        ]
    return found


def articles(folder: Path) -> list[str]:
    texts = [row["text"] for name in ARTICLES for row in _rows(folder, name)]
    return [text for text in texts if 150 <= len(text.split()) <= 1500]


def _rows(folder: Path, name: str) -> Iterator[dict]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"]:
                yield row
