"""What a list shows of a record."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from articles.core.dates import PartialDate

_NAMED = {"outlet", "agency", "city"}


class Name(NamedTuple):
    """An agency, city, author or outlet as a list names it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a list shows it."""

    kind: str
    key: str
    heading: str
    date: PartialDate | None
    authors: tuple[Name, ...] = ()
    outlet: Name | None = None
    agency: Name | None = None
    city: Name | None = None
    quotations: int = 0
    """How many passages the article quotes, or how many articles quote the release."""
    known_by_quotation: bool = False
    fiction: bool = False

    @property
    def origin(self) -> list[tuple[str, Name]]:
        """The outlet, or the agency and the city, each with its kind."""
        known = (("outlet", self.outlet), ("agency", self.agency), ("city", self.city))
        return [(kind, named) for kind, named in known if named]

    def as_json(self) -> bytes:
        """Only what there is of it."""
        fields = [(name, getattr(self, name)) for name in self.__slots__]
        filled = {name: value for name, value in fields if value}
        return json.dumps(filled, ensure_ascii=False, default=str).encode()

    @classmethod
    def from_json(cls, written: bytes) -> Self:
        fields: dict[str, Any] = json.loads(written)
        fields["date"] = PartialDate(fields["date"]) if "date" in fields else None
        fields["authors"] = tuple(Name(*author) for author in fields.get("authors", ()))
        for name in _NAMED & fields.keys():
            fields[name] = Name(*fields[name])
        return cls(**fields)
