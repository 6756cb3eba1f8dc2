"""Lists of what nobody answers and of what nobody has opened yet, in the order of the queue."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_found_quickly")]

    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["sort_due", "public_id"],
                condition=Q(in_queue=True, silent_since__isnull=False),
                name="cases_case_silent",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(fields=["act_count", "sort_due", "public_id"], condition=Q(in_queue=True), name="cases_case_acts"),
        ),
    ]
