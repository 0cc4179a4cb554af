"""PostgreSQL's full-text search as Django's documentation teaches it, in a site of one page.

A stored vector of title and text, weighted, with a GIN index; SearchRank, a page of twenty, the
count, and four facets by GROUP BY. No snippets: of a text its beginning is shown. Granian serves it
as it does the archive. FULLTEXT is the folder of its database.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Left
from django.shortcuts import render
from django.urls import path

from archive import postgres
from tests.benchmarks.catalog.peers.flat import FACETS, Row, rows

PAGE, TOP, LEAD = 20, 10, 300
_TEMPLATE = """<!doctype html><title>{{ found.paginator.count }} found</title>
<form><input name=q value="{{ asked.q }}"></form><p>{{ found.paginator.count }} found
{% for name, counts in facets.items %}<h2>{{ name }}</h2><ul>
{% for value, count in counts %}<li><a href="?{{ name }}={{ value }}">{{ value }}</a> {{ count }}
{% endfor %}</ul>{% endfor %}
{% for one in found %}<h3>{{ one.title }}</h3><p>{{ one.kind }}, {{ one.date }}, {{ one.agency }}
{{ one.author }} {{ one.outlet }}<p>{{ one.lead }}{% endfor %}
{% if found.has_next %}<a href="?page={{ found.next_page_number }}">next</a>{% endif %}"""

if not settings.configured:
    address = postgres.connection_parameters(Path(os.environ["FULLTEXT"]))
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "HOST": address["host"],
                "PORT": address["port"],
                "USER": address["user"],
                "NAME": address["dbname"],
                "CONN_MAX_AGE": None,
            }
        },
        INSTALLED_APPS=["django.contrib.postgres"],
        ROOT_URLCONF=__name__,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        ("django.template.loaders.cached.Loader", [
                            ("django.template.loaders.locmem.Loader", {"page.html": _TEMPLATE})
                        ])
                    ]
                },
            }
        ],
    )  # fmt: skip
    django.setup()

_VECTOR = SearchVector("title", weight="A", config="english") + SearchVector(
    "text", weight="B", config="english"
)


class Record(models.Model):
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=2000)
    text = models.TextField()
    agency = models.CharField(max_length=500, db_index=True)
    city = models.CharField(max_length=500)
    author = models.CharField(max_length=500)
    outlet = models.CharField(max_length=500)
    year = models.CharField(max_length=4, db_index=True)
    date = models.CharField(max_length=20, db_index=True)
    vector = models.GeneratedField(
        expression=_VECTOR, output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        app_label = "fulltext"

    def __str__(self):
        return self.title


def build(source: Path) -> None:
    """Make the table of a file's records; what is indexed after it was filled is filled faster."""
    with connection.schema_editor() as editor:
        editor.create_model(Record)
    with connection.cursor() as cursor:
        columns = ", ".join(Row._fields)
        with cursor.copy(f"COPY fulltext_record ({columns}) FROM STDIN") as copy:
            for row in rows(source):
                copy.write_row(row)
    with connection.schema_editor() as editor:
        editor.add_index(Record, GinIndex(fields=["vector"], name="record_vector"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE fulltext_record")


def search(request):
    found = _found(request.GET)
    facets = {
        name: found.order_by()
        .values_list(name)
        .annotate(count=models.Count("pk"))
        .order_by("-count")[:TOP]
        for name in FACETS
    }
    shown = found.annotate(lead=Left("text", LEAD)).defer("text", "vector")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    return render(request, "page.html", {"asked": request.GET, "found": page, "facets": facets})


def _found(asked):
    named = {name: asked[name] for name in (*FACETS, "city", "author") if name in asked}
    found = Record.objects.filter(**named).order_by("-date", "pk")
    if not asked.get("q"):
        return found
    query = _query(asked["q"])
    found = found.filter(vector=query)
    if asked.get("sort") == "newest":
        return found
    return found.annotate(rank=SearchRank(F("vector"), query)).order_by("-rank", "pk")


def _query(typed):
    if typed.endswith("*"):
        return SearchQuery(f"{typed[:-1]}:*", search_type="raw", config="english")
    return SearchQuery(typed, search_type="websearch", config="english")


urlpatterns = [path("", search)]
application = get_wsgi_application()
