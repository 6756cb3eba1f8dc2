import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store import engine

KINDS = [
    ("goal", "Sasaran"),
    ("action", "Tindakan"),
    ("resource", "Sumber daya"),
    ("obstacle", "Hambatan"),
    ("programme", "Program"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0004_field_kit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("office", models.CharField(max_length=40)),
                ("office_position", models.BigIntegerField()),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("title", saksama.vault.fields.EncryptedTextField()),
                ("note", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("citation", models.CharField(blank=True, max_length=200)),
                ("first_year", models.PositiveIntegerField()),
                ("last_year", models.PositiveIntegerField()),
                ("measure", models.CharField(blank=True, max_length=1)),
                ("people", models.PositiveIntegerField(blank=True, null=True)),
                ("days", models.PositiveIntegerField(blank=True, null=True)),
                ("rupiah", models.PositiveBigIntegerField(blank=True, null=True)),
                ("figure", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("before", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("after", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="prevention.aim",
                    ),
                ),
            ],
            options={
                "ordering": ["first_year", "pk"],
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["office", "kind"], name="prevention_aim_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_year__lte", models.F("last_year"))), name="prevention_aim_years"
                    )
                ],
            },
        ),
        *engine.enable_row_security("prevention_aim"),
    ]
