"""Names by which records mention authorities, and what they resolve to."""

from typing import NamedTuple

type AuthorityName = tuple[str, str]
"""A kind of authority, and a name by which a record mentions an authority of that kind."""


class ResolvedName(NamedTuple):
    """The authority that a name means."""

    authority_id: int
    key: str


type ResolvedNames = dict[AuthorityName, ResolvedName]
