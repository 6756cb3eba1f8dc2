"""Limits: told before, on the day and after, once, to whoever works on the case, and up the ladder where nobody looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.notices.telling import follow, inbox, told

from saksama import store
from saksama.accounts import actions as accounts
from saksama.accounts.models import Grant, Role
from saksama.cases.models import Case, Clock
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.notices import actions
from saksama.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def of(person) -> str:
    return str(person.user.public_id)


def sweep(course, *, days: float = 0) -> int:
    course.pass_days(days)
    return actions.tell_limits(course.now)


def at(course, day: int, hour: int, minute: int = 0) -> None:
    """Set the hour of the story to one of October 2024, on the wall in WIB."""
    course.now = datetime(2024, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.fixture
def handling(course, registered, cast):
    """A registered case: its handling limit ends on the fifth day, extended limits aside. Bagus works on it."""
    course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
    actions.tell_limits(course.now)
    return course


def due_of(course, subject: str) -> datetime:
    with store.reading(SYSTEM):
        return Clock.objects.get(case__public_id=course.case_id, subject=subject, stopped_by=0).due_early


def test_a_new_report_is_told_to_all_examiners_who_may_read_it_and_to_nobody_else(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.report()
    follow(course)
    assert told(cast.bagus) == told(cast.tari) == [("limit", "begun")]
    for other in (cast.joni, cast.citra, cast.malik, cast.rahmat, cast.laila, cast.wati, cast.pandu, cast.yusuf):
        assert told(other) == []


def test_each_moment_is_told_once_to_the_officer_alone(handling, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    follow(handling)
    due = due_of(handling, "handling")
    before = [moment for kind, moment in told(cast.bagus, living=False) if kind == "limit"]
    handling.now = due - timedelta(hours=2)
    for _ in range(3):
        actions.tell_limits(handling.now)
    handling.now = due + timedelta(days=9)
    for _ in range(3):
        actions.tell_limits(handling.now)
    assert [moment for kind, moment in told(cast.bagus, living=False) if kind == "limit"] == [*before, "due", "after"]
    assert [moment for kind, moment in told(cast.bagus) if kind == "limit"] == ["after"]      # the newest stands alone
    assert told(cast.tari) == []


def test_three_and_one_working_days_before_skip_the_weekend(handling, cast):
    follow(handling)
    due = due_of(handling, "handling")
    with store.reading(SYSTEM):
        Notice.objects.all().delete()
    seen = []
    moment = handling.now
    while moment < due:
        moment += timedelta(hours=6)
        if actions.tell_limits(moment):
            with store.reading(SYSTEM):
                row = Notice.objects.filter(kind="limit").latest("pk")
            seen.append((row.moment, row.at.astimezone(UTC).date()))
    codes = [code for code, _ in seen if code.startswith("before")]
    last = due.date()
    assert codes in (["before_3", "before_1"], ["before_1"]), codes
    assert (last - dict(seen)["before_1"]).days == (3 if last.weekday() == 0 else 1)


def test_after_a_stopped_worker_each_limit_is_told_once_by_its_last_moment(handling, cast):
    follow(handling)
    before = len(told(cast.bagus, living=False))
    new = sweep(handling, days=60)          # nothing ran for two months: five moments of this limit passed
    mine = [one for one in told(cast.bagus, living=False)[before:] if one[0] == "limit"]
    assert len(mine) == len({(row.subject, row.started_by) for row in notices(cast.bagus)[before:]})
    assert {moment for _, moment in mine} == {"after"}
    assert new >= len(mine)
    assert sweep(handling) == 0


def notices(person) -> list[Notice]:
    with store.reading(SYSTEM):
        return list(Notice.objects.filter(person=of(person)).order_by("pk"))


def test_two_sweeps_at_once_tell_one_notice(handling, cast):
    from saksama.notices.models import Watermark

    follow(handling)
    sweep(handling, days=30)
    count = len(notices(cast.bagus))
    Watermark.objects.filter(name="limits").update(until=handling.now - 40 * DAY)   # a second worker that began before
    actions.tell_limits(handling.now)
    assert len(notices(cast.bagus)) == count


def test_a_limit_that_moved_is_told_anew_and_the_old_date_is_taken_back(handling, cast):
    follow(handling)
    sweep(handling, days=1)
    due = due_of(handling, "handling")
    handling.now = due - timedelta(hours=1)
    actions.tell_limits(handling.now)
    assert ("limit", "due") in told(cast.bagus)
    with store.reading(SYSTEM):
        clocks = Clock.objects.filter(case__public_id=handling.case_id, subject="handling")
        clocks.update(due_early=due + 7 * DAY, due_late=due + 7 * DAY)    # as a new release of law data leaves it
    from saksama.notices.actions.following import tell_case

    tell_case(handling.case_id, handling.now)
    assert ("limit", "due") not in told(cast.bagus)
    assert ("limit", "due") in told(cast.bagus, living=False)
    handling.now = due + 7 * DAY - timedelta(hours=1)
    actions.tell_limits(handling.now)
    assert told(cast.bagus).count(("limit", "due")) == 1


def test_what_was_done_asks_nothing_any_more(course, reported, cast):
    follow(course)
    assert told(cast.bagus) == [("limit", "begun")]
    course.step("initial_study.opened", cast.bagus)
    course.step("conditions.assessed", cast.bagus, conditions=dict.fromkeys(
        ("reporter_identity", "accused", "time_limit", "time_place", "description", "evidence"), "yes"))
    course.step("requirements.met", cast.bagus)
    follow(course)
    kept = [(row.subject, row.withdrawn_at is None) for row in notices(cast.bagus)]
    assert kept == [("initial_study", False), ("registration", True)]


def test_a_new_officer_is_told_where_it_stands_and_the_one_before_is_left_alone(handling, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    follow(handling)
    handling.step("officer.assigned", cast.citra, officer=of(cast.tari))
    follow(handling)
    assert ("assigned", "officer.assigned") in told(cast.tari)
    assert [one for one in told(cast.tari) if one[0] == "limit"]
    assert [one for one in told(cast.bagus) if one[0] == "limit"] == []


# ---- silence ---------------------------------------------------------------------------------------------------------


def half_of(course, subject: str) -> datetime:
    with store.reading(SYSTEM):
        clock = Clock.objects.get(case__public_id=course.case_id, subject=subject, stopped_by=0)
    return clock.started_at + (clock.due_early - clock.started_at) / 2


def test_unread_at_half_time_the_commissioners_are_told_and_past_it_the_level_above(course, reported, cast):
    follow(course)
    due = due_of(course, "initial_study")
    course.now = half_of(course, "initial_study") + timedelta(minutes=1)
    actions.tell_limits(course.now)
    assert ("rung", "office") in told(cast.citra)
    assert ("rung", "office") in told(cast.dewi)
    assert ("rung", "office") not in told(cast.bagus)
    assert told(cast.rahmat) == []
    course.now = max(due, course.now) + 9 * DAY
    actions.tell_limits(course.now)
    assert told(cast.rahmat) == [("rung", "above")]
    assert told(cast.nurma) == []


def test_who_read_it_keeps_the_commissioners_out_and_who_acted_too(course, reported, cast):
    follow(course)
    actions.mark_read(None, actor=cast.bagus.actor, now=course.now)
    course.now = half_of(course, "initial_study") + timedelta(minutes=1)
    actions.tell_limits(course.now)
    assert told(cast.citra) == []


def test_a_step_before_half_time_keeps_the_commissioners_out_but_naming_an_officer_does_not(course, reported, cast):
    course.step("officer.assigned", cast.bagus, officer=of(cast.bagus))
    follow(course)
    middle = half_of(course, "initial_study") + timedelta(minutes=1)
    before = course.now
    course.now = middle
    actions.tell_limits(course.now)
    assert ("rung", "office") in told(cast.citra)
    with store.reading(SYSTEM):
        Notice.objects.filter(kind="rung").delete()
    from saksama.notices.models import Watermark

    Watermark.objects.update(until=before)
    course.now = before + timedelta(minutes=5)
    course.step("initial_study.opened", cast.bagus)
    course.now = middle
    actions.tell_limits(course.now)
    assert ("rung", "office") not in told(cast.citra)


def test_an_office_without_anybody_is_told_to_the_level_above(course, reported, cast):
    Grant.objects.filter(office=str(cast.umpamo.public_id)).update(valid_to=cast.on - DAY)
    follow(course)
    assert told(cast.rahmat) == [("limit", "begun")]


def test_another_bodys_silence_climbs_no_ladder(course, forwarded, cast):
    course.step("review.opened", cast.laila)
    follow(course)
    sweep(course, days=90)
    assert [one for one in told() if one[0] == "rung" and one[1] == "above"] == []


# ---- who must not ----------------------------------------------------------------------------------------------------


def test_later_barred_persons_lose_their_notices_at_once_on_the_page_and_soon_in_the_table(course, registered, cast):
    follow(course)
    assert len(inbox(course, cast.bagus)) == 1
    course.step("exclusion.recorded", cast.citra, person=of(cast.bagus), ground="kin")
    assert inbox(course, cast.bagus) == []
    follow(course)
    assert told(cast.bagus) == []


def test_a_recusal_and_another_home_agency_take_notices_back(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.registered()
    follow(course)
    assert told(cast.bagus) and told(cast.tari)
    accounts.recuse(cast.bagus.user, course.case_id, ground="kin", actor=cast.bagus.actor, now=course.now)
    accounts.set_home_agency(cast.tari.user, str(cast.sister_agency.public_id), actor=cast.tania.actor, now=course.now)
    cast.tari.user.refresh_from_db()
    from saksama.ledger.models import Entry

    for entry in Entry.objects.filter(kind__in=("accounts.recused", "accounts.home_agency_set")):
        assert actions.follow_person(str(entry.public_id), course.now) == 1
    assert told(cast.bagus) == told(cast.tari) == []


def test_no_notice_holds_a_name_a_place_or_a_word_of_the_story(course, registered, cast):
    sweep(course)
    follow(course)
    course.invited()
    course.answer()
    follow(course)
    sweep(course, days=60)
    with store.reading(SYSTEM):
        table = " ".join(str(value) for row in Notice.objects.values() for value in row.values())
        assert Notice.objects.count() > 3
    pages = " ".join(line for who in (cast.bagus, cast.citra, cast.rahmat, cast.laila) for line in inbox(course, who))
    assert pages
    for secret in ("Irwan", "SARINAMA", "Camat", "panggung", "RAHASIANARASI", "Umpamo", "Koto", "Kesehatan", "Bagus"):
        assert secret not in table
        assert secret not in pages


def test_the_criminal_limb_is_told_inside_the_handling_office_only(course, registered, cast):
    sweep(course)
    course.step("criminal_limb.opened", cast.bagus, basis="PD-01", reasons="Alasan.")
    course.step("criminal.handed_to_gakkumdu", cast.bagus)
    follow(course)
    sweep(course, days=30)
    with store.reading(SYSTEM):
        rows = list(Notice.objects.filter(limb="criminal"))
    assert rows
    assert {row.office for row in rows} == {str(cast.umpamo.public_id)}
    assert {row.person for row in rows} <= {of(cast.bagus), of(cast.citra), of(cast.dewi)}


# ---- stand-ins -------------------------------------------------------------------------------------------------------


def leave(course, cast, who, stand_in, first=0, last=20):
    return accounts.record_leave(
        who.user, office=str(cast.umpamo.public_id), starts_on=cast.on + first * DAY, ends_on=cast.on + last * DAY,
        stand_in=stand_in.user if stand_in else None, actor=cast.citra.actor, now=course.now, today=cast.on,
    )


def test_the_stand_in_is_told_what_waits_and_what_comes(handling, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    follow(handling)
    leave(handling, cast, cast.bagus, cast.tari)
    assert actions.hand_over(handling.now) == len(told(cast.bagus))
    assert actions.hand_over(handling.now) == 0
    assert sorted(told(cast.tari)) == sorted(told(cast.bagus))
    handling.now = due_of(handling, "handling") - timedelta(hours=1)
    actions.tell_limits(handling.now)
    assert ("limit", "due") in told(cast.tari)
    assert ("limit", "due") not in told(cast.bagus)


def test_a_barred_stand_in_is_told_nothing_and_the_office_is_asked(handling, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    leave(handling, cast, cast.bagus, cast.joni)       # lent by an agency under the same authority
    follow(handling)
    actions.hand_over(handling.now)
    handling.now = due_of(handling, "handling") - timedelta(hours=1)
    actions.tell_limits(handling.now)
    assert told(cast.joni) == []
    assert ("limit", "due") in told(cast.tari)


# ---- the office's own days -------------------------------------------------------------------------------------------


def test_an_office_changes_its_days_and_only_its_own(handling, cast):
    office = str(cast.umpamo.public_id)
    for wrong in ([], [0], [21], [1, 2, 3, 4, 5, 6], ["1"], [True]):
        with pytest.raises(Invalid):
            actions.set_office_rule(office, wrong, actor=cast.citra.actor, now=handling.now)
    for other in (cast.bagus, cast.malik, cast.rahmat, cast.tania):
        with pytest.raises(NotAllowed):
            actions.set_office_rule(office, [2], actor=other.actor, now=handling.now)
    actions.set_office_rule(office, [2], actor=cast.citra.actor, now=handling.now)
    follow(handling)
    moment, due = handling.now, due_of(handling, "handling")
    while moment < due:
        moment += timedelta(hours=6)
        actions.tell_limits(moment)
    codes = {code for _, code in told(cast.bagus, living=False, subject="handling") if code.startswith("before")}
    assert codes <= {"before_2"}
    with store.reading(SYSTEM):
        assert Case.objects.count() == 1
