from django.db import migrations, models

from articles import profiles


def keep(apps, schema_editor):
    """Of the quotations that an archive holds already."""
    profiles.keep()


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_profiles")]
    operations = [
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
            options={"ordering": ["kind", "owner", "what", "-times", "name"]},
        ),
        migrations.DeleteModel(name="Profile"),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                fields=["kind", "owner", "what", "-times", "name"], name="leading_figures"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                fields=("kind", "owner", "what", "name"), name="one_figure_of_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["agency", "author", "outlet"]),
                    ("times__gt", 0),
                    ("what__in", ["articles", "grade", "presentation", "release", "other", "days"]),
                ),
                name="figure_is_of_one_with_quotations",
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
