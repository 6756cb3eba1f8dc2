"""The public list: notice and window first, only after the later reading, small cells hidden, gone with the proof."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.cases.courses import SCAN, Course
from tests.followup.test_followup_path import letter_words
from tests.scenes import scene

from saksama import store
from saksama.cases import actions
from saksama.cases.models import Case
from saksama.followup.models import Listing
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed
from saksama.opendata.no_news import no_news
from saksama.opendata.suppression import State
from saksama.store import clock
from saksama.vault.session import real_now

HOSTILE = "<script>alert(1)</script> =CMD() \u202eSANKSI"


@scene
def silent(course):
    course.served()
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    course.step("reminder.sent", course.cast.bagus)
    return course


def noticed(course) -> Course:
    course.step("publication.noticed", course.cast.bagus)
    return course


def test_no_notice_before_the_later_end_of_the_limit(course, served):
    with pytest.raises(NotAllowed):
        course.step("publication.noticed", course.cast.bagus)


def test_nothing_is_public_before_notice_and_the_end_of_the_window(silent):
    assert no_news(silent.now).rows == ()
    noticed(silent)
    assert no_news(silent.now).rows == ()
    with store.reading(SYSTEM):
        until = Listing.objects.get().correctable_until
    assert no_news(until).rows == (), "the last moment of the window is the agency's"
    silent.pass_days(16)
    [row] = no_news(silent.now).rows
    assert row.authority == "Bupati Umpamo"
    assert row.count.state is State.SMALL and row.count.value is None
    assert row.to_the_month and row.since.day == 1


def test_the_notice_says_what_will_stand_there_and_until_when(silent):
    noticed(silent)
    words = letter_words(silent, "list_notice", silent.cast.bagus)
    assert "Kami belum menerima bukti sejak hari itu" in words
    assert "Tidak ada nama pegawai" in words
    assert "tidak dilaksanakan" not in words
    with pytest.raises(NotAllowed):
        silent.step("publication.noticed", silent.cast.bagus)


def test_an_agency_with_a_decision_is_gone_the_same_minute(silent):
    noticed(silent)
    silent.pass_days(16)
    assert no_news(silent.now).rows
    silent.step(
        "ppk.decided", silent.cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/1", papers=(SCAN,)
    )
    assert no_news(silent.now).rows == ()
    assert no_news(silent.now).errata == (), "news is no error of the list"


def test_a_correction_takes_it_off_once_and_leaves_an_erratum_where_it_had_been_public(silent):
    noticed(silent)
    silent.pass_days(16)
    silent.step("publication.corrected", silent.cast.bagus, ground="date")
    found = no_news(silent.now)
    assert found.rows == ()
    [erratum] = found.errata
    assert (erratum.authority, erratum.ground) == ("Bupati Umpamo", "date")
    with pytest.raises(NotAllowed):
        silent.step("publication.corrected", silent.cast.bagus, ground="other")


def test_a_correction_within_the_window_is_nobodys_erratum(silent):
    noticed(silent)
    silent.step("publication.corrected", silent.cast.bagus, ground="agency")
    silent.pass_days(16)
    assert no_news(silent.now).rows == () and no_news(silent.now).errata == ()


def test_no_correction_of_what_was_never_announced(silent):
    with pytest.raises(IllegalStep):
        silent.step("publication.corrected", silent.cast.bagus, ground="date")


# ---- the agency's own words ------------------------------------------------------------------------------------------


def test_the_agencys_words_stand_beside_its_row_once_an_officer_looked_for_names(silent):
    cast = silent.cast
    with pytest.raises(IllegalStep):
        silent.step("publication.stated", cast.wati, words="Belum diberi tahu.")
    noticed(silent)
    silent.step("publication.stated", cast.wati, words="Pemeriksaan Irwan Umpamo masih berjalan.")
    silent.pass_days(16)
    assert no_news(silent.now).rows[0].words == "", "sealed until it was looked at"
    silent.step("publication.cleared", cast.bagus, words="Pemeriksaan masih berjalan.", names="removed")
    [row] = no_news(silent.now).rows
    assert row.words == "Pemeriksaan masih berjalan." and row.names_removed
    with pytest.raises(NotAllowed):
        silent.step("publication.cleared", cast.bagus, words="Lagi.", names="none")


def test_words_have_a_limit_for_both_who_write_them(silent):
    noticed(silent)
    with pytest.raises(Invalid) as refused:
        silent.step("publication.stated", silent.cast.wati, words="a" * 601)
    assert refused.value.context["field"] == "words"
    silent.step("publication.stated", silent.cast.wati, words="a" * 600)
    with pytest.raises(Invalid):
        silent.step("publication.cleared", silent.cast.bagus, words="a" * 601, names="none")


# ---- small cells -----------------------------------------------------------------------------------------------------


def test_three_are_counted_with_the_day_and_two_are_not(silent):
    noticed(silent)
    silent.pass_days(16)
    for _ in range(2):
        other = Course(silent.cast, silent.now)
        twin(silent, other)
    [row] = no_news(silent.now).rows
    assert (row.count.state, row.count.value, row.to_the_month) == (State.SHOWN, 3, False)
    assert row.since.isoformat() == "2024-10-14"


def twin(silent: Course, other: Course) -> None:
    """One more recommendation of the same authority, at the same point of its path."""
    other.now = silent.now.replace(month=10, day=14)
    other.served()
    other.now = silent.now
    actions.lapse_due_clocks(other.now)
    with store.reading(SYSTEM):
        case, first = Case.objects.get(public_id=other.case_id), Listing.objects.order_by("pk").first()
    from django.db import transaction

    with transaction.atomic(), store.scope(SYSTEM):
        Listing(
            case=case,
            agency_key=case.agency_key,
            authority=first.authority,
            noticed_at=first.noticed_at,
            correctable_until=first.correctable_until,
            served_on=first.served_on,
        ).save(force_insert=True)


# ---- the pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def public(silent, data_folder):
    noticed(silent)
    silent.step("publication.stated", silent.cast.wati, words=HOSTILE)
    silent.step("publication.cleared", silent.cast.bagus, words=HOSTILE, names="none")
    silent.pass_days(16)
    clock.set_offset(silent.now - real_now())
    return silent


def test_the_page_shows_hostile_words_as_words_and_no_name_or_number(public):
    html = Client().get("/data/belum-ada-bukti/").content.decode()
    assert "Bupati Umpamo" in html
    assert "&lt;script&gt;alert(1)" in html and "<script>alert" not in html
    number = public.case.number
    for secret in ("Irwan", number, "Camat Koto Umpamo", "SARINAMA", str(public.case_id)):
        assert secret not in html
    assert "tidak dilaksanakan" not in html
    assert "kurang dari 3" in html
    assert Client().get("/en/data/belum-ada-bukti/").status_code == 200


def test_the_files_say_the_same_and_run_nothing(public):
    told = json.loads(Client().get("/data/belum-ada-bukti.json").content)
    [row] = told["rows"]
    assert (row["recommendations"], row["since"], row["since_to_the"]) == ("<3", "2024-10", "month")
    table = Client().get("/data/belum-ada-bukti.csv").content.decode()
    assert "Bupati Umpamo" in table
    assert not any(cell.startswith(("=", "+", "@")) for line in table.splitlines() for cell in line.split(","))


def test_the_page_works_with_nothing_on_it(client, db, data_folder):
    assert "Tidak ada yang tercatat" in client.get("/data/belum-ada-bukti/").content.decode()
    assert client.post("/data/belum-ada-bukti/").status_code == 405
