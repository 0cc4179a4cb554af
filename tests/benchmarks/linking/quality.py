"""How well quotations are found: `python -m tests.benchmarks.linking.quality CORPUS_FOLDER`.

Beside precision (of what is found, how much is labelled, and from a right release), recall,
character-level IoU of what is found and right, and the share of right grades.
"""

import argparse
import platform
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from articles.core.text import Span
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText, CandidateRelease
from articles.quoting.text.fingerprints import fingerprint_text
from articles.quoting.text.shared_fingerprints import CommonFingerprints
from articles.quoting.text.tokens import Tokens, hash_grams
from tests.benchmarks.linking import corpus, peers
from tests.benchmarks.linking.cases import Case, Label, Maker
from tests.benchmarks.linking.pool import Pool

KINDS = (
    "verbatim", "typographic", "apostrophes", "elided", "interpolated", "altered", "short", "two",
    "date_order", "boilerplate", "third_source", "near_duplicate", "none",
)  # fmt: skip

SHARED = 12
"""Words that an article must not share with a release to count as one without a quotation."""


@dataclass
class Answer:
    here: Span
    number: int
    grade: str
    shared: bool = False


@dataclass
class Score:
    found: int = 0
    right: int = 0
    labels: int = 0
    met: int = 0
    graded: int = 0
    ious: list[float] = field(default_factory=list)
    after: int = 0
    pairs: int = 0
    seconds: float = 0.0
    articles: int = 0

    def add(self, other: "Score") -> None:
        for name in ("found", "right", "labels", "met", "graded", "after", "articles"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.ious += other.ious


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--none", type=int, default=2000, help="articles without a quotation")
    parser.add_argument("--releases", type=int, default=2500, help="drawn from each set")
    parser.add_argument("--peers", type=int, default=25, help="cases of each kind for the peers")
    parser.add_argument("--show", type=int, default=0, help="mistakes of each kind to print")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    releases = corpus.releases(given.folder, given.releases, chance)
    held = {one.text for one in releases}
    others = corpus.releases(given.folder, 500, chance)
    spoken = [one for one in others if one.text not in held]
    maker = Maker(releases, spoken, corpus.articles(given.folder), chance)
    plain = Pool(maker.candidates)
    maker.hosts, left = without_quotations(maker.hosts, releases, chance)
    maker.holders = lambda passage, share: holders(passage, share, plain)
    cases = [
        case
        for kind in KINDS
        for case in maker.make(kind, given.none if kind == "none" else given.cases)
    ]
    pool = Pool(maker.candidates)
    print(f"Python {platform.python_version()}, {platform.machine()}; {versions()}")
    print(f"{len(pool.candidates)} releases; {left} articles that share {SHARED} words left out\n")
    print(table("ours", ours(cases, pool, given.show)))
    for name, peer in (peers.PEERS if given.peers else {}).items():
        if peers.is_installed(name):
            print(table(name, theirs(peer, sample(cases, given.peers), pool)))
        else:
            print(f"{name} is not installed: left out.\n")


def versions() -> str:
    names = ("numpy", "rapidfuzz", "text-matcher", "quid")
    return ", ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def without_quotations(
    hosts: list[str], releases: list[corpus.Release], chance: random.Random
) -> tuple[list[str], int]:
    """Articles that have no long run of words in common with any release."""
    grams = [hash_grams(Tokens(one.text).hashes, SHARED) for one in releases]
    held = np.sort(np.concatenate(grams))
    drawn = chance.sample(hosts, min(len(hosts), 5000))
    kept = [text for text in drawn if not _any_in(hash_grams(Tokens(text).hashes, SHARED), held)]
    return kept, len(drawn) - len(kept)


def _any_in(grams: np.ndarray, held: np.ndarray) -> bool:
    places = np.minimum(np.searchsorted(held, grams), len(held) - 1)
    return bool((held[places] == grams).any())


def holders(passage: str, share: float, pool: Pool) -> int:
    """How many releases have a share of a passage's fingerprints."""
    prints = fingerprint_text(passage)
    counts: dict[int, int] = defaultdict(int)
    for owner in pool.holders(prints, 10**9).tolist():
        counts[owner] += 1
    return sum(count >= share * len(prints) for count in counts.values())


def sample(cases: Iterable[Case], count: int) -> list[Case]:
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    return [case for kind in by_kind.values() for case in kind[:count]]


def ours(cases: list[Case], pool: Pool, show: int) -> dict[str, Score]:
    def answers(
        case: Case, candidates: list[CandidateRelease], common: CommonFingerprints
    ) -> list[Answer]:
        found = find_quotations(
            ArticleText(case.text, case.published), candidates, common_fingerprints=common
        )
        return [
            Answer(one.article_span, one.release_number, one.grade or "", one.shared)
            for one in found
            if one.release_number is not None
        ]

    return scored(answers, cases, pool, show)


def theirs(peer: Callable, cases: list[Case], pool: Pool) -> dict[str, Score]:
    def answers(case: Case, candidates: list[CandidateRelease], _: object) -> list[Answer]:
        spans = [
            Answer(span, one.number, "") for one in candidates for span in peer(case.text, one.text)
        ]
        kept: list[Answer] = []
        for one in sorted(spans, key=lambda answer: -len(answer.here)):
            if not any(one.here.count_overlap(other.here) for other in kept):
                kept.append(one)
        return kept

    return scored(answers, cases, pool, 0)


def scored(answers: Callable, cases: list[Case], pool: Pool, show: int) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for case in cases:
        candidates, common = pool.of(case.text, case.published)
        began = time.perf_counter()
        given = answers(case, candidates, common)
        seconds = time.perf_counter() - began
        score = judged(case, given, pool)
        if show and wrong(case, score):
            explain(case, given, pool)
        scores[case.kind].add(score)
        scores[case.kind].seconds += seconds
        scores[case.kind].pairs += len(candidates)
    return scores


def judged(case: Case, answers: list[Answer], pool: Pool) -> Score:
    score = Score(labels=len(case.labels), articles=1)
    for answer in answers:
        if answer.shared and not case.shared:
            continue
        score.found += 1
        released = pool.candidates[answer.number].released
        score.after += bool(released and released.is_surely_after(case.published))
        score.right += any(
            is_right(answer, label, case, pool) for label in (*case.labels, *case.also)
        )
    for label in case.labels:
        met = [one for one in answers if is_right(one, label, case, pool)]
        if met:
            best = max(met, key=lambda one: iou(one.here, label.here))
            score.met += 1
            score.ious.append(iou(best.here, label.here))
            score.graded += best.grade == label.grade
    return score


def is_right(answer: Answer, label: Label, case: Case, pool: Pool) -> bool:
    if answer.here.count_overlap(label.here) * 2 < len(label.here):
        return False
    if case.shared and not answer.shared:
        return False
    return answer.number == label.number or (
        not case.strict and holds(pool.candidates[answer.number].text, label.original)
    )


def holds(text: str, passage: str) -> bool:
    return " ".join(passage.split()) in " ".join(text.split())


def iou(one: Span, other: Span) -> float:
    both = one.count_overlap(other)
    return both / (len(one) + len(other) - both)


def wrong(case: Case, score: Score) -> bool:
    return (
        score.right < score.found
        or score.met < score.labels
        or score.graded < score.met
        or any(one < 0.9 for one in score.ious)
    )


def explain(case: Case, answers: list[Answer], pool: Pool) -> None:
    print(f"--- {case.kind} {case.published}")
    for label in case.labels:
        print(f"  wanted {label.number} {label.grade}: {label.here.extract(case.text)!r}")
        print(f"     from {label.original!r}")
    for one in answers:
        release = pool.candidates[one.number]
        print(f"  found {one.number} {one.grade} {one.shared}: {one.here.extract(case.text)!r}")
        print(f"     {release.key} {release.released} {release.agencies}")


def table(name: str, scores: dict[str, Score]) -> str:
    whole = Score()
    rows = []
    for kind, score in scores.items():
        rows.append(row(kind, score))
        whole.add(score)
        whole.seconds += score.seconds
        whole.pairs += score.pairs
    head = (
        f"| {name} | articles | precision | recall | IoU | grade | after | ms | candidates |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    return "\n".join([head, *rows, row("**overall**", whole), ""])


def row(kind: str, score: Score) -> str:
    def share(part: float, of: float) -> str:
        return f"{part / of:.3f}" if of else "none"

    return (
        f"| {kind} | {score.articles} | {share(score.right, score.found)} ({score.found})"
        f" | {share(score.met, score.labels)} | {share(sum(score.ious), len(score.ious))}"
        f" | {share(score.graded, score.met)} | {score.after}"
        f" | {1000 * score.seconds / score.articles:.2f} | {score.pairs / score.articles:.1f} |"
    )


if __name__ == "__main__":
    main()
