"""All agencies, cities, authors and outlets by id, with the names that cards and facets show."""

from dataclasses import dataclass

from articles.catalog.index.analysis import normalize_text
from articles.catalog.index.cards import AuthorityLink
from articles.models import Agency, Author, City, Outlet
from articles.models.authorities import Authority


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """What the index needs to know of one authority."""

    name: AuthorityLink
    slugs: tuple[str, ...]
    """Its own slug; for an agency, followed by those of the agencies above it."""
    search_names: tuple[str, ...]
    """Names, keys and aliases of the authorities in `slugs`, normalized."""
    state: str = ""


class AuthorityDirectory:
    """The authorities in the database now. To make one takes four queries."""

    def __init__(self) -> None:
        agencies = {agency.pk: agency for agency in Agency.objects.all()}
        self.agencies = {pk: _agency_entry(agency, agencies) for pk, agency in agencies.items()}
        self.cities = {city.pk: _make_entry(city, state=city.state) for city in City.objects.all()}
        self.authors = {author.pk: _make_entry(author) for author in Author.objects.all()}
        self.outlets = {outlet.pk: _make_entry(outlet) for outlet in Outlet.objects.all()}

    def labels(self) -> dict[str, dict[str, str]]:
        """Return the names of all authorities by facet, then by slug."""
        entries_by_facet = {
            "agency": self.agencies,
            "city": self.cities,
            "author": self.authors,
            "outlet": self.outlets,
        }
        return {
            facet: {entry.name.slug: entry.name.name for entry in entries.values()}
            for facet, entries in entries_by_facet.items()
        }


def _make_entry(authority: Authority, state: str = "") -> AuthorityEntry:
    name = AuthorityLink(str(authority), authority.slug)
    return AuthorityEntry(name, (authority.slug,), _search_names(authority), state)


def _search_names(authority: Authority) -> tuple[str, ...]:
    names = (str(authority), authority.key, *authority.aliases)
    return tuple(dict.fromkeys(map(normalize_text, names)))


def _agency_entry(agency: Agency, agencies: dict[int, Agency]) -> AuthorityEntry:
    lineage = _find_lineage(agency, agencies)
    search_names = [name for ancestor in lineage for name in _search_names(ancestor)]
    return AuthorityEntry(
        AuthorityLink(agency.name, agency.slug),
        tuple(ancestor.slug for ancestor in lineage),
        tuple(dict.fromkeys(search_names)),
    )


def _find_lineage(agency: Agency, agencies: dict[int, Agency]) -> list[Agency]:
    """Return the agency and those above it, without a query; each once, even in a loop."""
    lineage = [agency]
    while (parent_id := lineage[-1].parent_id) and agencies[parent_id] not in lineage:
        lineage.append(agencies[parent_id])
    return lineage
