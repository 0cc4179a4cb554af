"""The edition and its catalog against the tables."""

from collections.abc import Iterator

from articles.catalog.index import audit
from articles.catalog.index.catalog import CatalogError
from articles.editions.manifest import edition_digest, table_counts
from articles.models import Edition
from articles.verification.differences import Difference, Tally, compared, shown


def of_edition(edition: Edition) -> Iterator[Difference]:
    found, counts = edition_digest(), table_counts()
    kept = {name: (edition.counts[name], counts[name]) for name in counts if name in edition.counts}
    number = str(edition.number)
    yield from compared("edition", number, **kept, digest=(edition.digest, found))
    for one in Edition.objects.order_by("number").iterator():
        report = one.report_digest or one.compute_report_digest()
        yield from compared("edition", str(one.number), report=(report, one.compute_report_digest()))


def of_catalog(edition: Edition, tally: Tally) -> Iterator[Difference]:
    try:
        catalog = audit.open_current()
    except CatalogError as error:
        yield Difference("catalog", "", "catalog", f"that of {edition}", str(error))
        return
    faults = [Difference("catalog", "", *fault) for fault in audit.find_faults(catalog, edition)]
    yield from faults
    if faults:
        tally.say("the catalog's documents are not read: its files are not whole")
        return
    try:
        expected = audit.copy_to_table(audit.expected_documents(), "expected_document")
    except ValueError as error:
        yield Difference("catalog", "", "documents", "records to compare", shown(str(error)))
        return
    held = audit.copy_to_table(audit.indexed_documents(catalog), "held_document")
    tally.counts["documents"] = held
    yield from compared("catalog", "", documents=(expected, catalog.searcher.num_docs))
    for kind, key, wanted, found in audit.differing_documents("expected_document", "held_document"):
        yield Difference("catalog", f"{kind} {key}", "document", wanted, found)
