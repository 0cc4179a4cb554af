"""Random questions to an archive, its answers, and those of a plain scan. Used by a test too."""

import random

from articles.catalog.results.catalog_query import CatalogQuery
from articles.models import Article, PressRelease, Quotation
from tests.benchmarks.catalog.scan import Group, Held, Part, Question, answer


def collection():
    """Every record that stands, with what it is listed under."""
    quoting = {}
    for quotation in Quotation.objects.live().exclude(release=None).select_related("release"):
        quoting.setdefault(("article", quotation.article_id), []).append(quotation)
        quoting.setdefault(("release", quotation.release_id), []).append(quotation)
    releases = PressRelease.objects.live().for_page()
    known = {release.pk: release for release in releases}
    untraced = set(Quotation.objects.live().untraced().values_list("article", flat=True))
    return [
        *(_release(release, quoting.get(("release", pk), [])) for pk, release in known.items()),
        *(
            _article(
                article, quoting.get(("article", article.pk), []), known, article.pk in untraced
            )
            for article in Article.objects.live().for_page()
        ),
    ]


def _held(kind, record, quotations, *, is_traced, is_untraced=False, **facets):
    date = record.date
    written = str(date) if date else ""
    facets |= {
        "kind": [kind],
        "year": [written[:4]] if written else [],
        "month": [written[:7]] if len(written) >= 7 else [],
        "quoted": ["yes" if is_traced else "no", *(["untraced"] if is_untraced else [])],
        "grade": [one.grade for one in quotations if one.grade],
        "presentation": [one.presentation for one in quotations],
    }
    number = getattr(record, "number", "")
    return Held(record.key, kind, date, record.title, record.text, number, facets)


def _places(releases):
    cities = [release.city for release in releases if release.city]
    return {
        "agency": [
            above.slug
            for release in releases
            for agency in (release.agency, *release.component_agencies)
            for above in agency.lineage()
        ],
        "city": [city.slug for city in cities],
        "state": [city.state for city in cities if city.state],
    }


def _release(release, quotations):
    return _held("release", release, quotations, is_traced=bool(quotations), **_places([release]))


def _article(article, quotations, known, is_untraced):
    sources = [known[one.release_id] for one in quotations]
    places = _places(sources)
    places["agency"] = [above.slug for one in sources for above in one.agency.lineage()]
    people = {
        "author": [author.slug for author in article.byline_authors],
        "outlet": [article.outlet.slug] if article.outlet else [],
    }
    is_traced = any(one.is_compared for one in quotations)
    marks = {"is_traced": is_traced, "is_untraced": is_untraced}
    return _held("article", article, quotations, **marks, **places, **people)


def questions(held, count, seed):
    """Of words, phrases, prefixes and brackets, from the records themselves, and their facets."""
    chance = random.Random(seed)
    for _ in range(count):
        one = chance.choice(held)
        parts = _parts(chance, one, held, chance.choice([0, 1, 1, 2]))
        named = [(name, value) for name, values in one.facets.items() for value in values]
        values = tuple(chance.sample(named, chance.choice([0, 0, 1, 2])))
        values = tuple(pair for pair in values if pair[0] not in ("year", "month"))
        since = one.date.first_day if one.date and chance.random() < 0.2 else None
        until = one.date.last_day if one.date and chance.random() < 0.2 else None
        yield Question(parts, values, since, until)


def _parts(chance, one, held, count, depth=0):
    """Most of them hold for `one`."""
    some = (chance.choice([one, one, chance.choice(held)]) for _ in range(count))
    return tuple(
        _group(chance, of, held, depth) if chance.random() < 0.3 - depth / 10 else _part(chance, of)
        for of in some
    )


def _group(chance, one, held, depth):
    parts = _parts(chance, one, held, chance.choice([1, 2, 2, 3]), depth + 1)
    return Group(parts, chance.random() < 0.6, chance.random() < 0.15)


def _part(chance, one):
    title, longest = one.fields[0], max(one.fields, key=len)
    words = title.split() if chance.random() < 0.2 else []
    words = words or longest.split()
    at = chance.randrange(len(words))
    kind = chance.choice(["word", "word", "phrase", "prefix", "either"])
    if kind == "phrase":
        found = tuple(words[at : at + chance.choice([1, 2, 3, 5])])
    elif kind == "either":
        found = (words[at], chance.choice(words))
    else:
        found = (words[at],)
    if kind == "prefix":
        found = (found[0][: max(2, len(found[0]) - 2)],)
        kind = "prefix" if len(found[0]) > 1 else "word"
    return Part(kind, found, kind != "either" and chance.random() < 0.15)


def difference(question, held):
    """What the archive answers otherwise than the scan; None where it is the same."""
    keys, counts = answer(question, held)
    query = CatalogQuery.all_records().search(question.written())
    for name, value in question.values:
        query = query.with_any(name, [value])
    query = query.from_day(question.first) if question.first else query
    query = query.to_day(question.last) if question.last else query
    found = {(card.kind, card.key) for card in query.cards()}
    if found != keys or query.total != len(keys):
        return f"{question}: {query.total}, not {len(keys)}; {sorted(found ^ keys)[:3]}"
    for name, values in counts.items():
        if dict(query.counts(name)[name]) != dict(values):
            return f"{question}: counts of {name}"
    return None
