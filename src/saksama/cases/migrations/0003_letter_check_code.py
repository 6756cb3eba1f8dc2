from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_row_security")]

    operations = [
        migrations.AddField(
            model_name="document", name="check_code", field=models.CharField(blank=True, db_index=True, default="", max_length=8),
        ),
    ]
