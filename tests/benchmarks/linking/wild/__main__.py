"""Quotations in real articles: `uv run -m tests.benchmarks.linking.wild FOLDER`.

Loads the folder's articles and releases, this project's authorities and its third sources into a
new archive, and compares what it locates with what a reader said. The README beside describes the
folder.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.commands import ROOT, machine, run
from tests.benchmarks.linking.peers import is_installed
from tests.benchmarks.linking.wild import tables
from tests.benchmarks.linking.wild.files import (
    HardCase,
    read_hard_cases,
    read_labels,
    read_notices,
)
from tests.benchmarks.linking.wild.hard_cases import judge_case, judge_quid, keep_pairs
from tests.benchmarks.linking.wild.labels import LabelTally, count_notices, tally_labels
from tests.benchmarks.linking.wild.located import LocatedQuotation, read_located

FIXTURES = (ROOT / "fixtures" / "authorities", ROOT / "fixtures" / "sources")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--unread", type=Path, help="where to write the located quotations without a label"
    )
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    cases = read_hard_cases(folder)
    print(machine())
    with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as name:
        Path(name).chmod(0o755)
        print(load_folder(folder, cases, Path(name)) + "\n")
        quotations = read_located(Path(name) / "data")
    tally = print_ordinary(folder, cases, quotations)
    if arguments.unread:
        write_unread(arguments.unread, tally.unread)
    print_hard_cases(cases, quotations)


def load_folder(folder: Path, cases: Sequence[HardCase], temporary: Path) -> str:
    """Load all files into the archive at `temporary`/data, and say how fast that was."""
    hard_articles = temporary / "hard-cases.jsonl"
    with hard_articles.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(case.to_record()) + "\n" for case in cases)
    names = ("releases.jsonl.gz", "hardset-releases.jsonl", "articles.jsonl.gz")
    paths = [path for path in (folder / name for name in names) if path.exists()]
    data = temporary / "data"
    run(data, "migrate", "-v0")
    run(data, "load", *map(str, FIXTURES))
    load = run(data, "load", *map(str, paths), str(hard_articles), "--accept-good")
    rates = [line for _, line in load.lines if line.startswith("linked ")]
    last_rate = rates[-1] if rates else "linked in less than ten seconds"
    return f"Loaded in {load.seconds:.0f} s; the load's last count of articles: {last_rate}."


def print_ordinary(
    folder: Path,
    cases: Sequence[HardCase],
    quotations: Mapping[str, Sequence[LocatedQuotation]],
) -> LabelTally:
    notices, labels = read_notices(folder), read_labels(folder)
    special_articles = {*notices, *(case.key for case in cases)}
    ordinary = [
        quotation
        for article_key, rows in quotations.items()
        if article_key not in special_articles
        for quotation in rows
    ]
    tally = tally_labels(ordinary, labels)
    notice_count = count_notices(notices, quotations)
    print(tables.ordinary_table(tally, labels, f"{notice_count} of {len(notices)}"))
    return tally


def write_unread(path: Path, quotations: Sequence[LocatedQuotation]) -> None:
    """Write quotations as lines of labels.jsonl whose label is still empty."""
    with path.open("w", encoding="utf-8") as file:
        for quotation in quotations:
            file.write(json.dumps(asdict(quotation) | {"label": ""}, ensure_ascii=False) + "\n")


def print_hard_cases(
    cases: Sequence[HardCase], quotations: Mapping[str, Sequence[LocatedQuotation]]
) -> None:
    verdicts = {case.key: judge_case(case, quotations.get(case.key, ())) for case in cases}
    print(tables.hard_case_table(cases, verdicts))
    if is_installed("Quid"):
        quid_verdicts = {case.key: judge_quid(case) for case in keep_pairs(cases)}
        print(tables.pair_table(cases, verdicts, quid_verdicts))
    else:
        print("Quid is not installed: nothing to compare with.")


if __name__ == "__main__":
    main()
