"""The indexes in the order of the queue hold the territory too: rows of others are passed over without reading them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_signed_letters")]

    operations = [
        migrations.RemoveIndex("case", "cases_case_queue_of_all"),
        migrations.RemoveIndex("case", "cases_case_category"),
        migrations.RemoveIndex("case", "cases_case_stage"),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["sort_due", "public_id", "office_position"],
                condition=models.Q(in_queue=True),
                name="cases_case_queue_of_all",
            ),
        ),
        migrations.AddIndex(
            "case", models.Index(fields=["category", "sort_due", "public_id", "office_position"], name="cases_case_category")
        ),
        migrations.AddIndex(
            "case", models.Index(fields=["stage", "sort_due", "public_id", "office_position"], name="cases_case_stage")
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["waiting_on", "sort_due", "public_id", "office_position"],
                condition=models.Q(in_queue=True),
                name="cases_case_waiting",
            ),
        ),
    ]
