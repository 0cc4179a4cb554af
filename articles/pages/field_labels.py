"""What the fields of a record say, in a reader's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from articles.core.dates import PartialDate
from articles.core.text import make_slug
from articles.exchange import schema
from articles.models import AUTHORITY_MODELS
from articles.models.authorities import Authority
from articles.pages.version_history import Text

LABELS = {
    "title": "title",
    "authors": "authors",
    "agency": "agency",
    "components": "further agencies",
    "outlet": "outlet",
    "city": "city",
    "published": "date",
    "released": "date",
    "number": "number",
    "url": "address of its source",
    "quotes": "releases that it names",
    "fiction": "whether it is fiction",
    "withdrawn": "withdrawal",
    "text": "text",
}
"""What a reader calls each field, in the order in which those that changed are named."""

_AUTHORITIES = {
    "authors": "author",
    "outlet": "outlet",
    "agency": "agency",
    "components": "agency",
    "city": "city",
}
"""The fields that mention authorities, and of which kind."""


def differing(before: Text, after: Text) -> list[str]:
    """The fields that two versions of a record have differently, in the order of `LABELS`."""
    own = type(after).model_fields
    fields = [field for field in LABELS if field in own]
    return [field for field in fields if getattr(before, field) != getattr(after, field)]


@dataclass(frozen=True, slots=True)
class Named:
    """An authority as a record mentions it."""

    label: str
    authority: Authority | None
    """Its page; None where the archive has none by that name."""


class Names:
    """The authorities that some records mention; two queries for any number of records."""

    def __init__(self, *texts: Text) -> None:
        mentioned: dict[str, set[str]] = {}
        for field, kind in _AUTHORITIES.items():
            for text in texts:
                mentioned.setdefault(kind, set()).update(map(make_slug, _values(text, field)))
        self._known = {
            (kind, name): authority
            for kind, slugs in mentioned.items()
            if slugs
            for name, authority in _found(kind, slugs)
        }

    def of(self, text: Text, field: str) -> list[Named]:
        """Those that a field mentions; one that was merged since keeps the name it had there."""
        kind = _AUTHORITIES[field]
        return [self._named(kind, value) for value in _values(text, field)]

    def said(self, text: Text, field: str) -> str:
        """What a field says on one line; empty where it says nothing."""
        if field in _AUTHORITIES:
            return ", ".join(one.label for one in self.of(text, field))
        return _said(getattr(text, field))

    def _named(self, kind: str, value: str) -> Named:
        known = self._known.get((kind, make_slug(value)))
        own = known is not None and known.slug == make_slug(value)
        return Named(str(known) if own else value, known)


def _values(text: Text, field: str) -> tuple[str, ...]:
    value = getattr(text, field, None)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _found(kind: str, slugs: set[str]) -> Iterator[tuple[str, Authority]]:
    """Each slug with the authority of that name now; a name of its own counts before an alias."""
    wanted = Q(slug__in=slugs) | Q(alias_slugs__overlap=list(slugs))
    found = list(AUTHORITY_MODELS[kind]._default_manager.filter(wanted))
    for authority in found:
        yield from ((name, authority) for name in authority.alias_slugs)
    yield from ((authority.slug, authority) for authority in found)


def _said(value: object) -> str:
    if isinstance(value, PartialDate):
        return ", ".join(filter(None, (value.long_form, value.clock_time)))
    if isinstance(value, schema.Source):
        return ", ".join(map(str, value.model_dump().values()))
    if isinstance(value, tuple):
        return "; ".join(map(_said, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")
