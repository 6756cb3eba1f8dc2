"""Letters of citizens: sealed, acknowledged in three days and answered in ten, echoed only with consent and by two persons."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from PIL import Image
from tests.prevention.written import PLACE, WORDS, write

from saksama import ledger
from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC
from saksama.kernel.errors import Invalid, MistypedCode, NotAllowed, SaksamaError
from saksama.places import queries as places
from saksama.prevention import actions, queries
from saksama.prevention.actions.letters import LONGEST, MOST_PICTURES
from saksama.prevention.errors import (
    AlreadyDecided,
    LetterTooLong,
    NoConsent,
    NoSuchLetter,
    NothingWritten,
    NotReadAsPicture,
    TraitsLeft,
    WrongLetterCode,
)
from saksama.prevention.traits import Trait

pytestmark = pytest.mark.django_db
REPLY = "Terima kasih. Mulai besok pengumuman dicetak dengan huruf besar."
SAID, DID = "Huruf pengumuman terlalu kecil.", "Pengumuman kini dicetak dengan huruf besar."


def answer(cast, letter, **changed):
    told = {"text": REPLY, "acted": True, "actor": cast.bagus.actor, "now": cast.now} | changed
    return actions.answer_letter(letter.public_id, **told)


def propose(cast, letter, **changed):
    told = {"said": SAID, "did": DID, "looked_at": True, "found": (), "actor": cast.bagus.actor, "now": cast.now} | changed
    return actions.propose_echo(letter.public_id, **told)


def photograph(size=(400, 300)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG", exif=b"Exif\0\0" + b"RAHASIATELEPON")
    return made.getvalue()


def everything_stored() -> str:
    tables = ("prevention_letter", "prevention_letterreply", "vault_item", "vault_compartment", "ledger_entry", "ledger_detail")
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
    return repr(found)


def test_a_letter_is_sealed_and_opens_by_its_code_and_for_the_office(cast):
    code, letter = write(cast)
    answer(cast, letter)
    box = queries.letter_box(code)
    assert (box.text, box.replies[0].text, box.replies[0].acted) == (WORDS, REPLY, True)
    assert queries.letter_text(queries.letter(letter.public_id, cast.bagus.actor, on=cast.now.date()), cast.bagus.keys) == WORDS
    stored = everything_stored()
    assert "papan kantor" not in stored
    assert "huruf besar" not in stored
    assert letter.received_at.minute == 0


def test_sak_letter_counts_three_and_ten_calendar_days_after_the_day_of_receipt(cast):
    _, letter = write(cast)
    zone_day = cast.now.astimezone(letter.due.tzinfo).date()
    assert (letter.acknowledge_by.date() - zone_day).days == 3
    assert (letter.due.date() - zone_day).days == 10


def test_sent_again_with_the_same_code_it_is_the_same_letter(cast):
    code, first = write(cast)
    again = actions.send(code, actions.Written("suggestion", WORDS), route=way(cast), actor=PUBLIC, now=cast.now)
    assert again.repeated
    assert again.letter.public_id == first.public_id
    assert len(queries.waiting_letters(cast.bagus.actor, on=cast.now.date())) == 1


def way(cast, place=PLACE):
    return route(places.by_code(place), None, cast.now.date(), now=cast.now)


@pytest.mark.parametrize(("told", "error"), [
    ({"text": "   "}, NothingWritten),
    ({"text": "x" * (LONGEST + 1)}, LetterTooLong),
    ({"kind": "order"}, Invalid),
    ({"channel": "telepathy"}, Invalid),
    ({"pictures": (b"\xff\xd8\xff broken",)}, NotReadAsPicture),
    ({"pictures": (b"MZ program",)}, NotReadAsPicture),
    ({"pictures": (b"x",) * (MOST_PICTURES + 1)}, Invalid),
])
def test_what_is_no_letter_is_refused_with_a_sentence_and_nothing_is_kept(cast, told, error):
    with pytest.raises(error) as refused:
        write(cast, **told)
    assert refused.value.detail
    assert refused.value.detail_en
    assert queries.waiting_letters(cast.bagus.actor, on=cast.now.date()) == []


def test_a_photographed_letter_is_drawn_anew_and_entered_by_an_officer_who_hands_out_the_code(cast):
    code = receipt.draw()
    written = actions.Written("criticism", "", channel="paper", pictures=(photograph(),))
    sent = actions.enter(code, written, route=way(cast), actor=cast.bagus.actor, now=cast.now)
    letter = queries.letter(sent.letter.public_id, cast.bagus.actor, on=cast.now.date())
    picture = queries.letter_picture(letter, 1, cast.bagus.keys)
    assert picture.type == "image/jpeg"
    assert b"RAHASIATELEPON" not in picture.content
    assert letter.acknowledged_at == cast.now
    assert queries.letter_box(code).pictures == 1
    with pytest.raises(NoSuchLetter):
        queries.letter_picture(letter, 2, cast.bagus.keys)


def test_only_staff_of_a_supervisors_office_enter_a_letter_from_paper(cast):
    for person in (cast.wati, cast.people["tania"]):
        with pytest.raises(NotAllowed):
            actions.enter(receipt.draw(), actions.Written("other", "Halo", channel="paper"), route=way(cast),
                          actor=person.actor, now=cast.now)
    with pytest.raises(Invalid):
        actions.enter(receipt.draw(), actions.Written("other", "Halo"), route=way(cast), actor=cast.bagus.actor, now=cast.now)


def test_the_neighbour_and_roles_without_letters_find_none(cast):
    _, letter = write(cast)
    for name in ("malik", "yusuf", "wati", "tania", "aulia"):
        person = cast.people[name]
        with pytest.raises(SaksamaError) as refused:
            queries.letter(letter.public_id, person.actor, on=cast.now.date())
        assert refused.value.status in (403, 404), name


def test_staff_lent_by_the_government_of_the_place_do_not_see_its_letters(cast):
    _, letter = write(cast)
    with pytest.raises(NoSuchLetter):
        queries.letter(letter.public_id, cast.joni.actor, on=cast.now.date())
    assert queries.waiting_letters(cast.joni.actor, on=cast.now.date()) == []


def test_acknowledging_takes_the_letter_on_once_and_a_colleague_may_take_it_over(cast):
    _, letter = write(cast)
    first = actions.acknowledge(letter.public_id, actor=cast.bagus.actor, now=cast.now)
    assert (first.owner, first.acknowledged_at) == (cast.bagus.actor.public_id, cast.now)
    actions.acknowledge(letter.public_id, actor=cast.bagus.actor, now=cast.now + timedelta(hours=1))
    later = actions.acknowledge(letter.public_id, actor=cast.dewi.actor, now=cast.now + timedelta(days=1))
    assert (later.owner, later.acknowledged_at) == (cast.dewi.actor.public_id, cast.now)


def test_a_code_with_a_slip_is_told_from_one_that_belongs_to_no_letter(cast):
    code, _ = write(cast)
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(MistypedCode):
        queries.letter_box(slip)
    with pytest.raises(WrongLetterCode):
        queries.letter_box(receipt.draw())


@pytest.mark.parametrize("text", ["  ", "y" * (LONGEST + 1)])
def test_a_reply_without_words_or_with_too_many_is_refused(cast, text):
    _, letter = write(cast)
    with pytest.raises(Invalid):
        answer(cast, letter, text=text)
    assert queries.waiting_letters(cast.bagus.actor, on=cast.now.date())


# ---- Anda bilang, kami lakukan ------------------------------------------------------------------------------------------


def test_an_echo_shows_only_after_a_second_person_approved_it(cast):
    _, letter = write(cast)
    answer(cast, letter)
    echo = propose(cast, letter)
    assert queries.published_echoes() == []
    with pytest.raises(NotAllowed):
        actions.approve_echo(echo.public_id, actor=cast.bagus.actor, now=cast.now)
    actions.approve_echo(echo.public_id, actor=cast.citra.actor, now=cast.now)
    assert [(one.said, one.did) for one in queries.published_echoes()] == [(SAID, DID)]
    with pytest.raises(AlreadyDecided):
        actions.approve_echo(echo.public_id, actor=cast.citra.actor, now=cast.now)
    actions.withdraw_echo(echo.public_id, actor=cast.bagus.actor, now=cast.now)
    assert queries.published_echoes() == []


def test_without_consent_nothing_is_published(cast):
    _, letter = write(cast, consent=False)
    answer(cast, letter)
    with pytest.raises(NoConsent):
        propose(cast, letter)


def test_consent_taken_back_removes_what_was_published_and_what_was_proposed(cast):
    code, letter = write(cast)
    answer(cast, letter)
    shown, waiting = propose(cast, letter), propose(cast, letter)
    actions.approve_echo(shown.public_id, actor=cast.citra.actor, now=cast.now)
    actions.withdraw_consent(code, now=cast.now)
    assert queries.published_echoes() == []
    with pytest.raises((AlreadyDecided, NoConsent)):
        actions.approve_echo(waiting.public_id, actor=cast.citra.actor, now=cast.now)
    assert not actions.withdraw_consent(code, now=cast.now).consent


@pytest.mark.parametrize(("changed", "error"), [
    ({"said": " "}, Invalid),
    ({"did": "z" * 1001}, LetterTooLong),
    ({"found": (Trait("Pasa", "nama tempat", "a place"),), "looked_at": False}, TraitsLeft),
])
def test_an_echo_that_is_empty_too_long_or_unlooked_at_is_refused(cast, changed, error):
    _, letter = write(cast)
    answer(cast, letter)
    with pytest.raises(error):
        propose(cast, letter, **changed)


def test_an_unanswered_letter_has_no_echo(cast):
    _, letter = write(cast)
    with pytest.raises(Invalid):
        propose(cast, letter)


def test_figures_tell_what_was_in_time_and_what_was_late(cast):
    _, first = write(cast)
    write(cast, kind="criticism", consent=False)
    answer(cast, first)
    later = cast.now + timedelta(days=12)
    found = queries.letter_figures(cast.bagus.actor, year=cast.now.year, now=later)
    assert (found.received, found.answered_in_time, found.late, found.open, found.acted) == (2, 1, 1, 1, 1)
    assert dict(found.by_kind) == {"suggestion": 1, "criticism": 1, "question": 0, "other": 0}
    assert queries.letter_figures(cast.malik.actor, year=cast.now.year, now=later).received == 0


def test_the_record_holds_a_letter_and_no_word_of_it(cast):
    _, letter = write(cast)
    kinds = [entry.kind for entry in ledger.queries.about(str(letter.public_id))]
    assert "prevention.letter_received" in kinds
