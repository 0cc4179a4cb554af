"""Who is said to speak between an announcement and what an article quotes after it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from articles.core.text import Span

_MAX_CHARACTERS_BEFORE_ANNOUNCEMENT = 300
"""Characters before an announcement in which its sentence may name who speaks in the release."""

_VERB = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|stated|states|explained|explains|declared"
    r"|declares|argued|argues|claimed|claims|asked|asks|noted|notes|called|calls|described"
    r"|describes|charged|reported|reports|tweeted|tweets|replied|replies|joked|opined|opines"
    r"|warned|warns|promises|promised)"
)
_NAME = (
    r"(?!(?:The|This|That|These|Those|He|She|It|They|We|You|In|On|At|As|But|And|Who|Then)\b)"
    r"[A-Z][\w’'-]*\w"
)
_NAMED_SPEAKER = re.compile(
    rf"\b({_NAME})(?:\s+\([^)]*\))?(?:,[^,.!?]{{1,60}},)?\s+(?:\w+ly\s+|has\s+)?{_VERB}\b"
)
_SPEAKER_AFTER = re.compile(
    rf"[”\"\s]*(?:{_VERB}\s+(?:[\w.’'-]+\s+){{0,5}}?({_NAME})(?=[\s,.])"
    rf"|(?:{_NAME}\s+){{0,3}}({_NAME})\s+{_VERB}\b)"
)
_SAID_ELSEWHERE = re.compile(
    rf"\b(?:{_NAME}|who|he|she|we|they)\s+told\b|\bassured\s+(?:us|reporters)\b"
    r"|\b[Aa]ccording\s+to\s+(?![^.!?]{0,40}\b(?:release|statement)\b)"
)
_RELEASE = re.compile(r"\b(?:release|statement)\b", re.IGNORECASE)
_NOT_ABBREVIATED = r"(?<!\b[A-Z])(?<!\b(?:Dr|Lt|Mr|Ms|St))(?<!\b(?:Gov|Mrs|Rep|Sen|Sgt))(?<!\bCapt)"
_SENTENCE_END = re.compile(rf"{_NOT_ABBREVIATED}[.!?…][”\"’)\]]*\s+(?=[A-Z“\"])")


def has_other_speaker(
    text: str, announcement: Span, quote: Span, inline_quotes: Sequence[Span]
) -> bool:
    """Whether a later quote is by somebody who doesn't speak in the announcing sentence.

    “The office sent out a press release. Captain Olund said, ‘…’” may quote the captain himself;
    “Captain Olund told reporters” and “according to the Lantern” certainly quote no release.
    The inline quotes are all those of the text, in order.
    """
    between = _drop_quotes(text, Span(announcement.end, quote.start), inline_quotes)
    if _SAID_ELSEWHERE.search(between):
        return True
    announcing_end, *later_sentences = _SENTENCE_END.split(between)
    start = max(0, announcement.start - _MAX_CHARACTERS_BEFORE_ANNOUNCEMENT)
    announcing_start = _SENTENCE_END.split(text[start : announcement.start])[-1]
    announced_speakers = _NAMED_SPEAKER.findall(announcing_end)
    if later_sentences and _RELEASE.search(later_sentences[-1]):
        return False
    speakers = [*_find_speakers_after(text, quote)]
    for sentence in later_sentences:
        speakers += _NAMED_SPEAKER.findall(sentence)
    return any(
        speaker not in announcing_start and speaker not in announced_speakers
        for speaker in speakers
    )


def _find_speakers_after(text: str, quote: Span) -> Iterator[str]:
    """Yield whoever is named as the speaker of a quote right after it."""
    if not text[: quote.end].endswith((",", "?", "!")):
        return
    if match := _SPEAKER_AFTER.match(text, quote.end):
        yield match[1] or match[2]


def _drop_quotes(text: str, stretch: Span, quotes: Sequence[Span]) -> str:
    """Return a stretch of text without the words quoted in it, but for how each quote ends."""
    first, end = (
        bisect_left(quotes, offset, key=lambda quote: quote.start)
        for offset in (stretch.start, stretch.end)
    )
    pieces, start = [], stretch.start
    for quote in quotes[first:end]:
        pieces += [text[start : quote.start], text[quote.end - 1 : quote.end]]
        start = quote.end
    return "".join([*pieces, text[start : stretch.end]])
