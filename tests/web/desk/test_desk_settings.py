"""Pengaturan in the browser: what an office sets, who may, what a change touches, and that nothing is overwritten."""

from __future__ import annotations

import dataclasses
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from saksama.accounts.models import Role
from saksama.institutions.known_settings import KNOWN
from saksama.institutions.models import Office, SettingChange
from saksama.ledger.models import Entry

pytestmark = pytest.mark.django_db


def address(office, name: str = "") -> str:
    return f"/petugas/pengaturan/{office.public_id}/{name + '/' if name else ''}"


def save(client, office, name: str, value: str, *, seen: str | None = None, **more):
    if seen is None:
        page = client.get(address(office, name)).content.decode()
        found = re.search(r'name="seen"(?: value="([^"]*)")?', page)
        seen = (found[1] or "") if found else ""
    return client.post(address(office, name), {"value": value, "seen": seen, "simpan": "1"} | more)


def test_a_change_is_shown_with_what_it_touches_then_kept_with_who_and_put_back(cast):
    client = cast.citra.client()
    preview = client.post(address(cast.umpamo, "address"), {"value": "Jalan Contoh 1", "seen": ""}).content.decode()
    assert "Surat yang sudah keluar tidak berubah" in preview
    assert "Batas waktu hukum yang bergeser: tidak ada" in preview
    assert not SettingChange.objects.exists()
    assert save(client, cast.umpamo, "address", "  Jalan   Contoh 1 ").status_code == 303
    assert Office.objects.get(pk=cast.umpamo.pk).address == "Jalan Contoh 1"
    entry = Entry.objects.get(kind="institutions.setting_changed")
    assert "Jalan" not in str(entry.__dict__)                    # the ledger keeps hashes, the row the words
    page = client.get(address(cast.umpamo, "address")).content.decode()
    assert "Citra" in page
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[-1]
    assert client.post(address(cast.umpamo, "address"), {"kembalikan": "1", "seen": seen}).status_code == 303
    assert Office.objects.get(pk=cast.umpamo.pk).address == ""
    assert SettingChange.objects.count() == 2


def test_the_public_reads_the_contact_until_the_office_hides_it(cast, client):
    lead = cast.citra.client()
    save(lead, cast.umpamo, "phone", "(0751) 555-01")
    save(lead, cast.umpamo, "opening_hours", "Senin sampai Jumat, 08.00 sampai 16.00")
    search = "/kantor/?q=" + cast.nagari.name.split()[-1]
    page = client.get(search).content.decode()
    assert "(0751) 555-01" in page
    assert "08.00 sampai 16.00" in page
    save(lead, cast.umpamo, "show_contact", "tidak")
    assert "(0751)" not in client.get(search).content.decode()


@pytest.mark.parametrize(("name", "value", "words"), [
    ("mail", "kantor@", "tidak lengkap"),
    ("phone", "telepon saja", "angka"),
    ("address", "A" * 201, "200 huruf"),
    ("address", "A" * 5000, "Terlalu panjang"),
    ("letterhead", "satu\ndua\ntiga", "2 baris"),
    ("hearing_hours", "", "satu sampai"),
    ("hearing_hours", "22.00", "22.00"),
    ("hearing_hours", "9,30 pagi", "bukan jam"),
    ("hearing_hours", " ".join(f"{h:02d}.{m:02d}" for h in range(9, 15) for m in (0, 30)), "satu sampai 8 jam"),
    ("closed_days", "31-02-2025", "bukan tanggal"),
    ("closed_days", "01-01-1900", "bukan tanggal"),
    ("signatory", str(uuid.UUID(int=7, version=4)), "dari daftar"),
    ("show_contact", "mungkin", "pilihan"),
])
def test_what_lies_outside_the_range_is_refused_with_a_sentence_and_changes_nothing(cast, name, value, words):
    answer = save(cast.citra.client(), cast.umpamo, name, value)
    assert answer.status_code == 422
    assert words.lower() in answer.content.decode().lower()
    assert not SettingChange.objects.exists()


def test_hostile_text_is_text(cast):
    save(cast.citra.client(), cast.umpamo, "address", "<script>alert(1)</script>\x1b[31m")
    page = cast.citra.client().get(address(cast.umpamo)).content.decode()
    assert "<script>alert" not in page
    assert Office.objects.get(pk=cast.umpamo.pk).address == "<script>alert(1)</script>[31m"


def test_an_old_form_is_told_so(cast):
    client = cast.citra.client()
    save(client, cast.umpamo, "opening_hours", "08.00", seen="")
    answer = save(client, cast.umpamo, "opening_hours", "09.00", seen="")
    assert answer.status_code == 409
    assert "Orang lain baru saja mengubah" in answer.content.decode()
    assert SettingChange.objects.get().after == "08.00"


def test_anothers_name_under_letters_needs_a_second_person(cast):
    second = cast.add("tara", Role.COMMISSIONER, office=cast.umpamo)
    proposer = cast.citra.client()
    assert save(proposer, cast.umpamo, "signatory", str(second.user.public_id)).status_code == 303
    row = SettingChange.objects.get()
    assert row.state == "waits"
    decide = f"/petugas/pengaturan/{cast.umpamo.public_id}/usulan/{row.public_id}/"
    assert proposer.post(decide, {"setujui": "1"}).status_code == 403
    assert cast.bagus.client().post(decide, {"setujui": "1"}).status_code == 403          # an examiner
    assert cast.malik.client().post(decide, {"setujui": "1"}).status_code in (403, 404)   # another office
    assert save(proposer, cast.umpamo, "signatory", "").status_code in (409, 422)         # one proposal at a time
    assert second.client().post(decide, {"setujui": "1"}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("stands", str(second.user.public_id))
    assert second.client().post(decide, {"tarik": "1"}).status_code == 409                # decided already


def test_a_letter_carries_the_signatory_and_falls_back_when_he_leaves(cast):
    from saksama.cases.actions.letters import signature
    from saksama.institutions import office_settings, setting_changes
    from saksama.kernel.actor import SYSTEM

    class Taking:
        on, actor = cast.on, cast.bagus.actor

    for name, value in (("signatory", str(cast.citra.user.public_id)), ("signatory_post", "Ketua")):
        row = setting_changes.change(cast.umpamo, name, value, seen="", actor=cast.citra.actor, now=cast.now)
        setting_changes.confirm(row.public_id, office=cast.umpamo, actor=SYSTEM, now=cast.now)
    own = office_settings.values(cast.umpamo)
    assert signature(cast.umpamo, own, Taking) == (f"{cast.umpamo.name}, Ketua", "Citra")
    cast.citra.user.grants.update(valid_to=cast.on - timedelta(days=1))
    assert signature(cast.umpamo, own, Taking) == (cast.umpamo.name, "Bagus")


@pytest.mark.parametrize(("who", "status"), [("bagus", 403), ("malik", 403), ("wati", 403), ("aulia", 403)])
def test_only_who_leads_the_office_changes_it(cast, who, status):
    client = cast.people[who].client()
    assert client.post(address(cast.umpamo, "address"), {"value": "Jalan Lain", "seen": "", "simpan": "1"}).status_code == status
    assert client.get(address(cast.umpamo)).status_code == (200 if who == "bagus" else 403)
    assert not SettingChange.objects.exists()


def test_the_administrator_fills_in_the_contact_but_signs_for_nobody_and_reads_no_secret(cast, settings):
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, mail_password="rahasia-sekali", mail_host="surel.contoh.example")
    client = cast.tania.client()
    page = client.get("/petugas/pengaturan/?cari=umpamo").content.decode()
    assert cast.umpamo.name in page
    assert "surel.contoh.example" in page
    assert "rahasia-sekali" not in page
    assert save(client, cast.umpamo, "address", "Jalan Contoh 2").status_code == 303
    for name in ("signatory", "hearing_hours", "closed_days"):
        assert save(client, cast.umpamo, name, "", seen="").status_code == 403


def test_unknown_settings_and_offices_are_not_found(cast):
    client = cast.citra.client()
    assert client.get(address(cast.umpamo, "base_url")).status_code == 404
    assert client.get(f"/petugas/pengaturan/{uuid.uuid4()}/").status_code == 403
    assert cast.tania.client().get(f"/petugas/pengaturan/{uuid.uuid4()}/").status_code == 404
    assert client.post(f"/petugas/pengaturan/{cast.umpamo.public_id}/usulan/{uuid.uuid4()}/", {"setujui": "1"}).status_code == 404


def test_every_default_lies_in_its_own_range():
    for one in KNOWN.values():
        assert one.parse(one.default) == one.default, one.name


def test_the_hours_proposed_and_the_days_shut_are_the_offices():
    from saksama.cases.hearings import Asked, Frame, proposals, warnings
    from saksama.institutions.known_settings import as_days, as_hours
    from saksama.law.calendar import calendar_for

    frame = Frame(now=datetime(2024, 10, 14, 1, tzinfo=UTC), calendar=calendar_for(range(2024, 2026)), closes={}, notice={},
                  hours=as_hours(["11:00"]), friday=as_hours(["08:00"]), shut=as_days(["2024-10-15"]))
    found = proposals(Asked(frame.now, 60), frame)
    assert {one.hour for one in found if one.weekday() < 4} == {11}
    assert 15 not in {one.day for one in found}
    shut = warnings(Asked(datetime(2024, 10, 15, 4, tzinfo=UTC), 60), frame)
    assert "Kantor tutup" in shut[0][0]
