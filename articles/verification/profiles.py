"""What is kept of how agencies, authors and outlets quote or are quoted."""

from collections.abc import Iterator

from articles import profiles
from articles.models import AUTHORITIES
from articles.verification.differences import Difference, compared


def of_profiles() -> Iterator[Difference]:
    """The figures that are others than the quotations make, and profiles missing or too many."""
    for kind, owner, kept, made in profiles.differing():
        known = AUTHORITIES[kind]._default_manager.filter(pk=owner).first()
        key = known.key if known else f"with the id {owner}"
        if kept and made:
            both = {field: (kept[field], made[field]) for field in made}
            yield from compared(f"profile of {kind}", key, **both)
        else:
            found = ("none", "one") if made is None else ("one", "none")
            yield Difference(f"profile of {kind}", key, "row", *found)
