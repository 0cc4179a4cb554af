"""The labelled set: real sentences of releases in real articles, changed in a known way."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from articles.core.dates import PartialDate
from articles.core.text import Span
from articles.quoting.attribution.texts import CandidateRelease
from tests.benchmarks.linking import changing
from tests.benchmarks.linking.corpus import Release

SHOWN = ("block", "inline", "unmarked")
BOILERPLATE = 4
"""Releases that make a passage which they all hold one that is quoted from none."""


@dataclass(frozen=True)
class Label:
    here: Span
    number: int
    grade: str
    original: str


@dataclass
class Case:
    kind: str
    text: str
    published: PartialDate
    labels: list[Label] = field(default_factory=list)
    strict: bool = False
    """Whether no other release that holds the passage will do."""
    shared: bool = False
    also: list[Label] = field(default_factory=list)
    """What else may be found, and is no part of what the case asks."""


def day(of: date) -> PartialDate:
    return PartialDate(of.isoformat())


class Maker:
    """Makes cases; `candidates` are the releases, which some kinds change or add to."""

    def __init__(
        self,
        releases: list[Release],
        spoken: list[Release],
        hosts: list[str],
        chance: random.Random,
    ) -> None:
        self.releases, self.spoken, self.hosts, self.chance = releases, spoken, hosts, chance
        self.candidates = [
            CandidateRelease(
                number,
                f"r{number:06}",
                one.text,
                day(one.day),
                (one.agency,),
                record_key=str(number),
            )
            for number, one in enumerate(releases)
        ]
        self.holders: Callable[[str, float], int] = lambda passage, share: 1
        self.drawn: set[str] = set()
        """The sentences of all passages so far."""
        self.common: list[str] = []
        """The passages that were made boilerplate."""
        self.spare = list(range(len(releases)))
        chance.shuffle(self.spare)

    def make(self, kind: str, count: int) -> list[Case]:
        cases: list[Case] = []
        while len(cases) < count:
            case = getattr(self, f"make_{kind}")()
            if case:
                cases.append(case)
        return cases

    def draw(self) -> int:
        """A release of its own for each case."""
        return self.spare.pop() if self.spare else self.chance.randrange(len(self.releases))

    def passage(
        self,
        number: int,
        most: int = 3,
        least_words: int = 10,
        releases: list[Release] | None = None,
        *,
        fresh: bool = False,
    ) -> str | None:
        """One to `most` sentences that follow each other; `fresh`: none of them drawn before."""
        release = (releases or self.releases)[number]
        stretches = release.sentences()
        if not stretches:
            return None
        stretch = self.chance.choice(stretches)
        length = self.chance.randint(1, min(most, len(stretch)))
        first = self.chance.randrange(len(stretch) - length + 1)
        sentences = stretch[first : first + length]
        passage = " ".join(sentences)
        original = self._located(release, sentences)
        if not original or not least_words <= len(passage.split()) <= 90:
            return None
        if self.holders(passage, 0.6) >= BOILERPLATE or self._clashes(sentences, fresh=fresh):
            return None
        self.drawn.update(sentences)
        return passage

    def _clashes(self, sentences: list[str], *, fresh: bool) -> bool:
        """Whether one was made boilerplate, or, where they have to be fresh, was drawn before."""
        return any(one in passage for passage in self.common for one in sentences) or (
            fresh and not self.drawn.isdisjoint(sentences)
        )

    def _located(self, release: Release, sentences: list[str]) -> bool:
        pattern = r"\s+".join(map(re.escape, sentences))
        return re.search(pattern, release.text) is not None

    def host(self) -> list[str]:
        text = self.chance.choice(self.hosts)
        return [one for one in text.split("\n\n") if one.strip()]

    def article(self, passages: list[tuple[str, str]]) -> tuple[str, list[Span]]:
        """A host with passages, each shown in a way, and where they stand."""
        paragraphs = self.host()
        places = (
            sorted(self.chance.sample(range(len(paragraphs) + 1), len(passages)))
            if len(paragraphs) >= len(passages)
            else [len(paragraphs)] * len(passages)
        )
        for place, (passage, shown) in reversed(list(zip(places, passages, strict=True))):
            paragraphs.insert(place, self._shown(passage, shown))
        text = "\n\n".join(paragraphs)
        spans, spot = [], 0
        for passage, _ in passages:
            spot = text.index("\x02", spot)
            text = text.replace("\x02", "", 1)
            spans.append(Span(spot, spot + len(passage)))
        return text, spans

    def _shown(self, passage: str, shown: str) -> str:
        marked = f"\x02{passage}"
        if "{}" in shown:
            return shown.format(marked)
        if shown == "phrase":
            return f"It is hard to see how “{marked}” could be meant otherwise."
        if shown == "block":
            return f"> {marked}"
        if shown == "inline":
            lead = self.chance.choice(
                ["Here is how they put it:", "The office said in a statement,", "It went on:"]
            )
            after = self.chance.choice(["", " That is all.", " We shall see."])
            return f"{lead} “{marked}”{after}"
        before = self.chance.choice(["", "Consider this. ", "What happened then? "])
        return f"{before}{marked}" + self.chance.choice(["", " Make of it what you like."])

    def published(self, number: int) -> PartialDate:
        return day(self.releases[number].day + timedelta(self.chance.randint(0, 20)))

    def changed(self, kind: str, grade: str, change, most: int = 3) -> Case | None:
        number = self.draw()
        passage = self.passage(number, most, least_words=12)
        made = passage and change(passage, self.chance)
        if not made or made == passage:
            return None
        shown = self.chance.choice(SHOWN)
        if shown == "inline":
            made, original = made.replace("“", "‘").replace("”", "’").replace('"', "’"), made
            if made != original and grade == "verbatim":
                return None
        text, (span,) = self.article([(made, shown)])
        return Case(kind, text, self.published(number), [Label(span, number, grade, passage)])

    def make_verbatim(self) -> Case | None:
        number = self.draw()
        passage = self.passage(number)
        shown = self.chance.choice(SHOWN)
        if not passage or (shown == "inline" and re.search('[“”"]', passage)):
            return None
        text, (span,) = self.article([(passage, shown)])
        return Case(
            "verbatim", text, self.published(number), [Label(span, number, "verbatim", passage)]
        )

    def make_typographic(self) -> Case | None:
        return self.changed("typographic", "typographic", changing.typographic)

    def make_apostrophes(self) -> Case | None:
        return self.changed("apostrophes", "typographic", changing.without_apostrophes)

    def make_elided(self) -> Case | None:
        return self.changed("elided", "elided", changing.elided)

    def make_interpolated(self) -> Case | None:
        return self.changed("interpolated", "interpolated", changing.interpolated)

    def make_altered(self) -> Case | None:
        return self.changed("altered", "altered", changing.altered)

    def make_short(self) -> Case | None:
        """Four to seven words, from a release quoted elsewhere in the article, or a likely one."""
        number = self.draw()
        sentence = self.passage(number, most=1)
        phrase = sentence and changing.phrase(sentence, self.chance)
        if not phrase:
            return None
        agency = self.releases[number].agency
        if self.chance.random() < 0.5:
            other = self.passage(number, most=2)
            if not other or phrase in other:
                return None
            text, (span, block) = self.article([(phrase, "phrase"), (other, "block")])
            also = [Label(block, number, "verbatim", other)]
        else:
            text, (span,) = self.article([(phrase, "phrase")])
            text, also = f"{text}\n\nSo much for the {agency}.", []
        labels = [Label(span, number, "verbatim", phrase)]
        return Case("short", text, self.published(number), labels, also=also)

    def make_two(self) -> Case | None:
        one, other = self.draw(), self.draw()
        passages = self.passage(one), self.passage(other)
        if not all(passages) or '"' in "".join(passages) or "“" in "".join(passages):
            return None
        text, spans = self.article([(passage, self.chance.choice(SHOWN)) for passage in passages])
        published = max(self.published(one), self.published(other), key=lambda date: date.iso)
        labels = [
            Label(span, number, "verbatim", passage)
            for span, number, passage in zip(spans, (one, other), passages, strict=True)
        ]
        return Case("two", text, published, labels)

    def make_date_order(self) -> Case | None:
        """The only release that holds the passage is dated after the article."""
        number = self.draw()
        passage = self.passage(number)
        if not passage or self.holders(passage, 0.2) > 1:
            return None
        text, _ = self.article([(passage, self.chance.choice(SHOWN))])
        earlier = self.releases[number].day - timedelta(self.chance.randint(1, 400))
        return Case("date_order", text, day(earlier), strict=True)

    def make_boilerplate(self) -> Case | None:
        """What five or more releases end with."""
        number = self.draw()
        passage = self.passage(number, least_words=15, fresh=True)
        if not passage:
            return None
        self.common.append(passage)
        for other in (number, *self.chance.sample(range(len(self.releases)), 5)):
            self._append(other, passage)
        text, _ = self.article([(passage, self.chance.choice(SHOWN))])
        return Case("boilerplate", text, day(date(2026, 11, 1)), strict=True)

    def _append(self, number: int, paragraph: str) -> None:
        held = self.candidates[number]
        self.candidates[number] = replace(held, text=f"{held.text}\n\n{paragraph}")

    def make_third_source(self) -> Case | None:
        """A law or a speech that both the release and the article quote."""
        number = self.draw()
        passage = self.passage(self.chance.randrange(len(self.spoken)), 3, 15, self.spoken)
        if not passage or re.search('[“”"]', passage):
            return None
        (there, here) = self.chance.choice(changing.SOURCES)
        self._append(number, there.format(passage))
        text, (span,) = self.article([(passage, here)])
        label = Label(span, number, "verbatim", passage)
        return Case("third_source", text, self.published(number), [label], shared=True)

    def make_near_duplicate(self) -> Case | None:
        """A release and its re-issue by another agency, told apart by name or by date."""
        number = self.draw()
        passage = self.passage(number)
        if not passage or re.search('[“”"]', passage) or self.holders(passage, 0.6) > 1:
            return None
        held, again = self.candidates[number], len(self.candidates)
        by_name = self.chance.random() < 0.5
        later = self.releases[number].day + timedelta(0 if by_name else 30)
        agency = f"{self.chance.choice(['Northern', 'Eastern', 'Upper'])} Field Office"
        text = f"{agency.upper()} - {day(later)}\n\n{held.text}\n\nIssued again."
        self.candidates.append(
            replace(
                held, number=again, key=f"s{again:06}", text=text, released=day(later),
                agencies=(agency,), record_key=str(again),
            )
        )  # fmt: skip
        wanted = self.chance.choice((number, again))
        name = self.candidates[wanted].agencies[0] if by_name else "office"
        text, (span,) = self.article([(passage, f"The {name} says: “{{}}”")])
        after = self.chance.randint(0, 20) + 30 * (not by_name and wanted == again)
        label = Label(span, wanted, "verbatim", passage)
        published = day(self.releases[number].day + timedelta(after))
        return Case("near_duplicate", text, published, [label], strict=True)

    def make_none(self) -> Case:
        return Case("none", "\n\n".join(self.host()), day(date(2026, 11, 1)))
