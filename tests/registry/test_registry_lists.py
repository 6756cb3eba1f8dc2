"""Staff lists: planned, taken and put back; what cannot be is told by line and column; nothing of a person lies open."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection

from saksama.institutions.listing import Row
from saksama.kernel.errors import Conflict, Invalid, NotAllowed
from saksama.kernel.ids import new_id
from saksama.registry import roster
from saksama.registry.importing import actions, columns, files, running, values
from saksama.registry.models import Import, ImportChange, Person, Placement, Post
from saksama.store import blobs, sheets
from saksama.vault.session import real_now

pytestmark = pytest.mark.django_db
HEAD = ("NIP", "Nama", "Unit Kerja", "Jabatan", "TMT Jabatan", "Status", "NIK", "Agama")
DAY = date(2024, 10, 1)
NOT_SO = "Tidak Boleh Bocor"


def nip(n, born="19800101"):
    return f"{born}2010011{n:03d}"


def line(n, *, name="", unit="umpamo:kesehatan", title="Pelaksana", since="01-01-2020", status="PNS"):
    return (nip(n), name or f"Orang {n}", unit, title, since, status, "1371010101800001", "agama")


def table(*lines, head=HEAD):
    return io.BytesIO(sheets.delimited(head, lines))


@pytest.fixture
def story(cast):
    """The cast, and the verbs as the administrator of today uses them."""
    return Story(cast)


class Story:
    def __init__(self, cast):
        self.cast, self.admin, self.now = cast, cast.tania.actor, real_now()

    def begin(self, *lines, kind="roster", head=HEAD):
        return actions.begin(kind, table(*lines, head=head), actor=self.admin, now=self.now)

    def tried(self, *lines, as_of=DAY, whole_of="", kind="roster", head=HEAD):
        row = self.begin(*lines, kind=kind, head=head)
        actions.name_columns(row.public_id, row.mapping, as_of=as_of, whole_of=whole_of, actor=self.admin, now=self.now)
        actions.try_out(str(row.public_id), now=self.now)
        row.refresh_from_db()
        return row

    def take(self, row, *, confirmed=False):
        self.now += timedelta(minutes=1)
        actions.take(row.public_id, confirmed=confirmed, actor=self.admin, now=self.now)
        actions.carry_out(str(row.public_id), now=self.now)
        row.refresh_from_db()
        return row

    def taken(self, *lines, confirmed=False, **more):
        return self.take(self.tried(*lines, **more), confirmed=confirmed)

    def undo(self, row):
        self.now += timedelta(minutes=1)
        actions.undo(row.public_id, actor=self.admin, now=self.now)
        actions.carry_back(str(row.public_id), now=self.now)
        row.refresh_from_db()
        return row


def counts(row):
    return tuple(row.counts[name] for name in ("new", "changed", "unchanged", "gone", "errors"))


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Person, Post, Placement)]


# ---- taking and undoing


def test_a_list_is_tried_without_writing_and_then_taken(story):
    row = story.tried(line(1), line(2, title="Kepala Puskesmas"))
    assert (row.state, counts(row)) == ("tried", (2, 0, 0, 0, 0))
    assert not Person.objects.exists()
    story.take(row)
    assert row.state == "taken"
    assert {(one.person.name, one.post.title) for one in Placement.objects.all()} == {
        ("Orang 1", "Pelaksana"), ("Orang 2", "Kepala Puskesmas")}


def test_a_repeat_by_another_file_changes_nothing(story):
    story.taken(line(1), line(2))
    assert counts(story.tried(line(2), line(1))) == (0, 0, 2, 0, 0)


def test_a_move_ends_the_post_before_on_the_day_the_new_one_begins(story):
    story.taken(line(1))
    story.taken(line(1, title="Kepala Seksi", since="15-09-2024"), as_of=DAY)
    rows = [(one.post.title, one.valid_from, one.valid_to) for one in Placement.objects.order_by("pk")]
    assert rows == [("Pelaksana", date(2020, 1, 1), date(2024, 9, 15)), ("Kepala Seksi", date(2024, 9, 15), None)]


def test_an_undone_list_leaves_everything_as_it_stood(story):
    story.taken(line(1), line(2), line(3))
    before = everything()
    row = story.taken(line(1, name="Nama Baru"), line(2, title="Camat", since="02-09-2024"), line(4), as_of=date(2024, 9, 30),
                      whole_of=str(story.cast.agency.public_id), confirmed=True)
    assert counts(row) == (1, 2, 0, 1, 0)
    assert everything() != before
    story.undo(row)
    after = everything()
    for rows in (*before, *after):      # a name written back is encrypted anew
        for one in rows:
            one.pop("name", None)
    assert after == before
    assert {one.name for one in Person.objects.all()} == {"Orang 1", "Orang 2", "Orang 3"}
    assert not ImportChange.objects.exists()
    assert row.state == "undone"


def test_what_a_later_list_leans_on_is_not_undone_and_named(story):
    first = story.taken(line(1))
    second = story.taken(line(2))
    with pytest.raises(Conflict) as refused:
        actions.undo(first.public_id, actor=story.admin, now=story.now)
    assert second.arrived_at.strftime("%d-%m-%Y") in refused.value.detail
    story.undo(second)
    assert story.undo(first).state == "undone"
    assert everything() == [[], [], []]


def test_a_taking_that_broke_off_goes_on_where_it_was(story, monkeypatch):
    monkeypatch.setattr(running, "PORTION", 2)
    monkeypatch.setattr(running.portions, "__defaults__", (2,))
    row = story.tried(*(line(n) for n in range(1, 8)))
    actions.take(row.public_id, confirmed=False, actor=story.admin, now=story.now)
    row.refresh_from_db()
    planned = running.plan(row)

    def stop(done):
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        running.write(row, planned, stop)
    assert Person.objects.count() == 4
    actions.carry_out(str(row.public_id), now=story.now)
    assert Person.objects.count() == Placement.objects.count() == 7
    story.now += timedelta(minutes=1)
    row.refresh_from_db()
    assert row.state == "taken"


def test_whoever_a_complete_list_leaves_out_leaves_his_post(story):
    whole = str(story.cast.agency.public_id)
    story.taken(*(line(n) for n in range(1, 11)), as_of=date(2024, 9, 1), whole_of=whole)
    row = story.tried(*(line(n) for n in range(1, 10)), whole_of=whole)
    assert counts(row) == (0, 0, 9, 1, 0)
    story.take(row)
    assert [one.person.name for one in Placement.objects.filter(valid_to=DAY)] == ["Orang 10"]


def test_half_a_list_is_asked_about_before_anybody_leaves_his_post(story):
    whole = str(story.cast.agency.public_id)
    story.taken(*(line(n) for n in range(1, 11)), as_of=date(2024, 9, 1), whole_of=whole)
    row = story.tried(*(line(n) for n in range(1, 6)), whole_of=whole)
    with pytest.raises(Invalid) as refused:
        actions.take(row.public_id, confirmed=False, actor=story.admin, now=story.now)
    assert refused.value.context["field"] == "confirmed"
    story.take(row, confirmed=True)
    assert Placement.objects.filter(valid_to=None).count() == 5


def test_while_a_nip_cannot_be_read_nobody_leaves_his_post(story):
    whole = str(story.cast.agency.public_id)
    story.taken(line(1), line(2), as_of=date(2024, 9, 1), whole_of=whole)
    row = story.tried(line(1), ("123", *line(2)[1:]), whole_of=whole)
    assert counts(row) == (0, 0, 1, 0, 1)


# ---- bad input


@pytest.mark.parametrize(("changed", "column", "reason"), [
    ({0: "1371010101800001"}, "nip", "16 angka seperti NIK"),
    ({0: "1.98001012010011E+17"}, "nip", "dibulatkan"),
    ({0: "198001012010011000"}, "nip", "dibulatkan"),
    ({0: "198013412010011001"}, "nip", "tanggal lahir"),
    ({0: "202401012024011001"}, "nip", "tanggal lahir"),
    ({0: ""}, "nip", "NIP kosong"),
    ({0: "١٩٨٠٠١٠١٢٠١٠٠١١٠٠١"}, "nip", "18 angka"),
    ({1: ""}, "name", "Nama kosong"),
    ({1: "x" * 121}, "name", "lebih dari 120"),
    ({1: "Si Fulan 1371010101800001"}, "name", "NIK"),
    ({2: "Dinas Entah"}, "unit", "tidak dikenal"),
    ({3: ""}, "title", "Jabatan kosong"),
    ({4: "31-02-2024"}, "since", "Tanggal ini tidak ada"),
    ({4: "02-10-2024"}, "since", "sesudah tanggal daftar"),
    ({4: "01-01-1955"}, "since", "1960"),
    ({5: "honorer"}, "status", "Status tidak dikenal"),
])
def test_a_line_that_cannot_be_taken_says_why_and_the_others_go_on(story, changed, column, reason):
    bad = [changed.get(at, cell) for at, cell in enumerate(line(2))]
    row = story.tried(line(1), bad)
    found = actions.faults_of(row)
    assert [(one.line, one.column) for one in found] == [(3, column)]
    assert reason in found[0].reason
    assert found[0].reason_en
    assert row.counts["new"] == 1


def test_a_nip_in_several_lines_takes_none_of_them(story):
    row = story.tried(line(1), line(2), line(1), line(2, name=NOT_SO))
    assert {(one.line, one.reason) for one in actions.faults_of(row)} == {
        (2, "NIP ini ada lagi di baris 4."), (4, "NIP ini ada lagi di baris 2."),
        (3, "Dua nama memakai NIP ini, juga di baris 5."), (5, "Dua nama memakai NIP ini, juga di baris 3.")}
    assert row.counts["new"] == 0


def test_a_new_post_may_not_be_older_than_the_one_on_record(story):
    story.taken(line(1, since="01-03-2024"))
    row = story.tried(line(1, title="Camat", since="01-02-2024"))
    assert "mulai 01-03-2024" in actions.faults_of(row)[0].reason


def test_an_older_list_after_a_newer_one_is_refused(story):
    story.taken(line(1))
    row = story.begin(line(1), line(2))
    with pytest.raises(Invalid) as refused:
        actions.name_columns(row.public_id, row.mapping, as_of=date(2024, 9, 1), whole_of="", actor=story.admin, now=story.now)
    assert refused.value.context["field"] == "as_of"


def test_a_stale_trial_is_not_taken(story):
    first, second = story.tried(line(1)), story.tried(line(1, title="Camat"))
    story.take(first)
    with pytest.raises(Conflict, match="conflict") as refused:
        actions.take(second.public_id, confirmed=False, actor=story.admin, now=story.now)
    assert "berubah sejak uji coba" in refused.value.detail
    second.refresh_from_db()
    assert second.state == "stale"
    assert Person.objects.count() == 1


def test_the_same_file_is_not_taken_twice(story):
    story.taken(line(1))
    with pytest.raises(Conflict) as refused:
        story.begin(line(1))
    assert "sudah diambil" in refused.value.detail


def test_taking_twice_writes_once(story):
    row = story.tried(line(1))
    story.take(row)
    with pytest.raises(Conflict):
        actions.take(row.public_id, confirmed=False, actor=story.admin, now=story.now)
    actions.carry_out(str(row.public_id), now=story.now)
    assert Person.objects.count() == 1


def test_a_file_without_heading_is_refused_and_nothing_of_it_stays(story):
    with pytest.raises(Invalid):
        actions.begin("roster", table(line(2), head=line(1)), actor=story.admin, now=story.now)
    assert not Import.objects.exists()
    assert list(blobs.keys()) == []


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04broken", b"%PDF-1.4", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_table_is_refused(story, content):
    with pytest.raises(Invalid):
        actions.begin("roster", io.BytesIO(content), actor=story.admin, now=story.now)
    assert list(blobs.keys()) == []


def test_a_nik_column_is_never_taken(story):
    row = story.begin(line(1))
    heading = actions.heading_of(row)
    assert columns.left_out(row.mapping, heading) == (["NIK"], ["Agama"])
    with pytest.raises(Invalid) as refused:
        actions.name_columns(row.public_id, row.mapping | {"name": heading.index("NIK")}, as_of=DAY, whole_of="",
                             actor=story.admin, now=story.now)
    assert "NIK" in refused.value.detail


def test_columns_in_another_order_and_under_other_names_are_known_again(story):
    head = ("Nama Lengkap", "NI PPPK", "OPD", "Jabatan Terakhir")
    row = story.begin((NOT_SO, nip(1), "umpamo:kesehatan", "Bidan"), head=head)
    assert row.mapping == {"nip": 1, "name": 0, "unit": 2, "title": 3}
    odd = ("Kolom A", "Kolom B", "Kolom C", "Kolom D")
    first = story.begin((NOT_SO, nip(1), "umpamo:kesehatan", "Bidan"), head=odd)
    assert first.mapping == {}
    actions.name_columns(first.public_id, row.mapping, as_of=DAY, whole_of="", actor=story.admin, now=story.now)
    assert story.begin((NOT_SO, nip(2), "umpamo:kesehatan", "Perawat"), head=odd).mapping == row.mapping


# ---- what is kept of it


def test_the_file_lies_encrypted_and_is_destroyed_when_it_is_taken(story):
    row = story.tried(line(1, name=NOT_SO))
    with blobs.open(row.blob) as file:
        lying = file.read()
    assert NOT_SO.encode() not in lying
    assert nip(1).encode() not in lying
    story.take(row)
    assert list(blobs.keys()) == []
    assert (row.blob, row.file_key, row.heading, row.faults) == ("", "", "", "")
    with pytest.raises(files.FileGone):
        files.opened(row)


def test_no_name_and_no_nip_stands_in_any_column_or_job(story):
    row = story.tried(line(1, name=NOT_SO), ("123", NOT_SO, "Dinas Entah", "x", "", "", "", ""))
    story.take(row)
    with connection.cursor() as cursor:
        for table_name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table_name}"')
            text = str(cursor.fetchall())
            assert NOT_SO not in text, table_name
            assert nip(1) not in text, table_name


def test_a_file_nobody_came_back_to_is_destroyed_after_a_week(story):
    row = story.begin(line(1))
    assert actions.forget_old(now=story.now + timedelta(days=6)) == 0
    assert actions.forget_old(now=story.now + timedelta(days=8)) == 1
    row.refresh_from_db()
    assert (row.state, row.blob) == ("discarded", "")
    assert list(blobs.keys()) == []


@pytest.mark.parametrize("who", ["bagus", "citra", "rahmat", "laila", "wati", "aulia", "pandu"])
def test_only_the_administrator_handles_lists(story, who):
    row = story.begin(line(1))
    actor = getattr(story.cast, who).actor
    with pytest.raises(NotAllowed):
        actions.begin("roster", table(line(2)), actor=actor, now=story.now)
    with pytest.raises(NotAllowed):
        actions.take(row.public_id, confirmed=True, actor=actor, now=story.now)
    with pytest.raises(NotAllowed):
        actions.discard(row.public_id, actor=actor, now=story.now)


# ---- looking up who held the post


def test_an_officer_finds_who_held_the_post_on_the_day(story):
    story.taken(line(1, title="Kepala Puskesmas Contoh", name="dr. Hj. Siti Aman, M.Kes", since="01-02-2023"))
    story.taken(line(1, title="Kepala Bidang", name="dr. Hj. Siti Aman, M.Kes", since="15-09-2024"))
    agency = str(story.cast.agency.public_id)
    ask = {"agency": agency, "actor": story.cast.bagus.actor, "now": story.now}
    [held] = roster.holders("kepala puskesmas", on=date(2024, 9, 14), **ask)
    assert (held.name, held.post, held.until) == ("dr. Hj. Siti Aman, M.Kes", "Kepala Puskesmas Contoh", date(2024, 9, 15))
    assert roster.holders("kepala puskesmas", on=date(2024, 9, 15), **ask) == ()
    assert [one.post for one in roster.holders("Siti Aman", on=date(2024, 10, 1), **ask)] == ["Kepala Bidang"]
    assert [one.post for one in roster.holders(nip(1), on=date(2024, 10, 1), **ask)] == ["Kepala Bidang"]


def test_a_look_up_is_recorded_without_the_words_typed(story):
    from saksama.ledger import queries as ledger

    story.taken(line(1, name=NOT_SO))
    agency = str(story.cast.agency.public_id)
    roster.holders(NOT_SO, agency=agency, on=DAY, actor=story.cast.bagus.actor, now=story.now)
    [[(entry, _)]] = ledger.of_kind("registry.holders_read", at_once=10)
    told = ledger.told([entry])[entry]
    assert told.actor == story.cast.bagus.actor.pseudonym
    assert told.detail == {"agency": agency, "by": "post", "on": "2024-10-01", "shown": 1}


@pytest.mark.parametrize("who", ["tania", "aulia", "wati", "pandu"])
def test_who_handles_no_case_looks_nobody_up(story, who):
    story.taken(line(1, name=NOT_SO))
    with pytest.raises(NotAllowed):
        roster.holders(NOT_SO, agency="", on=DAY, actor=getattr(story.cast, who).actor, now=story.now)


def test_two_letters_are_no_search(story):
    with pytest.raises(Invalid):
        roster.holders("ab", agency="", on=DAY, actor=story.cast.bagus.actor, now=story.now)


# ---- posts, and values by themselves


def test_posts_come_by_themselves_and_a_staff_list_uses_them(story):
    head = ("Unit", "Jabatan", "Eselon")
    row = story.taken(("umpamo:kesehatan", "Kepala Dinas", "II.b"), ("umpamo:kesehatan", "Sekretaris", "III.a"), kind="posts",
                      head=head, as_of=None)
    assert [(one.title, one.klass) for one in Post.objects.order_by("pk")] == [
        ("Kepala Dinas", "jpt_pratama"), ("Sekretaris", "administrator")]
    story.taken(line(1, title="KEPALA DINAS"))
    assert Post.objects.count() == 2
    with pytest.raises(Conflict):
        actions.undo(row.public_id, actor=story.admin, now=story.now)


@pytest.mark.parametrize(("row", "column"), [
    (("Entah", "Kepala", ""), "unit"), (("umpamo:kesehatan", "", ""), "title"), (("umpamo:kesehatan", "Camat", "V.x"), "klass")])
def test_a_post_that_cannot_be_taken_says_why(story, row, column):
    tried = story.tried(row, kind="posts", head=("Unit", "Jabatan", "Eselon"), as_of=None)
    assert [one.column for one in actions.faults_of(tried)] == [column]


@pytest.mark.parametrize(("text", "day"), [("2024-10-31", date(2024, 10, 31)), ("31-10-2024", date(2024, 10, 31)),
                                           ("1/2/2024", date(2024, 2, 1)), ("2024-10-31 00:00:00", date(2024, 10, 31))])
def test_days_are_read_as_people_and_programs_write_them(text, day):
    assert values.day(text) == (day, None)


def test_rows_look_at_mapped_columns_only():
    file = table(line(1))
    assert list(files.rows(file, {"nip": 0, "status": 5, "klass": 40})) == [Row(2, {"nip": nip(1), "status": "PNS", "klass": ""})]


def test_a_list_that_is_not_there_is_not_found(story):
    with pytest.raises(actions.ListUnknown):
        actions.get(new_id(), actor=story.admin)
    with pytest.raises(actions.ListUnknown):
        actions.get("nonsens", actor=story.admin)
