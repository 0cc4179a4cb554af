"""Resolve names to agencies, cities, outlets and authors; unknown ones are created."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from articles.core.problems import Problem
from articles.core.text import make_slug
from articles.exchange import schema
from articles.loading.resolved_names import ResolvedName
from articles.models import AUTHORITY_MODELS, Agency, Author, City, Outlet
from articles.models.authorities import Authority
from articles.names import agencies, cities, similar
from articles.names.agencies import agency_forms, split_component
from articles.names.cities import find_city


class AuthorityResolver:
    """All authorities of the archive, by the slugs of their keys and names.

    Memory grows with the number of authorities, not of records.
    """

    def __init__(self) -> None:
        self.change_count = 0
        """How many authorities were created or changed."""
        self.has_moved_agencies = False
        """Whether an agency has a new parent."""
        self._by_key: dict[str, dict[str, Authority]] = {kind: {} for kind in AUTHORITY_MODELS}
        self._by_name: dict[str, dict[str, Authority]] = {kind: {} for kind in AUTHORITY_MODELS}
        self._with_record: set[Authority] = set()
        """The authorities that had a record of their own in this load."""
        self._created: dict[str, list[Authority]] = {kind: [] for kind in AUTHORITY_MODELS}
        for model in AUTHORITY_MODELS.values():
            for authority in model._default_manager.order_by("key"):
                self._index_names(authority, authority.key)

    def resolve_agency(self, name: str) -> Agency:
        """Return the agency of any form of its name.

        A new name that states a parent ("USAO - Florida, Southern") creates a component of it.
        """
        agency = self._find("agency", name)
        if isinstance(agency, Agency):
            return agency
        component = split_component(name)
        if component is None:
            return self._create(Agency(key=name, name=name))
        agency = self._find("agency", component.name)
        if isinstance(agency, Agency):
            return agency
        parent = self.resolve_agency(component.parent)
        return self._create(Agency(key=name, name=component.name, parent=parent))

    def resolve_outlet(self, name: str) -> Outlet:
        outlet = self._find("outlet", name)
        return outlet if isinstance(outlet, Outlet) else self._create(Outlet(key=name, name=name))

    def resolve_author(self, name: str) -> Author:
        author = self._find("author", name)
        return author if isinstance(author, Author) else self._create(Author(key=name, name=name))

    def resolve_city(self, name: str) -> City:
        """Return the city of that name in the archive, or of the gazetteer's name for it."""
        city, gazetteer_city = self._find("city", name), None
        if city is None and (gazetteer_city := find_city(name)):
            city = self._find("city", gazetteer_city.key)
        return city if isinstance(city, City) else self._create(_make_city(name, gazetteer_city))

    def resolve_name(self, kind: str, name: str) -> ResolvedName:
        """Return the id and key of the authority of that kind and name."""
        resolvers: dict[str, Callable[[str], Authority]] = {
            "agency": self.resolve_agency,
            "city": self.resolve_city,
            "outlet": self.resolve_outlet,
            "author": self.resolve_author,
        }
        authority = resolvers[kind](name)
        return ResolvedName(authority.pk, authority.key)

    def apply_record(self, record: schema.Authority, location: str) -> Problem | None:
        """Create the authority of a record, or update it.

        Returns a problem if the record would make an agency a part of itself.
        """
        authority = self._find_for_record(record)
        if authority is None:
            authority = self._create(
                AUTHORITY_MODELS[record.kind](key=record.key, name=record.name)
            )
        self._with_record.add(authority)
        fields: dict[str, object] = {"name": record.name, **_merge_aliases(authority, record)}
        if isinstance(record, schema.Agency):
            parent = self.resolve_agency(record.parent) if record.parent else None
            if parent and authority in parent.lineage():
                reason = "is the agency itself or a part of it"
                return Problem(location, "parent", parent.key, reason)
            fields["parent"] = parent
        if isinstance(record, schema.City):
            fields["state"] = record.state or ""
        self._update(authority, fields)
        self._index_names(authority, record.key)
        return None

    def find_problems(self) -> list[Problem]:
        """Return a problem for each new name similar to another, and each disputed alias."""
        pairs = (pair for kind in AUTHORITY_MODELS for pair in self._similar_names(kind))
        similar_names = [
            Problem(
                authority.key,
                authority.kind,
                "",
                f"may be {name!r}: use `manage.py merge` if they are the same",
            )
            for authority, name in pairs
        ]
        disputes = (
            dispute for authority in self._with_record for dispute in self._disputes(authority)
        )
        return similar_names + sorted(
            disputes, key=lambda dispute: (dispute.field, dispute.location, dispute.value)
        )

    def _similar_names(self, kind: str) -> Iterator[tuple[Authority, str]]:
        """Yield each new authority with each name of another that is similar to its own."""
        created = {str(authority): authority for authority in self._created[kind]}
        if not created:
            return
        names = {str(authority) for authority in self._by_key[kind].values()}
        pairs = (
            agencies.find_similar_pairs(created, names)
            if kind == "agency"
            else similar.find_similar_pairs(kind, created, names)
        )
        for name, similar_name in pairs:
            yield created[name], similar_name

    def _disputes(self, authority: Authority) -> Iterator[Problem]:
        """Yield a problem for each name that is an alias of one and a name of another authority."""
        for name in (str(authority), *authority.aliases):
            rival = self._find(authority.kind, name)
            if (
                rival
                and rival != authority
                and (name in authority.aliases or make_slug(name) in rival.alias_slugs)
            ):
                reason = f"is a name of {rival.key!r} too, which is meant where it is mentioned"
                yield Problem(authority.key, authority.kind, name, reason)

    def _find(self, kind: str, name: str) -> Authority | None:
        authorities = ChainMap(self._by_key[kind], self._by_name[kind])
        forms = _name_forms(kind)(name)
        return next((authorities[form] for form in forms if form in authorities), None)

    def _find_for_record(self, record: schema.Authority) -> Authority | None:
        """Return the authority with the record's key, or one that was created from its name.

        Two authorities that share a name and have a record each stay two.
        """
        with_key = self._by_key[record.kind].get(make_slug(record.key))
        name_slug = make_slug(_full_name(record))
        with_name = self._by_name[record.kind].get(name_slug)
        is_made_of_name = (
            with_name and with_name.slug == name_slug and with_name not in self._with_record
        )
        return with_key or (with_name if is_made_of_name else None)

    def _create[M: Authority](self, authority: M) -> M:
        authority.slug = make_slug(authority.key)
        authority.save(force_insert=True)
        self.change_count += 1
        self._created[authority.kind].append(authority)
        self._index_names(authority, authority.key)
        return authority

    def _update(self, authority: Authority, fields: dict[str, object]) -> None:
        changes = {
            name: value for name, value in fields.items() if getattr(authority, name) != value
        }
        if changes:
            for name, value in changes.items():
                setattr(authority, name, value)
            authority.save(update_fields=list(changes))
            self.change_count += 1
            self.has_moved_agencies = self.has_moved_agencies or "parent" in changes

    def _index_names(self, authority: Authority, key: str) -> None:
        kind = authority.kind
        self._by_key[kind][make_slug(key)] = authority
        for name in (str(authority), *authority.aliases):
            for form in _name_forms(kind)(name):
                self._by_name[kind].setdefault(form, authority)


@lru_cache(2**16)
def _slug_form(name: str) -> tuple[str]:
    return (make_slug(name),)


def _name_forms(kind: str) -> Callable[[str], Sequence[str]]:
    return agency_forms if kind == "agency" else _slug_form


def _merge_aliases(authority: Authority, record: schema.Authority) -> dict[str, list[str]]:
    """Return the aliases that the archive or the record has, with their slugs."""
    aliases = sorted({*authority.aliases, *record.aliases})
    return {"aliases": aliases, "alias_slugs": sorted({make_slug(alias) for alias in aliases})}


def _full_name(record: schema.Authority) -> str:
    """Return the name by which texts mention the authority: a city's has its state."""
    state = record.state if isinstance(record, schema.City) else None
    return f"{record.name}, {state}" if state else record.name


def _make_city(name: str, gazetteer_city: cities.City | None) -> City:
    """Make a city of the gazetteer's name or else of `name`, with the state that it ends in."""
    if gazetteer_city:
        place, _, state = gazetteer_city.key.rpartition(", ")
        key = gazetteer_city.key
        return City(key=key, name=place or key, state=state if place else "")
    key = name.title() if name.isupper() and "," not in name else name
    place, _, state = key.partition(", ")
    return City(key=key, name=place, state=state)
