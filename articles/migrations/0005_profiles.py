from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_texts_stored_plain")]
    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=6)),
                ("owner", models.PositiveBigIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("articles", models.PositiveIntegerField()),
                ("releases", models.PositiveIntegerField()),
                ("days", models.FloatField(null=True)),
                ("most", models.JSONField()),
            ],
            options={
                "ordering": ["kind", "owner"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "owner"), name="one_profile_an_authority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["agency", "author", "outlet"]), ("total__gt", 0)
                        ),
                        name="profile_is_of_one_with_quotations",
                    ),
                ],
            },
        ),
    ]
