"""A letter that came back signed is kept beside the letter it is of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_office_templates"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="signs",
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
    ]
