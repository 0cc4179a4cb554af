"""All authorities of a kind, each with the number of records listed under it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from articles.models import AUTHORITY_MODELS, Agency, City
from articles.models.authorities import Authority

ORDER_LABELS = {"state": "By state", "name": "By name", "count": "By number of records"}
ORDERS = dict.fromkeys(AUTHORITY_MODELS, ("name", "count")) | {"city": ("state", "name", "count")}
"""The orders of each kind's directory, the default first."""


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    authority: Authority
    count: int
    """Records that the catalog lists under the authority."""
    depth: int = 0
    """In a tree of agencies, how many agencies it is below."""


def list_entries(
    model: type[Authority], order: str, counts: Mapping[str, int]
) -> list[DirectoryEntry]:
    """Return the entries of a directory, given the number of records by slug.

    Orders other than "count" are alphabetical; agencies then have their components below them.
    """
    if model is Agency and order == "name":
        return _list_tree(list(Agency.objects.all()), counts)
    entries = [
        DirectoryEntry(authority, counts.get(authority.slug, 0))
        for authority in model._default_manager.all()
    ]
    return sorted(entries, key=lambda entry: -entry.count) if order == "count" else entries


def _list_tree(agencies: list[Agency], counts: Mapping[str, int]) -> list[DirectoryEntry]:
    components: dict[int | None, list[Agency]] = {}
    for agency in agencies:
        components.setdefault(agency.parent_id, []).append(agency)
    entries: list[DirectoryEntry] = []
    stack = [(agency, 0) for agency in reversed(components.get(None, []))]
    while stack:
        agency, depth = stack.pop()
        entries.append(DirectoryEntry(agency, counts.get(agency.slug, 0), depth))
        stack += [(component, depth + 1) for component in reversed(components.get(agency.pk, []))]
    return entries


def group_by_letter(entries: Iterable[DirectoryEntry]) -> list[tuple[str, list[DirectoryEntry]]]:
    """Return entries in order of their names by initial letter."""
    groups = groupby(entries, lambda entry: entry.authority.name[0].upper())
    return [(letter, list(group)) for letter, group in groups]


def city_counts(entries: Iterable[DirectoryEntry]) -> list[tuple[City, int]]:
    """Return the cities among the entries, each with the number of its records."""
    return [
        (entry.authority, entry.count) for entry in entries if isinstance(entry.authority, City)
    ]
