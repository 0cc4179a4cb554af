"""Texts of releases as workers compare them and as the tables know them."""

from typing import NamedTuple

from articles.core.ids import ReleaseId
from articles.quoting.attribution.texts import CandidateRelease


class ReleaseReference(NamedTuple):
    """A text of a release as the tables know it."""

    release_id: ReleaseId
    version: int | None
    """The number of an earlier version; None for the current one."""


class ReferencedRelease(NamedTuple):
    """A text of a release, numbered by its text number, and what it is in the tables."""

    candidate: CandidateRelease
    reference: ReleaseReference
