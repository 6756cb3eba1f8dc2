"""Templates of letters that offices write themselves; each letter says by which version it was drawn."""

from django.db import migrations, models

import saksama.kernel.ids
import saksama.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_prefixes_by_range"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="template",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="OfficeTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("office", models.CharField(max_length=40)),
                ("form", models.CharField(max_length=24)),
                ("version", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", saksama.vault.fields.EncryptedTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("offered", "diajukan"), ("in_force", "berlaku"), ("retired", "diganti")],
                        default="offered",
                        max_length=8,
                    ),
                ),
                ("offered_by", models.CharField(max_length=40)),
                ("offered_at", models.DateTimeField()),
                ("approved_by", models.CharField(blank=True, default="", max_length=40)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["office", "form", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "form", "version"), name="cases_office_template_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("office", "form"),
                        name="cases_office_template_one_in_force",
                    ),
                ],
            },
        ),
    ]
