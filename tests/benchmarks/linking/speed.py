"""Articles linked a second: `uv run -m tests.benchmarks.linking.speed CORPUS_FOLDER`.

The releases are made of real sentences of the corpus, drawn at random, with some words replaced by
others of it: so many that releases have as much in common with each other as the real ones do. An
article is a real one, every fourth with a passage of two sentences of a release in it. An archive
is loaded with the releases, then with the articles, then with single articles; what is timed
begins when the texts have landed and ends when they are linked.
"""

import argparse
import gzip
import json
import random
import re
import statistics
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from archive import postgres
from articles.quoting.text.fingerprints import fingerprint_text
from tests.benchmarks.commands import machine, run

REPLACED = {25_000: 0.12, 250_000: 0.3}
"""For each number of releases the share of words that are replaced: of ten times as many releases
each sentence is drawn ten times as often."""
ARTICLES = 10_000
QUOTING = 4
QUOTED = 2_500
"""Releases that articles quote, spread evenly."""
ONE_BY_ONE = 40
SENTENCES = (12, 34)
"""Of a release, which makes it as long as real ones are on average."""
WORDS = range(5, 61)
"""Of a sentence: what has more are lists."""
SAMPLED = 8
"""One fingerprint of so many is counted."""
_ENDS = re.compile(r"(?<=[a-z][.!?])\s+(?=[A-Z])")
_RELEASES = "doj-*.gz", "orange-*.gz", "senate.*.gz"
_ARTICLES = "gothamist.*.gz", "socialistworker*.gz"

type Record = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    print(machine())
    bodies = list(texts(given.corpus, _ARTICLES))
    real = list(texts(given.corpus, _RELEASES))
    print(f"of the real releases' fingerprints {alone(real):.2f} are of one release alone")
    parts = (one for text in real for one in _ENDS.split(text))
    sentences = [one for one in parts if len(one.split()) in WORDS]
    print("\n| releases | alone | articles | linked a second | one more | quoting | peak memory |")
    print("|---|---|---|---|---|---|---|")
    for count in REPLACED:
        with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as folder:
            Path(folder).chmod(0o755)
            print(row(Path(folder), bodies, sentences, count, given.articles), flush=True)


def row(folder: Path, bodies: list[str], sentences: list[str], releases: int, articles: int) -> str:
    source = random.Random(1)
    data, path = folder / "data", folder / "records.jsonl"
    run(data, "migrate", "-v0")
    written(path, made_releases(sentences, releases, source))
    with path.open(encoding="utf-8") as file:
        held = [json.loads(line)["text"] for line in file]
    share = alone(held)
    quoted = held[:: releases // QUOTED]
    del held
    load(data, path)
    written(path, made_articles(bodies, quoted, articles, source))
    seconds, peak = load(data, path)
    one_more = one_by_one(data, made_articles(bodies, quoted, ONE_BY_ONE, source, "more"))
    every, quoting = (statistics.median(some) * 1000 for some in (one_more, one_more[::QUOTING]))
    return (
        f"| {releases:,} | {share:.2f} | {articles:,} | {articles / seconds:,.0f} "
        f"| {every:,.0f} ms | {quoting:,.0f} ms | {peak / 2**20:,.0f} MB |"
    )


def one_by_one(data: Path, articles: Iterable[Record]) -> list[float]:
    """Seconds for each, in an archive whose database runs, as it does where the site is served."""
    path = data.with_name("one.jsonl")
    taken = []
    with postgres.run_server(data):
        for article in articles:
            written(path, [article])
            taken.append(load(data, path)[0])
    return taken


def alone(held: list[str]) -> float:
    """The share of the fingerprints that only one of the texts has."""
    some = (fingerprint_text(text) for text in held)
    sampled = np.concatenate([one[one % SAMPLED == 0] for one in some])
    _, counts = np.unique(sampled, return_counts=True)
    return float((counts == 1).sum() / counts.sum())


def written(path: Path, records: Iterable[Record]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def load(data: Path, path: Path) -> tuple[float, int]:
    """Seconds from landed to linked, and the most memory of the load."""
    done = run(data, "load", str(path))
    return done.when("linked:") - done.when("stored"), done.peak


def texts(corpus: Path, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for path in sorted(corpus.glob(name)):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                yield from filter(None, (json.loads(line).get("text") for line in file))


def made_releases(sentences: list[str], count: int, source: random.Random) -> Iterator[Record]:
    words = [word for sentence in sentences for word in sentence.split()]
    for number in range(count):
        drawn = source.choices(sentences, k=source.randint(*SENTENCES))
        yield {
            "kind": "release",
            "key": f"release-{number}",
            "agency": f"Agency {number % 20}",
            "released": f"{2001 + number % 20}-0{1 + number % 9}-1{number % 10}",
            "text": "\n\n".join(varied(one, words, REPLACED[count], source) for one in drawn),
        }


def varied(sentence: str, words: list[str], share: float, source: random.Random) -> str:
    """A sentence with that share of its words replaced by any others."""
    return " ".join(
        source.choice(words) if source.random() < share else word for word in sentence.split()
    )


def made_articles(
    bodies: list[str], quoted: list[str], count: int, source: random.Random, name: str = "article"
) -> Iterator[Record]:
    """Articles as they are, but for one of `QUOTING`, which quotes two sentences of a release."""
    for number in range(count):
        text = source.choice(bodies)
        if number % QUOTING == 0:
            sentences = source.choice(quoted).split("\n\n")
            first = source.randrange(len(sentences) - 1)
            text += "\n\n> " + " ".join(sentences[first : first + 2])
        yield {
            "kind": "article",
            "key": f"{name}-{number}",
            "title": f"Article {number}",
            "published": "2024-05",
            "text": text,
        }


if __name__ == "__main__":
    main()
