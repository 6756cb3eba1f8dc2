"""An officer's key: under passphrase and printed code; lost, it comes back by code, or by superior and colleague."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.cast import NOW

from saksama.kernel.actor import SYSTEM
from saksama.ledger.models import Entry
from saksama.vault import actions, passphrase, recipients
from saksama.vault.actions.officers import passphrase_terms
from saksama.vault.errors import AlreadyEnrolled, NoLivingKey, NotAReader, SecondPersonNeeded, WrongSecret
from saksama.vault.keyring import with_offices
from saksama.vault.keys import OfficerKey

OFFICER = "officer:3f7b1c1e-1111-4222-8333-444455556666"
FIRST = "kerbau-lembayung-sepeda-kuali"
SECOND = "delima-perahu-kapur-gerimis"


def unlock(officer: str, secret: str):
    return actions.unlock_officer(officer, passphrase.identity_from_passphrase(secret, passphrase_terms(officer)))


@pytest.fixture
def code(db) -> str:
    return actions.enrol_officer(OFFICER, FIRST, actor=SYSTEM, now=NOW)


def test_passphrase_opens_the_key_and_another_does_not(code):
    assert str(unlock(OFFICER, FIRST).to_public()) == recipients.current(OFFICER).public_key
    with pytest.raises(WrongSecret):
        unlock(OFFICER, SECOND)


def test_second_key_is_refused_while_the_first_lives(code):
    with pytest.raises(AlreadyEnrolled):
        actions.enrol_officer(OFFICER, SECOND, actor=SYSTEM, now=NOW)


def test_no_secret_stands_in_the_row(code):
    row = OfficerKey.objects.values().get()
    text = repr({name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()})
    assert "AGE-SECRET" not in text
    assert FIRST not in text
    assert code not in text


def test_changed_passphrase_opens_and_the_old_one_does_not(code):
    identity = unlock(OFFICER, FIRST)
    actions.change_passphrase(OFFICER, identity, passphrase.fresh(SECOND), actor=SYSTEM, now=NOW)
    assert str(unlock(OFFICER, SECOND)) == str(identity)
    with pytest.raises(WrongSecret):
        unlock(OFFICER, FIRST)


def test_passphrase_cannot_be_changed_with_another_persons_key(code, cast):
    with pytest.raises(WrongSecret):
        actions.change_passphrase(OFFICER, cast.bagus.identity, passphrase.fresh(SECOND), actor=SYSTEM, now=NOW)


def test_lost_passphrase_comes_back_by_the_printed_code_and_the_code_dies(code):
    before = str(unlock(OFFICER, FIRST))
    fresh = actions.regain_by_code(OFFICER, code.lower(), passphrase.fresh(SECOND), actor=SYSTEM, now=NOW)
    assert str(unlock(OFFICER, SECOND)) == before
    with pytest.raises(WrongSecret):
        actions.regain_by_code(OFFICER, code, passphrase.fresh(FIRST), actor=SYSTEM, now=NOW)
    actions.regain_by_code(OFFICER, fresh, passphrase.fresh(FIRST), actor=SYSTEM, now=NOW)


def test_printed_code_of_a_colleague_opens_nothing(code, cast):
    with pytest.raises(WrongSecret):
        actions.regain_by_code(OFFICER, cast.bagus.printed_code, passphrase.fresh(SECOND), actor=SYSTEM, now=NOW)


def test_new_sheet_kills_the_old_one_and_leaves_the_passphrase(code):
    fresh = actions.reprint_code(OFFICER, unlock(OFFICER, FIRST), actor=SYSTEM, now=NOW)
    with pytest.raises(WrongSecret):
        actions.regain_by_code(OFFICER, code, passphrase.fresh(SECOND), actor=SYSTEM, now=NOW)
    unlock(OFFICER, FIRST)
    assert fresh != code


def test_key_made_at_todays_cost_opens_after_the_cost_has_risen(code, settings):
    settings.ARGON2_TIME_COST = 2
    unlock(OFFICER, FIRST)
    assert passphrase.fresh(SECOND).terms.split(":")[2] == "2"


def test_product_pays_the_full_price_of_a_slow_hash():
    import re
    from pathlib import Path

    from saksama.config import settings as product

    text = Path(product.__file__).read_text()
    assert re.search(r"^ARGON2_MEMORY_KIB = 65_536\b", text, re.M)
    assert re.search(r"^ARGON2_TIME_COST = 3\b", text, re.M)


def test_slow_hashes_wait_for_their_turn_and_a_full_queue_refuses(code, monkeypatch):
    from threading import BoundedSemaphore

    monkeypatch.setattr(passphrase, "_running", BoundedSemaphore(1))
    monkeypatch.setattr(passphrase, "_places", BoundedSemaphore(1))
    with passphrase.turn(), pytest.raises(passphrase.TooManySignIns):
        passphrase.fresh(SECOND)
    passphrase.fresh(SECOND)


# ---- lost for good: a superior ends it, a colleague admits the new one -----------------------------------------------


def lose(cast, person, superior) -> None:
    """The superior declares the key lost, and the person makes a new one."""
    actions.retire_key(person.owner, actor=superior.actor, now=NOW)
    opening = passphrase.fresh(SECOND)
    actions.enrol_with_identity(person.owner, opening.identity, opening.terms, actor=person.actor, now=NOW)
    person.identity = actions.unlock_officer(person.owner, opening.identity)


@pytest.fixture
def story(cast):
    draft = actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)])
    draft.seal_text("narrative", "n", "Cerita lama.")
    with transaction.atomic():
        return draft.save().items.get()


def test_superior_and_colleague_bring_an_officer_back(cast, story):
    lose(cast, cast.bagus, cast.rahmat)
    with pytest.raises(NotAReader):
        actions.read(story, keys=cast.bagus.keys)
    actions.regain_by_member(cast.bagus.owner, cast.owner(cast.umpamo), keys=cast.citra.keys, actor=cast.citra.actor, now=NOW)
    assert actions.read_text(story, keys=cast.bagus.keys) == "Cerita lama."
    kinds = list(Entry.objects.filter(object_id__contains=str(cast.bagus.user.public_id)).values_list("kind", flat=True))
    assert "vault.key_retired" in kinds


def test_officer_cannot_declare_his_own_key_lost(cast):
    with pytest.raises(SecondPersonNeeded):
        actions.retire_key(cast.bagus.owner, actor=cast.bagus.actor, now=NOW)
    assert recipients.has_living_key(cast.bagus.owner)


def test_whoever_ended_the_key_may_not_admit_the_new_one(cast, story):
    lose(cast, cast.bagus, cast.citra)
    owner = cast.owner(cast.umpamo)
    with pytest.raises(SecondPersonNeeded):
        actions.regain_by_member(cast.bagus.owner, owner, keys=cast.citra.keys, actor=cast.citra.actor, now=NOW)
    with pytest.raises(NotAReader):
        actions.read(story, keys=cast.bagus.keys)
    actions.regain_by_member(cast.bagus.owner, owner, keys=cast.dewi.keys, actor=cast.dewi.actor, now=NOW)
    assert actions.read_text(story, keys=cast.bagus.keys) == "Cerita lama."


def test_officer_cannot_readmit_himself(cast):
    old = cast.bagus.keys
    lose(cast, cast.bagus, cast.rahmat)
    for keys in (old, cast.bagus.keys):
        with pytest.raises(SecondPersonNeeded):
            actions.regain_by_member(cast.bagus.owner, cast.owner(cast.umpamo), keys=keys, actor=cast.bagus.actor, now=NOW)


def test_readmission_without_a_lost_key_is_refused(cast):
    with pytest.raises(SecondPersonNeeded):
        actions.regain_by_member(cast.bagus.owner, cast.owner(cast.umpamo), keys=cast.citra.keys, actor=cast.citra.actor, now=NOW)


def test_lost_key_opens_nothing_that_is_sealed_afterwards(cast):
    old = cast.bagus.identity
    lose(cast, cast.bagus, cast.rahmat)
    assert not recipients.has_living_key("officer:nobody")
    draft = actions.begin_compartment("case", readers=[cast.bagus.owner])
    draft.seal_text("note", "n", "Baru.")
    with transaction.atomic():
        item = draft.save().items.get()
    with pytest.raises(NotAReader):
        actions.read(item, keys=with_offices(cast.bagus.owner, old))


def test_retired_key_cannot_be_retired_again(cast):
    actions.retire_key(cast.bagus.owner, actor=cast.rahmat.actor, now=NOW)
    with pytest.raises(NoLivingKey):
        actions.retire_key(cast.bagus.owner, actor=cast.rahmat.actor, now=NOW)
