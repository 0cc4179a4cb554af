"""Other ways to find what two texts share: the passages of the article, as character spans."""

import contextlib
import io
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec

from articles.core.text import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def _words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(_WORD.finditer(text))
    return [one[0].lower() for one in found], [one.span() for one in found]


def difflib(ours: str, theirs: str) -> Iterator[Span]:
    """Matching blocks of eight words or more."""
    (one, places), (other, _) = _words(ours), _words(theirs)
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.size >= 8:
            yield Span(places[block.a][0], places[block.a + block.size - 1][1])


def overlap(ours: str, theirs: str) -> Iterator[Span]:
    """Stretches of the article every eight words of which the release has too."""
    (one, places), (other, _) = _words(ours), _words(theirs)
    held = {tuple(other[place : place + 8]) for place in range(len(other) - 7)}
    last = -1
    first = 0
    for place in range(len(one) - 7):
        if tuple(one[place : place + 8]) in held:
            if place > last:
                if last >= 0:
                    yield Span(places[first][0], places[last][1])
                first = place
            last = place + 7
    if last >= 0:
        yield Span(places[first][0], places[last][1])


def text_matcher(ours: str, theirs: str) -> Iterator[Span]:
    """The PyPI package, at its defaults but for stop words, whose list would be downloaded."""
    from text_matcher.matcher import Matcher, Text  # noqa: PLC0415 - only where it is installed

    with contextlib.redirect_stdout(io.StringIO()):
        try:
            one, other = (Text(text, "", removeStopwords=False) for text in (ours, theirs))
            _, here, _ = Matcher(one, other, removeStopwords=False).match()
        except (IndexError, RecursionError):
            return
    for start, end in here:
        yield Span(start, end)


def quid(ours: str, theirs: str) -> Iterator[Span]:
    """The PyPI package, at its defaults (Arnold and Jäschke 2021): the release is its source."""
    from quid.core.Quid import Quid  # noqa: PLC0415 - only where it is installed

    for match in Quid(include_text_in_result=False).compare(theirs, ours):
        yield Span(match.target_span.start, match.target_span.end)


PEERS = {
    "difflib": difflib,
    "text-matcher": text_matcher,
    "8-gram overlap": overlap,
    "Quid": quid,
}
_PACKAGES = {"text-matcher": "text_matcher", "Quid": "quid"}


def is_installed(peer: str) -> bool:
    """Whether the package of a peer, if it is one, can be imported."""
    return peer not in _PACKAGES or find_spec(_PACKAGES[peer]) is not None
