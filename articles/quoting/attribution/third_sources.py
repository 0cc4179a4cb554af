"""Recognize passages that article and release both take from a third source."""

import re

from articles.core.text import Span
from articles.quoting.attribution.matches import Match
from articles.quoting.text import quotation_marks
from articles.quoting.text.agency_mentions import mentions_any

MAX_INTRODUCTION_CHARACTERS = 200
"""Characters before a quoted passage in which its source is named."""
MIN_QUOTED_SHARE = 0.8
"""The share of a passage's characters that the release must mark as quoted."""

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
_RELEASE_WORDS = re.compile(r"\b(?:press|news|media) release\b|\bstatement\b", re.IGNORECASE)
_CITATION = re.compile(r"[”\"]?[\s,.(\[]*(?:\d+\s+U\.?\s?S\.?\s?C\b|§|\d+ F\.[23]?d|Pub\. L\.)")


def is_from_third_source(match: Match) -> bool:
    """Whether the release itself quotes the passage from a law, a ruling, a document or a speech.

    What an official says in a release of the official's own agency is the release's own. So is
    what the article attributes to the release.
    """
    article, release = match.article.content.text, match.release.text
    in_article, in_release = match.article_span, match.release_span
    if not _is_marked_as_quoted(release, in_release):
        return False
    if _CITATION.match(release, in_release.end) or _CITATION.match(article, in_article.end):
        return True
    if _has_introduced_source(release, in_release):
        return not _is_credited_to_release(match)
    return _has_introduced_source(article, in_article) and not _is_credited_to_release(match)


def _is_marked_as_quoted(text: str, passage: Span) -> bool:
    """Whether (nearly) all of the passage is in quotation marks or a block quote."""
    quotes = [
        *quotation_marks.find_inline_quotes(text),
        *quotation_marks.find_block_quotes(text),
    ]
    quoted_characters = quotation_marks.count_quoted_characters(passage, quotes)
    return quoted_characters >= MIN_QUOTED_SHARE * len(passage)


def _has_introduced_source(text: str, passage: Span) -> bool:
    return _SOURCE.search(_find_introduction(text, passage)) is not None


def _is_credited_to_release(match: Match) -> bool:
    introduction = _find_introduction(match.article.content.text, match.article_span)
    mentions_release = _RELEASE_WORDS.search(introduction) is not None
    return mentions_release or mentions_any(match.release.agencies, introduction)


def _find_introduction(text: str, passage: Span) -> str:
    """Return the sentence that leads up to a passage, at most `MAX_INTRODUCTION_CHARACTERS` of it.

    What is quoted in it is left out: that introduces nothing.
    """
    start = max(0, passage.start - MAX_INTRODUCTION_CHARACTERS)
    introduction = text[start : passage.start].rstrip('“" \n>')
    introduction = quotation_marks.QUOTED_WITH_MARKS.sub(" ", introduction)
    return re.split(r"[.!?][”\"’)]*\s+(?=[A-Z“\"])", introduction)[-1]
