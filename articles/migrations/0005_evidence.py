"""What speaks for each quotation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_quotation_addresses")]

    operations = [
        migrations.AddField(
            model_name="quotation",
            name="evidence",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
