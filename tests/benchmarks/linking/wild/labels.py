"""Located quotations of ordinary articles beside what a reader said about them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.linking.wild.files import LabeledPassage
from tests.benchmarks.linking.wild.located import LocatedQuotation

QUOTED, THIRD_SOURCE, WRONG = "R", "T", "W"


@dataclass
class LabelTally:
    counts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """Of labeled quotations, by label and whether they are marked as shared."""
    wrong_grades: Counter[str] = field(default_factory=Counter)
    unread: list[LocatedQuotation] = field(default_factory=list)
    kept: set[LabeledPassage] = field(default_factory=set)
    """The labeled passages that are located."""

    @property
    def right_count(self) -> int:
        return sum(count for row, count in self.counts.items() if is_right(*row))

    @property
    def wrong_count(self) -> int:
        return self.counts.total() - self.right_count

    def count_kept(self, label: str) -> int:
        return sum(passage.label == label for passage in self.kept)


def is_right(label: str, is_shared: bool) -> bool:
    """Whether it is right to locate a passage so: what a third source said, only as shared."""
    return label == QUOTED or (label == THIRD_SOURCE and is_shared)


def tally_labels(
    quotations: Iterable[LocatedQuotation], passages: Sequence[LabeledPassage]
) -> LabelTally:
    """Compare each quotation with the first labeled passage that covers most of it."""
    by_pair = defaultdict(list)
    for passage in passages:
        by_pair[passage.article_key, passage.release_key].append(passage)
    tally = LabelTally()
    for quotation in quotations:
        span = quotation.span
        matches = (
            passage
            for passage in by_pair[quotation.article, quotation.release]
            if passage.span.count_overlap(span) * 2 > len(span)
        )
        match = next(matches, None)
        if match is None:
            tally.unread.append(quotation)
            continue
        tally.kept.add(match)
        tally.counts[match.label, quotation.shared] += 1
        if not is_right(match.label, quotation.shared):
            tally.wrong_grades[quotation.grade] += 1
    return tally


def count_notices(
    notices: Mapping[str, str], quotations: Mapping[str, Sequence[LocatedQuotation]]
) -> int:
    """Return how many notices have the most characters from the release that they link."""
    count = 0
    for article_key, release_key in notices.items():
        lengths: Counter[str] = Counter()
        for quotation in quotations.get(article_key, ()):
            lengths[quotation.release] += len(quotation.span)
        count += [key for key, _ in lengths.most_common(1)] == [release_key]
    return count
