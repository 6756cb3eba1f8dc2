"""How an office arranges the copy sheets of outside systems."""

from django.db import migrations, models

import saksama.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_appointments"), ("cases", "0007_precedents")]

    operations = [
        migrations.CreateModel(
            name="SheetLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("office", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=24)),
                ("version", models.CharField(blank=True, max_length=40)),
                ("fields", models.JSONField(default=list)),
                ("columns", models.JSONField(default=dict)),
                ("seen_on", models.DateField(blank=True, null=True)),
                ("seen_by", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.AddConstraint(
            model_name="sheetlayout",
            constraint=models.UniqueConstraint(fields=("office", "target"), name="cases_sheet_layout_once"),
        ),
    ]
