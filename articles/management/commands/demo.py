"""`manage.py demo`: the archive with its fictional samples loaded."""

from django.conf import settings

from articles import editions
from articles.management.commands import serve


class Command(serve.Command):
    help = "Load the fictional samples, where they are not there yet, and serve the archive."

    def fill(self) -> None:
        samples = [settings.BASE_DIR / "fixtures" / "samples"]
        report = editions.load(editions.Input(samples, fiction=True), self.stdout.write)
        for line in editions.summary(report):
            self.stdout.write(line)
