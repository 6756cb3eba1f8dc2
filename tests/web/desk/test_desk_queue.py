"""The queue and the sheet of today."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.counting import asked

from saksama.cases import queries
from saksama.web.desk.cases.lines import Seen, lines

pytestmark = pytest.mark.django_db
URL = "/petugas/"
SIGN_IN = 5  # session, user, opened key, roles; unread notices


def test_queue_shows_the_case_by_time_left_without_a_name(course, reported):
    page = course.cast.bagus.client().get(URL)
    html = page.content.decode()
    assert page.status_code == 200
    assert "Ikut kampanye atau deklarasi" in html
    assert "belum dibuka" in html
    assert "SARINAMA" not in html
    assert "RAHASIANARASI" not in html
    assert len(re.findall("<h1", html)) == 1


def test_received_and_not_opened_is_said_first(course):
    course.report(open_it=False)
    html = course.cast.bagus.client().get(URL).content.decode()
    assert "1 diterima, belum dibuka" in html


def test_empty_queue_teaches_the_next_step(course):
    html = course.cast.bagus.client().get(URL).content.decode()
    assert "Belum ada perkara" in html
    assert "/petugas/terima/" in html


def test_filter_narrows_and_says_so(course, reported):
    client = course.cast.bagus.client()
    assert "Ikut kampanye" in client.get(URL, {"tahap": "received"}).content.decode()
    html = client.get(URL, {"tahap": "kajian"}).content.decode()
    assert "Tidak ada yang cocok" in html
    assert client.get(URL, {"tahap": "tidak-ada", "sesudah": "rusak"}).status_code == 200


def test_whatever_stands_in_a_line_is_escaped(course, reported):
    """The lines are put together in code; names, places and numbers in them are somebody's words."""
    cast, hostile = course.cast, '<script>"x"</script>'
    [row] = queries.worklist(cast.bagus.actor, now=course.now).rows
    row = replace(row, place=hostile, number=hostile, officer_name=hostile, title_id=hostile, similar=1)
    seen = Seen(course.now, "", "", f'?"{hostile}', (row.stage,), picks=True, language="id")
    drawn = lines([row], seen)
    assert hostile not in drawn
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;&quot;x&quot;") == 6
    assert "Mirip 1 laporan lain" in drawn


def test_a_stranger_sees_an_empty_queue(course, reported):
    html = course.cast.yusuf.client().get(URL).content.decode()
    assert "/petugas/perkara/" not in html


def test_lent_staff_of_the_same_authority_sees_nothing(course, reported):
    html = course.cast.joni.client().get(URL).content.decode()
    assert "/petugas/perkara/" not in html


@pytest.mark.parametrize("who", ["wati", "aulia", "tania"])
def test_others_have_no_desk(course, reported, who):
    page = course.cast.people[who].client().get(URL)
    assert page.status_code == 403
    assert "Ikut kampanye" not in page.content.decode()


def test_without_a_session_one_is_asked_to_sign_in(course, client):
    assert client.get(URL).headers["Location"].startswith("/masuk/")


def test_today_is_lines_without_names(course):
    course.report(days_ago=3)
    course.pass_days(2)
    client = course.cast.bagus.client()
    html = client.get("/petugas/hari-ini/").content.decode()
    assert "Hari ini" in html
    assert "SARINAMA" not in html


def test_a_list_of_many_takes_few_queries(course):
    for _n in range(6):
        course.report()
    client = course.cast.bagus.client()
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    assert len(asked(few)) <= SIGN_IN + 6, "\n".join(asked(few))


def on_the_day_of_its_limit(course):
    """Open the queue at the early reading of the newest case's limit."""
    from saksama.store import clock

    clock.set_offset(course.case.next_due - clock.real())
    return course.cast.bagus.client().get(URL)


def test_what_has_passed_stands_apart_from_what_must_be_done_today(course):
    course.report(at=course.now - timedelta(days=60), days_ago=61)
    course.report()
    html = on_the_day_of_its_limit(course).content.decode()
    assert "1 langkah harus selesai hari ini" in html
    assert "1 langkah sudah lewat batasnya" in html
    assert "1 perkara habis waktunya hari ini. Kerjakan ini dulu." in html
    assert "1 perkara sudah lewat batasnya." in html
    assert "2 langkah" not in html


def test_only_late_work_is_never_called_todays(course):
    course.report(at=course.now - timedelta(days=60), days_ago=61)
    html = course.cast.bagus.client().get(URL).content.decode()
    assert re.search(r"<h1>1 langkah sudah lewat batasnya</h1>", html)
    assert "hari ini. Kerjakan" not in html


def test_the_figure_of_similar_reports_does_not_betray_a_case_the_reader_is_barred_from(course):
    from saksama.cases import queries

    course.report()
    first = course.case_id
    course.report()
    other, rina = course.case_id, course.cast.citra

    def shown(who) -> dict[str, int]:
        return {row.public_id: row.similar for row in queries.worklist(who.actor, now=course.now).rows}

    assert shown(rina) == shown(course.cast.bagus) == {str(first): 1, str(other): 1}
    course.step("exclusion.recorded", course.cast.bagus, person=str(rina.user.public_id), ground="kin")
    assert shown(rina) == {str(first): 0}
    assert "Mirip" not in rina.client().get(URL).content.decode()
    assert shown(course.cast.bagus) == {str(first): 1, str(other): 1}
    assert "Mirip 1 laporan lain" in course.cast.bagus.client().get(URL).content.decode()


def test_a_received_report_counts_as_similar_before_it_is_opened(course):
    from saksama.cases import queries

    course.report(open_it=False, agency="")      # of the same office and kind, though nobody named an agency
    course.report()
    [row] = queries.worklist(course.cast.bagus.actor, now=course.now).rows
    assert row.similar == 1
