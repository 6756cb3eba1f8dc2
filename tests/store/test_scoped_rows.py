from __future__ import annotations

import dataclasses

import pytest
from django.db import models, transaction
from tests.store.scoped_tables import BAGUS, EVERYONE, NOBODY, SARI, WATI, YUSUF, File, Note

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NoScope, NotAllowed
from saksama.kernel.span import EVERYWHERE
from saksama.store.scoped import ScopedManager

NATION = dataclasses.replace(BAGUS, span=EVERYWHERE)
VISIBLE = [
    (SYSTEM, ["buleleng", "solok"]),
    (BAGUS, ["solok"]),
    (YUSUF, ["buleleng"]),
    (WATI, ["buleleng"]),
    (SARI, ["solok"]),
    (NOBODY, []),
]


@pytest.mark.parametrize(("actor", "titles"), VISIBLE)
def test_rows_are_those_of_the_actor(files, actor, titles):
    with store.scope(actor):
        assert list(File.objects.order_by("title").values_list("title", flat=True)) == titles
        assert File.objects.count() == len(titles)
        assert File.objects.exists() is bool(titles)


def test_who_looks_everywhere_is_asked_for_no_range(files):
    with store.scope(NATION):
        assert list(File.objects.order_by("title").values_list("title", flat=True)) == ["buleleng", "solok"]
        assert "BETWEEN" not in str(File.objects.order_by("title").query)
    with store.scope(BAGUS):
        assert "BETWEEN" in str(File.objects.order_by("title").query)


def test_rows_through_a_relation_follow_their_parent(files):
    with store.scope(BAGUS):
        assert [note.text for note in Note.objects.all()] == ["solok"]
    with store.scope(SARI):
        assert [note.text for note in Note.objects.all()] == ["solok"]
    with store.scope(WATI):
        assert not Note.objects.exists()


QUESTIONS = [
    lambda: list(File.objects.all()),
    lambda: File.objects.count(),
    lambda: File.objects.exists(),
    lambda: File.objects.first(),
    lambda: list(File.objects.iterator()),
    lambda: File.objects.aggregate(models.Max("office_position")),
    lambda: File.objects.in_bulk(),
    lambda: File.objects.update(title="x"),
    lambda: File.objects.filter(title="solok").delete(),
    lambda: File.objects.create(office_position=1310),
    lambda: File.objects.bulk_create([File(office_position=1310)]),
    lambda: File.objects.with_agency(),
    lambda: File._base_manager.all(),
    lambda: File.objects.raw("SELECT * FROM store_file"),
]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_nothing_is_asked_outside_a_scope(files, ask):
    with pytest.raises(NoScope), transaction.atomic():
        ask()


LATE = [
    list,
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.filter(title="solok").first(),
    lambda rows: list(rows.iterator()),
    lambda rows: list(rows.values("title")),
    lambda rows: rows.aggregate(models.Max("office_position")),
    lambda rows: rows.update(title="x"),
    lambda rows: rows.delete(),
]


@pytest.mark.parametrize("ask", LATE)
def test_a_query_made_in_a_scope_is_not_asked_after_it(files, ask):
    with store.scope(BAGUS):
        rows = File.objects.all()
    with pytest.raises(NoScope):
        ask(rows)
    with pytest.raises(NoScope), store.scope(YUSUF):
        ask(rows)


def test_related_rows_and_instances_are_guarded_too(files):
    note = Note(file_id=files["buleleng"].pk)
    for look in (
        lambda: list(files["solok"].notes.all()),
        lambda: files["solok"].refresh_from_db(),
        lambda: files["solok"].save(),
        lambda: note.file,
    ):
        with pytest.raises(NoScope), transaction.atomic():
            look()
    with store.scope(BAGUS):
        assert list(files["buleleng"].notes.all()) == []
        with pytest.raises(File.DoesNotExist):
            files["buleleng"].refresh_from_db()
        with pytest.raises(File.DoesNotExist):
            _ = note.file


def test_a_subquery_carries_the_scope_it_was_made_in(files):
    with store.scope(SYSTEM):
        texts = {note.text for note in Note.objects.all()}
    with store.scope(BAGUS):
        found = Note.objects.filter(file__in=File.objects.all())
        assert texts == {"solok", "buleleng"}
        assert [note.text for note in found] == ["solok"]


@pytest.mark.parametrize("actor", [YUSUF, SARI, NOBODY, WATI])
def test_a_row_of_another_office_is_not_written(files, actor):
    with store.scope(actor):
        for write in (
            lambda: File.objects.create(office_position=1320),
            lambda: File.objects.bulk_create([File(office_position=1320)]),
            lambda: File(office_position=1320).save(),
        ):
            with pytest.raises(NotAllowed), transaction.atomic():
                write()
    with store.scope(SYSTEM):
        assert File.objects.count() == 2


def test_a_note_is_not_hung_on_a_file_out_of_scope(files):
    with store.scope(BAGUS):
        Note.objects.create(file=files["solok"], text="more")
        with pytest.raises(NotAllowed), transaction.atomic():
            Note.objects.create(file=files["buleleng"])
        with pytest.raises(NotAllowed), transaction.atomic():
            Note.objects.create(file_id=files["buleleng"].pk)


def test_a_row_is_not_moved_to_another_office(files):
    with store.scope(BAGUS):
        with pytest.raises(NotAllowed), transaction.atomic():
            File.objects.update(office_position=5110)
        with pytest.raises(NotAllowed), transaction.atomic():
            File.objects.update(office_position=models.F("office_position") + 4000)
        mine = File.objects.get()
        mine.office_position = 5110
        with pytest.raises(NotAllowed), transaction.atomic():
            mine.save()
        mine.office_position = 1399
        mine.save()
    with store.scope(SYSTEM):
        File.objects.filter(title="solok").update(office_position=5110)
    with store.scope(YUSUF):
        assert File.objects.count() == 2


def test_updates_and_deletions_touch_own_rows_only(files):
    with store.scope(BAGUS):
        assert File.objects.update(title="mine") == 1
        assert File.objects.filter(pk=files["buleleng"].pk).update(title="mine") == 0
        assert File.objects.filter(pk=files["buleleng"].pk).delete()[0] == 0
        assert File.objects.all().delete()[0] == 2   # the file and its note
    with store.scope(SYSTEM):
        assert [file.title for file in File.objects.all()] == ["buleleng"]


def test_a_reporter_writes_what_carries_the_own_key(files):
    with store.scope(SARI):
        File.objects.create(office_position=5110, locator=SARI.key, title="second")
        assert {file.title for file in File.objects.all()} == {"solok", "second"}


def test_manager_of_a_queryset_is_scoped_and_base():
    assert isinstance(File.objects, ScopedManager)
    assert isinstance(File._base_manager, ScopedManager)
    assert len(EVERYONE) == len(VISIBLE)
