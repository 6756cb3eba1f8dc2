"""Running an office by the browser: load, giving cases to others, leave, delegation, duty, the tree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.notices.telling import follow, told

from saksama.accounts import actions as accounts
from saksama.accounts import away
from saksama.accounts.models import Grant, Leave, Role
from saksama.cases import actions
from saksama.cases.models import Case
from saksama.store import clock

pytestmark = pytest.mark.django_db
TEAM = "/petugas/tim/"
NOBODY = TEAM + "perkara/tanpa-petugas/"
DAY = timedelta(days=1)


def of(person) -> str:
    return str(person.user.public_id)


@pytest.fixture
def tari(cast):
    return cast.add("tari", Role.EXAMINER, office=cast.umpamo)


@pytest.fixture
def today(cast):
    from saksama.accounts.posts import NO_POST

    return NO_POST.day(clock.now())


def cases_of(officer: str) -> list[str]:
    from saksama import store
    from saksama.kernel.actor import SYSTEM

    with store.reading(SYSTEM):
        return sorted(str(one.public_id) for one in Case.objects.filter(assigned_to=officer))


def several(course, number: int) -> list:
    ids = []
    for _ in range(number):
        course.report()
        ids.append(course.case_id)
    return ids


def give(client, ids, *, to: str = "", seen: int = 1, officer: str = "", **more):
    url = f"{TEAM}perkara/{officer}/" if officer else NOBODY
    sent = {"perkara": [str(one) for one in ids], **{f"dilihat-{one}": seen for one in ids}, **{f"ke-{one}": to for one in ids}}
    return client.post(url, sent | more)


# ---- load and giving -------------------------------------------------------------------------------------------------


def test_the_table_counts_each_officers_cases_and_only_this_offices(course, cast, tari):
    ids = several(course, 3)
    course.case_id = ids[0]
    course.step("officer.assigned", cast.bagus, officer=of(cast.bagus))
    page = cast.citra.client().get(TEAM).content.decode()
    row = page.split(">Bagus</a>")[1].split("</tr>")[0]
    assert row.count(">1<") >= 1
    nobody = page.split("Belum ada petugas</a>")[1].split("</tr>")[0]
    assert ">2<" in nobody
    other = cast.malik.client().get(TEAM).content.decode()
    assert "Bagus" not in other
    assert "Belum ada petugas</a>" not in other


def test_many_cases_are_given_at_once_each_by_an_act_and_each_new_officer_is_told(course, cast, tari):
    ids = several(course, 3)
    answer = give(cast.citra.client(), ids, to=of(tari))
    assert answer.status_code == 200
    assert "3 perkara dipindahkan" in answer.content.decode()
    assert cases_of(of(tari)) == sorted(str(one) for one in ids)
    for one in ids:
        course.case_id = one
        assert course.acts()[-1].kind == "officer.assigned"
        follow(course)
    assert told(tari, kind="assigned") == [("assigned", "officer.assigned")] * 3


def test_one_that_cannot_be_given_stops_no_other_and_says_why(course, cast, tari):
    ids = several(course, 2)
    course.case_id = ids[0]
    course.step("note.added", cast.bagus, note="sementara itu")
    answer = give(cast.citra.client(), ids, to=of(tari))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 perkara dipindahkan" in page
    assert "1 perkara tidak dipindahkan" in page
    assert "lebih dulu mencatat langkah" in page
    assert cases_of(of(tari)) == [str(ids[1])]


def test_two_commissioners_give_the_same_case_at_once_and_the_second_is_told(course, cast, tari):
    ids = several(course, 1)
    assert give(cast.citra.client(), ids, to=of(tari)).status_code == 200
    second = give(cast.dewi.client(), ids, to=of(cast.bagus))
    assert second.status_code == 422
    assert "lebih dulu mencatat langkah" in second.content.decode()
    assert cases_of(of(tari)) == [str(ids[0])]


def test_no_case_goes_to_the_lent_to_another_office_or_to_nobody(course, cast):
    ids = several(course, 1)
    citra = cast.citra.client()
    nobody = "00000000-0000-0000-0000-000000000007"
    for wrong in (of(cast.joni), of(cast.malik), of(cast.wati), "", "bukan-id", nobody, "x" * 5000):
        answer = give(citra, ids, to=wrong)
        assert answer.status_code == 422, wrong
        assert "tidak dipindahkan" in answer.content.decode()
    assert cases_of("") == [str(ids[0])]


def test_examiners_and_other_offices_give_nothing(course, cast, tari):
    ids = several(course, 1)
    assert give(cast.bagus.client(), ids, to=of(tari)).status_code == 403
    answer = give(cast.rahmat.client(), ids, to=of(tari))
    assert answer.status_code == 422
    assert "kantor yang menangani" in answer.content.decode()
    assert cases_of("") == [str(ids[0])]
    assert cast.malik.client().get(f"{TEAM}perkara/{of(cast.bagus)}/").status_code == 404


@pytest.mark.one_engine
@pytest.mark.parametrize("sent", [{}, {"perkara": "bukan-id"}, {"perkara": ["x" * 9000]}, {"ke": "siapa pun"}])
def test_nothing_ticked_is_said_and_nothing_happens(course, cast, sent):
    several(course, 1)
    answer = cast.citra.client().post(NOBODY, sent)
    assert answer.status_code == 422
    assert "Centang perkaranya dulu" in answer.content.decode()


def test_the_suggestion_is_who_has_fewest_and_may_read_it(course, cast, tari):
    ids = several(course, 4)
    course.case_id = ids[0]
    course.step("officer.assigned", cast.bagus, officer=of(cast.bagus))
    page = cast.citra.client().get(NOBODY).content.decode()
    suggested = [part.split("<")[0] for part in page.split(" selected>")[1:]]
    assert [name.split(" (")[0] for name in suggested] == ["Tari", "Bagus", "Tari"]     # bagus has one already
    assert "Joni" not in page


def test_who_left_leaves_cases_that_are_flagged_until_somebody_has_them(course, cast, tari):
    ids = several(course, 2)
    for one in ids:
        course.case_id = one
        course.step("officer.assigned", cast.bagus, officer=of(cast.bagus))
    Grant.objects.filter(user=cast.bagus.user).update(valid_to=cast.on)
    course.pass_days(1)
    assert actions.release_departed(course.now) == 2
    citra = cast.citra.client()
    assert "2 perkara menunggu petugas baru" in citra.get(TEAM).content.decode()
    assert citra.get(NOBODY).content.decode().count(" checked") == 2
    assert give(citra, ids, to=of(tari), seen=3).status_code == 200
    assert "menunggu petugas baru" not in citra.get(TEAM).content.decode()


def test_an_office_without_examiner_is_said_and_its_work_goes_on(course, cast):
    several(course, 1)
    Grant.objects.filter(office=str(cast.umpamo.public_id), role="examiner").update(valid_to=cast.on - DAY)
    page = cast.citra.client().get(TEAM).content.decode()
    assert "tidak punya staf penanganan" in page
    assert "Dewi" in cast.citra.client().get(NOBODY).content.decode()


# ---- leave, delegation, duty -----------------------------------------------------------------------------------------


def test_leave_is_recorded_shown_and_called_off(cast, tari, today):
    bagus = cast.bagus.client()
    sent = {"person": of(cast.bagus), "starts_on": today + DAY, "ends_on": today + 3 * DAY, "stand_in": of(tari)}
    assert bagus.post(TEAM + "cuti/", sent).status_code == 303
    assert "pengganti Tari" in bagus.get(TEAM).content.decode()
    again = bagus.post(TEAM + "cuti/", sent)
    assert again.status_code == 409
    assert "Sudah tercatat cuti" in again.content.decode()
    row = Leave.objects.get()
    assert tari.client().post(f"{TEAM}cuti/{row.public_id}/batal/").status_code == 403
    assert cast.malik.client().post(f"{TEAM}cuti/{row.public_id}/batal/").status_code == 404
    assert bagus.post(f"{TEAM}cuti/{row.public_id}/batal/").status_code == 303
    assert bagus.post(f"{TEAM}cuti/{row.public_id}/batal/").status_code == 404
    assert away.stand_ins([of(cast.bagus)], today + 2 * DAY) == {}


@pytest.mark.one_engine
@pytest.mark.parametrize("wrong", [
    {"starts_on": "31-02-2024"}, {"ends_on": "1999-01-01"}, {"starts_on": ""}, {"stand_in": "bukan-id"}, {"person": "lain"},
    {"ends_on": "9999-12-31"}, {"starts_on": "<script>alert(1)</script>"}, {"stand_in": "x" * 9000},
])
def test_a_wrong_leave_comes_back_with_what_was_typed(cast, tari, today, wrong):
    sent = {"person": of(cast.bagus), "starts_on": str(today), "ends_on": str(today + DAY), "stand_in": of(tari)}
    answer = cast.bagus.client().post(TEAM + "cuti/", sent | wrong)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "<script>alert" not in page
    assert f'value="{today + DAY}"' in page or "ends_on" in wrong
    assert not Leave.objects.exists()


def test_an_examiner_records_no_leave_of_others(cast, tari, today):
    sent = {"person": of(tari), "starts_on": str(today), "ends_on": str(today), "stand_in": ""}
    assert cast.bagus.client().post(TEAM + "cuti/", sent).status_code == 422
    assert cast.citra.client().post(TEAM + "cuti/", sent).status_code == 303


def test_a_role_is_lent_and_reaches_the_desk_the_same_minute_and_ends(course, reported, cast, today):
    case = f"/petugas/perkara/{course.case_id}/"
    pandu = cast.pandu.client()
    assert pandu.get(case).status_code == 404
    sent = {"holder": of(cast.bagus), "role": "examiner", "stand_in": of(cast.pandu), "valid_from": str(today),
            "valid_to": str(today + 2 * DAY)}
    assert cast.citra.client().post(TEAM + "limpahkan/", sent).status_code == 303
    assert pandu.get(case).status_code == 200
    row = Grant.objects.exclude(stands_for="").get()
    assert cast.bagus.client().post(f"{TEAM}limpahkan/{row.public_id}/akhiri/").status_code == 403
    Grant.objects.filter(pk=row.pk).update(valid_from=today - 9 * DAY, valid_to=today - DAY)
    assert pandu.get(case).status_code == 404


def test_a_lent_role_does_not_open_what_is_barred_to_the_person(course, registered, cast):
    """Joni is employed under the authority that sanctions here: whatever role he gets, this case is not there for him."""
    Grant.objects.filter(user=cast.joni.user).update(role="field_supervisor")
    accounts.delegate(
        Role.EXAMINER, holder=cast.bagus.user, stand_in=cast.joni.user, office=str(cast.umpamo.public_id), valid_from=cast.on,
        valid_to=cast.on + DAY, actor=cast.citra.actor, now=course.now, today=cast.on,
    )
    joni = cast.joni.client()
    assert joni.get("/petugas/").status_code == 200
    assert course.case.number not in joni.get("/petugas/").content.decode()
    assert joni.get(f"/petugas/perkara/{course.case_id}/").status_code == 404


@pytest.mark.one_engine
@pytest.mark.parametrize(("change", "status", "words"), [
    ({"stand_in": "citra"}, 403, "kepada diri sendiri"),
    ({"stand_in": "bagus"}, 422, "Penerima harus orang lain"),
    ({"valid_to": -1}, 422, "tidak boleh sebelum"),
    ({"valid_from": -1}, 422, "tidak berlaku surut"),
    ({"valid_to": 200}, 422, "Paling lama 92 hari"),
    ({"role": "commissioner"}, 422, "error"),
    ({"role": "system_administrator"}, 422, "error"),
    ({"holder": "pandu"}, 422, "tidak memegang peran itu sendiri"),
])
def test_a_wrong_delegation_is_refused_in_words(cast, today, change, status, words):
    sent = {"holder": of(cast.bagus), "role": "examiner", "stand_in": of(cast.pandu), "valid_from": str(today),
            "valid_to": str(today + DAY)}
    for name, value in change.items():
        person = cast.people.get(value)
        sent[name] = of(person) if person else value if isinstance(value, str) else str(today + value * DAY)
    answer = cast.citra.client().post(TEAM + "limpahkan/", sent)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not Grant.objects.exclude(stands_for="").exists()


def test_only_who_leads_the_office_comes_to_delegation(cast):
    for person in (cast.bagus, cast.pandu, cast.laila):
        assert person.client().get(TEAM + "limpahkan/").status_code == 403


def test_duty_is_planned_by_who_leads_and_read_by_all(cast, today, tari):
    citra = cast.citra.client()
    assert citra.post(TEAM + "piket/", {"hari": str(today + DAY), "orang": of(tari)}).status_code == 303
    assert "Tari" in cast.bagus.client().get(TEAM + "piket/").content.decode()
    assert cast.bagus.client().post(TEAM + "piket/", {"hari": str(today), "orang": of(tari)}).status_code == 403
    for wrong in ({"hari": "kapan"}, {"hari": str(today - DAY), "orang": of(tari)}, {"hari": str(today), "orang": of(cast.malik)},
                  {"hari": str(today), "orang": "bukan-id"}, {}):
        assert citra.post(TEAM + "piket/", wrong).status_code == 422


def test_a_form_whose_role_ended_while_it_was_open_is_refused_and_says_so(course, cast, tari, today):
    ids = several(course, 1)
    citra = cast.citra.client()
    citra.get(NOBODY)
    Grant.objects.filter(user=cast.citra.user).update(role="examiner")
    answer = give(citra, ids, to=of(tari))
    assert answer.status_code == 403
    assert "anggota atau pengawas" in answer.content.decode()
    assert cases_of("") == [str(ids[0])]


# ---- the tree --------------------------------------------------------------------------------------------------------


def test_the_tree_shows_roles_days_home_and_keys_of_ones_territory(cast, today):
    accounts.delegate(
        Role.EXAMINER, holder=cast.bagus.user, stand_in=cast.pandu.user, office=str(cast.umpamo.public_id), valid_from=today,
        valid_to=today + DAY, actor=cast.citra.actor_on(today), now=clock.now(), today=today,
    )
    page = cast.rahmat.client().get(f"{TEAM}pohon/?kantor={cast.umpamo.public_id}").content.decode()
    assert "Joni" in page
    assert "menggantikan Bagus" in page
    assert "memegang" in page
    assert "seterusnya" in page
    assert str(cast.sister_agency.name) in page
    assert cast.rahmat.client().get(f"{TEAM}pohon/?kantor={cast.seberang.public_id}").status_code == 403
    assert cast.bagus.client().get(f"{TEAM}pohon/?kantor={cast.misal.public_id}").status_code == 403
    for wrong in ("bukan-id", "00000000-0000-0000-0000-000000000007", "' or 1=1"):
        assert cast.bagus.client().get(f"{TEAM}pohon/", {"kantor": wrong}).status_code == 404


def test_a_hostile_name_is_shown_as_letters(cast, course):
    from saksama.accounts.models import User

    row = User.objects.get(pk=cast.bagus.user.pk)
    row.display_name = "<img src=x onerror=alert(1)>"
    row.save()
    for url in (TEAM, TEAM + "pohon/", TEAM + "cuti/", TEAM + "piket/"):
        page = cast.citra.client().get(url).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


def test_the_administrator_sees_every_office_with_its_people_and_no_case(course, registered, cast):
    tania = cast.tania.client()
    page = tania.get(f"/kelola/petugas/pohon/?kantor={cast.umpamo.public_id}").content.decode()
    assert "Bagus" in page
    assert str(cast.sister_agency.name) in page
    assert course.case.number not in page
    assert "Bawaslu" in tania.get("/kelola/petugas/pohon/").content.decode()
    assert tania.get("/kelola/petugas/pohon/?kantor=bukan-id").status_code == 404
    for other in (cast.bagus, cast.citra, cast.wati, cast.aulia):
        assert other.client().get("/kelola/petugas/pohon/").status_code == 403


def test_mail_that_fails_is_shown_to_the_administrator_without_an_address(cast, settings):
    from saksama.notices.actions import choose
    from saksama.notices.models import Preference

    tania = cast.tania.client()
    choose(address="bagus@contoh.example", mailed=["limit"], hidden=[], quiet=None, feed_numbers=True, actor=cast.bagus.actor)
    assert "tidak terkirim" not in tania.get("/kelola/petugas/").content.decode()
    Preference.objects.update(trouble="server", trouble_at=clock.now())
    page = tania.get("/kelola/petugas/").content.decode()
    assert "Peladen surel tidak menjawab untuk 1 orang." in page
    assert "contoh.example" not in page
