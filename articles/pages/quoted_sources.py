"""The texts that quotations come from: releases as they stand, and earlier versions of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.exchange import schema
from articles.models import EarlierVersion, PressRelease, Quotation
from articles.pages.annotation.coverage import sentences

type Place = tuple[str, int | None]
"""The key of a release, and the number of an earlier version; None of the current one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A release that an article quotes, in the version that it quotes, and how much of it."""

    release: PressRelease
    version: int | None
    quoted: int
    """Sentences that the article quotes, wholly or in part."""
    sentences: int


def sources(quotations: Iterable[Quotation]) -> list[Source]:
    """What some quotations of one article come from, in the order of the quotations.

    What both texts have from a third source does not count.
    """
    own = [one for one in quotations if not one.shared]
    texts = texts_of(own)
    grouped: dict[tuple[PressRelease, int | None], list[Quotation]] = {}
    for one in own:
        if one.release and (one.release.key, one.version) in texts:
            grouped.setdefault((one.release, one.version), []).append(one)
    return [
        Source(release, version, *_counted(texts[release.key, version], some))
        for (release, version), some in grouped.items()
    ]


def _counted(text: str, quotations: list[Quotation]) -> tuple[int, int]:
    """How many sentences are quoted, and how many there are."""
    marks = [(part, True) for one in quotations for part in one.release_part_spans]
    found = [one for one in sentences(text, marks) if one.words]
    return sum(1 for one in found if one.marks), len(found)


def texts_of(quotations: Iterable[Quotation]) -> dict[Place, str]:
    """The text of each release, or version of it, that holds one of these; one query at most."""
    held = [(one.release, one.version) for one in quotations if one.release]
    texts: dict[Place, str] = {
        (release.key, None): release.text for release, version in held if version is None
    }
    return texts | _earlier({(release.key, version) for release, version in held if version})


def _earlier(places: set[tuple[str, int]]) -> dict[Place, str]:
    if not places:
        return {}
    wanted = reduce(or_, (Q(key=key, number=number) for key, number in sorted(places)))
    rows = EarlierVersion.objects.filter(wanted, kind="release")
    return {(row.key, row.number): schema.parse_text(row.line).text for row in rows}
