"""Which agency, city, outlet or author a name means; unknown ones are created from the name."""

from articles import records
from articles.models import Agency, Author, City, Outlet
from articles.models.authorities import Authority
from articles.text import slug

_MODELS: dict[str, type[Authority]] = {
    "agency": Agency,
    "city": City,
    "outlet": Outlet,
    "author": Author,
}


class Authorities:
    """Those that the archive knows, by the slug of their key and of their name.

    Memory grows with their number, not with that of the records.
    """

    def __init__(self) -> None:
        self.changed = 0
        """How many were created or changed."""
        self._known = {kind: _by_slug(model) for kind, model in _MODELS.items()}

    def agency(self, name: str) -> Agency:
        found = self._find("agency", name)
        return found if isinstance(found, Agency) else self._create(Agency(key=name, name=name))

    def outlet(self, name: str) -> Outlet:
        found = self._find("outlet", name)
        return found if isinstance(found, Outlet) else self._create(Outlet(key=name, name=name))

    def author(self, name: str) -> Author:
        found = self._find("author", name)
        return found if isinstance(found, Author) else self._create(Author(key=name, name=name))

    def city(self, name: str) -> City:
        found = self._find("city", name)
        return found if isinstance(found, City) else self._create(_city(name))

    def take(self, stated: records.Authority) -> None:
        """Create the authority of a record, or bring a known one to what the record says."""
        known = self._find(stated.kind, stated.key) or self._find(stated.kind, stated.name)
        if known is None:
            known = self._create(_MODELS[stated.kind](key=stated.key, name=stated.name))
        said: dict[str, object] = {"name": stated.name}
        if isinstance(stated, records.Agency):
            said["parent"] = self.agency(stated.parent) if stated.parent else None
        if isinstance(stated, records.City):
            said["state"] = stated.state or ""
        self._bring(known, said)
        self._remember(stated.kind, known, stated.key)

    def _bring(self, known: Authority, said: dict[str, object]) -> None:
        different = {name: value for name, value in said.items() if getattr(known, name) != value}
        if different:
            for name, value in different.items():
                setattr(known, name, value)
            known.save(update_fields=list(different))
            self.changed += 1

    def _find(self, kind: str, name: str) -> Authority | None:
        return self._known[kind].get(slug(name))

    def _create[M: Authority](self, new: M) -> M:
        new.slug = slug(new.key)
        new.save(force_insert=True)
        self.changed += 1
        self._remember(new._meta.model_name or "", new, new.key)
        return new

    def _remember(self, kind: str, authority: Authority, key: str) -> None:
        self._known[kind][slug(key)] = authority
        self._known[kind].setdefault(slug(authority.name), authority)


def _by_slug(model: type[Authority]) -> dict[str, Authority]:
    everyone = list(model._default_manager.order_by("key"))
    return {slug(one.name): one for one in everyone} | {one.slug: one for one in everyone}


def _city(name: str) -> City:
    """A city of that name: "New York, NY" has its state, "WASHINGTON" its usual capitals."""
    usual = name.title() if name.isupper() and "," not in name else name
    place, _, state = usual.partition(", ")
    return City(key=usual, name=place, state=state)
