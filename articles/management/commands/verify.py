"""`manage.py verify`: read everything again and compare it with its digests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.core.text import format_count
from articles.verification import Tally, verify


class Command(BaseCommand):
    help = "Check every record, quotation and index file against its digest; change nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        tally = Tally(self.stdout.write)
        differences = 0
        for difference in verify(tally):
            differences += 1
            self.stderr.write(str(difference))
        checked = ", ".join(f"{count:,} {what}" for what, count in tally.counts.items())
        self.stdout.write(f"checked {checked or 'nothing: the archive is empty'}")
        if differences:
            raise CommandError(format_count(differences, "difference"))
        self.stdout.write("no differences")
