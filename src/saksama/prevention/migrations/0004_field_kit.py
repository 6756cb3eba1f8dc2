import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store import engine


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0003_letters_of_citizens"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("person", models.CharField(db_index=True, max_length=80)),
                ("office", models.CharField(max_length=40)),
                ("office_position", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("public_key", models.CharField(max_length=100)),
                ("private_key", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="KitEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("office_position", models.BigIntegerField()),
                ("token", models.UUIDField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("clock_off", models.BigIntegerField(default=0)),
                ("state", models.CharField(choices=[("taken", "tercatat"), ("waiting", "menunggu dibetulkan"), ("discarded", "tidak dipakai")], max_length=10)),
                ("reason", models.CharField(blank=True, default="", max_length=40)),
                ("payload", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("visit", models.UUIDField(blank=True, null=True)),
                ("kit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="prevention.kit")),
            ],
            options={
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["kit", "state"], name="prevention_kitentry_state")],
            },
        ),
        *engine.enable_row_security("prevention_kit"),
        *engine.enable_row_security("prevention_kitentry"),
    ]
