"""Articles linked a second: `uv run -m tests.benchmarks.linking.speed CORPUS_FOLDER`.

The releases are made of real sentences of the corpus, the first half of one and the second of
another, so that each is found in one release alone; an article is a real one, every fourth with a
passage of two sentences of a release in it. An archive is loaded with the releases, then with the
articles, then with one more article; what is timed begins when the texts have landed and ends when
they are linked.
"""

import argparse
import gzip
import json
import random
import re
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.commands import machine, run

RELEASES = (25_000, 250_000)
ARTICLES = 10_000
ONE_BY_ONE = 5
SENTENCES = (10, 30)
"""Of a release."""
_ENDS = re.compile(r"(?<=[a-z][.!?])\s+(?=[A-Z])")
_RELEASES = "doj-*.gz", "orange-*.gz", "senate.*.gz"
_ARTICLES = "gothamist.*.gz", "socialistworker*.gz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    print(machine())
    print("\n| releases | articles | linked a second | one more article | peak memory |")
    print("|---|---|---|---|---|")
    for count in RELEASES:
        with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as folder:
            Path(folder).chmod(0o755)
            print(row(Path(folder), given.corpus, count, given.articles), flush=True)


def row(folder: Path, corpus: Path, releases: int, articles: int) -> str:
    source = random.Random(1)
    sentences = [one for text in texts(corpus, _RELEASES) for one in _ENDS.split(text)]
    made = {
        "releases": list(made_releases(sentences, releases, source)),
        "articles": [],
    }
    bodies = list(texts(corpus, _ARTICLES))
    made["articles"] = list(made_articles(bodies, made["releases"], articles, source))
    more = [[one] for one in made_articles(bodies, made["releases"], ONE_BY_ONE, source, "more")]
    data = folder / "data"
    run(data, "migrate", "-v0")
    load(data, folder, made["releases"])
    seconds, peak = load(data, folder, made["articles"])
    single = statistics.median(load(data, folder, one)[0] for one in more)
    return (
        f"| {releases:,} | {articles:,} | {articles / seconds:,.0f} | {single * 1000:,.0f} ms "
        f"| {peak / 2**20:,.0f} MB |"
    )


def load(data: Path, folder: Path, made: list[dict[str, object]]) -> tuple[float, int]:
    """Seconds from landed to linked, and the most memory of the load."""
    path = folder / "records.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in made)
    done = run(data, "load", str(path))
    return done.when("linked:") - done.when("landed"), done.peak


def texts(corpus: Path, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for path in sorted(corpus.glob(name)):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                yield from filter(None, (json.loads(line).get("text") for line in file))


def made_releases(
    sentences: list[str], count: int, source: random.Random
) -> Iterator[dict[str, object]]:
    for number in range(count):
        some = [_spliced(sentences, source) for _ in range(source.randint(*SENTENCES))]
        yield {
            "kind": "release",
            "key": f"release-{number}",
            "agency": f"Agency {number % 20}",
            "released": f"{2001 + number % 20}-0{1 + number % 9}-1{number % 10}",
            "text": "\n\n".join(some),
        }


def _spliced(sentences: list[str], source: random.Random) -> str:
    one, other = (source.choice(sentences).split() for _ in range(2))
    return " ".join(one[: len(one) // 2] + other[len(other) // 2 :])


def made_articles(
    bodies: list[str],
    releases: list[dict[str, object]],
    count: int,
    source: random.Random,
    name: str = "article",
) -> Iterator[dict[str, object]]:
    for number in range(count):
        text = source.choice(bodies)
        if number % 4 == 0:
            quoted = str(source.choice(releases)["text"]).split("\n\n")
            first = source.randrange(len(quoted) - 1)
            text += "\n\n> " + " ".join(quoted[first : first + 2])
        yield {
            "kind": "article",
            "key": f"{name}-{number}",
            "title": f"Article {number}",
            "published": "2024-05",
            "text": text,
        }


if __name__ == "__main__":
    main()
