"""Numbers that must not be confused with each other."""

from typing import NewType

EditionNumber = NewType("EditionNumber", int)
"""The number of an edition, from 1."""
TextNumber = NewType("TextNumber", int)
"""The number of a text in the fingerprint index: of an article, a release or an earlier version."""
ArticleId = NewType("ArticleId", int)
"""The primary key of an article; the other ids are primary keys, too."""
ReleaseId = NewType("ReleaseId", int)
AgencyId = NewType("AgencyId", int)
