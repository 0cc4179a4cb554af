"""The fields of a record and their values, in a reader's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from articles.core.dates import PartialDate
from articles.core.text import make_slug
from articles.exchange.schema import Source, TextRecord
from articles.models import AUTHORITY_MODELS
from articles.models.authorities import Authority

FIELD_LABELS = {
    "title": "title",
    "authors": "authors",
    "agency": "agency",
    "components": "other agencies",
    "outlet": "outlet",
    "city": "city",
    "published": "date",
    "released": "date",
    "number": "release number",
    "url": "source URL",
    "quotes": "releases it names",
    "fiction": "marked as sample",
    "withdrawn": "withdrawal",
    "text": "text",
}
"""What readers call each field, in the order in which changed fields are listed."""

_AUTHORITY_KINDS = {
    "authors": "author",
    "outlet": "outlet",
    "agency": "agency",
    "components": "agency",
    "city": "city",
}
"""The kind of authority that each of these fields names."""


def find_changed_fields(old: TextRecord, new: TextRecord) -> list[str]:
    """Return the fields that differ between two versions of a record, ordered as FIELD_LABELS."""
    return [
        field
        for field in FIELD_LABELS
        if field in type(new).model_fields and getattr(old, field) != getattr(new, field)
    ]


@dataclass(frozen=True, slots=True)
class LinkedName:
    """An authority as a record names it."""

    label: str
    authority: Authority | None
    """None if the archive has no authority of that name."""


class NamedAuthorities:
    """The authorities that some records name; one query for each kind."""

    def __init__(self, *records: TextRecord) -> None:
        slugs_by_kind: dict[str, set[str]] = {}
        for field, kind in _AUTHORITY_KINDS.items():
            for record in records:
                slugs = map(make_slug, _field_names(record, field))
                slugs_by_kind.setdefault(kind, set()).update(slugs)
        self._authorities = {
            (kind, slug): authority
            for kind, slugs in slugs_by_kind.items()
            if slugs
            for slug, authority in _fetch_authorities(kind, slugs)
        }

    def linked_names(self, record: TextRecord, field: str) -> list[LinkedName]:
        """Return the authorities that a field names; merged ones keep the name they had there."""
        kind = _AUTHORITY_KINDS[field]
        return [self._link_name(kind, name) for name in _field_names(record, field)]

    def field_as_text(self, record: TextRecord, field: str) -> str:
        """Return the value of a field on one line; empty if it has none."""
        if field in _AUTHORITY_KINDS:
            return ", ".join(name.label for name in self.linked_names(record, field))
        return _value_as_text(getattr(record, field))

    def _link_name(self, kind: str, name: str) -> LinkedName:
        slug = make_slug(name)
        authority = self._authorities.get((kind, slug))
        has_this_slug = authority is not None and authority.slug == slug
        return LinkedName(str(authority) if has_this_slug else name, authority)


def _field_names(record: TextRecord, field: str) -> tuple[str, ...]:
    value = getattr(record, field, None)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _fetch_authorities(kind: str, slugs: set[str]) -> Iterator[tuple[str, Authority]]:
    """Yield slugs with their authority; a later pair overrides an earlier one of the same slug."""
    condition = Q(slug__in=slugs) | Q(alias_slugs__overlap=list(slugs))
    authorities = list(AUTHORITY_MODELS[kind]._default_manager.filter(condition))
    for authority in authorities:
        yield from ((slug, authority) for slug in authority.alias_slugs)
    yield from ((authority.slug, authority) for authority in authorities)


def _value_as_text(value: object) -> str:
    if isinstance(value, PartialDate):
        return ", ".join(filter(None, (value.long_form, value.clock_time)))
    if isinstance(value, Source):
        return ", ".join(map(str, value.model_dump().values()))
    if isinstance(value, tuple):
        return "; ".join(map(_value_as_text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")
