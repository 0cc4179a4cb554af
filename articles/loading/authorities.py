"""Which agency, city, outlet or author a name means; unknown ones are created from the name."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from articles.core.problems import Problem
from articles.core.text import slug
from articles.exchange import schema
from articles.models import AUTHORITIES, Agency, Author, City, Outlet
from articles.models.authorities import Authority
from articles.names import cities
from articles.names.agencies import agency_forms, agency_parent
from articles.names.agencies import near_pairs as near_agencies
from articles.names.cities import find_city
from articles.names.similar import near_pairs


@lru_cache(2**16)
def _one_form(name: str) -> tuple[str]:
    return (slug(name),)


class Authorities:
    """Those that the archive knows, by the slug of their key and of their name.

    Memory grows with their number, not with that of the records.
    """

    def __init__(self) -> None:
        self.changed = 0
        """How many were created or changed."""
        self.moved = False
        """Whether an agency is a part of another one than before."""
        self._keyed: dict[str, dict[str, Authority]] = {kind: {} for kind in AUTHORITIES}
        self._named: dict[str, dict[str, Authority]] = {kind: {} for kind in AUTHORITIES}
        self._explained: set[Authority] = set()
        self._created: dict[str, list[Authority]] = {kind: [] for kind in AUTHORITIES}
        for kind, model in AUTHORITIES.items():
            for known in model._default_manager.order_by("key"):
                self._remember(kind, known, known.key)

    def agency(self, name: str) -> Agency:
        """By any form of its name; "USAO - Florida, Southern" and the like name a part of one."""
        found = self._mentioned("agency", name, agency_forms)
        if isinstance(found, Agency):
            return found
        part = agency_parent(name)
        if part is None:
            return self._create(Agency(key=name, name=name))
        known = self._mentioned("agency", part.name, agency_forms)
        if isinstance(known, Agency):
            return known
        return self._create(Agency(key=name, name=part.name, parent=self.agency(part.parent)))

    def outlet(self, name: str) -> Outlet:
        found = self._mentioned("outlet", name)
        return found if isinstance(found, Outlet) else self._create(Outlet(key=name, name=name))

    def author(self, name: str) -> Author:
        found = self._mentioned("author", name)
        return found if isinstance(found, Author) else self._create(Author(key=name, name=name))

    def city(self, name: str) -> City:
        """By a name that the archive knows, else by the gazetteer's for it, where it has one."""
        found, known = self._mentioned("city", name), None
        if found is None and (known := find_city(name)):
            found = self._mentioned("city", known.key)
        return found if isinstance(found, City) else self._create(_city(name, known))

    def known(self, kind: str, name: str) -> tuple[int, str]:
        """The id and the key of the one that a name means."""
        found: Authority = getattr(self, kind)(name)
        return found.pk, found.key

    def take(self, stated: schema.Authority, where: str) -> Problem | None:
        """Create the authority of a record, or bring a known one to what the record says.

        Returns why that can't be, where an agency would become a part of itself.
        """
        known = self._stated(stated)
        if known is None:
            known = self._create(AUTHORITIES[stated.kind](key=stated.key, name=stated.name))
        self._explained.add(known)
        said: dict[str, object] = {"name": stated.name, **_aliases(known, stated)}
        if isinstance(stated, schema.Agency):
            parent = self.agency(stated.parent) if stated.parent else None
            if parent and known in parent.lineage():
                reason = "is the agency itself or a part of it"
                return Problem(where, "parent", parent.key, reason)
            said["parent"] = parent
        if isinstance(stated, schema.City):
            said["state"] = stated.state or ""
        self._bring(known, said)
        self._remember(stated.kind, known, stated.key)
        return None

    def _bring(self, known: Authority, said: dict[str, object]) -> None:
        different = {name: value for name, value in said.items() if getattr(known, name) != value}
        if different:
            for name, value in different.items():
                setattr(known, name, value)
            known.save(update_fields=list(different))
            self.changed += 1
            self.moved = self.moved or "parent" in different

    def near_matches(self) -> list[Problem]:
        """What was created and may be another by another name, and aliases that two claim."""
        pairs = (pair for kind in AUTHORITIES for pair in self._near(kind))
        reason = "may be {!r}: `manage.py merge` makes them one"
        near = [Problem(one.key, _kind(one), "", reason.format(other)) for one, other in pairs]
        claims = (claim for one in self._explained for claim in self._claims(one))
        return near + sorted(claims, key=lambda claim: (claim.field, claim.where, claim.value))

    def _near(self, kind: str) -> Iterator[tuple[Authority, str]]:
        """Those that were created, each with a name that is near to its own."""
        created = {str(one): one for one in self._created[kind]}
        names = {str(one) for one in self._keyed[kind].values()} if created else set()
        found = (
            near_agencies(created, names) if kind == "agency" else near_pairs(kind, created, names)
        )
        return ((created[name], other) for name, other in found)

    def _claims(self, one: Authority) -> Iterator[Problem]:
        """Its names that are those of another too, and an alias of one of them."""
        kind = _kind(one)
        for name in (str(one), *one.aliases):
            other = self._mentioned(kind, name, _forms(kind))
            if other and other != one and (name in one.aliases or _is_alias(name, other)):
                reason = f"is a name of {other.key!r} too, which is meant where it is mentioned"
                yield Problem(one.key, kind, name, reason)

    def _mentioned(
        self, kind: str, name: str, forms: Callable[[str], Sequence[str]] = _one_form
    ) -> Authority | None:
        known = ChainMap(self._keyed[kind], self._named[kind])
        return next((known[form] for form in forms(name) if form in known), None)

    def _stated(self, stated: schema.Authority) -> Authority | None:
        """The one that a record is about: of its key, or made of its name when only that was known.

        Two that share a name and have a record each stay two.
        """
        keyed = self._keyed[stated.kind].get(slug(stated.key))
        spoken = slug(_spoken(stated))
        named = self._named[stated.kind].get(spoken)
        made_of_name = named and named.slug == spoken and named not in self._explained
        return keyed or (named if made_of_name else None)

    def _create[M: Authority](self, new: M) -> M:
        new.slug = slug(new.key)
        new.save(force_insert=True)
        self.changed += 1
        self._created[_kind(new)].append(new)
        self._remember(_kind(new), new, new.key)
        return new

    def _remember(self, kind: str, authority: Authority, key: str) -> None:
        self._keyed[kind][slug(key)] = authority
        for name in (str(authority), *authority.aliases):
            for form in _forms(kind)(name):
                self._named[kind].setdefault(form, authority)


def _kind(authority: Authority) -> str:
    return authority._meta.model_name or ""


def _forms(kind: str) -> Callable[[str], Sequence[str]]:
    return agency_forms if kind == "agency" else _one_form


def _is_alias(name: str, other: Authority) -> bool:
    return slug(name) in other.alias_slugs


def _aliases(known: Authority, stated: schema.Authority) -> dict[str, list[str]]:
    """The names that the archive knows it by and those of the record, together."""
    names = sorted({*known.aliases, *stated.aliases})
    return {"aliases": names, "alias_slugs": sorted({slug(name) for name in names})}


def _spoken(stated: schema.Authority) -> str:
    """The name by which records mention it; a city is not known by its name alone."""
    state = stated.state if isinstance(stated, schema.City) else None
    return f"{stated.name}, {state}" if state else stated.name


def _city(name: str, known: cities.City | None) -> City:
    """A city as the gazetteer has it, else of that name: "Port Elm, MN" has its state."""
    if known:
        place, _, state = known.key.rpartition(", ")
        return City(key=known.key, name=place or known.key, state=state if place else "")
    usual = name.title() if name.isupper() and "," not in name else name
    place, _, state = usual.partition(", ")
    return City(key=usual, name=place, state=state)
