from django.db import migrations, models

import saksama.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Computation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("version", models.CharField(max_length=40, unique=True)),
                ("computed_at", models.DateTimeField()),
                ("law_release", models.CharField(max_length=64)),
                ("results", models.JSONField()),
            ],
            options={"ordering": ["-pk"]},
        ),
    ]
