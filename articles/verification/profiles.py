"""What is kept of how agencies, authors and outlets quote or are quoted."""

from collections.abc import Iterator

from articles import profiles
from articles.models import AUTHORITIES
from articles.verification.differences import Difference, compared


def of_profiles() -> Iterator[Difference]:
    """The figures that are others than the quotations make; 0 for one that is missing."""
    for kind, owner, figure, kept, made in profiles.differing():
        known = AUTHORITIES[kind]._default_manager.filter(pk=owner).first()
        key = known.key if known else f"with the id {owner}"
        yield from compared(f"profile of {kind}", key, **{figure: (kept, made)})
