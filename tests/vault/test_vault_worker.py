"""The worker's identity: an hour's recipient, gone when its items are done, and after a day at the latest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.cast import NOW

from saksama.vault import actions, queries, worker
from saksama.vault.errors import NotAReader
from saksama.vault.keys import WorkerKey

HOUR = timedelta(hours=1)


@pytest.fixture
def photo(cast):
    """An original, sealed behind two persons and to the worker of this hour."""
    key = worker.rotate(NOW)
    draft = actions.begin_compartment("identity", two_person=(cast.owner(cast.umpamo), cast.owner(cast.province)))
    draft.seal_stream("original", "foto.jpg", "image/jpeg", [b"gambar"], also=[key])
    with transaction.atomic():
        return draft.save().items.get()


def files() -> set[str]:
    return {path.name for path in worker.folder().iterdir()}


def test_worker_opens_the_original_and_no_officer_does(cast, photo):
    assert actions.read(photo, keys=worker.keyring(NOW)).content == b"gambar"
    for person in (cast.bagus, cast.hasan):
        with pytest.raises(NotAReader):
            actions.read(photo, keys=person.keys)


def test_identity_lies_in_memory_and_never_in_the_database(photo):
    assert worker.is_ram_backed()
    assert str(worker.folder()).startswith("/dev/shm")  # noqa: S108
    assert len(files()) == 1
    assert "AGE-SECRET" not in repr(WorkerKey.objects.values().get())


def test_key_is_the_same_within_the_hour_and_another_after_it(photo):
    first = worker.current_recipient(NOW)
    assert worker.rotate(NOW + timedelta(minutes=59)) == first
    assert worker.rotate(NOW + HOUR) != first


def test_identity_is_destroyed_when_its_items_are_done(photo):
    worker.rotate(NOW + 3 * HOUR)
    assert worker.can_open(photo, NOW + 3 * HOUR)
    worker.done(photo)
    worker.rotate(NOW + 4 * HOUR)
    assert not worker.can_open(photo, NOW + 4 * HOUR)
    with pytest.raises(NotAReader):
        _read(photo, NOW + 4 * HOUR)


def _read(photo, now):
    keys = worker.keyring(now)
    try:
        return actions.read(photo, keys=keys)
    except Exception as error:
        raise NotAReader from error


def test_identity_is_destroyed_after_a_day_even_with_items_waiting(photo):
    (first,) = files()
    worker.rotate(NOW + 23 * HOUR)
    assert worker.can_open(photo, NOW + 23 * HOUR)
    worker.rotate(NOW + 24 * HOUR)
    assert not worker.can_open(photo, NOW + 24 * HOUR)
    assert first not in files()


def test_after_a_reboot_only_two_persons_can_have_the_copy_made(photo):
    for path in worker.folder().iterdir():
        path.unlink()
    assert not worker.can_open(photo, NOW)
    assert worker.keyring(NOW).identities == {}
    worker.rotate(NOW + timedelta(minutes=1))
    assert WorkerKey.objects.filter(destroyed_at=None).count() == 1


def test_without_a_worker_nothing_is_sealed_to_one(photo):
    assert worker.current_recipient(NOW + timedelta(hours=2)) is None


def test_item_remembers_which_worker_key_opens_it(photo):
    assert queries.item(photo.public_id).for_worker.key.public_key == worker.current_recipient(NOW)
