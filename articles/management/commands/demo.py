"""`manage.py demo`: the archive with its fictional samples loaded."""

from django.conf import settings

from articles.editions import operations
from articles.editions.load import LoadRequest
from articles.editions.report import report_lines
from articles.management.base import progress_of
from articles.management.serving import ServingCommand
from articles.models import Article


class Command(ServingCommand):
    help = "Load the fictional samples and serve the archive."

    def prepare_archive(self) -> None:
        if Article.objects.filter(fiction=True).exists():
            self.stdout.write("the samples are loaded already")
        else:
            self.load_samples()
        operations.ensure_catalog(progress_of(self))

    def load_samples(self) -> None:
        fixtures = settings.BASE_DIR / "fixtures"
        request = LoadRequest([fixtures / "samples", fixtures / "sources"], fiction=True)
        report = operations.load(request, progress_of(self))
        for line in report_lines(report):
            self.stdout.write(line)
