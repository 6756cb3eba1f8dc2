"""Written once: along whole lawful paths no form asks for what the case knows already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from tests.cases.courses import ALL_MET, SCAN, Course

from saksama import store
from saksama.cases import actions, drafting, kinds, once, queries
from saksama.cases.models import Act
from saksama.cases.queries import known
from saksama.cases.steps import Input
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
WARNED = ["criminal_use", "silence", "company"]
MINUTES = {"warned": WARNED, "minutes": "Ia melihatnya.", "read_back": "agreed", "signature": "signed"}
PROSE = "Kalimat yang hanya ditulis sekali."


@dataclass
class Walk(Course):
    """A course that opens the form of each step before taking it, and counts what is asked a second time."""

    told: dict[str, Any] = field(default_factory=dict)
    again: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    brought: int = 0

    def step(self, act: str, by: Any, /, **how: Any) -> Act:
        page = queries.step(self.case_id, act, by.actor, now=self.now, keys=by.keys)
        self.seen.add(act)
        for asked in page.fields:
            known = self._known(act, asked)
            filled = page.values.get(asked.name)
            self.brought += filled not in (None, "", [], {})
            if known not in (None, "", [], {}) and filled in (None, "", [], {}) and asked.name not in once.ANEW:
                self.again.append((act, asked.name))
        done = self._take(act, by, how)
        names = {one.name for one in kinds.get(act).fields}
        self.told |= {self._fact(act, name): value for name, value in how.items() if name in names and name not in once.ANEW}
        self.told |= {f"{act}.{name}": value for name, value in how.items() if name in names}
        return done

    def _take(self, act: str, by: Any, how: Mapping[str, Any]) -> Act:
        own = {name: how[name] for name in ("papers", "provenance") if name in how}
        values = {name: value for name, value in how.items() if name not in own}
        source = own.get("provenance", "own")
        given = Input(values, self.now, len(self.acts()), documents=own.get("papers", ()), provenance=source)
        return actions.take(self.case_id, act, given, actor=by.actor, keys=by.keys, now=self.now)

    def _known(self, act: str, asked: kinds.Field) -> object:
        """What was typed before under this name, or what the columns of the case hold; told apart from the code's own list."""
        also = once.ALSO.get((act, asked.name))
        if also is not None:
            return next((self.told[key] for kind, name in also if (key := f"{kind}.{name}") in self.told), None)
        with store.reading(SYSTEM):
            case = self.case
        columns: Mapping[str, object] = {"agency": case.agency, "violations": case.violations, "on": case.happened_on}
        return self.told.get(self._fact(act, asked.name)) or columns.get(asked.name)

    @staticmethod
    def _fact(act: str, name: str) -> str:
        """The prose of one body is no fact of another's form."""
        kind = kinds.get(act)
        return f"{kind.body_of}:{name}" if kind.field(name).sealed else name

    def meeting(self, hours: int = 24) -> dict[str, Any]:
        return {"when": self.now + timedelta(hours=hours), "where": PROSE, "way": "hand", "anyway": True}


@pytest.fixture
def walk(cast) -> Walk:
    return Walk(cast, cast.now)


def heard_and_forwarded(walk: Walk) -> Walk:
    bagus, citra = walk.cast.bagus, walk.cast.citra
    walk.registered()
    walk.holder()
    walk.step("accused.invited", bagus, **walk.meeting(), allegation=PROSE)
    walk.step("witness.invited", bagus, who="witness", person="Saksi Umpamo; pedagang", **walk.meeting(30))
    walk.step("witness.heard", bagus, who="witness", person="Saksi Umpamo; pedagang", **MINUTES)
    walk.answer()
    walk.kajian()
    walk.step("pleno.forwarded", citra, votes=walk.votes(), minutes=PROSE)
    return walk


def sanctioned(walk: Walk) -> None:
    cast = walk.cast
    heard_and_forwarded(walk)
    walk.step("outside_number.recorded", cast.bagus, system="sbt", number="SBT-77")
    walk.step("sbt.entered", cast.bagus, number="SBT-77")
    walk.step("review.opened", cast.laila)
    weighed = {"post_class": "camat", "aggravating": ["authority"], "mitigating": ["first"]}
    walk.step("recommendation.proposed", cast.laila, grade="S-BER-1", reasons=PROSE, **weighed)
    walk.step("recommendation.issued", cast.laila, grade="S-BER-1", reasons=PROSE, **weighed)
    walk.step("recommendation.served", cast.wati)
    walk.step("ppk.decided", cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/12/2024", papers=(SCAN,))
    walk.step("decision.delivered", cast.wati, papers=(SCAN,))
    walk.step("effect.proved", cast.wati, effect="pay", papers=(SCAN,))


def invited_again_and_notified(walk: Walk) -> None:
    bagus, citra = walk.cast.bagus, walk.cast.citra
    walk.registered()
    walk.holder()
    walk.step("accused.invited", bagus, **walk.meeting(), allegation=PROSE)
    walk.step("accused.invited", bagus, **walk.meeting(48), allegation=PROSE)
    walk.answer()
    walk.kajian()
    walk.step("pleno.forwarded", citra, votes=walk.votes(), minutes=PROSE)
    walk.step("accused.notified", bagus, allegation=PROSE, way="post")


def heard_at_length(walk: Walk) -> None:
    bagus = walk.cast.bagus
    walk.registered()
    walk.step("officer.assigned", bagus, officer=str(bagus.user.public_id))
    walk.step("tracks.chosen", bagus, helped="calon", actor="pns", violations=["DS-04"])
    walk.holder()
    walk.step("accused.invited", bagus, **walk.meeting(), allegation=PROSE, lasts="90", room="room_2")
    first = str(walk.acts()[-1].nth)
    walk.step("clarification.moved", bagus, appointment=first, when=walk.now + timedelta(hours=28), asked_by="invited",
              anyway=True, lasts="90", room="room_2")  # fmt: skip
    walk.step("companion.named", bagus, companion="Advokat Umpamo; advokat", companion_role="lawyer", papers=(SCAN,),
              provenance="letter")  # fmt: skip
    walk.pass_days(2)
    walk.step("clarification.missed", bagus, appointment=first, excuse="excused", note=PROSE)
    walk.step("accused.invited", bagus, **walk.meeting(50), allegation=PROSE, lasts="90", room="room_2")
    second = str(walk.acts()[-1].nth)
    walk.pass_days(3)
    walk.step("clarification.held", bagus, present="yes", appointment=second, companion="Advokat Umpamo; advokat",
              companion_role="lawyer", **MINUTES)  # fmt: skip
    walk.step("witness.invited", bagus, who="witness", person="Saksi Umpamo; pedagang", **walk.meeting(30))
    third = str(walk.acts()[-1].nth)
    walk.step("witness.moved", bagus, appointment=third, when=walk.now + timedelta(hours=31), asked_by="office", anyway=True)
    walk.pass_days(2)
    walk.step("witness.missed", bagus, appointment=third, excuse="none")
    walk.step("witness.invited", bagus, who="witness", person="Saksi Umpamo; pedagang", **walk.meeting(52))
    fourth = str(walk.acts()[-1].nth)
    walk.pass_days(3)
    walk.step("witness.heard", bagus, who="witness", person="Saksi Umpamo; pedagang", appointment=fourth, **MINUTES)
    walk.kajian()
    walk.step("kajian.returned", walk.cast.citra, note=PROSE)
    walk.kajian()


def examined_by_the_agency(walk: Walk) -> None:
    walk.served()
    pack = {"where": "Ruang rapat dinas", "team": "Ketua Umpamo; sekretaris"}
    walk.step("examination.summoned", walk.cast.wati, **pack)
    walk.step("examination.missed", walk.cast.wati, **pack)
    walk.step("examination.held", walk.cast.wati)
    walk.step("ppk.decided", walk.cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/1", papers=(SCAN,))


def handed_over(walk: Walk) -> None:
    walk.registered()
    walk.step("handed_over", walk.cast.bagus, reason="not_asn", to_body="regent", accused="Irwan Umpamo; Camat Koto Umpamo")


def refused_and_handed_over(walk: Walk) -> None:
    bagus = walk.cast.bagus
    walk.report()
    walk.step("initial_study.opened", bagus)
    walk.step("conditions.assessed", bagus, conditions={**ALL_MET, "evidence": "no"})
    walk.step("completion.requested", bagus, missing=["evidence"], message=PROSE)
    walk.step("registration.refused", bagus, reason="not_asn", reasons=PROSE)
    walk.step("kept_as_tip", bagus)
    walk.step("tracing.opened", bagus)


def found_by_officers(walk: Walk) -> None:
    bagus = walk.cast.bagus
    walk.report(door="nameless")
    walk.step("tracing.opened", bagus)
    walk.step("tracing.noted", bagus, source="public_source", note=PROSE)
    walk.step("violation.found", bagus)
    walk.step("temuan.made", bagus)
    walk.step(
        "registered", bagus, agency=str(walk.cast.agency.public_id), accused="Irwan Umpamo; Camat", status="pns",
        violations=["DS-04"], contest="PB",
    )  # fmt: skip
    walk.holder()
    walk.kajian("not_proven")
    walk.step("pleno.not_proven", walk.cast.citra, votes=walk.votes(), minutes=PROSE, outcome_reasons=PROSE)


PATHS = (sanctioned, invited_again_and_notified, heard_at_length, examined_by_the_agency, handed_over, refused_and_handed_over,
         found_by_officers)  # fmt: skip


def test_no_form_asks_for_what_the_case_knows_already(cast):
    """Along whole lawful paths, with every form walked that asks for a fact which another form asks for as well."""
    again, walked, brought = [], set(), 0
    for path in PATHS:
        walk = Walk(cast, cast.now)
        path(walk)
        again += [(path.__name__, *one) for one in walk.again]
        walked |= walk.seen
        brought += walk.brought
    assert again == []
    assert {kind.act for kind in kinds.all() for one in kind.asked if once.sources(kind.act, one.name) != ()} - walked == set()
    assert brought > 60


def test_every_field_that_several_acts_ask_for_is_one_fact_or_says_why_it_is_not():
    where: dict[str, set[str]] = {}
    for kind in kinds.all():
        for asked in kind.asked:
            where.setdefault(asked.name, set()).add(kind.act)
    shared = {name for name, acts in where.items() if len(acts) > 1}
    assert shared - once.SAME - set(once.ANEW) == set()
    assert not once.SAME & set(once.ANEW)
    assert all(len(reason.split()) > 3 for reason in once.ANEW.values())


def test_what_is_brought_along_says_where_it_was_written(walk):
    heard_and_forwarded(walk)
    page = queries.step(walk.case_id, "post_holder.recorded", walk.cast.bagus.actor, now=walk.now, keys=walk.cast.bagus.keys)
    assert page.values["accused"] == "Irwan Umpamo; Camat Koto Umpamo"
    assert page.values["status"] == "pns"
    assert set(page.sources) == set(page.values)
    assert "2024" in page.sources["status"].id and page.sources["status"].en != page.sources["status"].id


def test_sealed_texts_come_along_only_with_the_keys_that_open_them(walk):
    walk.registered()
    walk.holder()
    walk.step("accused.invited", walk.cast.bagus, **walk.meeting(), allegation="RAHASIADUGAAN")
    act, bagus = "accused.invited", walk.cast.bagus
    with_keys = queries.step(walk.case_id, act, bagus.actor, now=walk.now, keys=bagus.keys)
    assert with_keys.values["allegation"] == "RAHASIADUGAAN"
    assert with_keys.opened
    without = queries.step(walk.case_id, act, bagus.actor, now=walk.now)
    assert "RAHASIADUGAAN" not in str(without.values)
    assert not without.opened


def test_registration_brings_along_who_the_report_is_about_and_nothing_else_of_it(walk):
    walk.studied()
    page = queries.step(walk.case_id, "registered", walk.cast.bagus.actor, now=walk.now, keys=walk.cast.bagus.keys)
    assert page.values["accused"] == "Camat Koto Umpamo"
    for secret in ("RAHASIANARASI", "SARINAMA", "0812"):
        assert secret not in str(page.values)
    assert "accused" not in queries.step(walk.case_id, "registered", walk.cast.bagus.actor, now=walk.now).values


@pytest.mark.parametrize(("told", "line"), [
    ("Camat Koto Umpamo", "Camat Koto Umpamo"),
    ("Rahmi Seandainya, S.Pd.; guru kelas 6", "Rahmi Seandainya, S.Pd.; guru kelas 6"),
    ("Feri Andaian; Camat; Kantor Camat", "Feri Andaian; Camat, Kantor Camat"),
    ("; Camat Koto Umpamo", "Camat Koto Umpamo"),
    ("Feri Andaian;", "Feri Andaian"),
])
def test_a_name_and_a_post_of_the_report_come_apart_and_stay_one_person(told, line):
    assert known._name_and_post(told) == line


def test_the_first_allegation_is_composed_of_plain_columns_only(walk):
    walk.registered()
    walk.holder()
    page = queries.step(walk.case_id, "accused.invited", walk.cast.bagus.actor, now=walk.now, keys=walk.cast.bagus.keys)
    text = str(page.values["allegation"])
    assert text.startswith("Anda diduga") and "DS-04" in text and "bukan putusan" in text
    assert "RAHASIANARASI" not in text
    assert page.values["where"]


def test_the_study_begins_with_the_facts_of_the_file(walk):
    walk.registered(door="named")
    walk.holder()
    walk.step("accused.invited", walk.cast.bagus, **walk.meeting(), allegation=PROSE)
    walk.answer()
    page = queries.step(walk.case_id, "kajian.written", walk.cast.bagus.actor, now=walk.now, keys=walk.cast.bagus.keys)
    facts, rules = str(page.values["facts"]), str(page.values["analysis"])
    assert walk.case.number in facts
    assert "Irwan Umpamo, Camat Koto Umpamo (PNS)" in facts
    assert "Syarat laporan" in facts and "identitas pelapor: terpenuhi" in facts
    assert "memberi jawaban" in facts
    assert "DS-04" in rules and "Unsur:" in rules
    for secret in ("SARINAMA", "Jorong Satu", "RAHASIANARASI", "JAWABANSAYA"):
        assert secret not in facts + rules


def test_a_second_study_begins_with_the_first(walk):
    walk.registered()
    walk.holder()
    walk.kajian()
    walk.step("kajian.returned", walk.cast.citra, note=PROSE)
    page = queries.step(walk.case_id, "kajian.written", walk.cast.bagus.actor, now=walk.now, keys=walk.cast.bagus.keys)
    assert page.values["facts"] == "FAKTAKAJIAN Ia berada di panggung."
    assert page.values["conclusion"] == "forward"


def test_a_draft_without_facts_says_so_and_invents_nothing():
    told = drafting.StudyFacts("", None, "", None, "", None, None, "", "")
    assert drafting.study_facts(told).count(drafting.UNKNOWN) >= 7
    assert drafting.study_rules(told) == ""
    assert drafting.allegation([], None, "") == ""
