"""The second wall, and acts that stay as they were written."""

from django.db import migrations

from saksama.store.engine import append_only, enable_row_security

CASE = ("case_id", "cases_case")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [
        *enable_row_security("cases_case", key=("oversight_office", "agency_key")),
        *enable_row_security("cases_act", through=CASE),
        *enable_row_security("cases_clock", through=CASE),
        *enable_row_security("cases_party", through=CASE),
        *enable_row_security("cases_nametoken", through=("party_id", "cases_party")),
        *enable_row_security("cases_document", through=CASE),
        *enable_row_security("cases_link", through=CASE),
        *enable_row_security("cases_exclusion", through=CASE),
        *append_only("cases_act"),
    ]
