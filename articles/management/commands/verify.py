"""`manage.py verify`: read everything again and compare it with its digests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.core.text import format_count
from articles.management.base import create_tables, progress_of
from articles.verification import Tally, verify_archive


class Command(BaseCommand):
    help = "Check every record, quotation and index file against its digest; change nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        create_tables(progress_of(self))
        tally = Tally(self.stdout.write)
        differences = 0
        for difference in verify_archive(tally):
            differences += 1
            self.stderr.write(str(difference))
        summary = ", ".join(f"{count:,} {subject}" for subject, count in tally.counts.items())
        self.stdout.write(f"checked {summary or 'nothing: the archive is empty'}")
        if differences:
            raise CommandError(format_count(differences, "difference"))
        self.stdout.write("no differences")
