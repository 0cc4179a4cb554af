"""What is asked of each site: classes of questions, made of an archive's own words."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection

from articles.catalog.index.catalog import current_catalog
from articles.catalog.results.catalog_query import CatalogQuery
from articles.models import Agency


@dataclass(frozen=True)
class Question:
    """Words, how they are meant (all, phrase, prefix, either or without), and what narrows them."""

    words: tuple[str, ...] = ()
    meant: str = "all"
    agency: str = ""
    year: str = ""
    newest: bool = False
    page: int = 1
    path: str = ""
    """A page of the archive that is no search; of the peers, who have none, it is not asked."""


class Words:
    """Words of the archive by the share of its records that have them.

    Those that PostgreSQL's English does not search for are left out: they would cost it nothing.
    """

    def __init__(self, chance: random.Random) -> None:
        searcher = current_catalog().searcher
        known = [
            (word, count)
            for word, count in searcher.terms_with_prefix("words", "")
            if word.isascii() and word.isalpha() and len(word) > 2
        ]
        searched = _searched([word for word, _ in known])
        self.chance, self.total = chance, searcher.num_docs
        self.known = [(word, count) for word, count in known if word in searched]

    def near(self, share: float, spread: float = 1.6) -> str:
        low, high = share / spread * self.total, share * spread * self.total
        some = [word for word, count in self.known if low <= count <= high]
        return self.chance.choice(some or [self.known[0][0]])


def _searched(words: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        ask = "SELECT word FROM unnest(%s::text[]) word WHERE to_tsvector('english', word) <> ''"
        cursor.execute(ask, [words])
        return {word for (word,) in cursor}


def classes(words: Words) -> dict[str, Callable[[], Question]]:
    """Of each class what makes a question."""
    near, chance = words.near, words.chance
    agencies = list(Agency.objects.filter(parent=None).values_list("slug", flat=True)[:20])
    years = [name for name, _ in CatalogQuery.all_records().counts("year")["year"]]
    return {
        "rare word": lambda: Question((near(0.0005),)),
        "1% word": lambda: Question((near(0.01),)),
        "10% word": lambda: Question((near(0.1),)),
        "30% word": lambda: Question((near(0.3),)),
        "common AND common": lambda: Question((near(0.3), near(0.3))),
        "phrase of common words": lambda: Question((near(0.3), near(0.3)), "phrase"),
        "prefix": lambda: Question((near(0.005)[:5],), "prefix"),
        "OR": lambda: Question((near(0.1), near(0.1)), "either"),
        "NOT": lambda: Question((near(0.3), near(0.1)), "without"),
        "word, agency, year": lambda: Question(
            (near(0.1),), agency=chance.choice(agencies), year=chance.choice(years)
        ),
        "newest of a 30% word": lambda: Question((near(0.3),), newest=True),
        "page 500 of a 30% word": lambda: Question((near(0.3),), page=500),
        "page 500 of everything": lambda: Question(page=500 - chance.randrange(60)),
        "page 5,000 of everything": lambda: Question(page=5000 - chance.randrange(900)),
        "agency, newest": lambda: Question(agency=chance.choice(agencies), newest=True),
        "agency page": lambda: Question(path=f"/agencies/{chance.choice(agencies)}/"),
        "home": lambda: Question(path=f"/?asked={chance.random()}"),
    }


def different(make: Callable[[], Question], count: int) -> Iterator[Question]:
    """Some questions of a class, none twice where it has enough."""
    asked: set[Question] = set()
    for _ in range(50 * count):
        question = make()
        if question not in asked:
            asked.add(question)
            yield question
        if len(asked) == count:
            return


def typed(question: Question) -> str:
    """As it is typed into the archive's search field, or that of a search of the web."""
    words = " ".join(question.words)
    return {
        "all": words,
        "phrase": f'"{words}"',
        "prefix": f"{words}*",
        "either": " OR ".join(question.words),
        "without": " -".join(question.words),
    }[question.meant]


def to_archive(question: Question) -> str:
    years = {"from": question.year, "to": question.year}
    return question.path or f"/search/?{_parameters(question, years)}"


def to_fulltext(question: Question) -> str:
    return "" if question.path else f"/?{_parameters(question, {'year': question.year})}"


def _parameters(question: Question, years: dict[str, str]) -> str:
    given = {
        "q": typed(question),
        "agency": question.agency,
        **years,
        "sort": "newest" if question.newest else "",
        "page": question.page if question.page > 1 else "",
    }
    return urlencode({name: value for name, value in given.items() if value})


def to_datasette(question: Question) -> str:
    """Its lists go on from where a page ended, so that it has no page of a number."""
    if question.path or question.page > 1:
        return ""
    given = {
        "_search": typed(question).replace(" -", " NOT "),
        "_searchmode": "raw",
        "agency": question.agency,
        "year": question.year,
        "_sort_desc": "date" if question.newest else "",
    }
    return f"/records/record?{urlencode({name: one for name, one in given.items() if one})}"
