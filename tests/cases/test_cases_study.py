"""Elements against evidence, versions, the margin; votes, dissent, who is away, who votes at all."""

from __future__ import annotations

import json

import pytest
from tests.cases.courses import Course
from tests.cast import stranger_keys
from tests.scenes import scene

from saksama import store
from saksama.accounts.actions.away import record_leave
from saksama.accounts.models import Grant, Role
from saksama.cases import elements, queries
from saksama.cases.models import Party
from saksama.cases.queries.study import _pairs, differing
from saksama.cases.steps import ActedMeanwhile
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.law import book

PRESENCE = "DS-04.presence"


@scene
def ready(course) -> Course:
    course.registered()
    course.holder()
    return course


def write(course: Course, **more: object) -> object:
    told = {"facts": "FAKTA satu dua.", "analysis": "ANALISIS.", "conclusion": "forward", "elements": course.judged(), **more}
    return course.step("kajian.written", course.cast.bagus, **told)


def refused(course: Course, **more: object) -> str:
    with pytest.raises(Invalid) as found:
        write(course, **more)
    return str(found.value.context["field"])


# ---- elements --------------------------------------------------------------------------------------------------------


def test_every_violation_of_the_catalogue_has_elements_in_words_and_ours_say_so():
    for entry in book().violations:
        found = elements.of([entry.id], entry.valid_from)
        assert len(found) >= 3
        assert all(one.id != one.key.partition(".")[2] and one.en != one.id for one in found)
        named = {one.key.partition(".")[2] for one in found if not one.ours}
        assert named == set(entry.get("elements") or ())
        assert all("perlu diperiksa ahli hukum" in one.label_id for one in found if one.ours)


def test_a_conclusion_needs_every_element_with_its_reason(ready):
    judged = ready.judged()
    assert refused(ready, elements={}) == "elements"
    assert refused(ready, elements={key: one for key, one in judged.items() if key != PRESENCE}) == "elements"
    assert refused(ready, elements={**judged, PRESENCE: {"finding": "yes", "reasons": "  "}}) == "elements"
    assert refused(ready, conclusion="not_proven", elements={}) == "elements"
    write(ready)


def test_who_is_no_civil_servant_is_handed_on_without_a_judgement_of_elements(ready):
    write(ready, conclusion="transfer", elements={})


@pytest.mark.parametrize(
    "forged",
    [
        {"DS-99.presence": {"finding": "yes", "reasons": "x"}},
        {PRESENCE: {"finding": "maybe", "reasons": "x"}},
        {PRESENCE: {"finding": "yes", "reasons": "x", "evidence": ["3f2504e0-4f89-41d3-9a0c-0305e82c3301"]}},
        {"../../etc": {"finding": "yes", "reasons": "x"}},
        {PRESENCE: {"finding": "yes", "reasons": "x" * 20_001}},
    ],
)
def test_forged_elements_files_and_endless_reasons_are_refused(ready, forged):
    assert refused(ready, elements={**ready.judged(), **forged}) == "elements"


def test_a_violation_that_was_not_chosen_before_sends_him_to_the_tracks(ready):
    assert refused(ready, violations=["DS-06"]) == "violations"


def test_findings_stand_open_and_reasons_are_sealed(ready):
    act = write(ready)
    assert act.body["elements"][PRESENCE] == "yes"
    assert "ALASANUNSUR" not in json.dumps(act.body)
    bagus = ready.cast.bagus
    closed = queries.study(ready.case_id, bagus.actor, now=ready.now)
    assert "ALASANUNSUR" not in repr([(one.elements, one.parts) for one in closed.versions])
    [version] = queries.study(ready.case_id, bagus.actor, keys=bagus.keys, now=ready.now).versions
    shown = {one.key: one for one in version.elements}
    assert shown[PRESENCE].reasons == "ALASANUNSUR Terlihat dalam foto."
    assert not shown[PRESENCE].ours and shown["DS-04.did_it"].ours
    with_wrong_key = queries.study(ready.case_id, bagus.actor, keys=stranger_keys(), now=ready.now)
    assert with_wrong_key.versions[0].parts == ()


def test_the_form_knows_the_status_from_the_register_and_keeps_what_was_judged_before(ready):
    form = queries.step(ready.case_id, "kajian.written", ready.cast.bagus.actor, now=ready.now)
    known = form.values["elements"]["DS-04.asn_on_the_day"]
    assert known["finding"] == "yes" and "surat keputusan" in known["reasons"]
    write(ready, elements={**ready.judged(), PRESENCE: {"finding": "doubt", "reasons": "Buram."}})
    again = queries.step(ready.case_id, "kajian.written", ready.cast.bagus.actor, now=ready.now)
    assert again.values["elements"][PRESENCE]["finding"] == "doubt"
    assert again.values["conclusion"] == "forward"


# ---- versions and the margin ----------------------------------------------------------------------------------------


def test_every_version_stays_and_shows_what_changed(ready):
    bagus, rahmat = ready.cast.bagus, ready.cast.rahmat
    first = write(ready)
    comment = ready.step("kajian.commented", rahmat, element=PRESENCE, comment="CATATANPINGGIR Foto mana?")
    ready.step("kajian.answered", bagus, comment=str(comment.nth), answer="JAWABANKANTOR Foto kedua.")
    ready.step("kajian.returned", rahmat, note="Sebut tanggal.")
    write(ready, facts="FAKTA satu tiga.", elements={**ready.judged(), PRESENCE: {"finding": "doubt", "reasons": "Buram."}})
    ready.step("kajian.approved", rahmat)
    new, old = queries.study(ready.case_id, rahmat.actor, keys=rahmat.keys, now=ready.now).versions
    assert (old.n, old.nth, old.returned) == (1, first.nth, ("Rahmat",))
    assert [(one.text, one.answer) for one in old.comments] == [("CATATANPINGGIR Foto mana?", "JAWABANKANTOR Foto kedua.")]
    assert new.approved == ("Rahmat",)
    assert ("gone", "dua.") in new.parts[0].pieces and ("new", "tiga.") in new.parts[0].pieces
    assert [one.key for one in new.elements if one.changed] == [PRESENCE]
    closed = queries.study(ready.case_id, rahmat.actor, now=ready.now)
    assert "CATATANPINGGIR" not in repr([one.comments for one in closed.versions])


def test_a_comment_is_answered_once_and_only_one_that_exists(ready):
    write(ready)
    comment = ready.step("kajian.commented", ready.cast.rahmat, element="facts", comment="Kapan?")
    for forged in ("1", "99", "x"):
        with pytest.raises(Invalid):
            ready.step("kajian.answered", ready.cast.bagus, comment=forged, answer="x")
    ready.step("kajian.answered", ready.cast.bagus, comment=str(comment.nth), answer="Kemarin.")
    with pytest.raises(Invalid):
        ready.step("kajian.answered", ready.cast.bagus, comment=str(comment.nth), answer="Lagi.")


def test_the_margin_is_not_for_the_examiner_nor_for_another_office(ready):
    write(ready)
    with pytest.raises(NotAllowed):
        ready.step("kajian.commented", ready.cast.bagus, element="facts", comment="x")
    with pytest.raises(NotFound):
        ready.step("kajian.commented", ready.cast.yusuf, element="facts", comment="x")
    with pytest.raises(NotFound):
        queries.study(ready.case_id, ready.cast.malik.actor, now=ready.now)
    with pytest.raises(NotAllowed):
        ready.step("kajian.approved", ready.cast.bagus)


def test_a_version_is_approved_once_by_each(ready):
    write(ready)
    ready.step("kajian.approved", ready.cast.rahmat)
    with pytest.raises(Invalid):
        ready.step("kajian.approved", ready.cast.rahmat)
    ready.step("kajian.approved", ready.cast.citra)


def test_two_who_write_a_version_at_once_lose_nothing(ready):
    seen = len(ready.acts())
    write(ready)
    with pytest.raises(ActedMeanwhile) as faster:
        ready.step("kajian.commented", ready.cast.rahmat, element="facts", comment="TERTULIS", seen=seen)
    assert faster.value.step.values["comment"] == "TERTULIS"


def test_an_agency_reads_no_study(course, served):
    with pytest.raises(NotFound):
        queries.study(course.case_id, course.cast.wati.actor, keys=course.cast.wati.keys, now=course.now)


@pytest.mark.parametrize(("old", "new"), [("a b c", "a x c"), ("", "a"), ("sama", "sama"), ("a\n\nb", "a b")])
def test_pieces_of_two_versions_are_all_of_both(old, new):
    pieces = differing(old, new)
    assert "".join(text for kind, text in pieces if kind != "new") == old
    assert "".join(text for kind, text in pieces if kind != "gone") == new


def test_texts_of_equal_words_do_not_hold_the_page_up():
    """Compared word by word, these take a number of steps that grows with the third power: the count is bounded, not timed."""
    old, new = "ulang " * 3000 + "\n" + "x " * 3000, "ulang " * 2999 + "\n" + "x " * 3001
    assert differing(old, new) == (("gone", old), ("new", new))
    assert differing(f"satu\n{old}", f"satu\n{new}")[0] == ("kept", "satu\n")


def test_blanks_between_words_cost_nothing():
    assert _pairs(["a", " "] * 5000, ["b", " "] * 5000) == 0


# ---- the plenary -----------------------------------------------------------------------------------------------------


def decide(course: Course, act: str = "pleno.forwarded", **more: object) -> object:
    told = {"votes": course.votes(), "minutes": "Berita acara.", **more}
    return course.step(act, course.cast.citra, **told)


def undecided(course: Course, **more: object) -> Invalid:
    with pytest.raises(Invalid) as found:
        decide(course, **more)
    return found.value


@scene
def five(ready) -> Course:
    """An office of five members, and a study before them."""
    for name in ("erna", "fajar", "gita"):
        ready.cast.add(name, Role.COMMISSIONER, office=ready.cast.umpamo)
    return ready.kajian()


def test_quorum_counts_all_members_of_the_office_those_away_too(five):
    away = [str(five.cast.gita.user.public_id), str(five.cast.fajar.user.public_id)]
    assert "2 dari 5" in undecided(five, away=away).detail
    act = decide(five, votes=five.votes(citra="agree", dewi="agree", erna="agree"), away=away)
    assert (act.body["present"], act.body["members"], act.body["unstated"]) == (3, 5, 3)


def test_who_is_away_has_no_vote(five):
    votes = five.votes(citra="agree", dewi="agree", erna="agree")
    assert "berhalangan" in undecided(five, votes=votes, away=[str(five.cast.erna.user.public_id)]).detail


def test_who_is_on_recorded_leave_has_no_vote_and_a_stand_in_is_no_member(five):
    cast, day = five.cast, five.now.date()
    office = str(cast.umpamo.public_id)
    days = {"starts_on": day, "ends_on": day, "today": day}
    record_leave(cast.erna.user, office=office, stand_in=cast.bagus.user, actor=cast.erna.actor, now=five.now, **days)
    votes = five.votes(citra="agree", dewi="agree", erna="agree")
    assert "tercatat cuti" in undecided(five, votes=votes).detail
    Grant.objects.create(
        user=cast.bagus.user, role=Role.COMMISSIONER, office=office, valid_from=day, valid_to=day,
        granted_by="system", stands_for=str(cast.erna.user.public_id),
    )  # fmt: skip
    votes = five.votes(citra="agree", dewi="agree", bagus="agree")
    assert undecided(five, votes=votes).context["field"] == "votes"
    act = decide(five, votes=five.votes(citra="agree", dewi="agree", fajar="agree"))
    assert act.body["members"] == 5


def test_equal_votes_decide_nothing_and_the_sitting_can_be_adjourned(five):
    tie = five.votes(citra="agree", dewi="agree", erna="against", fajar="against")
    assert "seimbang" in undecided(five, votes=tie, dissent="Belum cukup.").detail
    five.step("pleno.adjourned", five.cast.citra, cause="tie", minutes="Seimbang.")
    assert five.case.stage == "kajian"


def test_a_vote_against_carries_its_sealed_reasons(five):
    votes = five.votes(citra="agree", dewi="agree", erna="agree", fajar="against")
    assert undecided(five, votes=votes).context["field"] == "dissent"
    act = decide(five, votes=votes, dissent="PENDAPATBERBEDA Fajar: saksi belum didengar.")
    assert "PENDAPATBERBEDA" not in json.dumps(act.body)
    notes = queries.sealed(five.case_id, five.cast.citra.actor, five.cast.citra.keys, now=five.now).notes
    assert next(one for one in notes if one.nth == act.nth).texts["dissent"].startswith("PENDAPATBERBEDA")


@pytest.mark.parametrize("votes", [{"3f2504e0-4f89-41d3-9a0c-0305e82c3301": "agree"}, {"citra": "agree"}, {}, [("a", "agree")]])
def test_votes_of_strangers_and_of_nobody_are_refused(five, votes):
    assert undecided(five, votes=votes).context["field"] == "votes"


def test_a_member_of_another_office_has_no_vote(five):
    five.cast.add("hadi", Role.COMMISSIONER, office=five.cast.misal)
    votes = five.votes(citra="agree", dewi="agree", hadi="agree")
    assert undecided(five, votes=votes).context["field"] == "votes"


def test_a_study_that_was_returned_is_not_decided_on(ready):
    ready.kajian()
    ready.step("kajian.returned", ready.cast.rahmat, note="Lengkapi.")
    assert "dikembalikan" in undecided(ready).detail
    ready.kajian()
    decide(ready)


def test_the_outcome_is_recorded_for_each_person_and_must_fit_the_decision(course, studied):
    people = "Irwan Umpamo; Camat Koto Umpamo\nKEDUANAMA; Sekretaris Camat"
    agency = str(course.cast.agency.public_id)
    course.step("registered", course.cast.bagus, agency=agency, accused=people, status="pns", violations=["DS-04"], contest="PB")
    course.holder()
    course.kajian()
    with store.reading(SYSTEM):
        first, second = (str(one.public_id) for one in Party.objects.filter(case__public_id=course.case_id, role="accused"))
    assert undecided(course).context["field"] == "outcomes"
    assert undecided(course, outcomes={first: "forward"}).context["field"] == "outcomes"
    assert undecided(course, outcomes={first: "not_proven", second: "not_proven"}).context["field"] == "outcomes"
    act = decide(course, outcomes={first: "forward", second: "not_proven"})
    assert act.body["outcomes"] == {first: "forward", second: "not_proven"}
    assert "KEDUANAMA" not in json.dumps(act.body)


def test_one_person_alone_is_not_asked_for_by_name(ready):
    ready.kajian()
    form = queries.step(ready.case_id, "pleno.forwarded", ready.cast.citra.actor, now=ready.now)
    assert "outcomes" not in {one.name for one in form.fields}
