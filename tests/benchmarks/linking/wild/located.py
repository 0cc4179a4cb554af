"""The quotations that an archive has located in releases."""

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from articles.core.text import Span
from tests.benchmarks.commands import run

_LINE_START = "located: "
_SCRIPT = "from tests.benchmarks.linking.wild.located import print_located; print_located()"


@dataclass(frozen=True)
class LocatedQuotation:
    article: str
    """The key, as is `release`."""
    release: str
    start: int
    end: int
    grade: str = ""
    presentation: str = ""
    shared: bool = False
    article_words: str = ""
    release_words: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def read_located(data: Path) -> dict[str, list[LocatedQuotation]]:
    """Return the located quotations of the archive in the folder `data`, by their article."""
    quotations = defaultdict(list)
    for _, line in run(data, "shell", "-v0", "-c", _SCRIPT).lines:
        if line.startswith(_LINE_START):
            quotation = LocatedQuotation(**json.loads(line.removeprefix(_LINE_START)))
            quotations[quotation.article].append(quotation)
    return quotations


def print_located() -> None:
    """Print each located quotation as a line; to be called in the archive's own shell."""
    from articles.models import Quotation  # noqa: PLC0415 - only where Django is set up

    for quotation in Quotation.objects.traced().select_related("article", "release"):
        assert quotation.release, "traced() leaves out what has no release"
        located = LocatedQuotation(
            article=quotation.article.key,
            release=quotation.release.key,
            start=quotation.article_start,
            end=quotation.article_end,
            grade=quotation.grade,
            presentation=quotation.presentation,
            shared=quotation.shared,
            article_words=quotation.article_span.extract(quotation.article.text),
            release_words=quotation.release.text[quotation.release_start : quotation.release_end],
        )
        print(_LINE_START + json.dumps(asdict(located)))
