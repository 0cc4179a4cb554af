"""The number of a text in the fingerprint index, called what it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_archive")]

    operations = [
        migrations.RenameField("article", "posting", "text_number"),
        migrations.RenameField("pressrelease", "posting", "text_number"),
        migrations.RenameField("earlierversion", "posting", "text_number"),
        migrations.RenameField("edition", "last_posting", "last_text_number"),
    ]
