"""The integrity pact: one slip, one signature; another's number is refused, names are sealed, a new unit or text asks anew."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from saksama import law, store
from saksama.institutions.models import Agency
from saksama.kernel import receipt
from saksama.kernel.errors import Invalid, MistypedCode, NotAllowed, NotFound
from saksama.prevention import pact_texts
from saksama.prevention.actions import pacts as actions
from saksama.prevention.actions.pacts import Signer
from saksama.prevention.pact_errors import DriveOver, NoSuchDrive, NotYourSlip, SignedAlready, SlipUsed, WrongSlip
from saksama.prevention.pacts import PactSignature, PactSlip, PactTally
from saksama.prevention.queries import pacts as reads

pytestmark = pytest.mark.django_db
ANI = Signer("Ani Perawat", "19900101 202001 2 001")
BUDI = Signer("Budi Guru", "198505052010011002")


def opened(cast, agency=None, **changed):
    told = {"staff": 20, "until": cast.on + timedelta(days=7), "actor": cast.bagus.actor, "on": cast.on, "now": cast.now}
    return actions.open_drive((agency or cast.agency).public_id, **(told | changed))


def drawn(cast, drive, n=0, people=()):
    return actions.draw_slips(drive.public_id, n=n, people=people, actor=cast.bagus.actor, on=cast.on, now=cast.now)


def sign(cast, drive, code, who=ANI, on=None, **changed):
    version = pact_texts.present(on or cast.on).version
    told = {"version": version, "first_right": {"memilih": True}, "on": on or cast.on, "now": cast.now}
    return actions.sign(drive.public_id, code, who, **(told | changed))


def entered(cast, drive, *people, actor=None):
    return actions.enter_paper(
        drive.public_id, people, version=pact_texts.present(cast.on).version, signed_on=cast.on,
        actor=(actor or cast.bagus).actor, on=cast.on, now=cast.now,
    )


def row(cast, drive, on=None):
    return reads.drive(drive.public_id, cast.bagus.actor, on=on or cast.on)


def test_one_slip_is_one_signature_of_one_person(cast):
    drive = opened(cast)
    first, second = drawn(cast, drive, 2)
    given = sign(cast, drive, receipt.pretty(first.code).lower())
    assert sign(cast, drive, first.code) == given                   # sent twice: the same
    with pytest.raises(SlipUsed):
        sign(cast, drive, first.code, BUDI)
    with pytest.raises(SignedAlready):
        sign(cast, drive, second.code)
    sign(cast, drive, second.code, BUDI)                             # the refusal spent no slip
    assert (row(cast, drive).signed, row(cast, drive).taught, row(cast, drive).share) == (2, 2, 10)


def test_a_slip_of_a_list_fits_its_own_number_only(cast):
    drive = opened(cast)
    [slip] = drawn(cast, drive, people=[ANI, ANI])
    assert slip.name == ANI.name
    with pytest.raises(NotYourSlip):
        sign(cast, drive, slip.code, BUDI)
    sign(cast, drive, slip.code)
    assert drawn(cast, drive, people=[ANI, BUDI])[0].name == BUDI.name


def test_wrong_mistyped_and_foreign_codes_sign_nothing(cast):
    drive, other = opened(cast), opened(cast, cast.sister_agency)
    [slip] = drawn(cast, other, 1)
    with pytest.raises(MistypedCode):
        sign(cast, drive, "abc")
    for code in (receipt.draw(), slip.code):
        with pytest.raises(WrongSlip):
            sign(cast, drive, code)
    for who in (Signer("", ANI.number), Signer("Ani", "abc"), Signer("Ani", "1"), Signer("x" * 200, ANI.number)):
        with pytest.raises(Invalid):
            sign(cast, other, slip.code, who)
    assert row(cast, drive).signed == row(cast, other).signed == 0


def test_a_link_ends_with_its_day_or_when_it_is_closed(cast):
    drive = opened(cast)
    [slip] = drawn(cast, drive, 1)
    with pytest.raises(DriveOver):
        actions.open_for_signing(drive.public_id, drive.until + timedelta(days=1))
    actions.close_drive(drive.public_id, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    with pytest.raises(DriveOver):
        sign(cast, drive, slip.code)
    for wrong in ("00000000-0000-0000-0000-000000000000", "x"):
        with pytest.raises(NoSuchDrive):
            actions.open_for_signing(wrong, cast.on)


def test_void_slips_open_nothing_and_used_ones_stay(cast):
    drive = opened(cast)
    used, lost = drawn(cast, drive, 2)
    given = sign(cast, drive, used.code)
    assert actions.void_slips(drive.public_id, actor=cast.bagus.actor, now=cast.now) == 1
    with pytest.raises(WrongSlip):
        sign(cast, drive, lost.code, BUDI)
    assert reads.check(given.check_code, on=cast.on).valid


def test_no_name_and_no_number_stands_in_any_column(cast):
    drive = opened(cast)
    sign(cast, drive, drawn(cast, drive, people=[ANI])[0].code)
    entered(cast, drive, BUDI)
    stored = []
    tables = ("pactslip", "pactsignature", "pactdrive", "pacttally")
    with connection.cursor() as cursor:
        for table in (*(f"prevention_{one}" for one in tables), "ledger_entry", "ledger_detail", "vault_item"):
            cursor.execute(f"SELECT * FROM {table}")
            stored += [bytes(cell) if isinstance(cell, memoryview) else cell for line in cursor.fetchall() for cell in line]
    text = repr(stored)
    for word in ("Perawat", "Budi", "199001012020012001", BUDI.number):
        assert word not in text
    names = reads.who_signed(drive, cast.bagus.actor, cast.bagus.keys)
    assert [one.name for one in names] == [ANI.name, BUDI.name]


def test_paper_counts_without_having_been_taught_and_only_once(cast):
    drive = opened(cast)
    assert entered(cast, drive, ANI, BUDI, BUDI) == (2, 1)
    assert entered(cast, drive, ANI) == (0, 1)
    found = row(cast, drive)
    assert (found.signed, found.taught) == (2, 0)
    with pytest.raises(SignedAlready):
        sign(cast, drive, drawn(cast, drive, 1)[0].code)


def test_who_signs_while_a_list_is_entered_is_passed_over(cast):
    drive, before = opened(cast), []

    def meanwhile(execute, sql, *told):
        found = execute(sql, *told)
        if not before and sql.startswith("SELECT") and "pactsignature" in sql:
            before.append(sign(cast, drive, slip.code))
        return found

    [slip] = drawn(cast, drive, 1)
    with connection.execute_wrapper(meanwhile):
        assert entered(cast, drive, ANI, BUDI) == (1, 1)
    assert before
    assert row(cast, drive).signed == 2


@pytest.mark.django_db(transaction=True)
def test_one_list_entered_and_its_slips_drawn_by_many_at_once_count_once(cast):
    drive, start, slips, signed = opened(cast), threading.Barrier(4, timeout=30), [], []

    def work(people):
        start.wait()
        try:
            slips.append(len(drawn(cast, drive, people=people)))
            signed.append(entered(cast, drive, *people)[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(people,)) for people in ([ANI, BUDI], [BUDI, ANI]) * 2]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (sorted(slips), sorted(signed)) == ([0, 0, 0, 2], [0, 0, 0, 2])
    assert row(cast, drive).signed == 2


def test_answers_are_counted_in_one_order_so_that_nobody_waits_in_a_circle(cast):
    drive = opened(cast)
    sign(cast, drive, drawn(cast, drive, 1)[0].code, first_right={"memilih": True, "kaus-calon": False, "arahan-staf": True})
    assert list(PactTally.objects.order_by("pk").values_list("situation", flat=True)) == ["arahan-staf", "kaus-calon", "memilih"]


def test_a_transfer_ends_the_signature_of_the_unit_before(cast):
    old, new = opened(cast), opened(cast, cast.sister_agency)
    before = sign(cast, old, drawn(cast, old, 1)[0].code)
    after = sign(cast, new, drawn(cast, new, 1)[0].code)
    assert (row(cast, old).signed, row(cast, new).signed) == (0, 1)
    assert not reads.check(before.check_code, on=cast.on).valid
    assert reads.check(after.check_code, on=cast.on).valid


def test_a_new_text_asks_again_and_an_old_page_does_not_sign_it(cast, monkeypatch):
    drive = opened(cast)
    first, second = drawn(cast, drive, 2)
    given = sign(cast, drive, first.code)
    newer = pact_texts.Text("lain", cast.on, "kami", "own", ("Satu.",), ("One.",))
    monkeypatch.setattr(pact_texts, "present", lambda on: newer)
    assert not reads.check(given.check_code, on=cast.on).valid
    assert (row(cast, drive).signed, row(cast, drive).older) == (0, 1)
    with pytest.raises(Invalid):
        sign(cast, drive, second.code, version=given.version)
    sign(cast, drive, second.code, version="lain")
    assert (row(cast, drive).signed, row(cast, drive).older) == (1, 0)


def test_a_signature_with_anothers_number_is_taken_back_and_signed_anew(cast):
    drive = opened(cast)
    [slip] = drawn(cast, drive, people=[ANI])
    given = sign(cast, drive, slip.code)
    with pytest.raises(NotFound):
        actions.take_back(given.check_code, actor=cast.yusuf.actor, on=cast.on, now=cast.now)
    for code in ("", "x", "AAAAAAA\0"):
        with pytest.raises(NotFound):
            actions.take_back(code, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    assert reads.check(given.check_code, on=cast.on).valid
    for _ in range(2):
        actions.take_back(given.check_code, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    assert not reads.check(given.check_code, on=cast.on).valid
    with pytest.raises(WrongSlip):
        sign(cast, drive, slip.code)
    [anew] = drawn(cast, drive, people=[ANI])
    sign(cast, drive, anew.code)
    assert row(cast, drive).signed == 1


def test_a_neighbour_runs_and_reads_nothing(cast):
    drive = opened(cast)
    sign(cast, drive, drawn(cast, drive, 1)[0].code)
    other = cast.yusuf.actor
    with store.reading(other):
        assert not PactSlip.objects.exists()
        assert not PactSignature.objects.exists()
    assert reads.coverage(other, on=cast.on) == []
    with pytest.raises(NotFound):
        reads.drive(drive.public_id, other, on=cast.on)
    with pytest.raises(NoSuchDrive):
        actions.draw_slips(drive.public_id, n=1, actor=other, on=cast.on, now=cast.now)
    with pytest.raises(NotAllowed):
        opened(cast, actor=other)
    with pytest.raises(NotAllowed):
        opened(cast, actor=cast.aulia.actor)


@pytest.mark.parametrize(("staff", "days"), [(0, 1), (20_001, 1), (5, -1), (5, 367)])
def test_a_signing_needs_a_headcount_and_a_day_that_can_be(cast, staff, days):
    with pytest.raises(Invalid):
        opened(cast, staff=staff, until=cast.on + timedelta(days=days))


def test_a_renamed_unit_keeps_its_signatures_and_few_answers_are_not_told(cast):
    drive = opened(cast)
    for slip, nth in zip(drawn(cast, drive, 5), range(5), strict=True):
        sign(cast, drive, slip.code, Signer("Orang", f"1990010120200120{nth:02}"), first_right={"memilih": nth < 2})
        [known] = reads.known(drive)
        assert known.right == (2 if nth == 4 else None)
    Agency.objects.filter(pk=cast.agency.pk).update(name="Dinas Bernama Baru")
    assert (row(cast, drive).unit, row(cast, drive).signed) == ("Dinas Bernama Baru", 5)


@pytest.mark.one_engine
def test_every_listed_situation_is_in_the_rule_base_and_has_a_clear_answer():
    book = law.book()
    listed = pact_texts._file()["situations"]
    clear = [one.id for one in book.situations if one.id in listed and one.verdict in pact_texts.CLEAR]
    assert sorted(clear) == sorted(listed)
    asked = pact_texts.drawn("benih", book)
    assert len({one.id for one in asked}) == 5
    assert [one.id for one in asked] == [one.id for one in pact_texts.drawn("benih", book)]
    assert pact_texts.present(date(2020, 1, 1)) == pact_texts.texts()[0]
    assert all(len(one.lines_id) == len(one.lines_en) == 7 for one in pact_texts.texts())
