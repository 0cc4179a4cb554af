"""Addresses of quotations made of their passages, and the numbers that were their addresses before."""

import hashlib
import re
from collections import Counter
from itertools import batched, groupby
from unicodedata import normalize

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Substr

NOT_LETTERS = re.compile(r"[\W_]+")
PASSAGE = Substr("article__text", F("article_start") + 1, F("article_end") - F("article_start"))


def make_slug(passage):
    letters = NOT_LETTERS.sub("", normalize("NFKC", passage).casefold())
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def iter_slugs(quotations):
    rows = quotations.order_by("article_id", "number").annotate(passage=PASSAGE)
    columns = rows.values_list("article_id", "pk", "passage")
    for _, article_rows in groupby(columns.iterator(2000), key=lambda row: row[0]):
        counts = Counter()
        for _, quotation_id, passage in article_rows:
            slug = make_slug(passage)
            counts[slug] += 1
            yield quotation_id, slug if counts[slug] == 1 else f"{slug}-{counts[slug]}"


def fill_slugs(apps, schema_editor):
    quotations = apps.get_model("articles", "Quotation").objects.all()
    with schema_editor.connection.cursor() as cursor:
        for batch in batched(iter_slugs(quotations), 2000, strict=False):
            cursor.execute(
                """UPDATE articles_quotation quotation SET slug = filled.slug
                   FROM unnest(%s::bigint[], %s::text[]) AS filled (id, slug)
                   WHERE quotation.id = filled.id""",
                [list(column) for column in zip(*batch, strict=True)],
            )
    # a table with checks still to be done can't be altered
    schema_editor.connection.check_constraints()


RECORD_NUMBERS = """
    INSERT INTO articles_formeraddress (article_id, slug, passage, article_start)
    SELECT article_id, number, substr(text, article_start + 1, article_end - article_start),
           article_start
    FROM articles_quotation JOIN articles_article article ON article.id = article_id
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_third_sources")]

    operations = [
        migrations.AddField(
            model_name="quotation", name="slug", field=models.CharField(max_length=20, null=True)
        ),
        migrations.AddField(
            model_name="quotation",
            name="first_edition",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(fill_slugs, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="quotation", name="slug", field=models.CharField(max_length=20)
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.UniqueConstraint(
                fields=("article", "slug"), name="one_quotation_a_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[0-9a-f]{10}(-[0-9]+)?$")),
                name="quotation_has_a_slug",
            ),
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=20)),
                ("passage", models.TextField()),
                ("article_start", models.PositiveIntegerField()),
                ("first_edition", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="articles.article",
                    ),
                ),
                (
                    "ended_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["article", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "slug"), name="one_former_address_a_slug"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slug__regex", "^([0-9a-f]{10}(-[0-9]+)?|[0-9]{1,9})$")
                        ),
                        name="former_address_has_a_slug",
                    ),
                ],
            },
        ),
        migrations.RunSQL(RECORD_NUMBERS, migrations.RunSQL.noop),
    ]
