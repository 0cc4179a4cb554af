"""`manage.py load PATH…`: load files into the archive as one edition."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from articles.editions import operations
from articles.editions.load import LoadRequest
from articles.editions.report import LoadReport, RejectedError, report_lines, write_report
from articles.management.base import ArchiveCommand, progress_of
from articles.readers import FORMATS, load_map


class Command(ArchiveCommand):
    help = "Load files and folders as one edition: all of their records or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or folder")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=Path,
            metavar="FILE.toml",
            help="translate a source's own field names; may be given several times",
        )
        parser.add_argument(
            "--format", choices=FORMATS, help="read every file in this format; detect nothing"
        )
        parser.add_argument(
            "--accept-good",
            action="store_true",
            help="load the good records although others are rejected",
        )
        parser.add_argument(
            "--refused",
            type=Path,
            metavar="FILE.jsonl",
            help="where --accept-good writes the rejected records, to be fixed and loaded "
            "(ARCHIVE_DATA/refused/TIME.jsonl)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report only; change nothing")
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write the report as JSON, too"
        )
        parser.add_argument(
            "--fiction", action="store_true", help="mark all records as fictional samples"
        )

    def change_archive(self, options: dict[str, Any]) -> None:
        try:
            report = operations.load(_load_request(options), progress_of(self))
        except RejectedError as rejection:
            for problem in rejection.report.rejections:
                self.stderr.write(str(problem))
            self.write_files(rejection.report, options)
            raise CommandError(str(rejection)) from rejection
        for line in report_lines(report):
            self.stdout.write(line)
        self.write_files(report, options)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")

    def write_files(self, report: LoadReport, options: dict[str, Any]) -> None:
        """Write the files that the options ask for; the load itself is finished by now."""
        try:
            if options["report"]:
                write_report(report, options["report"])
            is_wanted = options["refused"] or not options["dry_run"]
            if options["accept_good"] and report.rejected_records and is_wanted:
                path = options["refused"] or _new_rejected_path()
                report.rejected_records.write_to(path)
                self.stdout.write(f"rejected records written to {path}")
        except OSError as error:
            message = f"load finished, but its report could not be written: {error}"
            raise CommandError(message) from error


def _load_request(options: dict[str, Any]) -> LoadRequest:
    return LoadRequest(
        paths=options["paths"],
        maps=[load_map(path) for path in options["map"]],
        format=options["format"],
        accept_good=options["accept_good"],
        fiction=options["fiction"],
        dry_run=options["dry_run"],
    )


def _new_rejected_path() -> Path:
    """Return a new path for rejected records beside the archive's data, named by the time."""
    folder: Path = settings.ARCHIVE_DATA / "refused"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{datetime.now():%Y-%m-%dT%H%M%S.%f}.jsonl"
