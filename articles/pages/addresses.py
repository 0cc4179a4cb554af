"""The address of a page with its query changed, many times over. Imports no sibling."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.http import QueryDict

from articles.core.dates import PartialDate

type Changes = Mapping[str, object]
"""What to set each parameter to: one value, or a list of several; None takes it out."""


class Address:
    """A path, empty for that of the page itself, with a query; what stays is written only once."""

    def __init__(self, given: QueryDict, path: str = "", without: Collection[str] = ()) -> None:
        kept = ((name, values) for name, values in given.lists() if name not in without)
        self._path = path
        self._parts = {name: _part(name, values) for name, values in kept}

    def changed(self, changes: Changes) -> str:
        """As Django's `querystring` tag has it: in the order given, what is new comes last."""
        parts = self._parts | {name: _part(name, value) for name, value in changes.items()}
        return f"{self._path}?{'&'.join(filter(None, parts.values()))}"

    def narrowed(self, date: PartialDate) -> str:
        """The first page of what is from a year, a month or a day."""
        return self.changed({"from": date.iso, "to": date.iso, "page": None})


def _part(name: str, value: object) -> str:
    return "" if value is None else urlencode({name: value}, doseq=True)
