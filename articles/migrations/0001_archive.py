"""The archive's tables, and the role that the web process reads them as.

It replaces the six migrations by which the first archives came to the same tables.
"""

import articles.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


CREATE_READER = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'archive_reader') THEN
        CREATE ROLE archive_reader LOGIN;
    END IF;
    BEGIN  -- from PostgreSQL 16 on, who creates a role is a member who may not act as it
        EXECUTE format('GRANT archive_reader TO %I', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
        IF NOT pg_has_role(current_user, 'archive_reader', 'member') THEN RAISE; END IF;
    END;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role archive_reader is missing, and % may not make it', current_user
        USING HINT = format(
            'As a superuser: CREATE ROLE archive_reader LOGIN; GRANT archive_reader TO %I;',
            current_user);
END $$;
GRANT USAGE ON SCHEMA public TO archive_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO archive_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO archive_reader;
"""
DROP_READER_RIGHTS = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM archive_reader;
REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM archive_reader;
REVOKE USAGE ON SCHEMA public FROM archive_reader;
"""


def text_storage(kind: str) -> str:
    """Return SQL that stores texts so: PostgreSQL's own compression took half of a load."""
    tables = ("articles_article", "articles_pressrelease")
    return "".join(f"ALTER TABLE {table} ALTER COLUMN text SET STORAGE {kind};" for table in tables)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("articles", "0001_initial"),
        ("articles", "0002_reader_role"),
        ("articles", "0003_postings_parts_duplicates"),
        ("articles", "0004_texts_stored_plain"),
        ("articles", "0005_profiles"),
        ("articles", "0006_figures"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("title", models.CharField(blank=True, max_length=2000)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("text", models.TextField()),
                (
                    "text_digest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.RawSQL(
                            "encode(sha256(replace(text, '\\', '\\\\')::bytea), 'hex')", ()
                        ),
                        output_field=models.CharField(max_length=64),
                    ),
                ),
                ("digest", models.CharField(max_length=64, null=True)),
                ("posting", models.PositiveIntegerField(null=True, unique=True)),
                ("fiction", models.BooleanField(default=False)),
                ("withdrawn", models.CharField(blank=True, max_length=2000)),
                ("source", models.CharField(blank=True, max_length=1000)),
                ("reader", models.CharField(blank=True, max_length=20)),
                ("captured", models.CharField(blank=True, max_length=40)),
                ("payload_digest", models.CharField(blank=True, max_length=200)),
                ("provenance_digest", models.CharField(blank=True, max_length=64)),
                (
                    "published",
                    articles.models.fields.PartialDateField(blank=True, max_length=25, null=True),
                ),
                ("quotes", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=500, unique=True)),
                ("slug", models.SlugField(db_index=False, max_length=100, unique=True)),
                ("name", models.CharField(max_length=500)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), blank=True, default=list
                    ),
                ),
                (
                    "alias_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="articles.agency",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "agencies",
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=500, unique=True)),
                ("slug", models.SlugField(db_index=False, max_length=100, unique=True)),
                ("name", models.CharField(max_length=500)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), blank=True, default=list
                    ),
                ),
                (
                    "alias_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__length__gt", 0), ("name__length__gt", 0), ("slug__length__gt", 0)
                        ),
                        name="author_is_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bylines",
                        to="articles.author",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="authors",
            field=models.ManyToManyField(
                related_name="articles", through="articles.Byline", to="articles.author"
            ),
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=500, unique=True)),
                ("slug", models.SlugField(db_index=False, max_length=100, unique=True)),
                ("name", models.CharField(max_length=500)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), blank=True, default=list
                    ),
                ),
                (
                    "alias_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list
                    ),
                ),
                ("state", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "verbose_name_plural": "cities",
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__length__gt", 0), ("name__length__gt", 0), ("slug__length__gt", 0)
                        ),
                        name="city_is_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Duplicate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=7)),
                ("key", models.CharField(max_length=200)),
                ("other", models.CharField(max_length=200)),
                ("likeness", models.FloatField()),
                ("exact", models.BooleanField()),
            ],
            options={
                "ordering": ["kind", "key", "-likeness", "other"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "other"), name="one_duplicate_a_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["article", "release"]),
                            ("likeness__gt", 0),
                            ("likeness__lte", 1),
                            models.Q(("key", models.F("other")), _negated=True),
                        ),
                        name="duplicate_is_another_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("digest", models.CharField(max_length=64)),
                ("sources", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict)),
                ("findings", models.JSONField(default=list)),
                ("report_digest", models.CharField(blank=True, max_length=64)),
                ("last_posting", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$"), ("number__gte", 1)),
                        name="edition_is_numbered_and_digested",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=7)),
                ("key", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.TextField()),
                ("line_digest", models.CharField(blank=True, max_length=64)),
                ("posting", models.PositiveIntegerField(null=True, unique=True)),
                (
                    "landed_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                (
                    "replaced_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "key", "number"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="edition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.edition",
            ),
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=6)),
                ("owner", models.PositiveBigIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("articles", "Articles"),
                            ("grade", "Grade"),
                            ("presentation", "Presentation"),
                            ("release", "Release"),
                            ("other", "Other"),
                            ("days", "Days"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, db_collation="C", max_length=500)),
                ("times", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["kind", "owner", "what", "-times", "name"],
                "indexes": [
                    models.Index(
                        fields=["kind", "owner", "what", "-times", "name"], name="leading_figures"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "owner", "what", "name"), name="one_figure_of_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["agency", "author", "outlet"]),
                            ("times__gt", 0),
                            (
                                "what__in",
                                ["articles", "grade", "presentation", "release", "other", "days"],
                            ),
                        ),
                        name="figure_is_of_one_with_quotations",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outlet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=500, unique=True)),
                ("slug", models.SlugField(db_index=False, max_length=100, unique=True)),
                ("name", models.CharField(max_length=500)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=500), blank=True, default=list
                    ),
                ),
                (
                    "alias_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__length__gt", 0), ("name__length__gt", 0), ("slug__length__gt", 0)
                        ),
                        name="outlet_is_named",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="outlet",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.outlet",
            ),
        ),
        migrations.CreateModel(
            name="PressRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("title", models.CharField(blank=True, max_length=2000)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("text", models.TextField()),
                (
                    "text_digest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.RawSQL(
                            "encode(sha256(replace(text, '\\', '\\\\')::bytea), 'hex')", ()
                        ),
                        output_field=models.CharField(max_length=64),
                    ),
                ),
                ("digest", models.CharField(max_length=64, null=True)),
                ("posting", models.PositiveIntegerField(null=True, unique=True)),
                ("fiction", models.BooleanField(default=False)),
                ("withdrawn", models.CharField(blank=True, max_length=2000)),
                ("source", models.CharField(blank=True, max_length=1000)),
                ("reader", models.CharField(blank=True, max_length=20)),
                ("captured", models.CharField(blank=True, max_length=40)),
                ("payload_digest", models.CharField(blank=True, max_length=200)),
                ("provenance_digest", models.CharField(blank=True, max_length=64)),
                (
                    "released",
                    articles.models.fields.PartialDateField(blank=True, max_length=25, null=True),
                ),
                ("number", models.CharField(blank=True, max_length=500)),
                ("known_by_quotation", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="articles.agency",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="articles.city",
                    ),
                ),
                (
                    "components",
                    models.ManyToManyField(
                        related_name="component_releases",
                        through="articles.Component",
                        to="articles.agency",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
            },
        ),
        migrations.AddField(
            model_name="component",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="named_components",
                to="articles.pressrelease",
            ),
        ),
        migrations.CreateModel(
            name="Quotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(blank=True, null=True)),
                ("article_start", models.PositiveIntegerField()),
                ("article_end", models.PositiveIntegerField()),
                ("release_start", models.PositiveIntegerField(blank=True, null=True)),
                ("release_end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verbatim", "Verbatim"),
                            ("typographic", "Typographic"),
                            ("elided", "Elided"),
                            ("interpolated", "Interpolated"),
                            ("altered", "Altered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "presentation",
                    models.CharField(
                        choices=[
                            ("block", "block quote"),
                            ("inline", "inline quote"),
                            ("unmarked", "unmarked copy"),
                        ],
                        max_length=8,
                    ),
                ),
                ("parts", models.JSONField(blank=True, default=list)),
                ("changes", models.JSONField(blank=True, default=list)),
                ("shared", models.BooleanField(default=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotations",
                        to="articles.article",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotations",
                        to="articles.pressrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["article", "number"],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(blank=True, null=True)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("verbatim", "Verbatim"),
                            ("typographic", "Typographic"),
                            ("elided", "Elided"),
                            ("interpolated", "Interpolated"),
                            ("altered", "Altered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="articles.pressrelease",
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="articles.quotation",
                    ),
                ),
            ],
            options={
                "ordering": ["quotation", "release"],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("release", "fingerprints of releases"),
                            ("article", "fingerprints of articles"),
                            ("likeness", "signatures of texts that are alike"),
                        ],
                        max_length=8,
                    ),
                ),
                ("entries", models.PositiveBigIntegerField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["release", "article", "likeness"])),
                        name="segment_kind_is_defined",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.BigIntegerField()),
                ("entries", models.BinaryField()),
                (
                    "segment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="articles.segment",
                    ),
                ),
            ],
            options={
                "ordering": ["segment", "first"],
            },
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("key__length__gt", 0), ("name__length__gt", 0), ("slug__length__gt", 0)
                ),
                name="agency_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="agency_is_not_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                fields=("article", "position"), name="one_author_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                fields=("article", "author"), name="an_author_signs_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierversion",
            constraint=models.UniqueConstraint(
                fields=("kind", "key", "number"), name="one_earlier_version_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest__regex", "^[0-9a-f]{64}$"),
                    ("kind__in", ["article", "release"]),
                    ("number__gte", 1),
                ),
                name="earlier_version_is_numbered_and_digested",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("quotes", []), _negated=True),
                fields=["published", "key"],
                name="article_naming_sources",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(fields=("key",), name="one_article_a_key"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published__isnull", True),
                    (
                        "published__regex",
                        "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?$",
                    ),
                    _connector="OR",
                ),
                name="article_date_is_iso",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("key__regex", "^[a-z0-9][a-z0-9-]*$"),
                    models.Q(("text", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                ),
                name="article_is_keyed_titled_and_filled",
            ),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(fields=["agency", "released"], name="release_of_agency_and_date"),
        ),
        migrations.AddIndex(
            model_name="pressrelease",
            index=models.Index(
                condition=models.Q(("known_by_quotation", True)),
                fields=["key"],
                name="release_known_by_quotation",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.UniqueConstraint(fields=("key",), name="one_release_a_key"),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released__isnull", True),
                    (
                        "released__regex",
                        "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?$",
                    ),
                    _connector="OR",
                ),
                name="release_date_is_iso",
            ),
        ),
        migrations.AddConstraint(
            model_name="pressrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("key__regex", "^[a-z0-9][a-z0-9-]*$"), models.Q(("text", ""), _negated=True)
                ),
                name="release_is_keyed_and_filled",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("release", "position"), name="one_component_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("release", "agency"), name="a_component_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="one_quotation_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("article_start__lt", models.F("article_end")), ("number__gte", 1)
                ),
                name="quotation_has_a_passage",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("release", None), ("release_end", None), ("release_start", None)),
                    models.Q(
                        ("release__isnull", False),
                        ("release_end__isnull", False),
                        ("release_start__isnull", False),
                        ("release_start__lt", models.F("release_end")),
                    ),
                    _connector="OR",
                ),
                name="quotation_is_located_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", None),
                    models.Q(("release__isnull", False), ("version__gte", 1)),
                    _connector="OR",
                ),
                name="quotation_version_is_of_a_release",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grade", ""), ("release", None)),
                    models.Q(
                        (
                            "grade__in",
                            ["verbatim", "typographic", "elided", "interpolated", "altered"],
                        ),
                        ("release__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="quotation_is_graded_where_located",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("presentation__in", ["block", "inline", "unmarked"])),
                name="quotation_presentation_is_defined",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="holding_has_a_passage"
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["segment", "first"], name="block_of_fingerprint"),
        ),
        migrations.RunSQL(text_storage("EXTERNAL"), text_storage("EXTENDED")),
        migrations.RunSQL(CREATE_READER, DROP_READER_RIGHTS),
    ]
