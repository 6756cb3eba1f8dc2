"""Prefixes are looked up by a range of the usual order: PostgreSQL asks no index for LIKE behind row-level security."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_silent_and_new")]

    operations = [
        migrations.RemoveIndex("case", "cases_case_place"),
        migrations.RemoveIndex("searchterm", "cases_search_term"),
        migrations.AddIndex("case", models.Index(fields=["place_code"], name="cases_case_place")),
        migrations.AddIndex("searchterm", models.Index(fields=["term", "position"], name="cases_search_term")),
    ]
