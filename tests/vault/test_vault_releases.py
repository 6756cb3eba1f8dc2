"""The reporter's identity opens with two persons of two units, for one named reader and one hour, and in no shorter way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.cast import NOW

from saksama.accounts.models import Role
from saksama.kernel.errors import Invalid
from saksama.ledger.models import Entry
from saksama.vault import actions, queries
from saksama.vault.errors import NotAMember, NotAReader, ReaderBarred, ReleaseOver, SecondPersonNeeded
from saksama.vault.keys import ReleaseRequest
from saksama.vault.sealed import Wrap

SARI = "Sari, Nagari Pasia Umpamo, nomor telepon karangan"
REASON = "Pelapor perlu dipanggil untuk klarifikasi."
HOUR = timedelta(hours=1)


@pytest.fixture
def identity(cast):
    """Sari's name, sealed to Umpamo inside and the province outside."""
    draft = actions.begin_compartment("identity", two_person=(cast.owner(cast.umpamo), cast.owner(cast.province)),
                                      excluding=[cast.joni.owner])
    draft.seal_text("identity", "pelapor.json", SARI)
    with transaction.atomic():
        return draft.save()


@pytest.fixture
def asked(cast, identity) -> ReleaseRequest:
    """Citra asks that Bagus may read."""
    return actions.request_release(identity, reason=REASON, inner_for=cast.bagus.owner, actor=cast.citra.actor, now=NOW)


def release(cast, asked, by, *, now=NOW) -> ReleaseRequest:
    return actions.release_outer(asked, keys=by.keys, actor=by.actor, now=now)


def read(cast, asked, person, *, now=NOW) -> str:
    keys = actions.open_release(asked, keys=person.keys, actor=person.actor, now=now)
    return actions.read_text(queries.items_of(asked.compartment)[0], keys=keys)


def test_two_persons_of_two_units_open_it_and_both_names_are_on_record(cast, asked):
    released = release(cast, asked, cast.hasan)
    assert read(cast, released, cast.bagus) == SARI
    released.refresh_from_db()
    assert (released.requested_by, released.outer_by) == (cast.citra.owner, cast.hasan.owner)
    assert released.inner_for == cast.bagus.owner
    kinds = Entry.objects.filter(object_id=str(asked.compartment.public_id)).values_list("kind", flat=True)
    assert {"vault.release_requested", "vault.released", "vault.release_opened"} <= set(kinds)


def test_no_single_key_opens_it(cast, identity):
    item = queries.items_of(identity)[0]
    for person in cast.people.values():
        with pytest.raises(NotAReader):
            actions.read(item, keys=person.keys)


def test_recovery_still_opens_it(cast, identity):
    assert actions.read_text(queries.items_of(identity)[0], keys=cast.recovery_keys) == SARI


def test_reason_is_asked_for_and_lies_encrypted(cast, identity, asked):
    with pytest.raises(Invalid):
        actions.request_release(identity, reason="  ", inner_for=cast.bagus.owner, actor=cast.citra.actor, now=NOW)
    assert REASON not in repr(ReleaseRequest.objects.values().get())


def test_whoever_asked_cannot_release(cast, identity):
    asked = actions.request_release(identity, reason=REASON, inner_for=cast.bagus.owner, actor=cast.hasan.actor, now=NOW)
    with pytest.raises(SecondPersonNeeded):
        release(cast, asked, cast.hasan)
    assert read(cast, release(cast, asked, cast.rahmat), cast.bagus) == SARI


def test_reader_cannot_release_to_himself(cast, asked):
    with pytest.raises(SecondPersonNeeded):
        release(cast, asked, cast.bagus)


def test_colleague_of_the_same_unit_cannot_release(cast, asked):
    with pytest.raises(SecondPersonNeeded):
        release(cast, asked, cast.dewi)


def test_custodian_of_a_third_unit_cannot_release(cast, asked):
    for stranger in (cast.yusuf, cast.malik, cast.nurma):
        with pytest.raises(NotAMember):
            release(cast, asked, stranger)


def test_keys_of_another_person_do_not_release(cast, asked):
    with pytest.raises(SecondPersonNeeded):
        actions.release_outer(asked, keys=cast.hasan.keys, actor=cast.citra.actor, now=NOW)


def test_nobody_but_the_named_person_reads(cast, asked):
    released = release(cast, asked, cast.hasan)
    for person in (cast.citra, cast.dewi, cast.hasan, cast.rahmat, cast.yusuf):
        with pytest.raises(SecondPersonNeeded):
            read(cast, released, person)


def test_it_cannot_be_read_before_the_second_person_agreed(cast, asked):
    with pytest.raises(ReleaseOver):
        read(cast, asked, cast.bagus)


def test_after_one_hour_it_is_closed(cast, asked):
    released = release(cast, asked, cast.hasan)
    assert read(cast, released, cast.bagus, now=NOW + HOUR - timedelta(seconds=1)) == SARI
    with pytest.raises(ReleaseOver):
        read(cast, released, cast.bagus, now=NOW + HOUR)


def test_what_was_handed_over_is_deleted_after_its_hour(cast, asked):
    release(cast, asked, cast.hasan)
    assert actions.end_releases(NOW + timedelta(minutes=59)) == 0
    assert actions.end_releases(NOW + HOUR) == 1
    assert ReleaseRequest.objects.get().ciphertext is None
    assert actions.end_releases(NOW + HOUR) == 0


def test_request_is_released_once(cast, asked):
    release(cast, asked, cast.hasan)
    with pytest.raises(ReleaseOver):
        release(cast, asked, cast.rahmat)


def test_excluded_officer_cannot_be_the_reader(cast, identity):
    with pytest.raises(ReaderBarred):
        actions.request_release(identity, reason=REASON, inner_for=cast.joni.owner, actor=cast.citra.actor, now=NOW)


def test_excluded_officer_cannot_be_the_second_person(cast, identity, asked):
    with transaction.atomic():
        actions.exclude(identity, [cast.hasan.owner], keys=cast.recovery_keys, actor=cast.rahmat.actor, now=NOW)
    with pytest.raises(ReaderBarred):
        release(cast, asked, cast.hasan)


def test_reader_barred_since_he_was_named_gets_nothing(cast, identity, asked):
    with transaction.atomic():
        actions.bar_from_release(identity, [cast.bagus.owner], actor=cast.citra.actor, now=NOW)
    with pytest.raises(ReaderBarred):
        release(cast, asked, cast.hasan)


def test_reader_barred_since_it_was_handed_over_opens_nothing(cast, identity, asked):
    released = release(cast, asked, cast.hasan)
    with transaction.atomic():
        actions.bar_from_release(identity, [cast.bagus.owner], actor=cast.citra.actor, now=NOW)
    with pytest.raises(ReaderBarred):
        read(cast, released, cast.bagus)


def test_reader_must_hold_the_inner_units_key(cast, identity):
    for outsider in (cast.hasan, cast.yusuf, cast.pandu):
        with pytest.raises(NotAMember):
            actions.request_release(identity, reason=REASON, inner_for=outsider.owner, actor=cast.citra.actor, now=NOW)


def test_reader_who_left_meanwhile_cannot_open(cast, asked):
    released = release(cast, asked, cast.hasan)
    actions.dismiss_member(cast.owner(cast.umpamo), cast.bagus.owner, actor=cast.citra.actor, now=NOW)
    with pytest.raises(NotAReader):
        read(cast, released, cast.bagus)


def test_two_units_that_share_an_officer_are_refused_at_sealing(cast):
    actions.admit_member(cast.owner(cast.province), cast.dewi.owner, keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=NOW)
    with pytest.raises(SecondPersonNeeded):
        actions.begin_compartment("identity", two_person=(cast.owner(cast.umpamo), cast.owner(cast.province)))


def test_officer_who_would_hold_both_keys_is_not_admitted(cast, identity):
    for person, office, host in ((cast.dewi, cast.province, cast.rahmat), (cast.hasan, cast.umpamo, cast.bagus)):
        with pytest.raises(SecondPersonNeeded):
            actions.admit_member(cast.owner(office), person.owner, keys=host.keys, actor=host.actor, now=NOW)


def test_outer_key_alone_is_renewed_and_the_release_still_works(cast, identity, asked):
    owner = cast.owner(cast.province)
    actions.rotate_office(owner, keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=NOW)
    assert actions.rewrap_batch(owner, keys=cast.rahmat.keys) == 0
    assert Wrap.objects.get(compartment=identity, outer_owner=owner).outer_epoch == 2
    assert read(cast, release(cast, asked, cast.hasan), cast.bagus) == SARI


def test_inner_unit_renewed_still_reads_what_was_sealed_before(cast, identity, asked):
    owner = cast.owner(cast.umpamo)
    newcomer = cast.add("eka", Role.COMMISSIONER, office=cast.umpamo)
    actions.rotate_office(owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    later = actions.request_release(identity, reason=REASON, inner_for=newcomer.owner, actor=cast.citra.actor, now=NOW)
    assert read(cast, release(cast, later, cast.hasan), newcomer) == SARI


def test_destroyed_identity_opens_no_more(cast, identity, asked):
    released = release(cast, asked, cast.hasan)
    with transaction.atomic():
        actions.destroy(identity, actor=cast.rahmat.actor, now=NOW)
    released.refresh_from_db()
    with pytest.raises(NotAReader):
        read(cast, released, cast.bagus)
