from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store import engine


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0011_signature_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="Custom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("office", models.CharField(max_length=40)),
                ("office_position", models.BigIntegerField()),
                ("stage", models.CharField(max_length=24)),
                ("measure", models.CharField(max_length=1)),
                ("custom", saksama.vault.fields.EncryptedTextField()),
                ("risk", saksama.vault.fields.EncryptedTextField()),
                ("before", saksama.vault.fields.EncryptedTextField()),
                ("written_by", models.CharField(max_length=80)),
                ("written_at", models.DateTimeField()),
                ("read_by", models.CharField(blank=True, default="", max_length=80)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["stage", "pk"],
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["office"], name="prevention_custom_open")
                ],
            },
        ),
        *engine.enable_row_security("prevention_custom"),
    ]
