"""Check the current edition, its catalog, and the reports of all editions against the tables."""

from collections.abc import Iterator

from articles.catalog.index import audit
from articles.catalog.index.catalog import CatalogError
from articles.editions.manifest import edition_digest, table_counts
from articles.models import Edition
from articles.verification.differences import Difference, Tally, compare_fields, format_value


def check_edition(edition: Edition) -> Iterator[Difference]:
    """Yield differences in the counts and the digest of an edition, and in all reports."""
    counts = {
        name: (edition.counts[name], count)
        for name, count in table_counts().items()
        if name in edition.counts
    }
    digests = edition.digest, edition_digest()
    yield from compare_fields("edition", str(edition.number), **counts, digest=digests)
    for past_edition in Edition.objects.order_by("number").iterator():
        digest = past_edition.compute_report_digest()
        reports = past_edition.report_digest or digest, digest
        yield from compare_fields("edition", str(past_edition.number), report=reports)


def check_catalog(edition: Edition, tally: Tally) -> Iterator[Difference]:
    """Yield differences in the files and the documents of the catalog that readers see."""
    try:
        catalog = audit.open_current()
    except CatalogError as error:
        yield Difference("catalog", "", "catalog", f"that of {edition}", str(error))
        return
    faults = [Difference("catalog", "", *fault) for fault in audit.find_faults(catalog, edition)]
    yield from faults
    if faults:
        tally.progress("the documents of the catalog are not checked because its files are damaged")
        return
    try:
        document_count = audit.copy_to_table(audit.expected_documents(), "expected_document")
    except ValueError as error:
        reason = format_value(str(error))
        yield Difference("catalog", "", "documents", "records to compare", reason)
        return
    tally.counts["documents"] = audit.copy_to_table(
        audit.indexed_documents(catalog), "indexed_document"
    )
    counts = document_count, catalog.searcher.num_docs
    yield from compare_fields("catalog", "", documents=counts)
    for difference in audit.differing_documents("expected_document", "indexed_document"):
        name = f"{difference.kind} {difference.key}"
        yield Difference(
            "catalog", name, "document", difference.expected_digest, difference.actual_digest
        )
