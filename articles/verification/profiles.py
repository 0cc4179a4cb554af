"""What is kept of how agencies, authors and outlets quote or are quoted."""

from collections.abc import Iterator

from articles.linking import profile_figures
from articles.models import AUTHORITY_MODELS
from articles.verification.differences import Difference, compared


def of_profiles() -> Iterator[Difference]:
    """The figures that are others than the quotations make; 0 for one that is missing."""
    for kind, owner, figure, kept, made in profile_figures.differing():
        known = AUTHORITY_MODELS[kind]._default_manager.filter(pk=owner).first()
        key = known.key if known else f"with the id {owner}"
        yield from compared(f"profile of {kind}", key, **{figure: (kept, made)})
