"""What needs no database of finding the quotations of articles."""

from collections.abc import Sequence
from typing import NamedTuple

from articles.linking.index.entries import Entries, unpaired
from articles.linking.worker_tasks.fingerprinting import Agencies, names
from articles.quoting.attribution import candidates
from articles.quoting.attribution.candidates import SharedRun
from articles.quoting.attribution.find_quotations import FoundQuotation, find_quotations
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle
from articles.quoting.text.agency_mentions import AgencyMatcher


class Meeting(NamedTuple):
    """An article and its pairs with releases that share a fingerprint with it."""

    pk: int
    number: int
    piece: ArticleText
    pairs: Entries


class Sifted(NamedTuple):
    """An article, the runs of words that releases seem to share with it, and, where it makes a
    difference, the ids of the agencies that it names."""

    pk: int
    number: int
    piece: ArticleText
    runs: list[SharedRun]
    named: set[int]


type Question = tuple[int, ArticleText, Sequence[CandidateRelease]]
"""The id of an article, the article, and the releases that it may quote."""
type Answer = tuple[int, list[FoundQuotation]]


def sifted(meetings: Sequence[Meeting], agencies: Agencies) -> list[Sifted]:
    return [_sifted(one, names(agencies)) for one in meetings]


def _sifted(meeting: Meeting, agencies: AgencyMatcher[int]) -> Sifted:
    runs = _runs(meeting)
    named = set() if all(run.is_strong for run in runs) else agencies.find(meeting.piece.text)
    return Sifted(meeting.pk, meeting.number, meeting.piece, runs, named)


def _runs(meeting: Meeting) -> list[SharedRun]:
    if not len(meeting.pairs):
        return []
    _, releases, tags = unpaired(meeting.pairs)
    return candidates.find_shared_runs(PreparedArticle(meeting.piece), releases, tags)


def answers(questions: Sequence[Question]) -> list[Answer]:
    return [(article, find_quotations(piece, releases)) for article, piece, releases in questions]
