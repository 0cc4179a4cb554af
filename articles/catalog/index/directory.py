"""Every agency, city, author and outlet by its id, as cards and facets name them."""

from dataclasses import dataclass

from articles.catalog.index.analysis import plain
from articles.catalog.index.cards import Name
from articles.models import Agency, Author, City, Outlet
from articles.models.authorities import Authority


@dataclass(frozen=True, slots=True)
class Entry:
    name: Name
    slugs: tuple[str, ...]
    """Its own, and an agency's is followed by those of the agencies that it is within."""
    known_as: tuple[str, ...]
    """Names by which any of these is known, as `words.plain` has them."""
    state: str = ""


class Directory:
    """The authorities as they are now; four queries."""

    def __init__(self) -> None:
        agencies = {agency.pk: agency for agency in Agency.objects.all()}
        self.agencies = {pk: _agency(agency, agencies) for pk, agency in agencies.items()}
        self.cities = {city.pk: _entry(city, state=city.state) for city in City.objects.all()}
        self.authors = {author.pk: _entry(author) for author in Author.objects.all()}
        self.outlets = {outlet.pk: _entry(outlet) for outlet in Outlet.objects.all()}

    def labels(self) -> dict[str, dict[str, str]]:
        """Of each facet that names authorities, what its values (slugs) are called."""
        kinds = {
            "agency": self.agencies,
            "city": self.cities,
            "author": self.authors,
            "outlet": self.outlets,
        }
        return {
            facet: {entry.name.slug: entry.name.name for entry in entries.values()}
            for facet, entries in kinds.items()
        }


def _entry(one: Authority, state: str = "") -> Entry:
    return Entry(Name(str(one), one.slug), (one.slug,), _known_as(one), state)


def _known_as(one: Authority) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain, (str(one), one.key, *one.aliases))))


def _agency(agency: Agency, agencies: dict[int, Agency]) -> Entry:
    lineage = _lineage(agency, agencies)
    known_as = [name for one in lineage for name in _known_as(one)]
    slugs = tuple(one.slug for one in lineage)
    return Entry(Name(agency.name, agency.slug), slugs, tuple(dict.fromkeys(known_as)))


def _lineage(agency: Agency, agencies: dict[int, Agency]) -> list[Agency]:
    """The agency and those that it is within, itself first, each once; no query."""
    found = [agency]
    while (parent := found[-1].parent_id) and agencies[parent] not in found:
        found.append(agencies[parent])
    return found
