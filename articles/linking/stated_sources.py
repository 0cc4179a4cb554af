"""The releases that the records of articles name as their sources."""

from collections.abc import Iterable

from articles.exchange import schema
from articles.quoting.attribution.texts import StatedSource


def read_stated_sources(quotes: Iterable[object]) -> tuple[StatedSource, ...]:
    """Return the sources in the `quotes` of an article."""
    sources = [schema.Source.model_validate(source, strict=False) for source in quotes]
    return tuple(
        StatedSource(
            key=source.release or "",
            url=source.url or "",
            agency=source.agency or "",
            title=source.title or "",
            released=source.released.iso if source.released else "",
        )
        for source in sources
    )
