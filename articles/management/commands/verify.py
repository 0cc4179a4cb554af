"""`manage.py verify`: everything read again and compared with the digests that were kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.verification import Tally, verify


class Command(BaseCommand):
    help = "Compare every text, quotation and index file with what was kept of it; change nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        tally = Tally(self.stdout.write)
        differences = 0
        for differences, difference in enumerate(verify(tally), 1):  # noqa: B007
            self.stderr.write(str(difference))
        checked = ", ".join(f"{count:,} {what}" for what, count in tally.counts.items())
        self.stdout.write(f"checked {checked or 'nothing: the archive is empty'}")
        if differences:
            raise CommandError(f"{differences:,} differences")
        self.stdout.write("no difference")
