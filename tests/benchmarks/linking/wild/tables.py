"""The figures of real articles as tables in Markdown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from articles.quoting.grades import Grade
from tests.benchmarks.linking.wild.files import HardCase, LabeledPassage
from tests.benchmarks.linking.wild.hard_cases import Verdict
from tests.benchmarks.linking.wild.labels import QUOTED, THIRD_SOURCE, WRONG, LabelTally

ALL_CLASSES = "**all**"


def ordinary_table(tally: LabelTally, labels: Sequence[LabeledPassage], notices: str) -> str:
    right, wrong = tally.right_count, tally.wrong_count
    quoted_count = sum(passage.label == QUOTED for passage in labels)
    kept = f"{tally.count_kept(QUOTED)} of {quoted_count}"
    precision = f"{right / (right + wrong):.3f}" if right + wrong else "none"
    rows = {
        "located, with a label": right + wrong,
        "- quoted from the release": tally.counts[QUOTED, False] + tally.counts[QUOTED, True],
        "- from a third source, and marked as shared": tally.counts[THIRD_SOURCE, True],
        "- from a third source, and not marked": tally.counts[THIRD_SOURCE, False],
        "- wrong": tally.counts[WRONG, False] + tally.counts[WRONG, True],
        "of those not right, graded altered": tally.wrong_grades[Grade.ALTERED.value],
        "**precision** of those with a label": precision,
        "quoted passages with a label that are located": kept,
        "located, without a label": len(tally.unread),
        "notices that have the release they link first": notices,
    }
    lines = [f"| {name} | {figure} |" for name, figure in rows.items()]
    return "\n".join(["| in ordinary articles | |", "|---|---|", *lines, ""])


def hard_case_table(cases: Sequence[HardCase], verdicts: Mapping[str, Verdict]) -> str:
    lines = [
        f"| {name} | {len(group)} | {_count_right(group)} |"
        for name, group in _group_by_class(cases, verdicts).items()
    ]
    head = "| hard cases | articles | found | attributed | graded | bounded |"
    return "\n".join([head, "|---|---|---|---|---|---|", *lines, ""])


def pair_table(
    cases: Sequence[HardCase],
    verdicts: Mapping[str, Verdict],
    quid_verdicts: Mapping[str, Verdict],
) -> str:
    """Return the cases that Quid was given, with what the archive made of the same."""
    pairs = [case for case in cases if case.key in quid_verdicts]
    archive_groups = _group_by_class(pairs, verdicts)
    lines = []
    for name, group in _group_by_class(pairs, quid_verdicts).items():
        figures = " | ".join(
            f"{sum(verdict.is_found for verdict in rows)} "
            f"| {sum(verdict.is_bounded for verdict in rows)}"
            for rows in (archive_groups[name], group)
        )
        lines.append(f"| {name} | {len(group)} | {figures} |")
    head = "| pairs | articles | ours: found | bounded | Quid: found | bounded |"
    return "\n".join([head, "|---|---|---|---|---|---|", *lines, ""])


def _group_by_class(
    cases: Sequence[HardCase], verdicts: Mapping[str, Verdict]
) -> dict[str, list[Verdict]]:
    """Return the verdicts by class, and at the end all of them."""
    groups = defaultdict(list)
    for case in sorted(cases, key=lambda case: case.case_class):
        groups[case.case_class].append(verdicts[case.key])
    return {**groups, ALL_CLASSES: [verdicts[case.key] for case in cases]}


def _count_right(verdicts: Sequence[Verdict]) -> str:
    return " | ".join(str(sum(column)) for column in zip(*verdicts, strict=True))
