from django.db import migrations

from saksama.store.engine import append_only


class Migration(migrations.Migration):
    """Entries, leaves and checkpoints are added and never changed or taken away."""

    dependencies = [("ledger", "0001_record")]

    operations = [
        *append_only("ledger_entry"),
        *append_only("ledger_leaf"),
        *append_only("ledger_checkpoint"),
    ]
