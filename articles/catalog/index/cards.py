"""What a list shows of a record."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from articles.core.dates import PartialDate

_AUTHORITY_FIELDS = {"outlet", "agency", "city"}


class AuthorityLink(NamedTuple):
    """The name of an agency, city, author or outlet, and its slug."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a list shows it."""

    kind: str
    key: str
    heading: str
    date: PartialDate | None
    authors: tuple[AuthorityLink, ...] = ()
    outlet: AuthorityLink | None = None
    agency: AuthorityLink | None = None
    city: AuthorityLink | None = None
    quotation_count: int = 0
    """How many passages the article quotes, or how many articles quote the release."""
    untraced_count: int = 0
    """How many passages the article attributes to a release that isn't in the archive."""
    known_by_quotation: bool = False
    fiction: bool = False

    @property
    def origin(self) -> list[tuple[str, AuthorityLink]]:
        """The outlet, or the agency and the city, each with its kind."""
        authorities = (("outlet", self.outlet), ("agency", self.agency), ("city", self.city))
        return [(kind, authority) for kind, authority in authorities if authority]

    def as_json(self) -> bytes:
        """Return the fields that are not empty."""
        fields = [(name, getattr(self, name)) for name in self.__slots__]
        filled = {name: value for name, value in fields if value}
        return json.dumps(filled, ensure_ascii=False, default=str).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        fields: dict[str, Any] = json.loads(content)
        fields["date"] = PartialDate(fields["date"]) if "date" in fields else None
        fields["authors"] = tuple(AuthorityLink(*author) for author in fields.get("authors", ()))
        for name in _AUTHORITY_FIELDS & fields.keys():
            fields[name] = AuthorityLink(*fields[name])
        return cls(**fields)
