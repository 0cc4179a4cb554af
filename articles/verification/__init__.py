"""Verify the archive: read everything again, and compare it with digests and with what it rests on.

Checks share no code with what they check, except to find what a text contains (`articles.quoting`)
and for the definition of a format.
"""

from collections.abc import Iterator

from articles.editions.lock import no_load_meanwhile
from articles.models import Article, Edition, PressRelease
from articles.verification.differences import Difference, Tally
from articles.verification.duplicates import check_duplicates
from articles.verification.editions import check_catalog, check_edition
from articles.verification.fingerprint_index import check_fingerprint_index
from articles.verification.profiles import check_profiles
from articles.verification.quotation_addresses import check_quotation_addresses
from articles.verification.quotations import check_quotation_order, check_quotations
from articles.verification.quoted_only_releases import (
    check_quoted_only_releases,
    check_quoted_only_titles,
)
from articles.verification.texts import check_texts, check_versions
from articles.verification.versions import check_history

__all__ = ["Difference", "Tally", "verify_archive"]


def verify_archive(tally: Tally) -> Iterator[Difference]:
    """Yield every difference in the archive; no load changes it meanwhile.

    Memory does not grow with the archive. Provenance (the file that a record was read from) is
    checked against a digest of its own, which is not part of the digest of the record.
    """
    with no_load_meanwhile():
        yield from check_texts(PressRelease, tally)
        yield from check_texts(Article, tally)
        yield from check_quoted_only_titles()
        yield from check_quoted_only_releases()
        yield from check_versions(tally)
        yield from check_quotations(tally)
        yield from check_quotation_order()
        yield from check_quotation_addresses()
        yield from check_duplicates(tally)
        yield from check_profiles()
        yield from check_history()
        yield from check_fingerprint_index(tally)
        if edition := Edition.objects.current():
            yield from check_edition(edition)
            yield from check_catalog(edition, tally)
