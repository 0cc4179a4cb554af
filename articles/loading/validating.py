"""A share of the input read and checked, record by record; needs no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.core.problems import Problem
from articles.exchange import schema
from articles.loading.warnings import oddities
from articles.names.datelines import dateline
from articles.readers import Entry, Share

type Name = tuple[str, str]
"""A kind of authority, and the name by which a record mentions one."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a load says of all of its records."""

    fiction: bool = False
    folders: Sequence[str] = ()
    """The folders above the paths that were named, each with its last slash."""


@dataclass(slots=True)
class Judged:
    """What a share holds."""

    read: int = 0
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Of the good releases, articles and versions: where each was read, and its line."""
    authorities: list[tuple[schema.Authority, str]] = field(default_factory=list)
    names: dict[Name, None] = field(default_factory=dict)
    """Those that the texts mention, in the order in which they first do."""
    findings: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    kept: list[Entry | Problem] = field(default_factory=list)
    """What was refused and can be mended."""

    def take(self, record: schema.Record, where: str) -> None:
        """Add a good record."""
        if isinstance(record, schema.AUTHORITIES):
            self.authorities.append((record, where))
        else:
            self.texts.append((where, schema.line(record)))
            self.names.update(dict.fromkeys(_names(record)))

    def refuse(self, found: Entry | Problem, problems: Sequence[Problem]) -> None:
        self.refused += problems
        if isinstance(found, Entry) or found.line:
            self.kept.append(found)


def judge(share: Share, terms: Terms) -> Judged:
    """Read a share and check what it holds."""
    judged = Judged()
    for found in share.entries():
        if isinstance(found, Problem):
            judged.refuse(found, [found])
        else:
            judged.read += 1
            _judge(found, terms, judged)
    return judged


def _judge(entry: Entry, terms: Terms, judged: Judged) -> None:
    record = schema.check(entry.raw, entry.where)
    if isinstance(record, list):
        judged.refuse(entry, record)
        return
    judged.findings += [Problem(entry.where, "", "", finding) for finding in entry.findings]
    judged.findings += oddities(record, entry.where)
    if isinstance(record, schema.Release | schema.Article):
        record = record.model_copy(update=_known(record, entry, terms))
    judged.take(record, entry.where)


def _known(
    record: schema.Release | schema.Article, entry: Entry, terms: Terms
) -> dict[str, object]:
    """What is known of a record beyond what it says."""
    known: dict[str, object] = {
        "fiction": record.fiction or terms.fiction,
        "provenance": record.provenance or _origin(entry, terms),
    }
    if isinstance(record, schema.Release) and not record.city:
        known["city"] = _dateline_city(record)
    return known


def _dateline_city(release: schema.Release) -> str | None:
    found = dateline(release.text)
    return found.city.key if found and found.city else None


def _origin(entry: Entry, terms: Terms) -> schema.Provenance:
    return schema.Provenance(
        source=_below(terms.folders, entry.where)[-1000:],
        reader=entry.reader,
        captured=entry.captured or "",
        payload_digest=entry.payload_digest or "",
    )


def _below(folders: Sequence[str], where: str) -> str:
    """`where` without the folders above the path that was named: they are this machine's."""
    above = next((folder for folder in folders if where.startswith(folder)), "")
    return where.removeprefix(above)


def _names(record: schema.Text) -> Iterator[Name]:
    if isinstance(record, schema.Release):
        yield from (("agency", name) for name in (record.agency, *record.components))
        if record.city:
            yield "city", record.city
    elif isinstance(record, schema.Article):
        yield from (("author", name) for name in record.authors)
        if record.outlet:
            yield "outlet", record.outlet
