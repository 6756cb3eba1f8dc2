"""A run may draw letters: which form, which letter of which case, and whether it was stopped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_order_and_territory"),
    ]

    operations = [
        migrations.AddField(
            model_name="bulkline",
            name="document",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="bulkrun",
            name="form",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.AddField(
            model_name="bulkrun",
            name="stopped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
