"""What the register suggests about a conflict of interest, and that it keeps names to itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from saksama.kernel.errors import Invalid, NotAllowed
from saksama.law import demonstration
from saksama.registry import actions, queries
from saksama.registry.actions import AlreadyThere
from saksama.registry.models import Candidacy, Holding

ON = date(2024, 10, 14)


@pytest.fixture(autouse=True)
def election(data_folder) -> None:
    demonstration.fix_voting_day(date(2024, 11, 27))


def candidacy(cast, **how):
    given = {
        "election": "pilkada-andai",
        "place_code": "99.01",
        "pair": "A",
        "person_name": "Zulfakar Umpamo",
        "source": "KPU",
        "agency": str(cast.government.public_id),
        **how,
    }
    return actions.record_candidacy(**given, actor=cast.bagus.actor, now=cast.now)


def head(cast, person="Zulfakar Umpamo", **how):
    given = {
        "agency": str(cast.government.public_id),
        "post": "head",
        "person": person,
        "valid_from": date(2021, 2, 26),
        "source": "SK Mendagri",
        **how,
    }
    return actions.record_holding(**given, actor=cast.bagus.actor, now=cast.now)


def asked(cast, agency=None) -> list[int]:
    return [one.question for one in queries.suggests_conflict(agency or cast.agency, cast.nagari, ON)]


def test_nothing_on_record_suggests_nothing(cast):
    assert asked(cast) == []


def test_a_head_who_stands_again_is_suggested_by_what_he_held_or_by_name(cast):
    candidacy(cast, office_held="head")
    assert asked(cast) == [1]
    Candidacy.objects.all().delete()
    candidacy(cast)
    assert asked(cast) == []
    head(cast, "ZULFAKAR  umpamo")
    assert asked(cast) == [1]


def test_a_head_on_the_second_seat_is_a_running_mate(cast):
    candidacy(cast, seat="second", office_held="head")
    assert asked(cast) == [2]


def test_a_deputy_who_stands_may_follow_the_head(cast):
    candidacy(cast, person_name="Marnis Andai", office_held="deputy")
    head(cast, "Orang Lain")
    assert asked(cast) == [4]


def test_an_acting_head_of_the_same_name_as_no_candidate_is_not_suggested(cast):
    candidacy(cast)
    head(cast, "Penjabat Bupati", post="acting_head")
    assert asked(cast) == []


def test_another_government_is_not_meant(cast):
    candidacy(cast, office_held="head")
    assert asked(cast, cast.other_agency) == []


def test_a_new_head_ends_the_open_holding_before_him(cast):
    first = head(cast)
    head(cast, "Penjabat", post="acting_head", valid_from=date(2024, 9, 25))
    first.refresh_from_db()
    assert first.valid_to == date(2024, 9, 25)


def test_suggestions_name_the_pair_and_the_source_never_the_person(cast):
    candidacy(cast, office_held="head")
    [found] = queries.suggests_conflict(cast.agency, cast.nagari, ON)
    assert "Zulfakar" not in str(found)
    assert found.source == "KPU" and "pasangan A" in found.words_id and found.words_en


def test_names_are_not_readable_in_the_table(cast):
    candidacy(cast, office_held="head")
    head(cast)
    with connection.cursor() as cursor:
        for model in (Candidacy, Holding):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            assert "zulfakar" not in str(cursor.fetchall()).lower()


def test_refusals(cast):
    candidacy(cast)
    with pytest.raises(AlreadyThere):
        candidacy(cast)
    with pytest.raises(Invalid):
        candidacy(cast, pair="B", person_name=" ")
    with pytest.raises(Invalid):
        head(cast, valid_to=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        actions.record_candidacy(
            election="x", place_code="99", pair="A", person_name="x", source="x", actor=cast.wati.actor, now=cast.now
        )
