"""Check the profiles of agencies, authors and outlets against the quotations."""

from collections.abc import Iterator

from articles.linking import profile_figures
from articles.models import AUTHORITY_MODELS
from articles.verification.differences import Difference, compare_fields


def check_profiles() -> Iterator[Difference]:
    """Yield the figures whose stored count is wrong; a missing one counts as 0."""
    for kind, authority_id, figure, stored, counted in profile_figures.find_differences():
        authority = AUTHORITY_MODELS[kind]._default_manager.filter(pk=authority_id).first()
        key = authority.key if authority else f"with the id {authority_id}"
        yield from compare_fields(f"profile of {kind}", key, **{figure: (stored, counted)})
