"""The screens of keys, releases and people, as they are used: each step by its button, each refusal a page with a reason."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from tests.accounts.browser import ANOTHER, PASSPHRASE, sign_in
from tests.cast import ON

from saksama.accounts import actions as accounts
from saksama.accounts.models import Grant, Role, User
from saksama.intake import queries as intake
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault import passphrase, queries, recipients, session
from saksama.vault.keys import ReleaseRequest, UnlockedSession

SARI = '{"name": "Sari", "contact": "nomor karangan 4711", "address": "Nagari Pasia Umpamo"}'


def page(response) -> str:
    return response.content.decode()


def stale(person) -> None:
    """The second factor was given long ago."""
    UnlockedSession.objects.filter(owner=person.owner).update(fresh_at=session.real_now() - timedelta(hours=1))


def person_page(person) -> str:
    return f"/kelola/petugas/{person.public_id}/"


# ---- keys of an office -----------------------------------------------------------------------------------------------


def test_colleagues_see_who_holds_the_key_and_strangers_see_their_own_office(cast):
    shown = page(cast.bagus.client().get("/akun/kantor/"))
    assert shown.count("memegang kunci</span>") == 4
    assert "Pandu" not in shown
    assert "Citra" not in page(cast.yusuf.client().get("/akun/kantor/"))


@pytest.mark.parametrize("name", ["tania", "aulia", "pandu"])
def test_who_holds_no_key_is_told_why(cast, name):
    answer = cast.people[name].client().get("/akun/kantor/")
    assert answer.status_code == 403
    assert "kunci" in page(answer) or "bertugas" in page(answer)


def test_first_enrolled_person_makes_the_offices_key(cast):
    wati = cast.wati.client()
    assert "Buat kunci kantor" in page(wati.get("/akun/kantor/"))
    assert wati.post("/akun/kantor/buat/").status_code == 303
    assert recipients.members(f"agency:{cast.government.public_id}") == [cast.wati.owner]
    assert wati.post("/akun/kantor/buat/").status_code == 409


def test_member_admits_a_newcomer_who_serves_there(cast):
    eka = cast.add("eka", Role.EXAMINER, office=cast.umpamo, member=False)
    bagus = cast.bagus.client()
    assert "belum diterima" in page(bagus.get("/akun/kantor/"))
    assert bagus.post(f"/akun/kantor/terima/{eka.user.public_id}/").status_code == 303
    assert eka.owner in recipients.members(cast.owner(cast.umpamo))


def test_outsider_is_not_admitted_and_admits_nobody(cast):
    bagus = cast.bagus.client()
    for outsider in (cast.yusuf, cast.wati, cast.pandu, cast.tania):
        assert bagus.post(f"/akun/kantor/terima/{outsider.user.public_id}/").status_code == 403
    assert recipients.members(cast.owner(cast.umpamo)) == sorted(
        one.owner for one in (cast.bagus, cast.citra, cast.dewi, cast.joni))


def test_who_left_is_listed_dismissed_and_a_new_key_begins(cast):
    Grant.objects.filter(user=cast.joni.user).update(valid_to=clock.now().date() - timedelta(days=3))
    draft = vault.begin_compartment("report", readers=[cast.owner(cast.umpamo)])
    draft.seal_text("narrative", "n", "Cerita")
    with transaction.atomic():
        draft.save()
    bagus = cast.bagus.client()
    assert "tidak bertugas lagi" in page(bagus.get("/akun/kantor/"))
    address = f"/akun/kantor/keluarkan/{cast.joni.user.public_id}/"
    assert "Keluarkan Joni" in page(bagus.get(address))
    assert bagus.post(address).status_code == 303
    assert bagus.post("/akun/kantor/ganti/").status_code == 303
    assert "1 isi lama" in page(bagus.get("/akun/kantor/"))
    assert bagus.post("/akun/kantor/sandikan/").status_code == 303
    assert queries.rewraps_waiting(cast.owner(cast.umpamo)) == 0
    assert recipients.current(cast.owner(cast.umpamo)).epoch == 2


def test_last_holder_is_warned_before_he_goes(cast):
    answer = cast.malik.client().get(f"/akun/kantor/keluarkan/{cast.malik.user.public_id}/")
    assert "pemegang terakhir" in page(answer)


def test_new_key_asks_for_the_code_once_more(cast):
    client = cast.bagus.client()
    stale(cast.bagus)
    assert client.post("/akun/kantor/ganti/").status_code == 403
    assert recipients.current(cast.owner(cast.umpamo)).epoch == 1


def test_superior_declares_a_key_lost_and_a_colleague_readmits(cast):
    rahmat = cast.rahmat.client()
    found = page(rahmat.get("/akun/kantor/?petugas=bagus"))
    assert "Nyatakan kuncinya hilang" in found
    address = f"/akun/kantor/hilang/{cast.bagus.user.public_id}/"
    assert "Nyatakan kunci Bagus hilang" in page(rahmat.get(address))
    assert rahmat.post(address).status_code == 303
    assert not queries.has_living_key(cast.bagus.owner)
    opener = cast.bagus.opener
    vault.enrol_with_identity(cast.bagus.owner, opener, "argon2id:64:1:00", actor=cast.bagus.actor, now=cast.now)
    citra = cast.citra.client()
    assert "perlu diterima lagi" in page(citra.get("/akun/kantor/"))
    assert citra.post(f"/akun/kantor/terima/{cast.bagus.user.public_id}/").status_code == 303
    assert cast.bagus.owner in recipients.members(cast.owner(cast.umpamo))


@pytest.mark.parametrize("name", ["citra", "yusuf", "malik", "wati"])
def test_nobody_but_a_superior_declares_a_key_lost(cast, name):
    client = cast.people[name].client()
    assert client.post(f"/akun/kantor/hilang/{cast.bagus.user.public_id}/").status_code == 403
    assert queries.has_living_key(cast.bagus.owner)
    assert "Nyatakan" not in page(client.get("/akun/kantor/?petugas=bagus"))


def test_superior_refounds_an_office_that_lost_all_its_keys(cast):
    owner = cast.owner(cast.misal)
    eka = cast.add("eka", Role.COMMISSIONER, office=cast.misal, member=False)
    vault.dismiss_member(owner, cast.malik.owner, actor=cast.malik.actor, now=cast.now)
    rahmat = cast.rahmat.client()
    assert "Pulihkan untuk Eka" in page(rahmat.get("/akun/kantor/"))
    address = f"/akun/kantor/pulihkan/{cast.misal.public_id}/{eka.user.public_id}/"
    assert cast.yusuf.client().post(address).status_code == 403
    assert rahmat.post(address).status_code == 303
    assert recipients.members(owner) == [eka.owner]


# ---- my own key ------------------------------------------------------------------------------------------------------


def test_changed_passphrase_signs_in_and_ends_other_sessions(cast):
    cast.bagus.user.set_password(PASSPHRASE)
    cast.bagus.user.save()
    vault.change_passphrase(cast.bagus.owner, cast.bagus.identity, passphrase.fresh(PASSPHRASE), actor=cast.bagus.actor,
                            now=cast.now)
    client = cast.bagus.client()
    wrong = client.post("/akun/kunci/sandi/", {"old": ANOTHER, "password": ANOTHER, "again": ANOTHER})
    assert wrong.status_code == 422
    assert "tidak membuka kunci" in page(wrong)
    assert client.post("/akun/kunci/sandi/", {"old": PASSPHRASE, "password": ANOTHER, "again": ANOTHER}).status_code == 200
    assert client.get("/akun/kunci/").status_code == 200
    assert sign_in(Client(), "bagus", PASSPHRASE).status_code == 422
    assert sign_in(Client(), "bagus", ANOTHER).status_code == 302


def test_new_sheet_is_shown_once_and_asks_for_a_fresh_code(cast):
    client = cast.bagus.client()
    assert client.get("/akun/kunci/lembar/").status_code == 200
    shown = page(client.post("/akun/kunci/lembar/"))
    assert len(re.findall(r"</span>([0-9A-Z]{4})</li>", shown)) == 5
    stale(cast.bagus)
    assert client.post("/akun/kunci/lembar/").status_code == 403


# ---- releases --------------------------------------------------------------------------------------------------------


@pytest.fixture
def identity(cast):
    draft = vault.begin_compartment("identity", two_person=(cast.owner(cast.umpamo), cast.owner(cast.province)),
                                    excluding=[cast.joni.owner])
    draft.seal_text("identity", "pelapor.json", SARI)
    draft.seal_stream("original", "foto asli.jpg", "image/jpeg", [b"gambar asli"])
    with transaction.atomic():
        return draft.save()


def ask(cast, identity, person=None) -> ReleaseRequest:
    client = (person or cast.citra).client()
    answer = client.post(f"/akun/pembukaan/baru/{identity.public_id}/", {"reason": "Perlu memanggil pelapor.",
                                                                        "reader": cast.bagus.owner})
    assert answer.status_code == 303, page(answer)
    return ReleaseRequest.objects.get()


def test_two_persons_open_the_identity_and_the_original(cast, identity):
    asked = ask(cast, identity)
    hasan = cast.hasan.client()
    assert "Perlu memanggil pelapor." in page(hasan.get("/akun/pembukaan/"))
    assert hasan.post(f"/akun/pembukaan/{asked.public_id}/setujui/").status_code == 303
    bagus = cast.bagus.client()
    closed = bagus.get(f"/akun/pembukaan/{asked.public_id}/")
    assert "4711" not in page(closed)
    shown = page(bagus.post(f"/akun/pembukaan/{asked.public_id}/"))
    assert "nomor karangan 4711" in shown
    assert "foto asli.jpg" in shown
    file = re.search(rf"/akun/pembukaan/{asked.public_id}/berkas/[0-9a-f-]+/", shown)[0]
    sent = bagus.post(file)
    assert b"".join(sent.streaming_content) == b"gambar asli"
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent["Content-Type"] == "application/octet-stream"


def test_nobody_but_the_named_reader_sees_it(cast, identity):
    asked = ask(cast, identity)
    cast.hasan.client().post(f"/akun/pembukaan/{asked.public_id}/setujui/")
    for name, status in {"citra": 403, "hasan": 403, "dewi": 404, "joni": 404, "yusuf": 404, "tania": 404}.items():
        person = cast.people[name]
        answer = person.client().post(f"/akun/pembukaan/{asked.public_id}/")
        assert answer.status_code == status, person.user.username
        assert "4711" not in page(answer)


def test_colleague_and_stranger_cannot_release(cast, identity):
    asked = ask(cast, identity)
    for person in (cast.dewi, cast.bagus, cast.citra, cast.yusuf, cast.rahmat, cast.tania):
        assert person.client().post(f"/akun/pembukaan/{asked.public_id}/setujui/").status_code in (403, 404)
    asked.refresh_from_db()
    assert asked.released_at is None


def test_excluded_officer_finds_nothing_to_ask_for(cast, identity):
    for person in (cast.joni, cast.yusuf, cast.malik, cast.wati):
        assert person.client().get(f"/akun/pembukaan/baru/{identity.public_id}/").status_code == 404
    assert "Joni" not in page(cast.citra.client().get(f"/akun/pembukaan/baru/{identity.public_id}/"))


def test_request_without_reason_comes_back_with_its_reader(cast, identity):
    answer = cast.citra.client().post(f"/akun/pembukaan/baru/{identity.public_id}/", {"reason": "", "reader": cast.bagus.owner})
    assert answer.status_code == 422
    assert not ReleaseRequest.objects.exists()


def test_opening_asks_for_a_fresh_code(cast, identity):
    asked = ask(cast, identity)
    cast.hasan.client().post(f"/akun/pembukaan/{asked.public_id}/setujui/")
    bagus = cast.bagus.client()
    stale(cast.bagus)
    answer = bagus.post(f"/akun/pembukaan/{asked.public_id}/")
    assert answer.status_code == 403
    assert "4711" not in page(answer)
    assert "Ketik kode" in page(answer)


# ---- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/kelola/petugas/", "/kelola/petugas/baru/"])
@pytest.mark.parametrize("name", ["bagus", "citra", "nurma", "wati", "aulia"])
def test_only_the_administrator_sees_the_list_of_people(cast, name, address):
    answer = cast.people[name].client().get(address)
    assert answer.status_code == 403
    assert "yusuf" not in page(answer)


def test_strangers_are_asked_to_sign_in(client: Client, db):
    for address in ("/kelola/petugas/", "/akun/", "/akun/kantor/", "/akun/pembukaan/"):
        assert client.get(address)["Location"].startswith("/masuk/?next=")


def test_administrator_makes_an_account_and_hands_over_a_passphrase_once(cast):
    tania = cast.tania.client()
    answer = tania.post("/kelola/petugas/baru/", {"display_name": "Eka Putra", "username": "eka"})
    secret = re.search(r"mono strong\">([a-z0-9-]{24})<", page(answer))[1]
    eka = User.objects.get(username="eka")
    assert secret not in page(tania.get(person_page(eka)))
    assert sign_in(Client(), "eka", secret)["Location"] == "/masuk/sandi/"
    again = tania.post("/kelola/petugas/baru/", {"display_name": "Eka", "username": "EKA"})
    assert again.status_code == 422
    assert "sudah dipakai" in page(again)


def test_administrator_gives_and_ends_a_role(cast):
    tania = cast.tania.client()
    eka = cast.add("eka", Role.AUDITOR).user
    found = page(tania.get(f"{person_page(eka)}peran/?cari=umpamo"))
    place = f"office:{cast.umpamo.public_id}"
    assert place in found
    assert "agency:" in found
    told = {"role": "examiner", "valid_from": ON.isoformat(), "valid_to": "", "place": place}
    assert tania.post(f"{person_page(eka)}peran/", told).status_code == 303
    row = Grant.objects.get(user=eka, role="examiner")
    assert row.office == str(cast.umpamo.public_id)
    assert tania.post(f"{person_page(eka)}peran/{row.public_id}/akhiri/", {"last_day": ON.isoformat()}).status_code == 303
    row.refresh_from_db()
    assert row.valid_to == ON


def test_role_refused_is_said_in_the_form(cast):
    tania = cast.tania.client()
    answer = tania.post(f"{person_page(cast.tania.user)}peran/", {"role": "auditor", "valid_from": ON.isoformat(), "place": ""})
    assert answer.status_code == 422
    assert "diri sendiri" in page(answer)
    lost = tania.post(f"{person_page(cast.bagus.user)}peran/", {"role": "examiner", "valid_from": "2024-13-45", "place": ""})
    assert lost.status_code == 422


def test_home_agency_is_chosen_from_the_list(cast):
    tania = cast.tania.client()
    found = page(tania.get(f"{person_page(cast.bagus.user)}instansi/?cari=kesehatan"))
    assert str(cast.agency.public_id) in found
    tania.post(f"{person_page(cast.bagus.user)}instansi/", {"instansi": str(cast.agency.public_id)})
    assert cast.agency.name in page(tania.get(person_page(cast.bagus.user)))


def test_administrator_helps_in_and_closes_but_not_himself(cast):
    tania = cast.tania.client()
    answer = tania.post(f"{person_page(cast.bagus.user)}bantu/sandi/")
    assert re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){4}", page(answer))
    for what in ("sandi", "aplikasi", "tunggu"):
        assert tania.post(f"{person_page(cast.tania.user)}bantu/{what}/").status_code == 403
    assert tania.post(f"{person_page(cast.tania.user)}tutup/").status_code == 403
    assert tania.post(f"{person_page(cast.bagus.user)}tutup/").status_code == 303
    cast.bagus.user.refresh_from_db()
    assert not cast.bagus.user.is_active


def test_list_of_people_costs_few_queries_and_shows_no_case(cast, django_assert_max_num_queries):
    tania = cast.tania.client()
    tania.get("/kelola/petugas/")
    with django_assert_max_num_queries(20):
        shown = page(tania.get("/kelola/petugas/"))
    assert "Bagus" in shown
    assert "Analis" in shown


ADDRESSES = ["/akun/", "/akun/kunci/", "/akun/kunci/sandi/", "/akun/kunci/lembar/", "/akun/kantor/", "/akun/pembukaan/",
             "/masuk/keluar/", "/akun/kode/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_one_heading_no_script_and_no_inline_style(cast, address):
    shown = page(cast.bagus.client().get(address))
    assert shown.count("<h1") == 1
    assert "<script" not in shown
    assert " style=" not in shown
    assert "data:" not in shown


@pytest.mark.parametrize("address", ["/masuk/", "/masuk/lupa/"])
def test_page_before_signing_in_has_one_heading_and_no_script(client: Client, db, address):
    shown = page(client.get(address))
    assert shown.count("<h1") == 1
    assert "<script" not in shown


# ---- a release of a real report: the act, and what the reporter reads ---------------------------------------------------


def test_opening_is_an_act_of_the_case_and_the_reporter_sees_both_names(course):
    cast = course.cast
    report = course.report()
    citra, hasan, bagus = cast.citra.client(), cast.hasan.client(), cast.bagus.client()
    told = {"reason": "Perlu memanggil pelapor.", "reader": cast.bagus.owner}
    citra.post(f"/akun/pembukaan/baru/{report.identity.public_id}/", told)
    asked = ReleaseRequest.objects.get()
    before = [one.kind for one in course.acts()]
    hasan.post(f"/akun/pembukaan/{asked.public_id}/setujui/")
    shown = bagus.post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 200, page(shown)
    assert "SARINAMA" in page(shown)
    assert [one.kind for one in course.acts()] == [*before, "identity.opened"]
    bagus.post(f"/akun/pembukaan/{asked.public_id}/")
    assert [one.kind for one in course.acts()] == [*before, "identity.opened"]
    told = intake.mailbox(course.codes[-1], clock.now()).openings
    assert len(told) == 1
    assert told[0].why == "Perlu memanggil pelapor."
    assert "Bagus" in told[0].who
    assert "Hasan" in told[0].who


def test_refused_act_shows_nothing_and_leaves_the_release_unopened(course):
    cast = course.cast
    report = course.report()
    asked = vault.request_release(report.identity, reason="Alasan.", inner_for=cast.citra.owner, actor=cast.bagus.actor,
                                  now=cast.now)
    vault.release_outer(asked, keys=cast.hasan.keys, actor=cast.hasan.actor, now=cast.now)
    shown = cast.citra.client().post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 403
    assert "SARINAMA" not in page(shown)
    asked.refresh_from_db()
    assert asked.opened_at is None


# ---- after a transfer --------------------------------------------------------------------------------------------------


@pytest.fixture
def transferred(course):
    """Gone from Umpamo to Misal; the identity is sealed to Umpamo and the province. Answers the case and its report."""
    cast = course.cast
    course.studied()
    to = {"to_office": str(cast.misal.public_id), "reason": "place", "basis": "order", "reasons": "Tempatnya di sana."}
    course.step("case.transferred", cast.bagus, **to)
    course.step("transfer.accepted", cast.malik)
    return course, intake.of_case(course.case_id)[0]


def test_after_a_transfer_the_new_office_asks_and_the_two_units_open_it_together(transferred):
    course, report = transferred
    cast, before = course.cast, [one.kind for one in course.acts()]
    address = f"/akun/pembukaan/baru/{report.identity.public_id}/"
    malik, bagus, hasan = cast.malik.client(), cast.bagus.client(), cast.hasan.client()
    form = page(malik.get(address))
    assert cast.bagus.owner in form and cast.malik.owner not in form
    assert cast.umpamo.name in form
    assert malik.post(address, {"reason": "Perlu memanggil pelapor.", "reader": cast.bagus.owner}).status_code == 303
    asked = ReleaseRequest.objects.get()
    assert hasan.post(f"/akun/pembukaan/{asked.public_id}/setujui/").status_code == 303
    assert malik.post(f"/akun/pembukaan/{asked.public_id}/").status_code == 403
    shown = bagus.post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 200 and "SARINAMA" in page(shown)
    last = course.acts()[-1]
    assert [one.kind for one in course.acts()] == [*before, "identity.opened"]
    assert (last.actor, last.office) == (cast.bagus.actor.public_id, str(cast.umpamo.public_id))
    [told] = intake.mailbox(course.codes[-1], clock.now()).openings
    assert told.why == "Perlu memanggil pelapor." and "Bagus" in told.who and "Hasan" in told.who


def test_after_a_transfer_the_office_that_gave_it_away_opens_nothing_for_itself(transferred):
    course, report = transferred
    cast, before = course.cast, len(course.acts())
    address = f"/akun/pembukaan/baru/{report.identity.public_id}/"
    for person in (cast.bagus, cast.citra, cast.yusuf):
        assert person.client().get(address).status_code == 404
    asked = vault.request_release(report.identity, reason="Diminta sebelum dilimpahkan.", inner_for=cast.bagus.owner,
                                  actor=cast.citra.actor, now=cast.now)
    vault.release_outer(asked, keys=cast.hasan.keys, actor=cast.hasan.actor, now=cast.now)
    shown = cast.bagus.client().post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 403 and "SARINAMA" not in page(shown)
    asked.refresh_from_db()
    assert asked.opened_at is None and len(course.acts()) == before
    assert intake.mailbox(course.codes[-1], clock.now()).openings == ()


def test_nothing_is_opened_for_an_office_that_has_not_accepted_the_case(transferred):
    course, report = transferred
    cast = course.cast
    course.step("case.transferred", cast.malik, to_office=str(cast.province.public_id), reason="heavy", basis="order",
                reasons="Naik.")
    asked = vault.request_release(report.identity, reason="Alasan.", inner_for=cast.bagus.owner,
                                  actor=cast.rahmat.actor, now=cast.now)
    vault.release_outer(asked, keys=cast.hasan.keys, actor=cast.hasan.actor, now=cast.now)
    shown = cast.bagus.client().post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 403 and "SARINAMA" not in page(shown)


def test_who_stands_aside_opens_nothing_for_the_office_it_went_to(transferred):
    course, report = transferred
    cast = course.cast
    asked = vault.request_release(report.identity, reason="Alasan.", inner_for=cast.bagus.owner,
                                  actor=cast.malik.actor, now=cast.now)
    vault.release_outer(asked, keys=cast.hasan.keys, actor=cast.hasan.actor, now=cast.now)
    accounts.recuse(cast.bagus.user, str(course.case_id), ground="kin", actor=cast.bagus.actor, now=cast.now)
    shown = cast.bagus.client().post(f"/akun/pembukaan/{asked.public_id}/")
    assert shown.status_code == 404 and "SARINAMA" not in page(shown)
