"""Everything that the archive holds, read again and compared with what was kept of it."""

from collections.abc import Iterator

from articles.editions.lock import no_load_meanwhile
from articles.models import Article, Edition, PressRelease
from articles.verification.differences import Difference, Tally
from articles.verification.duplicates import of_duplicates
from articles.verification.editions import of_catalog, of_edition
from articles.verification.fingerprint_index import of_postings
from articles.verification.profiles import of_profiles
from articles.verification.quotations import of_places, of_quotations
from articles.verification.quoted_only_releases import of_stated
from articles.verification.texts import of_known_by_quotation, of_texts, of_versions
from articles.verification.versions import of_history

__all__ = ["Difference", "Tally", "verify"]


def verify(tally: Tally) -> Iterator[Difference]:
    """Every difference in the archive, as it is found; at constant memory, while no load lands.

    Where a record was read from (its provenance) is no part of a digest, and is not checked.
    """
    with no_load_meanwhile():
        yield from of_texts(PressRelease, tally)
        yield from of_texts(Article, tally)
        yield from of_known_by_quotation()
        yield from of_stated()
        yield from of_versions(tally)
        yield from of_quotations(tally)
        yield from of_places()
        yield from of_duplicates(tally)
        yield from of_profiles()
        yield from of_history()
        yield from of_postings(tally)
        if edition := Edition.objects.current():
            yield from of_edition(edition)
            yield from of_catalog(edition, tally)
