"""The board: what belongs to nothing is seen, nothing counts twice, and what the paper leaves open stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from saksama.prevention import actions, queries
from saksama.prevention.actions import Wanted
from saksama.prevention.founding import founding_board
from saksama.prevention.models import Aim

pytestmark = pytest.mark.django_db
GOAL = Wanted("goal", "ASN tahu aturan sebelum tahapan", 2024, 2029)


def add(cast, wanted: Wanted, who: str = "rahmat", token: str = "") -> Aim:
    return actions.add_aim(token or wanted.title[:40], wanted, actor=getattr(cast, who).actor, now=cast.now)


def leader(cast) -> str:
    """Return who of the cast may plan: a commissioner of the office."""
    return next(
        name for name, one in cast.people.items() if one.actor.has("commissioner") and one.actor.office == cast.bagus.actor.office
    )


@pytest.fixture
def lead(cast) -> str:
    return leader(cast)


def test_goals_hold_actions_and_actions_hold_resources_added_up(cast, lead):
    goal = add(cast, GOAL, lead)
    action = add(cast, Wanted("action", "Sosialisasi", 2024, 2024, under=str(goal.public_id), measure="e"), lead)
    for title, people, rupiah in (("Divisi", 3, None), ("Mobil", None, 2_000_000), ("Budaya", None, None)):
        add(cast, Wanted("resource", title, 2024, 2024, under=str(action.public_id), people=people, rupiah=rupiah), lead)
    visit = actions.VisitEntry("t1", "e", "99.01.01", "", date(2024, 10, 14), 34, None, "", "")
    actions.record_visit(visit, actor=cast.pandu.actor, today=date(2024, 10, 14), now=cast.now)
    board = queries.board(getattr(cast, lead).actor, year=2024)
    [heading] = board.goals
    [doing] = heading.actions
    assert (doing.done, doing.reach) == (1, 34)
    assert (doing.means.people, doing.means.days, doing.means.rupiah, doing.means.open) == (3, None, 2_000_000, 1)
    assert board.orphans == 0
    assert queries.board(getattr(cast, lead).actor, year=2025).goals[0].actions == ()  # the action ended with its year


def test_what_belongs_to_nothing_is_listed(cast, lead):
    goal = add(cast, GOAL, lead)
    add(cast, Wanted("action", "Tanpa sasaran", 2024, 2024), lead)
    add(cast, Wanted("resource", "Tanpa tindakan", 2024, 2024, days=3), lead)
    add(cast, Wanted("programme", "Tanpa hambatan", 2024, 2024), lead)
    visit = actions.VisitEntry("t1", "g", "99.01.01", "", date(2024, 10, 14), 34, None, "", "")
    actions.record_visit(visit, actor=cast.pandu.actor, today=date(2024, 10, 14), now=cast.now)
    board = queries.board(getattr(cast, lead).actor, year=2024)
    assert board.orphans == 4
    assert [(one.key, count) for one, count in board.loose_measures] == [("g", 1)]
    placed = Wanted("action", "Tanpa sasaran", 2024, 2024, under=str(goal.public_id), measure="g")
    actions.change_aim(board.loose_actions[0].aim.public_id, placed, actor=getattr(cast, lead).actor, now=cast.now)
    board = queries.board(getattr(cast, lead).actor, year=2024)
    assert board.orphans == 2
    for _ in range(2):
        actions.end_aim(goal.public_id, actor=getattr(cast, lead).actor, now=cast.now)
    assert [one.aim.title for one in queries.board(getattr(cast, lead).actor, year=2024).loose_actions] == ["Tanpa sasaran"]


def test_an_activity_that_was_taken_back_counts_nowhere(cast, lead):
    add(cast, Wanted("action", "Sosialisasi", 2024, 2024, measure="e"), lead)
    visit = actions.VisitEntry("t1", "e", "99.01.01", "", date(2024, 10, 14), 34, None, "", "")
    made = actions.record_visit(visit, actor=cast.pandu.actor, today=date(2024, 10, 14), now=cast.now)
    actions.withdraw_visit(made.public_id, actor=cast.pandu.actor, now=cast.now)
    [doing] = queries.board(getattr(cast, lead).actor, year=2024).loose_actions
    assert (doing.done, doing.reach) == (0, 0)


def test_an_activity_counts_for_one_action_only(cast, lead):
    add(cast, Wanted("action", "Satu", 2024, 2025, measure="e"), lead)
    with pytest.raises(Invalid) as refused:
        add(cast, Wanted("action", "Dua", 2025, 2026, measure="e"), lead)
    assert refused.value.context["field"] == "measure"
    add(cast, Wanted("action", "Sesudahnya", 2026, 2026, measure="e"), lead)


def test_an_obstacle_is_answered_by_figures_before_and_after(cast, lead):
    obstacle = add(cast, Wanted("obstacle", "Sanksi menunggu", 2024, 2024), lead)
    base = Wanted("programme", "Surat pengingat", 2024, 2024, under=str(obstacle.public_id))
    with pytest.raises(Invalid):
        add(cast, replace(base, before=Decimal(40)), lead)
    add(cast, replace(base, figure="hari sampai sanksi, median", before=Decimal(40), after=Decimal(31)), lead)
    add(cast, replace(base, title="Belum diukur"), lead)
    [row] = queries.board(getattr(cast, lead).actor, year=2024).obstacles
    assert [change for _, change in row.programmes] == [Decimal(-9), None]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"kind": "lain"}, "kind"),
        ({"first_year": 2025, "last_year": 2024}, "last_year"),
        ({"first_year": 1, "last_year": 2024}, "last_year"),
        ({"note": "x" * 1001}, "note"),
        ({"kind": "action", "measure": "z"}, "measure"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(cast, lead, changes, field):
    with pytest.raises(Invalid) as refused:
        add(cast, replace(GOAL, **changes), lead, token="t")
    assert refused.value.context["field"] == field


def test_a_part_belongs_only_where_its_kind_may(cast, lead):
    goal = add(cast, GOAL, lead)
    with pytest.raises(Invalid):
        add(cast, Wanted("resource", "Uang", 2024, 2024, under=str(goal.public_id)), lead)
    with pytest.raises(Invalid):
        actions.change_aim(goal.public_id, replace(GOAL, kind="obstacle"), actor=getattr(cast, lead).actor, now=cast.now)
    with pytest.raises(NotFound):
        add(cast, Wanted("action", "Jauh", 2024, 2024, under="11111111-1111-4111-8111-111111111111"), lead)


def test_sent_twice_it_is_one_part(cast, lead):
    assert add(cast, GOAL, lead).pk == add(cast, GOAL, lead).pk


def test_only_who_leads_an_office_plans_and_only_its_own_board(cast, lead):
    goal = add(cast, GOAL, lead)
    for who in ("pandu", "wati", "bagus", "yusuf"):
        person = getattr(cast, who)
        with pytest.raises((NotAllowed, NotFound)):
            actions.change_aim(goal.public_id, replace(GOAL, title="Lain"), actor=person.actor, now=cast.now)
        with pytest.raises((NotAllowed, NotFound)):
            actions.end_aim(goal.public_id, actor=person.actor, now=cast.now)
    assert queries.board(cast.yusuf.actor, year=2024).empty
    with store.reading(SYSTEM):
        assert Aim.objects.get().title == GOAL.title


def test_a_plan_is_encrypted_in_the_database(cast, lead):
    add(cast, replace(GOAL, note="KELEMAHAN-KANTOR"), lead)
    with store.reading(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT title, note FROM prevention_aim")
        [(title, note)] = cursor.fetchall()
    assert "ASN tahu" not in title and "KELEMAHAN" not in note and note


def test_the_founding_papers_board_shows_open_what_the_paper_leaves_open(cast, lead):
    actor = getattr(cast, lead).actor
    assert actions.adopt_founding_board(language="id", actor=actor, now=cast.now) == len(founding_board().parts)
    board = queries.board(actor, year=2024)
    assert [len(one.actions) for one in board.goals] == [2, 4]
    assert all(doing.means.people is None and doing.means.rupiah is None for one in board.goals for doing in one.actions)
    assert [change for row in board.obstacles for _, change in row.programmes] == [None, None]
    assert sum(1 for row in board.obstacles if not row.programmes) == 1  # the paper names no programme against it
    assert all(one.aim.citation for one in board.goals)
    with pytest.raises(Conflict):
        actions.adopt_founding_board(language="id", actor=actor, now=cast.now)
