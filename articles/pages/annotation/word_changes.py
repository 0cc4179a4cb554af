"""The words that an article has in place of a release's, as pages state them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.core.text import Span
from articles.models import Quotation
from articles.models.quotations import decode_part
from articles.pages.glossary import CHANGE_LABELS
from articles.quoting.grades import SERIOUS_CHANGE_KINDS


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that the article changed; empty in the release if added, in the article if left out."""

    kind: str
    label: str
    release_words: str
    article_words: str
    article_span: Span

    @property
    def is_serious(self) -> bool:
        """Whether a number, a negation, a name or a date differs."""
        return self.kind in SERIOUS_CHANGE_KINDS


def list_changes(quotation: Quotation, article_text: str, release_text: str) -> list[WordChange]:
    """Return what a quotation changed: numbers, negations, names and dates first.

    Its release's text must be that of the version that has the passage.
    """
    severity = list(CHANGE_LABELS)
    changes = _read_changes(quotation.changes, article_text, release_text)
    return sorted(changes, key=lambda change: severity.index(change.kind))


def _read_changes(
    changes: list[dict[str, Any]], article_text: str, release_text: str
) -> Iterator[WordChange]:
    for change in changes:
        article_span, release_span = decode_part(change["place"])
        yield WordChange(
            change["kind"],
            CHANGE_LABELS[change["kind"]],
            release_span.extract(release_text),
            article_span.extract(article_text),
            article_span,
        )
