"""What cases are found by, officers' own views of the queue, and steps on many cases at once."""

from types import SimpleNamespace

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import saksama.kernel.ids
import saksama.vault.fields
from saksama.store import engine, search
from saksama.store.engine import enable_row_security

CASE = ("case_id", "cases_case")
WHOLE_NATION = SimpleNamespace(low=0, high=2_000_000_000)


def note_terms(apps, schema_editor):
    """Write the terms of the cases that are there already: their numbers, those of their letters, and the check codes."""
    case, act, document, term = (apps.get_model("cases", name) for name in ("Case", "Act", "Document", "SearchTerm"))
    engine.admit(WHOLE_NATION, "")

    def note(found):
        rows, kept = [], set()
        for case_id, position, kind, text in found:
            for one in search.tails(text) if kind != "check" else (search.squash(text),):
                if (case_id, kind, one) not in kept and one:
                    kept.add((case_id, kind, one))
                    rows.append(term(case_id=case_id, position=position, kind=kind, term=one))
        term.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)

    plain = case.objects.exclude(number="").values_list("pk", "office_position", "number")
    note((pk, at, "number", number) for pk, at, number in plain.iterator(chunk_size=2000))
    letters = document.objects.filter(limb="asn").values_list("case_id", "case__office_position", "number", "check_code")
    note(
        (pk, at, kind, text)
        for pk, at, *pair in letters.iterator(chunk_size=2000)
        for kind, text in zip(("letter", "check"), pair, strict=True)
    )
    outside = act.objects.filter(kind="outside_number.recorded").values_list("case_id", "case__office_position", "body")
    note((pk, at, "outside", str(body.get("number", ""))) for pk, at, body in outside.iterator(chunk_size=2000))
    engine.admit(None, "")


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_sheet_layouts")]

    operations = [
        migrations.AddIndex(
            "case", models.Index(fields=["place_code"], name="cases_case_place", opclasses=["varchar_pattern_ops"])
        ),
        migrations.AddIndex("case", models.Index(fields=["category", "sort_due", "public_id"], name="cases_case_category")),
        migrations.AddIndex("case", models.Index(fields=["stage", "sort_due", "public_id"], name="cases_case_stage")),
        migrations.AddIndex(
            "case", models.Index(fields=["agency", "sort_due"], condition=~Q(agency=""), name="cases_case_of_agency")
        ),
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("term", models.CharField(max_length=64)),
                ("position", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_terms", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "searchterm", models.UniqueConstraint(fields=("case", "term", "kind"), name="cases_search_term_once")
        ),
        migrations.AddIndex(
            "searchterm",
            models.Index(fields=["term", "position"], name="cases_search_term", opclasses=["varchar_pattern_ops", "int8_ops"]),
        ),
        *enable_row_security("cases_searchterm", through=CASE),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("owner", models.CharField(max_length=40)),
                ("office", models.CharField(max_length=40)),
                ("name", saksama.vault.fields.EncryptedTextField()),
                ("wanted", models.JSONField(default=dict)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("shared", models.BooleanField(default=False)),
            ],
            options={"ordering": ["place", "pk"]},
        ),
        migrations.AddIndex("savedview", models.Index(fields=["office", "owner"], name="cases_saved_view_of")),
        migrations.CreateModel(
            name="BulkRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("owner", models.CharField(db_index=True, max_length=40)),
                ("office", models.CharField(max_length=40)),
                ("act", models.CharField(max_length=32)),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BulkLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=saksama.kernel.ids.new_id, editable=False, unique=True)),
                ("case", models.UUIDField()),
                ("nth", models.PositiveSmallIntegerField()),
                ("seen", models.PositiveIntegerField()),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("sentence_id", models.CharField(blank=True, max_length=600)),
                ("sentence_en", models.CharField(blank=True, max_length=600)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="cases.bulkrun"),
                ),
            ],
            options={"ordering": ["run", "nth"]},
        ),
        migrations.AddConstraint(
            "bulkline", models.UniqueConstraint(fields=("run", "case"), name="cases_bulk_line_once")
        ),
        migrations.RunPython(note_terms, migrations.RunPython.noop),
    ]
