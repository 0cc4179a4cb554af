"""How right the quotations are that are located in hard cases."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.core.text import Span
from tests.benchmarks.linking.peers import quid
from tests.benchmarks.linking.wild.files import HardCase
from tests.benchmarks.linking.wild.located import LocatedQuotation

WHOLE_RELEASE = "m"
"""The class whose articles print a whole release: the parts are many, and not all are asked for."""
MIN_PASSAGES_OF_WHOLE = 0.8
MIN_COVERED_OF_WHOLE = 0.9
MAX_EXCESS_OF_WHOLE = 0.02
MIN_COVERED = 0.999
_WORD_CHARACTER = re.compile(r"\w")


class Verdict(NamedTuple):
    """What is right; each but the first only if the ones before are, bounded if attributed is."""

    is_found: bool
    """More than half of each passage is located, in whatever release."""
    is_attributed: bool
    """All that overlaps a passage is from a right release."""
    is_graded: bool
    """So are grade, presentation and whether it is shared."""
    is_bounded: bool
    """Located quotations begin and end where passages do, and leave nothing out."""


def judge_case(case: HardCase, quotations: Sequence[LocatedQuotation]) -> Verdict:
    """Compare the located quotations of a case's article with what the case expects."""
    if case.expects_nothing:
        return Verdict(*[all(quotation.shared for quotation in quotations)] * 4)
    if not case.passages:
        return Verdict(*[False] * 4)
    expected = _word_places(case.text, case.passages)
    overlapping = [
        quotation
        for quotation in quotations
        if not expected.isdisjoint(_word_places(case.text, [quotation.span]))
    ]
    right_releases = {case.release_key, *case.equal_releases}
    is_found = _covers_passages(case, overlapping)
    is_attributed = is_found and all(
        quotation.release in right_releases for quotation in overlapping
    )
    return Verdict(
        is_found,
        is_attributed,
        is_attributed and all(_is_graded(case, quotation) for quotation in overlapping),
        is_attributed and _is_bounded(case, overlapping),
    )


def judge_quid(case: HardCase) -> Verdict:
    """Return what Quid finds if it is given the right release; whether it is found and bounded."""
    assert case.release_key
    assert case.release_text
    quotations = [
        LocatedQuotation(case.key, case.release_key, span.start, span.end)
        for span in quid(case.text, case.release_text)
    ]
    return judge_case(case, quotations)


def keep_pairs(cases: Iterable[HardCase]) -> list[HardCase]:
    return [case for case in cases if case.release_text]


def _covers_passages(case: HardCase, quotations: Iterable[LocatedQuotation]) -> bool:
    covered = _word_places(case.text, [quotation.span for quotation in quotations])
    passages = [_word_places(case.text, [passage]) for passage in case.passages]
    count = sum(len(covered & passage) * 2 > len(passage) for passage in passages)
    least = MIN_PASSAGES_OF_WHOLE if case.case_class == WHOLE_RELEASE else 1
    return count >= least * len(passages)


def _is_graded(case: HardCase, quotation: LocatedQuotation) -> bool:
    return (
        quotation.grade in case.grades
        and quotation.shared == case.is_shared
        and case.presentation in (None, quotation.presentation)
    )


def _is_bounded(case: HardCase, quotations: Sequence[LocatedQuotation]) -> bool:
    expected = _word_places(case.text, case.passages)
    covered = _word_places(case.text, [quotation.span for quotation in quotations])
    if case.case_class == WHOLE_RELEASE:
        is_covered = len(covered & expected) > MIN_COVERED_OF_WHOLE * len(expected)
        return is_covered and len(covered - expected) < MAX_EXCESS_OF_WHOLE * len(expected)
    passages = [_trim(case.text, passage) for passage in case.passages]
    spans = [_trim(case.text, quotation.span) for quotation in quotations]
    starts, ends = ({passage.start for passage in passages}, {passage.end for passage in passages})
    return all(span.start in starts and span.end in ends for span in spans) and len(
        covered & expected
    ) >= MIN_COVERED * len(expected)


def _word_places(text: str, spans: Iterable[Span]) -> set[int]:
    """Return the offsets of letters and digits within the spans."""
    return {
        match.start()
        for span in spans
        for match in _WORD_CHARACTER.finditer(text, span.start, span.end)
    }


def _trim(text: str, span: Span) -> Span:
    """Return the span without what is before its first and after its last letter or digit."""
    places = sorted(_word_places(text, [span]))
    return Span(places[0], places[-1] + 1) if places else Span(span.end, span.end)
