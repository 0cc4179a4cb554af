"""Passages that article and release both take from a third source."""

import re

from articles.core.text import Span
from articles.quoting.attribution.matches import Claim
from articles.quoting.text import agency_mentions, quotation_marks

BEFORE = 200
"""Characters before a quoted passage in which its source is named."""

_LAW = (
    r"\d+\s+U\.?\s?S\.?\s?C\b|§|\bsections?\s+\d|\bstatutes?\b|\bthe (?:law|act|code|constitution"
    r"|ordinance|regulation|amendment)\b|\b(?:first|second|fourth|fifth|sixth|eighth|tenth"
    r"|fourteenth) amendment\b|\b[A-Z]\w+ Act\b"
)
_RULING = (
    r"\b(?:court|judge|justice|magistrate|panel|tribunal)\b[^.!?]*\b(?:wrote|write|writes|held"
    r"|holds|ruled|rules|found|said|stated|concluded)\b"
)
_DOCUMENT = (
    r"\b(?:indictment|complaint|affidavit|executive order|letter|report|memo(?:randum)?|treaty"
    r"|opinion|ruling|decision|article|editorial|book|study|resolution|proclamation"
    r"|declaration)\b[^.!?]*"
    r"\b(?:say|says|said|reads?|states?|stated|declares?|declared|provides?|wrote|writes|alleges?"
    r"|alleged|found|concluded|proclaims?)\b"
)
_SPEECH = r"\b(?:in (?:a|an|his|her|the|their) (?:\w+ ){0,3}(?:speech|address|remarks|sermon))\b"
_SOURCE = re.compile("|".join((_LAW, _RULING, _DOCUMENT, _SPEECH)), re.IGNORECASE)
_RELEASE = re.compile(r"\b(?:press|news|media) release\b|\bstatement\b", re.IGNORECASE)
_CITED = re.compile(r"[”\"]?[\s,.(\[]*(?:\d+\s+U\.?\s?S\.?\s?C\b|§|\d+ F\.[23]?d|Pub\. L\.)")


def shared(claim: Claim) -> bool:
    """Whether the release itself quotes the passage from a law, a ruling, a document or a speech.

    What an official says in the release of his agency is the release's own. So is what the
    article gives as the release's.
    """
    here, there = claim.spans
    ours, theirs = claim.article.piece.text, claim.candidate.text
    if not _quoted(theirs, there):
        return False
    if _CITED.match(theirs, there.end) or _CITED.match(ours, here.end):
        return True
    if _introduced(theirs, there):
        return not _from_release(claim, ours, here)
    return _introduced(ours, here) and not _from_release(claim, ours, here)


def _quoted(text: str, passage: Span) -> bool:
    """Whether the passage stands (nearly) whole in quotation marks or a block quote."""
    marked = [*quotation_marks.inline(text), *quotation_marks.blocks(text)]
    return quotation_marks.covered(passage, marked) >= 0.8 * len(passage)


def _introduced(text: str, passage: Span) -> bool:
    return _SOURCE.search(_before(text, passage)) is not None


def _from_release(claim: Claim, text: str, passage: Span) -> bool:
    before = _before(text, passage)
    return bool(_RELEASE.search(before)) or agency_mentions.named(claim.candidate.agencies, before)


def _before(text: str, passage: Span) -> str:
    """The sentence that leads up to a passage, or what came of it within `BEFORE` characters.

    What it quotes itself is left out: it introduces nothing.
    """
    before = text[max(0, passage.start - BEFORE) : passage.start].rstrip('“" \n>')
    before = quotation_marks.BETWEEN.sub(" ", before)
    return re.split(r"[.!?][”\"’)]*\s+(?=[A-Z“\"])", before)[-1]
