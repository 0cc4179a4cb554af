"""Check the profiles of agencies, authors and outlets against the quotations."""

from collections.abc import Iterator

from articles.linking import profile_figures
from articles.models import AUTHORITY_MODELS
from articles.verification.differences import Difference, compare_fields


def check_profiles() -> Iterator[Difference]:
    """Yield the figures whose stored count is wrong; a missing one counts as 0."""
    for figure in profile_figures.find_differences():
        model = AUTHORITY_MODELS[figure.kind]
        authority = model._default_manager.filter(pk=figure.authority_id).first()
        key = authority.key if authority else f"with the id {figure.authority_id}"
        counts = figure.stored_count, figure.actual_count
        yield from compare_fields(f"profile of {figure.kind}", key, **{figure.name: counts})
