"""Who sees which case: exclusion, the overseer, the agency, the criminal limb, and the second wall in PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from tests.cases.courses import ALL_MET, SCAN, text_of_docx
from tests.cast import Person

from saksama import store
from saksama.accounts import actions as accounts
from saksama.cases import queries
from saksama.cases.models import Act, Case, Party
from saksama.kernel.errors import NotAllowed, NotFound


def sees(course, who: Person) -> dict[str, bool]:
    """Where a case shows itself to somebody: list, page, count, search, step, sealed content."""
    actor, now = who.actor, course.now
    found = {
        "list": any(row.public_id == str(course.case_id) for row in queries.worklist(actor, now=now).rows),
        "count": queries.head(actor, now.replace(year=2030)).due_today > 0,
        "number": any(
            row.public_id == str(course.case_id) for row in queries.search(actor, course.case.number or "99.01", now=now)
        ),
        "name": any(row.public_id == str(course.case_id) for row in queries.search(actor, "Irwan Umpamo", now=now)),
    }
    for name, ask in (
        ("page", lambda: queries.page(course.case_id, actor, now=now)),
        ("step", lambda: queries.step(course.case_id, "note.added", actor, now=now)),
        ("sealed", lambda: queries.sealed(course.case_id, actor, who.keys, now=now)),
    ):
        try:
            ask()
            found[name] = True
        except NotFound:
            found[name] = False
    return found


NOTHING = dict.fromkeys(("list", "count", "number", "name", "page", "step", "sealed"), False)
EVERYTHING = dict.fromkeys(NOTHING, True)


# ---- exclusion -------------------------------------------------------------------------------------------------------


def test_the_examiner_of_the_office_sees_it_everywhere(course, registered):
    assert sees(course, course.cast.bagus) == EVERYTHING


def test_staff_lent_by_an_agency_under_the_same_authority_see_nothing(course, registered):
    """Joni sits at the same office, and is employed where Irwan's regent sanctions."""
    assert sees(course, course.cast.joni) == NOTHING


def test_who_stands_aside_sees_nothing_from_that_moment(course, registered):
    assert sees(course, course.cast.citra)["page"]
    accounts.recuse(course.cast.citra.user, str(course.case_id), ground="kin", actor=course.cast.citra.actor, now=course.now)
    assert sees(course, course.cast.citra) == NOTHING


def test_who_is_excluded_by_act_sees_nothing_and_loses_the_keys(course):
    cast = course.cast
    course.registered()
    course.step("note.added", cast.bagus, note="RAHASIA")
    assert queries.sealed(course.case_id, cast.dewi.actor, cast.dewi.keys, now=course.now).notes
    course.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    assert sees(course, cast.dewi) == NOTHING
    from saksama.vault import actions as vault
    from saksama.vault import queries as sealed
    from saksama.vault.errors import NotAReader

    item = sealed.items_of(sealed.compartment(course.case.compartments["case"]))[-1]
    with pytest.raises(NotAReader):
        vault.read(item, keys=cast.dewi.keys)
    assert vault.read(item, keys=cast.bagus.keys)


def test_who_is_excluded_by_act_gets_no_name_that_was_asked_for_before(course):
    from saksama.intake import queries as intake
    from saksama.vault import actions as vault
    from saksama.vault.errors import ReaderBarred

    cast = course.cast
    course.registered()
    identity = intake.of_case(course.case_id)[0].identity
    asked = vault.request_release(
        identity, reason="Klarifikasi.", inner_for=cast.dewi.owner, actor=cast.bagus.actor, now=course.now
    )
    course.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    with pytest.raises(ReaderBarred):
        vault.release_outer(asked, keys=cast.hasan.keys, actor=cast.hasan.actor, now=course.now)


@pytest.mark.parametrize("how", ["act", "recusal"])
def test_a_case_somebody_is_kept_out_of_does_not_show_beside_one_that_looks_like_it(course, how):
    cast = course.cast
    hidden = course.studied().case_id
    course.report()
    beside, course.case_id = course.case_id, hidden
    assert [one.case for one in queries.page(beside, cast.dewi.actor, now=course.now).similar] == [str(hidden)]
    if how == "act":
        course.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    else:
        accounts.recuse(cast.dewi.user, str(hidden), ground="kin", actor=cast.dewi.actor, now=course.now)
    assert queries.page(beside, cast.dewi.actor, now=course.now).similar == ()
    assert len(queries.page(beside, cast.bagus.actor, now=course.now).similar) == 1


def test_many_cases_somebody_is_kept_out_of_hide_none_he_may_see(course):
    """A list cut off before the barred ones are taken out would be empty, and tell by it that there are ten of them."""
    cast = course.cast
    barred = []
    for _ in range(10):
        course.report()
        barred.append(course.case_id)
    course.report()
    visible = course.case_id
    course.report()
    mine = course.case_id
    for course.case_id in barred:
        course.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    assert [one.case for one in queries.page(mine, cast.dewi.actor, now=course.now).similar] == [str(visible)]
    figures = {row.public_id: row.similar for row in queries.worklist(cast.dewi.actor, now=course.now).rows}
    assert figures == {str(mine): 1, str(visible): 1}


def test_reports_that_were_joined_here_take_no_place_among_those_that_look_like_it(course, reported):
    whole = course.case_id
    for _ in range(10):
        course.report()
        course.step("joined", course.cast.bagus, case=str(whole))
    course.report()
    assert [one.case for one in queries.page(whole, course.cast.bagus.actor, now=course.now).similar] == [str(course.case_id)]


@pytest.mark.parametrize("how", ["act", "recusal"])
def test_who_is_kept_out_of_a_case_is_kept_out_of_the_one_it_is_joined_to(course, how):
    from saksama.intake import queries as intake
    from saksama.vault.errors import NotAReader

    cast = course.cast
    whole = course.studied().case_id
    report = course.report()
    if how == "act":
        course.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    else:
        accounts.recuse(cast.dewi.user, str(course.case_id), ground="kin", actor=cast.dewi.actor, now=course.now)
    assert queries.page(whole, cast.dewi.actor, now=course.now)
    course.step("joined", cast.bagus, case=str(whole))
    course.case_id = whole
    assert sees(course, cast.dewi) == NOTHING
    assert queries.page(whole, cast.bagus.actor, now=course.now)
    with pytest.raises(NotAReader):
        intake.narrative(intake.get(report.public_id, cast.bagus.actor, on=course.now.date()), cast.dewi.keys)


def test_lent_staff_lose_sight_and_keys_once_the_agency_is_known(course):
    """Nobody named an agency; it turns out to be the one that lent Lina to this office."""
    from saksama.intake import queries as intake
    from saksama.vault.errors import NotAReader

    cast = course.cast
    lina = cast.add("lina", "examiner", office=cast.umpamo, home=cast.other_agency)
    report = course.report(agency="")
    assert sees(course, lina)["page"]
    assert intake.narrative(report, lina.keys).story
    course.step("initial_study.opened", cast.bagus)
    course.step("conditions.assessed", cast.bagus, conditions=ALL_MET)
    course.step(
        "registered", cast.bagus, agency=str(cast.other_agency.public_id), accused="Irwan Umpamo; Arsiparis", status="pns"
    )
    assert sees(course, lina) == NOTHING
    with pytest.raises(NotAReader):
        intake.narrative(report, lina.keys)
    with pytest.raises(NotFound):
        intake.get(report.public_id, lina.actor, on=course.now.date())
    assert intake.narrative(report, cast.bagus.keys).story


def test_the_neighbour_and_roles_without_cases_see_nothing(course, registered):
    for name in ("malik", "yusuf", "hasan", "aulia", "tania", "pandu", "wati", "laila"):
        assert sees(course, course.cast.people[name]) == NOTHING, name


def test_the_province_reads_and_comments_but_does_not_act_for_the_office(course):
    cast = course.cast
    course.registered()
    course.holder()
    course.kajian()
    assert queries.page(course.case_id, cast.rahmat.actor, now=course.now).number
    course.step("kajian.returned", cast.rahmat, note="Lengkapi unsur kedua.")
    with pytest.raises(NotAllowed):
        course.step("kajian.written", cast.rahmat, facts="x", analysis="y", conclusion="forward")


# ---- the overseer and the agency -------------------------------------------------------------------------------------


def test_the_overseer_sees_a_case_once_it_was_forwarded_and_none_of_the_reports(course):
    cast = course.cast
    course.registered()
    assert sees(course, cast.laila) == NOTHING
    other = course.case_id
    course.forwarded()
    assert sees(course, cast.laila)["page"]
    opened = queries.sealed(course.case_id, cast.laila.actor, cast.laila.keys, now=course.now)
    assert opened.narratives == () and opened.messages == ()
    assert any("FAKTAKAJIAN" in note.texts.get("facts", "") for note in opened.notes)
    assert any("JAWABANSAYA" in note.texts.get("text", "") for note in opened.replies)
    assert [row.public_id for row in queries.worklist(cast.laila.actor, now=course.now).rows] == [str(course.case_id)]
    course.case_id = other
    with pytest.raises(NotFound):
        queries.page(other, cast.laila.actor, now=course.now)


def test_the_agency_sees_only_what_is_addressed_to_it(course):
    cast = course.cast
    course.reviewed()
    assert sees(course, cast.wati) == NOTHING
    course.step("recommendation.issued", cast.laila, grade="S-BER-1", reasons="Alasan.")
    page = queries.page(course.case_id, cast.wati.actor, now=course.now)
    assert [entry.act for entry in page.entries] == ["recommendation.issued"]
    assert page.reports == () and page.files == () and page.similar == () and page.conditions == ()
    assert [one.form for one in page.documents] == ["recommendation"]
    assert queries.document(page.documents[0].public_id, cast.wati.actor, cast.wati.keys, now=course.now).content.startswith(
        b"%PDF"
    )
    assert [row.public_id for row in queries.for_agency(cast.wati.actor, now=course.now)] == [str(course.case_id)]
    opened = queries.sealed(course.case_id, cast.wati.actor, cast.wati.keys, now=course.now)
    assert "FAKTAKAJIAN" not in str([note.texts for note in opened.notes])
    everything = queries.page(course.case_id, cast.bagus.actor, now=course.now).documents
    other = next(one for one in everything if one.form == "forwarding")
    with pytest.raises(NotFound):
        queries.document(other.public_id, cast.wati.actor, cast.wati.keys, now=course.now)


def test_the_letter_with_the_accuseds_code_is_opened_by_the_office_that_sent_it_only(course):
    cast = course.cast
    course.forwarded()
    mine = course.page(cast.bagus)
    letter = next(one for one in mine.documents if one.form == "invitation")
    assert course.pass_code in text_of_docx(
        queries.document(letter.public_id, cast.bagus.actor, cast.bagus.keys, now=course.now, format="docx").content
    )
    for other in (cast.laila, cast.rahmat):
        page = course.page(other)
        assert "forwarding" in [one.form for one in page.documents]
        assert "invitation" not in [one.form for one in page.documents]
        assert letter.public_id not in [one for entry in page.entries for one in entry.documents]
        with pytest.raises(NotAllowed) as refused:
            queries.document(letter.public_id, other.actor, other.keys, now=course.now)
        assert course.pass_code not in refused.value.detail


def test_an_agency_of_another_government_sees_nothing(course):
    from saksama.institutions import queries as institutions

    cast = course.cast
    other = cast.add("zaki", "agency_officer", agency=institutions.agency_by_code("pemda:99.71"))
    course.recommended()
    assert sees(course, other) == NOTHING


# ---- the criminal limb -----------------------------------------------------------------------------------------------


def test_the_criminal_limb_shows_to_the_handling_office_only(course):
    cast = course.cast
    course.forwarded()
    before = course.case.act_count
    course.step("criminal_limb.opened", cast.bagus, basis="PD-01", reasons="DUGAANPIDANA")
    course.step("criminal.handed_to_gakkumdu", cast.bagus)
    assert course.case.act_count == before
    limb = queries.page(course.case_id, cast.bagus.actor, now=course.now).criminal
    assert [entry.act for entry in limb.entries] == ["criminal.flagged", "criminal.handed_to_gakkumdu"]
    assert limb.act_count == 2
    for name in ("laila", "rahmat", "nurma"):
        person = cast.people[name]
        page = queries.page(course.case_id, person.actor, now=course.now)
        assert page.criminal is None
        assert not any("criminal" in entry.act for entry in page.entries)
        assert not any("criminal" in step.act for step in page.steps)
        assert "DUGAANPIDANA" not in str(queries.sealed(course.case_id, person.actor, person.keys, now=course.now).notes)
        with pytest.raises(NotFound):
            queries.step(course.case_id, "criminal.ended", person.actor, now=course.now)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert "pidana" not in " ".join(one.id for one in room.entries)
    from saksama.intake import queries as mailboxes

    assert "pidana" not in str(mailboxes.mailbox(course.codes[0], course.now).stops)


def test_the_criminal_limb_opens_once(course):
    from saksama.kernel.errors import Conflict

    course.registered()
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")
    with pytest.raises(Conflict):
        course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")


# ---- the second wall -------------------------------------------------------------------------------------------------

TABLES = ("cases_case", "cases_act", "cases_clock", "cases_party", "cases_document", "cases_link", "cases_nametoken")


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.postgres
def test_raw_sql_sees_no_rows_outside_the_scope(course):
    cast = course.cast
    course.forwarded()
    with transaction.atomic(), store.scope(cast.bagus.actor):
        assert all(count(table) > 0 for table in TABLES)
    for name in ("malik", "yusuf", "wati"):
        with transaction.atomic(), store.scope(cast.people[name].actor):
            assert [table for table in TABLES if count(table)] == []
    assert [table for table in TABLES if count(table)] == []


@pytest.mark.postgres
def test_raw_sql_lets_overseer_and_agency_see_by_their_key_alone(course):
    cast = course.cast
    course.registered()
    with transaction.atomic(), store.scope(cast.laila.actor):
        assert count("cases_case") == 0
    course.recommended()
    for name in ("laila", "wati"):
        with transaction.atomic(), store.scope(cast.people[name].actor):
            assert count("cases_case") == 1
            assert count("cases_act") == course.case.act_count


@pytest.mark.postgres
def test_raw_sql_writes_nothing_outside_the_scope(course, registered):
    with transaction.atomic(), store.scope(course.cast.malik.actor), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET stage = 'closed'")
        assert cursor.rowcount == 0


def test_acts_are_never_changed_or_deleted(course):
    from django.db import DatabaseError

    course.report()
    for statement in ("UPDATE cases_act SET kind = 'closed'", "DELETE FROM cases_act"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            store.scope(course.cast.bagus.actor),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_query_outside_a_scope_is_a_defect(course):
    from saksama.kernel.errors import NoScope

    course.report()
    for model in (Case, Act, Party):
        with pytest.raises(NoScope):
            list(model.objects.all())


def test_the_papers_of_another_case_are_not_found(course):
    cast = course.cast
    course.registered()
    course.step("note.added", cast.bagus, note="x", papers=(SCAN,))
    document = queries.page(course.case_id, cast.bagus.actor, now=course.now).documents[-1]
    with pytest.raises(NotFound):
        queries.document(document.public_id, cast.malik.actor, cast.malik.keys, now=course.now)
    with pytest.raises(NotFound):
        queries.document("not-an-id", cast.bagus.actor, cast.bagus.keys, now=course.now)
