"""Texts are stored as they are: PostgreSQL's own compression saved little and took half of a load."""

from django.db import migrations

TABLES = ("articles_article", "articles_pressrelease")


def storage(kind: str) -> str:
    return "".join(f"ALTER TABLE {table} ALTER COLUMN text SET STORAGE {kind};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_postings_parts_duplicates")]
    operations = [migrations.RunSQL(storage("EXTERNAL"), storage("EXTENDED"))]
