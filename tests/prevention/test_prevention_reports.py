"""Work reports: every activity and every report below is counted once, whatever is returned, signed twice or renamed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cast import SINCE

from saksama.accounts.models import Role
from saksama.institutions.models import Level, Office
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.prevention import actions, figuring, queries
from saksama.prevention.adding import added
from saksama.prevention.errors import AlreadyReported, LowerReturned, NoSuchReport, ReportDecided
from saksama.prevention.reports import pattern

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2024, 10, 1), date(2024, 10, 31)
TODAY = date(2024, 11, 2)
DAY = date(2024, 10, 14)


@pytest.fixture(autouse=True)
def between_elections(request) -> None:
    """No ad hoc office is there unless a story brings one."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        Office.objects.filter(level__in=(Level.KECAMATAN, Level.VILLAGE)).update(valid_from=SINCE, valid_to=date(2018, 12, 1))


def panwascam(cast, code="99.01.01", until=None, name="wira"):
    """The ad hoc office of a kecamatan with its supervisor."""
    office = Office.objects.get(level=Level.KECAMATAN, place__code=code)
    Office.objects.filter(pk=office.pk).update(valid_to=until)
    cast.add(name, Role.FIELD_SUPERVISOR, office=office, member=False)


def visit(cast, who, token, *, day=DAY, headcount=30, place="99.01.01", **changes):
    told = {"token": token, "measure": "e", "place_code": place, "agency": "", "held_on": day, "headcount": headcount,
            "able": None, "led_by": "", "questions": ""}
    return actions.record_visit(actions.VisitEntry(**(told | changes)), actor=cast.people[who].actor, today=TODAY, now=cast.now)


def begin(cast, who, first=FIRST, last=LAST):
    return actions.begin_report(first, last, actor=cast.people[who].actor, today=TODAY, now=cast.now)


def sign(cast, report, who):
    return actions.sign_report(report.public_id, version=report.version, actor=cast.people[who].actor, today=TODAY, now=cast.now)


def receive(cast, report, who):
    return actions.receive_report(report.public_id, version=report.version, actor=cast.people[who].actor, now=cast.now)


def give_back(cast, report, who, reason="Jumlah apel belum benar."):
    return actions.return_report(report.public_id, reason, version=report.version, actor=cast.people[who].actor, now=cast.now)


def present(figures) -> int:
    return figures["measures"]["e"]["present"]


@pytest.mark.one_engine
def test_the_source_says_that_its_text_was_not_found():
    assert pattern().text_found is False
    assert "31" in pattern().citation
    assert "belum kami temukan" in pattern().note_id


@pytest.mark.one_engine
def test_sums_are_made_number_by_number():
    assert added([{"a": {"x": 1}, "n": 2}, {"a": {"x": 3, "y": 1}}]) == {"a": {"x": 4, "y": 1}, "n": 2}


def test_a_headcount_is_counted_once_up_to_the_province(cast):
    panwascam(cast)
    visit(cast, "wira", "k1", headcount=30)
    visit(cast, "pandu", "u1", headcount=12)
    low = sign(cast, begin(cast, "wira"), "wira")
    middle = begin(cast, "bagus")
    low = receive(cast, low, "citra")
    middle = receive(cast, sign(cast, middle, "citra"), "rahmat")
    high = sign(cast, begin(cast, "rahmat"), "rahmat")
    assert [present(one.figures) for one in (low, middle, high)] == [30, 12, 0]
    assert [present(one.totals) for one in (low, middle, high)] == [30, 42, 42]
    assert queries.activities(cast.rahmat.actor, queries.Period(FIRST, LAST), report=str(low.public_id)).count == 1


def test_nothing_is_signed_over_a_lower_report_that_is_returned_or_unread(cast):
    panwascam(cast)
    visit(cast, "wira", "k1")
    low = sign(cast, begin(cast, "wira"), "wira")
    middle = begin(cast, "bagus")
    with pytest.raises(LowerReturned) as refused:
        sign(cast, middle, "citra")
    assert "Panwaslu" in refused.value.detail
    low = give_back(cast, low, "citra")
    with pytest.raises(LowerReturned):
        sign(cast, middle, "citra")
    low = receive(cast, sign(cast, low, "wira"), "citra")
    assert (low.version, present(sign(cast, middle, "citra").totals)) == (2, 30)


def test_a_returned_report_is_counted_anew_and_still_once(cast):
    panwascam(cast)
    wrong = visit(cast, "wira", "k1", headcount=300)
    low = sign(cast, begin(cast, "wira"), "wira")
    with pytest.raises(AlreadyReported):
        actions.withdraw_visit(wrong.public_id, actor=cast.wira.actor, now=cast.now)
    low = give_back(cast, low, "citra")
    assert low.reason == "Jumlah apel belum benar."
    actions.withdraw_visit(wrong.public_id, actor=cast.wira.actor, now=cast.now)
    visit(cast, "wira", "k2", headcount=30)
    visit(cast, "wira", "k3", headcount=5)
    assert present(sign(cast, low, "wira").totals) == 35


def test_what_is_entered_after_signing_goes_into_the_next_report_and_is_said_to_be_late(cast):
    visit(cast, "pandu", "u1", headcount=10)
    first = sign(cast, begin(cast, "bagus", FIRST, date(2024, 10, 15)), "citra")
    visit(cast, "pandu", "u2", headcount=7)
    second = sign(cast, begin(cast, "bagus", date(2024, 10, 16), LAST), "citra")
    assert (present(first.figures), present(second.figures), second.figures["late"]) == (10, 7, 1)


@pytest.mark.parametrize("before", [True, False])
def test_what_is_entered_while_a_report_is_signed_is_counted_once(cast, monkeypatch, before):
    """The entry comes right before or right after the figures are counted: into this report with its number, or the next."""
    visit(cast, "pandu", "u1", headcount=10)
    first = begin(cast, "bagus", FIRST, date(2024, 10, 15))
    count = figuring.own_figures

    def counted(report, office):
        if before:
            visit(cast, "pandu", "u2", headcount=7)
        found = count(report, office)
        if not before:
            visit(cast, "pandu", "u2", headcount=7)
        return found

    monkeypatch.setattr(figuring, "own_figures", counted)
    first = sign(cast, first, "citra")
    monkeypatch.undo()
    second = sign(cast, begin(cast, "bagus", date(2024, 10, 16), LAST), "citra")
    assert present(first.figures) + present(second.figures) == 17
    for one in (first, second):
        rows = queries.activities(cast.bagus.actor, queries.Period(FIRST, LAST), report=str(one.public_id)).rows
        assert sum(row.headcount for row in rows) == present(one.figures)


def test_an_office_that_ended_is_counted_by_the_one_above_once(cast):
    """The season is switched in the middle of the period: the panwascam is gone before it could sign."""
    panwascam(cast, until=date(2024, 10, 20))
    visit(cast, "wira", "k1", headcount=30)
    middle = sign(cast, begin(cast, "bagus"), "citra")
    assert present(middle.totals) == 30
    assert queries.report(middle.public_id, cast.bagus.actor).missing != ()


def test_a_report_is_cut_to_the_days_its_office_existed(cast):
    panwascam(cast, until=date(2024, 10, 20))
    report = begin(cast, "wira")
    assert (report.first, report.last) == (FIRST, date(2024, 10, 19))


def test_without_panwascam_the_district_reports_alone_and_nobody_below_is_late(cast):
    visit(cast, "pandu", "u1", headcount=10)
    assert queries.expected(cast.citra.actor, FIRST, LAST, today=date(2025, 1, 1)) == []
    assert present(sign(cast, begin(cast, "bagus"), "citra").totals) == 10


def test_periods_of_one_office_never_overlap_and_the_same_begun_twice_is_one(cast):
    report = begin(cast, "bagus")
    assert begin(cast, "citra").pk == report.pk
    with pytest.raises(Invalid) as refused:
        begin(cast, "bagus", date(2024, 10, 28), date(2024, 11, 1))
    assert refused.value.context["field"] == "first"


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (date(2024, 1, 1), LAST), (date(2025, 1, 1), date(2025, 1, 31))])
def test_days_that_do_not_fit_are_refused(cast, first, last):
    with pytest.raises(Invalid):
        begin(cast, "bagus", first, last)


def test_a_renamed_office_keeps_the_name_it_signed_with(cast):
    report = sign(cast, begin(cast, "bagus"), "citra")
    Office.objects.filter(pk=cast.umpamo.pk).update(name="Bawaslu Umpamo Baru")
    assert queries.report(report.public_id, cast.citra.actor).office == cast.umpamo.name


def test_a_stale_screen_signs_and_receives_nothing(cast):
    report = begin(cast, "bagus")
    signed = sign(cast, report, "citra")
    with pytest.raises(ReportDecided):
        sign(cast, report, "dewi")
    give_back(cast, signed, "rahmat")
    with pytest.raises(ReportDecided):
        receive(cast, signed, "rahmat")


def test_a_received_report_cannot_be_returned_under_a_signed_one(cast):
    panwascam(cast)
    low = receive(cast, sign(cast, begin(cast, "wira"), "wira"), "citra")
    middle = sign(cast, begin(cast, "bagus"), "citra")
    with pytest.raises(ReportDecided):
        give_back(cast, low, "citra")
    give_back(cast, middle, "rahmat")
    assert give_back(cast, low, "citra").included_in is None


def test_who_may_sign_and_judge(cast):
    report = begin(cast, "bagus")
    for who in ("bagus", "pandu", "rahmat"):
        with pytest.raises(NotAllowed):
            sign(cast, report, who)
    signed = sign(cast, report, "citra")
    for who in ("citra", "bagus", "nurma"):
        with pytest.raises(NotAllowed):
            receive(cast, signed, who)
    for who in ("malik", "yusuf"):
        with pytest.raises(NoSuchReport):
            queries.report(report.public_id, cast.people[who].actor)
    for who in ("wati", "tania", "aulia"):
        with pytest.raises(NotAllowed):
            begin(cast, who)


def test_a_report_before_its_period_is_over_is_not_signed(cast):
    report = begin(cast, "bagus")
    with pytest.raises(Invalid):
        actions.sign_report(report.public_id, version=0, actor=cast.citra.actor, today=LAST - timedelta(days=1), now=cast.now)


def test_who_is_late_stands_first(cast):
    panwascam(cast)
    panwascam(cast, "99.01.02", name="yanti")
    sign(cast, begin(cast, "wira"), "wira")
    rows = queries.expected(cast.citra.actor, FIRST, LAST, today=date(2024, 11, 5))
    assert [(one.office.place.code, one.late, one.state) for one in rows] == [
        ("99.01.02", True, ""), ("99.01.01", False, "signed")]


def test_what_people_wrote_is_not_readable_in_the_table(cast):
    from django.db import connection

    report = begin(cast, "bagus")
    actions.write_remarks(report.public_id, {"obstacles": "Jembatan putus"}, actor=cast.bagus.actor, now=cast.now)
    assert queries.report(report.public_id, cast.citra.actor).remarks == {"obstacles": "Jembatan putus"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT remarks FROM prevention_workreport")
        assert "Jembatan" not in str(cursor.fetchall())
    for bad in ({"secret": "x"}, {"note": "x" * 4001}):
        with pytest.raises(Invalid):
            actions.write_remarks(report.public_id, bad, actor=cast.bagus.actor, now=cast.now)
