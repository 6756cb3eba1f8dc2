"""The ways a notice goes: the desk, mail without content, the day's list, a calendar; and what a person may choose."""

from __future__ import annotations

import dataclasses
import socket
import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from tests.notices.telling import follow, inbox, told

from saksama.accounts import actions as accounts
from saksama.accounts.models import Role, User
from saksama.jobs import worker
from saksama.jobs.models import Job
from saksama.kernel.errors import Invalid, NotFound
from saksama.ledger.models import Entry
from saksama.notices import actions, queries
from saksama.notices.actions import mailing
from saksama.notices.models import Preference

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ADDRESS = "bagus@contoh.example"


def of(person) -> str:
    return str(person.user.public_id)


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.fixture
def server(settings):
    """An installation with a mail server: Django's own in-memory one."""
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, mail_host="mail.example", mail_from="saksama@contoh.example")


EVERY = ("limit", "assigned", "rung", "daily", "news")


def choose(person, *, address=ADDRESS, mailed=EVERY, hidden=(), quiet=None, numbers=True):
    return actions.choose(address=address, mailed=mailed, hidden=hidden, quiet=quiet, feed_numbers=numbers, actor=person.actor)


# ---- mail ------------------------------------------------------------------------------------------------------------


def test_the_mail_holds_a_number_and_a_way_to_end_it_and_nothing_of_a_case(course, cast, server):
    choose(cast.bagus)
    course.registered()
    follow(course)
    assert mailing.send(of(cast.bagus), course.now) is True
    (sent,) = mail.outbox
    mark = Preference.objects.get(person=of(cast.bagus)).stop_mark
    assert sent.subject == "Saksama"
    assert sent.body == (
        "Ada 1 hal yang menunggu Anda di Saksama.\n\n"
        f"Tidak mau surel ini lagi? Buka: http://127.0.0.1:8000/surel/berhenti/{mark}/\n"
    )
    assert (sent.to, sent.cc, sent.bcc) == ([ADDRESS], [], [])
    for secret in (course.case.number, str(course.case_id), "Umpamo", "Irwan", "Bagus", "PK-05", "batas"):
        assert secret not in sent.message().as_string()


def test_one_mail_tells_of_all_and_a_second_only_of_what_came_since(course, cast, server):
    choose(cast.bagus)
    course.registered()
    follow(course)
    course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
    follow(course)
    assert mailing.send(of(cast.bagus), course.now) is True
    assert mailing.send(of(cast.bagus), course.now + DAY) is False
    assert mail.outbox[0].body.startswith("Ada 2 hal")
    assert len(mail.outbox) == 1


def test_no_address_no_server_no_group_no_account_no_mail(course, registered, cast, settings, server):
    follow(course)
    assert mailing.send(of(cast.bagus), course.now) is False
    choose(cast.bagus, mailed=("news",))
    assert mailing.send(of(cast.bagus), course.now) is False
    choose(cast.bagus)
    User.objects.filter(pk=cast.bagus.user.pk).update(is_active=False)
    assert mailing.send(of(cast.bagus), course.now) is False
    User.objects.filter(pk=cast.bagus.user.pk).update(is_active=True)
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, mail_host="")
    assert mailing.send(of(cast.bagus), course.now) is False
    assert mail.outbox == []


def test_without_a_server_no_job_is_made_and_with_one_a_job_of_ids_only(course, cast, settings):
    choose(cast.bagus)
    course.registered()
    follow(course)
    assert not Job.objects.filter(task__contains="send_mail").exists()
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, mail_host="mail.example", mail_from="saksama@contoh.example")
    for _ in range(2):
        course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
        follow(course)
        course.step("officer.unassigned", cast.bagus)
    jobs = list(Job.objects.filter(task__contains="send_mail"))
    assert len(jobs) == 1           # two assignments within a quarter of an hour: one mail
    assert ADDRESS not in str(jobs[0].__dict__)


def test_a_server_that_is_down_stops_nothing_and_is_shown_to_the_administrator(course, cast, settings, server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    choose(cast.bagus)
    course.registered()
    follow(course)
    assert mailing.send(of(cast.bagus), course.now) is False
    health = queries.mail_health()
    assert (health.on, health.wanted, dict(health.failing), health.last_at) == (True, 1, {"server": 1}, course.now)
    assert len(inbox(course, cast.bagus)) == 1


def test_a_server_that_refuses_the_address_is_told_apart_and_a_new_address_begins_afresh(course, cast, settings, server):
    with RefusingServer() as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        choose(cast.bagus)
        course.registered()
        follow(course)
        assert mailing.send(of(cast.bagus), course.now) is False
    assert dict(queries.mail_health().failing) == {"address": 1}
    choose(cast.bagus, address="baru@contoh.example")
    assert dict(queries.mail_health().failing) == {}


class RefusingServer:
    """A mail server in a thread that greets and refuses every recipient."""

    def __enter__(self) -> int:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(1)
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return int(self.socket.getsockname()[1])

    def _serve(self) -> None:
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rwb") as lines:
            self._say(lines, "220 mail.example")
            for line in lines:
                word = line.decode().split()[0].upper()
                answers = {"RCPT": "550 no such mailbox", "QUIT": "221 bye"}
                self._say(lines, answers.get(word, "250 ok"))
                if word == "QUIT":
                    return

    @staticmethod
    def _say(lines, answer: str) -> None:
        lines.write(f"{answer}\r\n".encode())
        lines.flush()

    def __exit__(self, *_: object) -> None:
        self.socket.close()
        self.thread.join(5)


def test_quiet_hours_hold_mail_back_over_midnight_and_it_is_caught_up_afterwards(course, cast, server):
    choose(cast.bagus, quiet=(time(18), time(6)))
    course.registered()
    follow(course)
    assert mailing.send(of(cast.bagus), wib(14, 18)) is False
    assert mailing.send(of(cast.bagus), wib(15, 5, 59)) is False
    assert mailing.catch_up(wib(15, 6)) == [of(cast.bagus)]
    assert mailing.send(of(cast.bagus), wib(15, 6)) is True
    assert mailing.catch_up(wib(15, 7)) == []


def test_whoever_holds_the_last_line_of_a_mail_ends_it_and_nobody_else(course, cast, server):
    mark = choose(cast.bagus).stop_mark
    for wrong in ("", "0" * 40, mark[:-1], mark.upper() + "x", "'; --"):
        assert actions.stop_mail(wrong) is False
    assert Preference.objects.get().address == ADDRESS
    assert actions.stop_mail(mark) is True
    assert actions.stop_mail(mark) is False
    row = Preference.objects.get()
    assert (row.address, row.mailed, row.stop_mark) == ("", [], None)


def test_the_address_is_never_in_the_table_in_the_clear(cast, server):
    from django.db import connection

    choose(cast.bagus)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_preference")
        stored = str(cursor.fetchall())
    assert ADDRESS not in stored
    assert "contoh" not in stored


@pytest.mark.parametrize("wrong", [
    "bukan alamat", "a@b", "a@contoh.example\nBcc: lain@contoh.example", "x" * 250 + "@contoh.example",
    "bagus@contoh.example, lain@x.id",
    "<bagus@contoh.example>", "b\u00e4gus@contoh.example",
])
def test_an_address_that_is_none_is_refused_and_nothing_is_kept(cast, wrong):
    with pytest.raises(Invalid) as refused:
        choose(cast.bagus, address=wrong)
    assert refused.value.context["field"] == "address"
    assert not Preference.objects.exists()


# ---- choosing --------------------------------------------------------------------------------------------------------


def test_what_must_reach_the_desk_cannot_be_hidden_and_the_rest_can(course, cast):
    for group in ("limit", "rung", "assigned"):
        with pytest.raises(Invalid) as refused:
            choose(cast.bagus, address="", hidden=(group,))
        assert refused.value.context["field"] == "hidden"
    with pytest.raises(Invalid):
        choose(cast.bagus, address="", hidden=("segala",))
    with pytest.raises(Invalid):
        choose(cast.bagus, address="", quiet=(time(6), time(6)))
    course.registered()
    course.invited()
    course.answer()
    follow(course)
    assert [line for line in inbox(course, cast.bagus) if "Kabar" in line]
    choose(cast.bagus, address="", hidden=("news",))
    assert not [line for line in inbox(course, cast.bagus) if "Kabar" in line]
    assert inbox(course, cast.bagus)


def test_reading_marks_ones_own_only(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.registered()
    follow(course)
    (mine,) = queries.inbox(cast.bagus.actor, now=course.now).items
    assert actions.mark_read([mine.public_id], actor=cast.tari.actor, now=course.now) == 0
    assert actions.mark_read([mine.public_id], actor=cast.malik.actor, now=course.now) == 0
    assert (queries.unread(cast.bagus.actor), queries.unread(cast.tari.actor)) == (1, 1)
    assert actions.mark_read([mine.public_id], actor=cast.bagus.actor, now=course.now) == 1
    assert actions.mark_read([mine.public_id], actor=cast.bagus.actor, now=course.now) == 0
    assert (queries.unread(cast.bagus.actor), queries.unread(cast.tari.actor)) == (0, 1)


def test_old_news_is_not_told_after_a_long_stop_but_limits_are(course, registered, cast):
    course.invited()
    course.answer()
    course.pass_days(8)
    follow(course)
    assert told(kind="news") == []
    assert told(cast.bagus, kind="limit")


def test_who_has_lost_a_case_meanwhile_is_not_told_that_it_is_his(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.registered()
    course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
    course.step("officer.assigned", cast.citra, officer=of(cast.tari))
    follow(course)
    assert told(cast.bagus, kind="assigned") == []
    assert told(cast.tari, kind="assigned") == [("assigned", "officer.assigned")]


# ---- the day's list --------------------------------------------------------------------------------------------------


def test_the_days_list_comes_at_seven_and_at_fifteen_to_who_works_on_it(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.registered()
    course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
    due = course.case.next_due + timedelta(hours=7)          # on the wall in WIB
    morning = due.replace(hour=7, minute=0, second=0, microsecond=0) - timedelta(hours=7)
    actions.tell_daily(morning - timedelta(minutes=1))
    assert told(cast.bagus, kind="daily") == []
    for minutes in (0, 1, 5):
        actions.tell_daily(morning + timedelta(minutes=minutes))
    assert told(cast.bagus, kind="daily") == [("daily", "0700")]
    actions.tell_daily(morning + timedelta(hours=8))
    assert told(cast.bagus, kind="daily") == [("daily", "0700"), ("daily", "1500")]
    assert told(cast.tari, kind="daily") == told(cast.citra, kind="daily") == []
    actions.tell_daily(morning + timedelta(days=1, hours=3))  # late in the morning of the next day: one, not three
    assert told(cast.bagus, kind="daily")[2:] == [("daily", "0700")]


def test_nothing_due_is_no_list(course, registered, cast):
    actions.tell_daily(wib(14, 7, 30))
    assert told(kind="daily") == []


# ---- the calendar ----------------------------------------------------------------------------------------------------


def test_the_calendar_holds_kind_and_number_only_and_less_where_wanted(course, registered, cast):
    secret = actions.make_feed(actor=cast.bagus.actor, now=course.now)
    file = queries.feed(secret, now=course.now)
    number = course.case.number
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert number in file.replace("\r\n ", "")
    for hidden in ("Irwan", "Koto", "Camat", "SARINAMA", "Bagus", "Umpamo"):
        assert hidden not in file.replace("\r\n ", "").replace(number, "")
    choose(cast.bagus, address="", numbers=False)
    assert number not in queries.feed(secret, now=course.now).replace("\r\n ", "")


def test_a_new_address_ends_the_one_before_and_nobody_guesses_one(course, cast):
    first = actions.make_feed(actor=cast.bagus.actor, now=course.now)
    second = actions.make_feed(actor=cast.bagus.actor, now=course.now)
    queries.feed(second, now=course.now)
    for wrong in (first, "", "x" * 43, second.swapcase(), second[:-1], "../" * 10, "\x00" * 30, second + "a" * 100):
        with pytest.raises(NotFound):
            queries.feed(wrong, now=course.now)
    assert second not in str(list(Preference.objects.values()))
    actions.end_feed(actor=cast.bagus.actor)
    with pytest.raises(NotFound):
        queries.feed(second, now=course.now)


def test_the_calendar_follows_exclusion_role_and_account(course, registered, cast):
    course.step("officer.assigned", cast.citra, officer=of(cast.bagus))
    secret = actions.make_feed(actor=cast.bagus.actor, now=course.now)
    assert "BEGIN:VEVENT" in queries.feed(secret, now=course.now)
    course.step("exclusion.recorded", cast.citra, person=of(cast.bagus), ground="kin")
    assert "BEGIN:VEVENT" not in queries.feed(secret, now=course.now)
    accounts.deactivate(cast.bagus.user, actor=cast.tania.actor, now=course.now)
    with pytest.raises(NotFound):
        queries.feed(secret, now=course.now)


@pytest.mark.parametrize("reset", [accounts.reset_second_factor, accounts.reset_passphrase])
def test_a_reset_ends_the_calendar_of_that_person_and_not_one_made_since(course, cast, reset):
    secret = actions.make_feed(actor=cast.bagus.actor, now=course.now)
    other = actions.make_feed(actor=cast.citra.actor, now=course.now)
    reset(cast.bagus.user, actor=cast.tania.actor, now=course.now + DAY)
    worker.drain(datetime.now(UTC) + DAY)
    with pytest.raises(NotFound):
        queries.feed(secret, now=course.now + DAY)
    queries.feed(other, now=course.now + DAY)
    assert queries.preference(cast.bagus.actor).feed_made_at is None
    since = actions.make_feed(actor=cast.bagus.actor, now=course.now + 2 * DAY)
    for entry in Entry.objects.filter(kind__in=("accounts.second_factor_reset", "accounts.passphrase_reset")):
        actions.follow_reset(str(entry.public_id))
    queries.feed(since, now=course.now + 2 * DAY)
