"""Recognize passages that article and release both take from a third source.

The signs and their weights are explained in the README of this package.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from articles.core.text import Span
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import CandidateRelease
from articles.quoting.text import quotation_marks
from articles.quoting.text.agency_mentions import mentions_any

MAX_INTRODUCTION_CHARACTERS = 200
"""Characters before a quoted passage in which its source is named."""
MIN_QUOTED_SHARE = 0.8
"""The share of a passage's characters that the release must mark as quoted."""

MIN_UNRELATED_DAYS = 365
"""Days between two releases of different agencies that have a passage from somebody else."""
MIN_THIRD_SOURCE_POINTS = 2
"""The points from which a passage counts as taken from a third source."""
_LAW = (
    r"\d+\s+U\.?\s?S\.?\s?C\b|§|\bsections?\s+\d|\bstatutes?\b|\bthe (?:law|act|code|constitution"
    r"|ordinance|regulation|amendment)\b|\b(?:first|second|fourth|fifth|sixth|eighth|tenth"
    r"|fourteenth|\d+(?:st|nd|rd|th)) amendment\b|\b[A-Z]\w+ Act\b(?=\W*\w)|\bprovides that\b"
)
_RULING = (
    r"\b(?:court|judge|justice|magistrate|panel|tribunal)\b[^.!?]*\b(?:wrote|write|writes|held"
    r"|holds|ruled|rules|found|said|stated|concluded)\b"
)
_DOCUMENT = (
    r"\b(?:indictment|complaint|affidavit|executive order|letter|report|memo(?:randum)?|treaty"
    r"|opinion|ruling|decision|article|editorial|book|study|resolution|proclamation"
    r"|declaration|committee)\b[^.!?]*"
    r"\b(?:say|says|said|reads?|states?|stated|declares?|declared|provides?|wrote|writes|alleges?"
    r"|alleged|argued|claims?|found|concluded|proclaims?)\b"
)
_SPEECH = (
    r"\b(?:in|during) (?:a|an|his|her|the|their) (?:\w+ ){0,3}(?:speech|address|remarks|sermon)\b"
)
_VERSES = r"\b(?:poem|lines|verses?|inscription|oath|(?:words|piece) (?:on|from))\b"
_HEARSAY = (
    r"\bit was reported that\b|\breads?:"
    r"|\baccording to [^.!?“\"]{0,40}\b(?:Times|Post|Journal|Gazette|News|Press|Herald|Tribune)\b"
    r"|\bs?he has (?:\w+ )?(?:stated|said|written)\b"
)
_WORK = re.compile("|".join((_LAW, _RULING, _DOCUMENT, _SPEECH, _VERSES, _HEARSAY)), re.IGNORECASE)
_PRONOUN = re.compile(r"\bit (?:reads?|states?|says)\b", re.IGNORECASE)
"""In a release, it is a law or a document that “it” means; in an article it may be the release."""
_RELEASE_WORDS = re.compile(
    r"\b(?:press|news|media) (?:release|office)\b|\bstatement\b", re.IGNORECASE
)
_CITATION = re.compile(
    r"[”\"]?[\s,.(\[]*(?:\d+\s+U\.?\s?S\.?\s?C\b|(?:[A-Z]\w+\.? Stat\. )?§|\d+ F\.[23]?d"
    r"|Pub\. L\.)"
)
_SPEECH_VERB = r"(?:said|says|told|wrote|writes|stated|claimed|is quoted as saying)"
_NAME = r"(?!(?:The|This|That|They|She|And|But|Who|When|What|Then|There)\b)[A-Z][a-z]\w+"
_SPEAKER = re.compile(
    rf"\b({_NAME})(?:\s+[a-z]\w*){{0,7}}?\s+{_SPEECH_VERB}\b"
    rf"|\b{_SPEECH_VERB} (?:(?:[A-Z][\w.]*|of|the|for) ){{0,6}}({_NAME})"
    rf"|(?:--|—|–) ?(?:[A-Z][\w.]* )+?({_NAME})(?=\W*(?:\n|,|\(|$))"
)
_INNER_NAME = re.compile(r"(?<=[a-z,’“] )(?<!\bin )(?<!\bat )(?<!\bfrom )[A-Z][a-z]{3,}\b")
"""A capitalized word that doesn't begin a sentence, nor follow where something is."""
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s+(?=[A-Z“\"])")
_FINISHED_SENTENCE = re.compile(r"[.!?][”\"’)\]]*\s*\Z")


def is_from_third_source(match: Match, holders: Iterable[CandidateRelease]) -> bool:
    """Whether both texts take the passage from a law, ruling, document, verse or speech.

    `holders` are the other releases that contain it.

    What an official says in a release of the official's own agency is the release's own. So is
    what the article attributes to the release.
    """
    points = sum(_weigh_signs(match)) + 2 * _has_unrelated_holder(match.release, holders)
    return points >= MIN_THIRD_SOURCE_POINTS


def _has_unrelated_holder(release: CandidateRelease, holders: Iterable[CandidateRelease]) -> bool:
    """Whether a release of another agency, dated `MIN_UNRELATED_DAYS` days apart, has it too."""
    return any(
        release.released
        and holder.released
        and set(holder.agencies).isdisjoint(release.agencies)
        and abs((holder.released.first_day - release.released.first_day).days) >= MIN_UNRELATED_DAYS
        for holder in holders
    )


def _weigh_signs(match: Match) -> Iterator[int]:
    """Yield the points of each sign that the passage has a third source, or has none."""
    article, release = match.article.content.text, match.release.text
    in_article, in_release = match.article_span, match.release_span
    if _CITATION.match(release, in_release.end) or _CITATION.match(article, in_article.end):
        yield 2
    introductions = [
        _find_introduction(release, in_release),
        _find_introduction(article, in_article),
    ]
    works = [introduction for introduction in introductions if _WORK.search(introduction)]
    if introductions[0] not in works and _PRONOUN.search(introductions[0]):
        works.append(introductions[0])
    yield len(works)
    if introductions[0] in works and _is_marked_as_quoted(release, in_release):
        yield 1
    if works and not match.agency_anywhere:
        yield 1
    if _has_common_speaker(match) or _have_common_name(match, introductions):
        yield 2
    if _is_credited_to_release(match) or match.agency_nearby:
        yield -2


def _is_marked_as_quoted(text: str, passage: Span) -> bool:
    """Whether (nearly) all of the passage is in quotation marks or a block quote."""
    quotes = [
        *quotation_marks.find_inline_quotes(text),
        *quotation_marks.find_block_quotes(text),
    ]
    quoted_characters = quotation_marks.count_quoted_characters(passage, quotes)
    return quoted_characters >= MIN_QUOTED_SHARE * len(passage)


def _has_common_speaker(match: Match) -> bool:
    """Whether both texts name the same speaker next to the passage, who isn't the agency's.

    An article that mentions the agency anywhere may have the speaker's words from the release.
    """
    article, release = match.article.content.text, match.release.text
    speakers = _find_speakers(article, match.article_span)
    common = speakers & _find_speakers(release, match.release_span)
    agency_words = set(chain.from_iterable(name.split() for name in match.release.agencies))
    return bool(common - agency_words) and not match.agency_anywhere


def _have_common_name(match: Match, introductions: Sequence[str]) -> bool:
    """Whether both introductions have the same name, and the article doesn't name the agency."""
    if match.agency_nearby or match.agency_anywhere:
        return False
    in_release, in_article = (set(_INNER_NAME.findall(text)) for text in introductions)
    agency_words = set(chain.from_iterable(name.split() for name in match.release.agencies))
    return bool(in_release & in_article - agency_words)


def _find_speakers(text: str, passage: Span) -> set[str]:
    """Return the last names of those who are said to speak before or after a passage."""
    before = text[max(0, passage.start - MAX_INTRODUCTION_CHARACTERS) : passage.start]
    after = text[passage.end : passage.end + MAX_INTRODUCTION_CHARACTERS]
    matches = chain(_SPEAKER.finditer(before), _SPEAKER.finditer(after))
    return {name for match in matches for name in match.groups() if name}


def _is_credited_to_release(match: Match) -> bool:
    introduction = _find_introduction(match.article.content.text, match.article_span)
    mentions_release = _RELEASE_WORDS.search(introduction) is not None
    return mentions_release or mentions_any(match.release.agencies, introduction)


def _find_introduction(text: str, passage: Span) -> str:
    """Return the sentence that leads up to a passage, at most `MAX_INTRODUCTION_CHARACTERS` of it.

    What is quoted in it is left out: that introduces nothing. A finished sentence before the
    passage introduces nothing either.
    """
    start = max(0, passage.start - MAX_INTRODUCTION_CHARACTERS)
    introduction = text[start : passage.start].rstrip("“‘„«`> \n")
    introduction = re.sub(r"\s[\"'”»]+\Z", "", introduction).rstrip()
    if _FINISHED_SENTENCE.search(introduction):
        return ""
    introduction = quotation_marks.blank_quotes(introduction)
    return _SENTENCE_END.split(introduction)[-1]
