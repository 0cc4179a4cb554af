"""The texts that quotations come from: releases, and earlier versions of releases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.exchange import schema
from articles.linking.stated_sources import read_stated_sources
from articles.models import Article, EarlierVersion, PressRelease, Quotation
from articles.pages.annotation.coverage import mark_sentences
from articles.quoting.attribution.texts import CandidateRelease

type SourceKey = tuple[str, int | None]
"""The key of a release, and the number of an earlier version; None for the current one."""


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A release that an article quotes, in the version that has the passages."""

    release: PressRelease
    version: int | None
    quoted_sentence_count: int
    """How many sentences the article quotes, in full or in part."""
    sentence_count: int


def find_quoted_sources(
    quotations: Iterable[Quotation], texts: Mapping[SourceKey, str]
) -> list[QuotedSource]:
    """Return the sources of quotations of one article, in the order of the quotations.

    `texts` are those of the sources (see `fetch_source_texts`). Passages that both texts took from
    a third source don't count.
    """
    unshared_quotations = [quotation for quotation in quotations if not quotation.shared]
    quotations_by_source: dict[tuple[PressRelease, int | None], list[Quotation]] = {}
    for quotation in unshared_quotations:
        release, version = quotation.release, quotation.version
        if release and (release.key, version) in texts:
            quotations_by_source.setdefault((release, version), []).append(quotation)
    return [
        QuotedSource(
            release, version, *_count_sentences(texts[release.key, version], source_quotations)
        )
        for (release, version), source_quotations in quotations_by_source.items()
    ]


def find_source_text(quotation: Quotation, texts: Mapping[SourceKey, str]) -> str | None:
    """Return the text of the version of a release that has the passage; None if none has it."""
    release = quotation.release
    return texts.get((release.key, quotation.version)) if release else None


def is_stated_source(release: PressRelease, article: Article) -> bool:
    """Whether an article's record names a release as its source."""
    agency = release.agency
    candidate = CandidateRelease(
        number=0,
        key=release.key,
        text="",
        released=release.released,
        agencies=(agency.key, agency.name, *agency.aliases),
        title=release.title,
        url=release.url,
    )
    return any(map(candidate.is_meant_by, read_stated_sources(article.quotes)))


def _count_sentences(text: str, quotations: list[Quotation]) -> tuple[int, int]:
    """Return how many sentences are quoted, and how many there are."""
    marked_spans = [
        (span, True) for quotation in quotations for span in quotation.release_part_spans
    ]
    sentences = [sentence for sentence in mark_sentences(text, marked_spans) if sentence.word_count]
    return sum(1 for sentence in sentences if sentence.marks), len(sentences)


def fetch_source_texts(quotations: Iterable[Quotation]) -> dict[SourceKey, str]:
    """Return the text of each quoted release or earlier version, with one query at most."""
    sources = [
        (quotation.release, quotation.version) for quotation in quotations if quotation.release
    ]
    texts: dict[SourceKey, str] = {
        (release.key, None): release.text for release, version in sources if version is None
    }
    return texts | _fetch_earlier_texts(
        {(release.key, version) for release, version in sources if version}
    )


def _fetch_earlier_texts(version_keys: set[tuple[str, int]]) -> dict[SourceKey, str]:
    if not version_keys:
        return {}
    conditions = reduce(or_, (Q(key=key, number=number) for key, number in sorted(version_keys)))
    versions = EarlierVersion.objects.filter(conditions, kind="release")
    return {
        (version.key, version.number): schema.parse_text(version.line).text for version in versions
    }
