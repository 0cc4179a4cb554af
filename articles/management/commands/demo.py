"""`manage.py demo`: the archive with its fictional samples loaded."""

from django.conf import settings

from articles import editions, reports
from articles.intake import Input
from articles.management.commands import serve


class Command(serve.Command):
    help = "Load the fictional samples, where they are not there yet, and serve the archive."

    def fill(self) -> None:
        samples = [settings.BASE_DIR / "fixtures" / "samples"]
        report = editions.load(Input(samples, fiction=True), self.stdout.write)
        for line in reports.lines(report):
            self.stdout.write(line)
