"""The files of a folder of real articles and releases, and what a reader said about them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.core.text import Span


@dataclass(frozen=True)
class LabeledPassage:
    article_key: str
    release_key: str
    span: Span
    """In the article."""
    label: str
    """R: quoted from the release, T: taken from a third source, W: neither."""


@dataclass(frozen=True)
class HardCase:
    """An article with a passage of a release in it, or with what only looks like one."""

    key: str
    case_class: str
    article: dict[str, Any]
    """The fields title, outlet, published and text."""
    release_key: str | None
    """None if nothing is expected, as is the text."""
    release_text: str | None
    passages: list[Span]
    """What should be located in the article; empty if that cannot be said in spans."""
    grades: list[str]
    presentation: str | None
    is_shared: bool
    equal_releases: list[str]
    """Keys of releases that are as right as the one."""
    expects_nothing: bool

    @property
    def text(self) -> str:
        text: str = self.article["text"]
        return text

    def to_record(self) -> dict[str, Any]:
        """Return the article in the exchange format."""
        return {"kind": "article", "key": self.key, "authors": [], **self.article}


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, which may be compressed."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_notices(folder: Path) -> dict[str, str]:
    """Return for each notice's key the key of the release that it links."""
    return {row["article"]: row["release"] for row in read_records(folder / "notices.jsonl")}


def read_labels(folder: Path) -> list[LabeledPassage]:
    return [
        LabeledPassage(row["article"], row["release"], Span(row["start"], row["end"]), row["label"])
        for row in read_records(folder / "labels.jsonl")
    ]


def read_hard_cases(folder: Path) -> list[HardCase]:
    return [
        HardCase(
            key=row["id"],
            case_class=row["cls"],
            article=row["article"],
            release_key=row["release"],
            release_text=row["release_text"],
            passages=[Span(start, end) for start, end in row["gold"] if start >= 0],
            grades=row["grades"],
            presentation=row["pres"],
            is_shared=row["shared"],
            equal_releases=row["allow"],
            expects_nothing=row["negative"],
        )
        for row in read_records(folder / "hardset.jsonl")
    ]
