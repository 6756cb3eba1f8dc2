"""What a clock is counted from, and what had ended when an act was written."""

from django.db import migrations, models

from saksama.store.engine import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_queues_by_key")]

    operations = [
        migrations.AddField("clock", "basis", models.TextField(blank=True, default="")),
        migrations.AddField("act", "limits", models.JSONField(default=list)),
        *append_only("cases_act"),
    ]
