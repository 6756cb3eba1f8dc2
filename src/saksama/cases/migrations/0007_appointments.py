"""Hearings that were fixed, for the office's agenda."""

import django.db.models.deletion
from django.db import migrations, models

import saksama.kernel.ids
from saksama.store.engine import enable_row_security

CASE = ("case_id", "cases_case")


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_precedents")]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("nth", models.PositiveIntegerField()),
                ("who", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("officer", models.CharField(blank=True, max_length=40)),
                ("room", models.CharField(blank=True, max_length=12)),
                ("state", models.CharField(max_length=12)),
                ("moved", models.PositiveSmallIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="cases.case"
                    ),
                ),
            ],
            options={"ordering": ["at", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(fields=("case", "nth"), name="cases_appointment_once"),
        ),
        migrations.AddIndex(model_name="appointment", index=models.Index(fields=["at"], name="cases_appointment_at")),
        *enable_row_security("cases_appointment", through=CASE),
    ]
