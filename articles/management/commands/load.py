"""`manage.py load PATH…`: bring files into the archive as one edition."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from articles.editions import operations
from articles.editions.read_input import Input
from articles.editions.report import RefusedError, Report, report_lines, write_report
from articles.management.base import ArchiveCommand, progress_of
from articles.readers import FORMATS, load_map


class Command(ArchiveCommand):
    help = "Load files and folders: all of their records as one edition, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=Path,
            metavar="FILE.toml",
            help="bring a source's own field names over; may be given several times",
        )
        parser.add_argument(
            "--format",
            choices=FORMATS,
            help="read every file as this, whatever it begins with",
        )
        parser.add_argument(
            "--accept-good",
            action="store_true",
            help="load the good records where others are refused",
        )
        parser.add_argument(
            "--refused",
            type=Path,
            metavar="FILE.jsonl",
            help="where --accept-good writes the rejected records, to be fixed and loaded "
            "(ARCHIVE_DATA/refused/TIME.jsonl)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write the report for machines too"
        )
        parser.add_argument(
            "--fiction", action="store_true", help="mark what is loaded as made-up samples"
        )

    def change(self, options: dict[str, Any]) -> None:
        try:
            report = operations.load(self.given(options), progress_of(self))
        except RefusedError as refusal:
            for problem in refusal.report.refused:
                self.stderr.write(str(problem))
            self.write(refusal.report, options)
            raise CommandError(str(refusal)) from refusal
        for line in report_lines(report):
            self.stdout.write(line)
        self.write(report, options)

    def given(self, options: dict[str, Any]) -> Input:
        return Input(
            paths=options["paths"],
            maps=[load_map(path) for path in options["map"]],
            format=options["format"],
            accept_good=options["accept_good"],
            fiction=options["fiction"],
            dry_run=options["dry_run"],
        )

    def write(self, report: Report, options: dict[str, Any]) -> None:
        """The files that were asked for; by now the load itself is done."""
        try:
            if options["report"]:
                write_report(report, options["report"])
            if options["accept_good"] and report.refused_entries:
                path = options["refused"] or _refused_path()
                report.refused_entries.write(path)
                self.stdout.write(f"rejected records written to {path}")
        except OSError as error:
            raise CommandError(f"the load is done, but of its report: {error}") from error


def _refused_path() -> Path:
    """Return a new path for rejected records beside the archive's data, named by the time."""
    folder: Path = settings.ARCHIVE_DATA / "refused"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{datetime.now():%Y-%m-%dT%H%M%S.%f}.jsonl"
