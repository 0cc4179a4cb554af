"""The third sources of quotations that the archive has the text of."""

import articles.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_text_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ThirdSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("text", models.TextField()),
                ("author", models.CharField(blank=True, max_length=500)),
                (
                    "date",
                    articles.models.fields.PartialDateField(blank=True, max_length=25, null=True),
                ),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("note", models.CharField(blank=True, max_length=2000)),
            ],
            options={
                "ordering": ["date", "key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date__isnull", True),
                            (
                                "date__regex",
                                "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])(T\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="source_date_is_iso",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__regex", "^[a-z0-9][a-z0-9-]*$"),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="source_is_keyed_named_and_filled",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="quotation",
            name="third_source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quotations",
                to="articles.thirdsource",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("third_source", None),
                    models.Q(("release__isnull", False), ("shared", True)),
                    _connector="OR",
                ),
                name="quotation_of_a_third_source_is_shared",
            ),
        ),
    ]
