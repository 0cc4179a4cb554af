"""Addresses of a list with some of its parameters changed."""

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.http import QueryDict

from articles.core.dates import PartialDate

type ParameterChanges = Mapping[str, object]
"""New values of parameters, by name: one value, a list of several, or None to remove it."""


class ListAddress:
    """A path (empty for that of the page itself) and a query, without the excluded parameters.

    A page makes hundreds of addresses of one list, so its own parameters are encoded only once.
    """

    def __init__(
        self, parameters: QueryDict, path: str = "", excluded_names: Collection[str] = ()
    ) -> None:
        self._path = path
        self._encoded_parameters = {
            name: _encode_parameter(name, values)
            for name, values in parameters.lists()
            if name not in excluded_names
        }

    def with_parameters(self, changes: ParameterChanges) -> str:
        """Return the address with parameters changed, as Django's `querystring` tag does.

        Parameters keep their order; new ones come last.
        """
        encoded_changes = {name: _encode_parameter(name, value) for name, value in changes.items()}
        encoded_parameters = (self._encoded_parameters | encoded_changes).values()
        return f"{self._path}?{'&'.join(filter(None, encoded_parameters))}"

    def for_date(self, date: PartialDate) -> str:
        """Return the address of the first page of the records from a year, month or day."""
        return self.with_parameters({"from": date.iso, "to": date.iso, "page": None})


def _encode_parameter(name: str, value: object) -> str:
    return "" if value is None else urlencode({name: value}, doseq=True)
