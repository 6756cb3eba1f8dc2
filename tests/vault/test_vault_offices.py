"""An office's key through its life: founded, handed on, renewed; everybody replaced in one day; the excluded stay out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.cast import NOW

from saksama.accounts.models import Role
from saksama.kernel.actor import SYSTEM
from saksama.ledger.models import Entry
from saksama.vault import actions, queries, recipients, recovery
from saksama.vault.errors import AlreadyFounded, LastReader, NoLivingKey, NotAMember, NotAReader, ReaderBarred, SecondPersonNeeded
from saksama.vault.keys import OfficeKey
from saksama.vault.sealed import Wrap

LATER = NOW + timedelta(hours=3)
DUE = NOW + timedelta(days=5)          # the five days the office has for the report; it is not read later than that


def seal(cast, text: str = "Cerita.", *, office=None, excluding=(), also=()):
    """Return the story of a new report for an office (Umpamo)."""
    readers = [cast.owner(office or cast.umpamo), *also]
    draft = actions.begin_compartment("report", readers=readers, excluding=excluding)
    draft.seal_text("narrative", "n", text)
    with transaction.atomic():
        return draft.save().items.get()


def reads(person, item) -> bool:
    try:
        return bool(actions.read_text(item, keys=person.keys))
    except NotAReader:
        return False


def dismiss(cast, *people, office=None) -> int:
    return [actions.dismiss_member(cast.owner(office or cast.umpamo), one.owner, actor=SYSTEM, now=LATER) for one in people][-1]


# ---- the first key ---------------------------------------------------------------------------------------------------


def test_first_enrolled_member_founds_and_every_epoch_is_an_entry(cast):
    entry = Entry.objects.filter(kind="vault.office_founded", object_id=cast.owner(cast.umpamo))
    assert entry.count() == 1
    assert recipients.current(cast.owner(cast.umpamo)).epoch == 1


def test_office_is_founded_once(cast):
    with pytest.raises(AlreadyFounded):
        actions.found_office(cast.owner(cast.umpamo), cast.pandu.owner, actor=SYSTEM, now=NOW)


def test_office_that_lost_its_members_is_not_founded_by_one_person(cast):
    dismiss(cast, cast.malik, office=cast.misal)
    with pytest.raises(AlreadyFounded):
        actions.found_office(cast.owner(cast.misal), cast.malik.owner, actor=SYSTEM, now=NOW)


def test_person_without_a_key_cannot_found(cast):
    with pytest.raises(NoLivingKey):
        actions.found_office("office:new", "officer:nobody", actor=SYSTEM, now=NOW)
    assert not recipients.was_founded("office:new")


def test_office_without_members_takes_no_report(cast):
    dismiss(cast, cast.malik, office=cast.misal)
    assert not queries.has_living_key(cast.owner(cast.misal))
    with pytest.raises(NoLivingKey):
        seal(cast, office=cast.misal)


# ---- members ---------------------------------------------------------------------------------------------------------


def test_admitted_member_reads_old_and_new(cast):
    old = seal(cast)
    newcomer = cast.add("eka", Role.EXAMINER, office=cast.umpamo, member=False)
    assert not reads(newcomer, old)
    actions.admit_member(cast.owner(cast.umpamo), newcomer.owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    assert reads(newcomer, old)
    assert reads(newcomer, seal(cast))


def test_nobody_admits_himself_and_outsiders_admit_nobody(cast):
    newcomer = cast.add("eka", Role.EXAMINER, office=cast.umpamo, member=False)
    owner = cast.owner(cast.umpamo)
    with pytest.raises(SecondPersonNeeded):
        actions.admit_member(owner, newcomer.owner, keys=newcomer.keys, actor=newcomer.actor, now=NOW)
    for outsider in (cast.yusuf, cast.rahmat, cast.malik):
        with pytest.raises(NotAMember):
            actions.admit_member(owner, newcomer.owner, keys=outsider.keys, actor=outsider.actor, now=NOW)


def test_admitting_twice_changes_nothing(cast):
    owner = cast.owner(cast.umpamo)
    before = OfficeKey.objects.count()
    actions.admit_member(owner, cast.citra.owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    assert OfficeKey.objects.count() == before


def test_leaver_decrypts_nothing_new_even_with_every_key_he_hoarded(cast):
    hoard = cast.joni.keys
    dismiss(cast, cast.joni)
    actions.rotate_office(cast.owner(cast.umpamo), keys=cast.bagus.keys, actor=cast.bagus.actor, now=LATER)
    new = seal(cast)
    for keys in (hoard, cast.joni.keys):
        with pytest.raises(NotAReader):
            actions.read(new, keys=keys)
    assert reads(cast.bagus, new)


def test_leaver_without_hoard_reads_nothing_old_either(cast):
    old = seal(cast)
    dismiss(cast, cast.joni)
    assert not reads(cast.joni, old)


def test_after_renewal_and_rewrap_the_old_office_key_opens_nothing(cast):
    items = [seal(cast, f"Cerita {nth}") for nth in range(7)]
    hoard = cast.joni.keys
    owner = cast.owner(cast.umpamo)
    dismiss(cast, cast.joni)
    actions.rotate_office(owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=LATER)
    assert actions.rewrap_batch(owner, keys=cast.bagus.keys) == 0
    for item in items:
        with pytest.raises(NotAReader):
            actions.read(item, keys=hoard)
        assert reads(cast.dewi, item)


def test_rewrap_goes_on_where_it_was_killed(cast, monkeypatch):
    items = [seal(cast, f"Cerita {nth}") for nth in range(6)]
    owner = cast.owner(cast.umpamo)
    actions.rotate_office(owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=LATER)
    assert queries.rewraps_waiting(owner) == 6
    assert actions.rewrap_batch(owner, keys=cast.bagus.keys, limit=2) == 4

    from saksama.vault.actions import offices

    seen = []

    def dies(*args, **kwargs):
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.append(1)
        return wrapped(*args, **kwargs)

    wrapped = offices.wrap_identity
    monkeypatch.setattr(offices, "wrap_identity", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.rewrap_batch(owner, keys=cast.bagus.keys)
    monkeypatch.undo()
    assert all(reads(cast.citra, item) for item in items)
    assert queries.rewraps_waiting(owner) == 3
    assert actions.rewrap_batch(owner, keys=cast.citra.keys) == 0
    assert queries.rewraps_waiting(owner) == 0
    assert all(reads(cast.citra, item) for item in items)


def test_rotation_needs_a_member(cast):
    with pytest.raises(NotAMember):
        actions.rotate_office(cast.owner(cast.umpamo), keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=NOW)


# ---- everybody replaced in one day, with the five days running -------------------------------------------------------


def successors(cast):
    return [cast.add(name, Role.COMMISSIONER, office=cast.umpamo, member=False) for name in ("fajar", "gita")]


def test_successors_admitted_before_the_last_one_leaves_read_what_is_running(cast):
    running, owner = seal(cast), cast.owner(cast.umpamo)
    fajar, gita = successors(cast)
    dismiss(cast, cast.bagus, cast.joni, cast.dewi)
    actions.admit_member(owner, fajar.owner, keys=cast.citra.keys, actor=cast.citra.actor, now=LATER)
    assert dismiss(cast, cast.citra) == 1
    actions.admit_member(owner, gita.owner, keys=fajar.keys, actor=fajar.actor, now=LATER)
    actions.rotate_office(owner, keys=fajar.keys, actor=fajar.actor, now=LATER)
    actions.rewrap_batch(owner, keys=gita.keys)
    assert LATER < DUE
    assert reads(fajar, running)
    assert reads(gita, running)
    assert not any(reads(left, running) for left in (cast.bagus, cast.joni, cast.dewi, cast.citra))
    assert reads(gita, seal(cast))


def test_office_that_lost_everybody_is_refounded_by_a_superior_who_hands_over_what_he_reads(cast):
    running = seal(cast, also=[cast.owner(cast.province)])
    owner = cast.owner(cast.umpamo)
    fajar, gita = successors(cast)
    assert dismiss(cast, cast.bagus, cast.citra, cast.dewi, cast.joni) == 0
    assert queries.orphaned_offices() == [owner]
    actions.refound_office(owner, fajar.owner, keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=LATER)
    assert not reads(fajar, running)
    actions.rewrap_batch(owner, keys=cast.rahmat.keys)
    assert reads(fajar, running)
    actions.admit_member(owner, gita.owner, keys=fajar.keys, actor=fajar.actor, now=LATER)
    assert reads(gita, running)
    assert LATER < DUE
    assert not reads(cast.bagus, running)


def test_superior_cannot_refound_an_office_for_himself_or_one_that_lives(cast):
    owner = cast.owner(cast.misal)
    with pytest.raises(AlreadyFounded):
        actions.refound_office(owner, cast.malik.owner, keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=NOW)
    dismiss(cast, cast.malik, office=cast.misal)
    with pytest.raises(SecondPersonNeeded):
        actions.refound_office(owner, cast.rahmat.owner, keys=cast.rahmat.keys, actor=cast.rahmat.actor, now=NOW)


def test_what_no_superior_reads_is_opened_by_the_recovery_sheet(cast):
    running, owner = seal(cast), cast.owner(cast.umpamo)
    fajar, _gita = successors(cast)
    dismiss(cast, cast.bagus, cast.citra, cast.dewi, cast.joni)
    typed = recovery.sheet(str(cast.recovery)).lower()
    actions.admit_by_recovery(owner, fajar.owner, keys=recovery.keyring(typed), actor=SYSTEM, now=LATER)
    assert reads(fajar, running)
    assert Entry.objects.filter(kind="vault.recovery_used", object_id=owner).count() == 1


def test_recovery_needs_the_recovery_sheet(cast):
    dismiss(cast, cast.bagus, cast.citra, cast.dewi, cast.joni)
    fajar, _gita = successors(cast)
    with pytest.raises(NotAMember):
        actions.admit_by_recovery(cast.owner(cast.umpamo), fajar.owner, keys=cast.rahmat.keys, actor=SYSTEM, now=LATER)


# ---- exclusion reaches the keys --------------------------------------------------------------------------------------


def test_excluded_member_is_passed_over_and_the_others_are_wrapped_to_one_by_one(cast):
    item = seal(cast, excluding=[cast.joni.owner])
    assert [reads(one, item) for one in (cast.bagus, cast.citra, cast.dewi, cast.joni)] == [True, True, True, False]
    assert cast.owner(cast.umpamo) not in queries.readers_of(item.compartment)


def test_office_of_excluded_members_only_takes_no_report(cast):
    with pytest.raises(NoLivingKey):
        seal(cast, office=cast.misal, excluding=[cast.malik.owner])


def test_found_out_later_the_excluded_member_reads_no_more(cast):
    item = seal(cast)
    assert reads(cast.joni, item)
    with transaction.atomic():
        actions.exclude(item.compartment, [cast.joni.owner], keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    assert [reads(one, item) for one in (cast.bagus, cast.citra, cast.dewi, cast.joni)] == [True, True, True, False]


def test_excluded_member_is_never_shared_with(cast):
    item = seal(cast, excluding=[cast.joni.owner])
    with pytest.raises(ReaderBarred), transaction.atomic():
        actions.share(item.compartment, cast.joni.owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)


def test_excluding_everybody_is_refused_and_nothing_is_lost(cast):
    item = seal(cast, office=cast.misal)
    with pytest.raises(LastReader), transaction.atomic():
        actions.exclude(item.compartment, [cast.malik.owner], keys=cast.malik.keys, actor=cast.malik.actor, now=NOW)
    assert reads(cast.malik, item)


def test_excluded_newcomer_is_admitted_to_the_office_but_not_to_that_matter(cast):
    item = seal(cast, excluding=["officer:later"])
    newcomer = cast.add("eka", Role.EXAMINER, office=cast.umpamo, member=False)
    other = seal(cast)
    with transaction.atomic():
        actions.exclude(item.compartment, [newcomer.owner], keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    actions.admit_member(cast.owner(cast.umpamo), newcomer.owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    assert reads(newcomer, other)
    assert not reads(newcomer, item)
    assert reads(cast.dewi, item)


def test_successor_gets_what_was_wrapped_one_by_one_and_the_leaver_loses_it(cast):
    item = seal(cast, excluding=[cast.joni.owner])
    fajar, _gita = successors(cast)
    actions.admit_member(cast.owner(cast.umpamo), fajar.owner, keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
    dismiss(cast, cast.bagus, cast.citra, cast.dewi)
    assert reads(fajar, item)
    assert not any(reads(left, item) for left in (cast.bagus, cast.citra, cast.dewi))


def test_case_that_moves_is_shared_with_one_office_and_withdrawn_from_the_other(cast):
    item = seal(cast, excluding=[cast.joni.owner])
    with transaction.atomic():
        actions.share(item.compartment, cast.owner(cast.misal), keys=cast.bagus.keys, actor=cast.bagus.actor, now=NOW)
        actions.withdraw(item.compartment, cast.owner(cast.umpamo), actor=cast.bagus.actor, now=NOW)
    assert reads(cast.malik, item)
    assert not any(reads(one, item) for one in (cast.bagus, cast.citra, cast.dewi, cast.joni))
    with pytest.raises(LastReader), transaction.atomic():
        actions.withdraw(item.compartment, cast.owner(cast.misal), actor=cast.malik.actor, now=NOW)


def test_agency_has_a_key_of_its_own_like_an_office(cast):
    owner = f"agency:{cast.government.public_id}"
    actions.found_office(owner, cast.wati.owner, actor=cast.wati.actor, now=NOW)
    draft = actions.begin_compartment("case", readers=[owner])
    draft.seal_text("letter", "n", "Rekomendasi.")
    with transaction.atomic():
        item = draft.save().items.get()
    assert reads(cast.wati, item)
    assert not reads(cast.bagus, item)


def test_wraps_tell_which_epoch_they_are_for(cast):
    item = seal(cast)
    wrap = Wrap.objects.get(compartment=item.compartment, owner=cast.owner(cast.umpamo))
    assert (wrap.epoch, wrap.public_key) == (1, recipients.current(cast.owner(cast.umpamo)).public_key)
