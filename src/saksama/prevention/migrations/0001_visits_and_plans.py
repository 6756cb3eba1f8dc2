from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store import engine

LETTERS = [(key, key) for key in "abcdefg"]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("office", models.CharField(db_index=True, max_length=40)),
                ("office_position", models.BigIntegerField()),
                ("measure", models.CharField(choices=LETTERS, max_length=1)),
                ("place_code", models.CharField(max_length=20)),
                ("agency", models.CharField(blank=True, max_length=40)),
                ("held_on", models.DateField()),
                ("headcount", models.PositiveIntegerField()),
                ("able", models.PositiveIntegerField(blank=True, null=True)),
                ("led_by", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("questions", saksama.vault.fields.EncryptedTextField(blank=True)),
                ("entered_by", models.CharField(max_length=80)),
                ("entered_at", models.DateTimeField()),
            ],
            options={
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["office_position", "held_on"], name="prevention_visit_place_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("able", None), ("able__lte", models.F("headcount")), _connector="OR"),
                        name="prevention_visit_able_among_present",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("office", models.CharField(max_length=40)),
                ("office_position", models.BigIntegerField()),
                ("measure", models.CharField(choices=LETTERS, max_length=1)),
                ("year", models.PositiveIntegerField()),
                ("planned", models.PositiveIntegerField()),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("office", "measure", "year"), name="prevention_plan_once")],
            },
        ),
        *engine.enable_row_security("prevention_visit"),
        *engine.enable_row_security("prevention_plan"),
    ]
