from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_reports")]

    operations = [
        migrations.AddField(model_name="report", name="silent_since", field=models.DateTimeField(blank=True, null=True)),
    ]
