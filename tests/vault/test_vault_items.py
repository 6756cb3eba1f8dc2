"""Sealed items: what goes in comes out, and whatever was cut, changed or swapped shows nothing. A stock `age` opens them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from tests.cast import stranger_keys

from saksama.kernel.actor import SYSTEM
from saksama.store import blobs
from saksama.vault import actions, envelope, queries, sealer
from saksama.vault.errors import Destroyed, ItemDamaged, ItemSwapped, NotAReader
from saksama.vault.items import INLINE_LIMIT, Target, seal_stream, seal_text
from saksama.vault.keyring import single
from saksama.vault.keys import OfficeKey
from saksama.vault.sealed import Item

STORY = "Camat hadir di lapangan dan berpidato untuk calon nomor dua."
LARGE = bytes(range(256)) * 1024        # 256 KiB: goes to the blob store


@pytest.fixture
def report(cast):
    """A report's compartment with a story and a photo, readable by Umpamo."""
    draft = actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)])
    draft.seal_text("narrative", "cerita.txt", STORY)
    draft.seal_stream("copy", "foto.jpg", "image/jpeg", [LARGE[:1000], LARGE[1000:]])
    with transaction.atomic():
        return draft.save()


def item_of(report, klass: str) -> Item:
    return queries.items_of(report, klass)[0]


def test_member_reads_the_text_he_was_sent(report, cast):
    opened = actions.read(item_of(report, "narrative"), keys=cast.bagus.keys)
    assert (opened.content.decode(), opened.name, opened.type) == (STORY, "cerita.txt", envelope.TEXT_TYPE)


def test_member_reads_the_file_he_was_sent_from_the_blob_store(report, cast):
    item = item_of(report, "copy")
    assert item.inline is None
    opened = actions.read(item, keys=cast.citra.keys)
    assert (opened.content, opened.name, opened.type) == (LARGE, "foto.jpg", "image/jpeg")


def test_neither_stranger_nor_neighbour_nor_superior_reads(report, cast):
    for keys in (stranger_keys(), cast.yusuf.keys, cast.malik.keys, cast.rahmat.keys, cast.nurma.keys, cast.tania.keys):
        with pytest.raises(NotAReader):
            actions.read(item_of(report, "narrative"), keys=keys)


def test_recovery_reads_everything(report, cast):
    assert actions.read_text(item_of(report, "narrative"), keys=cast.recovery_keys) == STORY


def test_file_names_and_content_stand_in_no_column(report):
    row = Item.objects.filter(pk=item_of(report, "narrative").pk).values().get()
    everything = repr(row) + bytes(row["inline"]).decode("latin-1")
    assert "cerita.txt" not in everything
    assert "Camat" not in everything


def test_text_of_one_letter_and_of_a_thousand_have_one_size(report):
    short, long = (actions.add_text(report, klass="note", name="n", text="x" * size) for size in (1, 1000))
    assert short.size_bucket == long.size_bucket == envelope.TEXT_STEP


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, INLINE_LIMIT, INLINE_LIMIT + 1, 131_072])
def test_sizes_around_chunk_borders_come_back_whole(cast, size):
    draft = actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)])
    draft.seal_stream("copy", "b", "application/octet-stream", [b"\x01" * size] if size else [])
    with transaction.atomic():
        saved = draft.save()
    assert actions.read(item_of(saved, "copy"), keys=cast.bagus.keys).content == b"\x01" * size


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
@effort(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_one_bit_changed_anywhere_shows_nothing(report, cast, place, bit):
    item = item_of(report, "narrative")
    sealed = bytearray(item.inline)
    sealed[place % len(sealed)] ^= 1 << bit
    item.inline = bytes(sealed)
    with pytest.raises(ItemDamaged):
        actions.read(item, keys=cast.bagus.keys)


def test_changed_ciphertext_is_refused_even_where_its_hash_was_changed_along(report, cast):
    item = item_of(report, "narrative")
    sealed = bytearray(item.inline)
    sealed[-1] ^= 1
    item.inline, item.sha256 = bytes(sealed), hashlib.sha256(bytes(sealed)).hexdigest()
    with pytest.raises(ItemDamaged):
        actions.read(item, keys=cast.bagus.keys)


def test_content_sealed_anew_by_who_has_only_the_database_is_refused(report, cast):
    """Sealing needs the public key alone, so a forged item can carry the right label: its hash is not the recorded one."""
    item = item_of(report, "narrative")
    label = envelope.Label(str(item.public_id), str(report.public_id), item.klass, "cerita.txt", envelope.TEXT_TYPE)
    words = b"Tidak terjadi apa-apa."
    plain = label.preamble(length=len(words), sha256=hashlib.sha256(words).hexdigest()) + words
    item.inline = sealer.encrypt(plain, [report.public_key])
    with pytest.raises(ItemDamaged):
        actions.read(item, keys=cast.bagus.keys)


@pytest.mark.parametrize("keep", [0, 1, 200, 65_536, 65_900, 131_472])
def test_file_cut_short_shows_nothing(report, cast, keep, monkeypatch):
    item = item_of(report, "copy")
    with blobs.open(item.blob) as file:
        whole = file.read()
    item.blob = blobs.put([whole[:keep]]).key
    with pytest.raises(ItemDamaged):
        actions.read_stream(item, keys=cast.bagus.keys)


def test_bytes_after_the_end_are_refused(report, cast):
    item = item_of(report, "narrative")
    item.inline = bytes(item.inline) + b"\0"
    with pytest.raises(ItemDamaged):
        actions.read(item, keys=cast.bagus.keys)


def test_item_of_the_same_compartment_in_anothers_place_is_refused(report, cast):
    with transaction.atomic():
        other = actions.add_text(report, klass="narrative", name="lain.txt", text="Isi lain.").save()
    first = item_of(report, "narrative")
    first.inline, first.sha256 = other.inline, other.sha256
    with pytest.raises(ItemSwapped):
        actions.read(first, keys=cast.bagus.keys)


def test_whole_item_moved_to_another_compartment_is_refused(report, cast):
    draft = actions.begin_compartment("case", readers=[cast.owner(cast.umpamo)])
    with transaction.atomic():
        other = draft.save()
    copied = seal_text(Target(str(report.public_id), other.public_key), "narrative", "cerita.txt", STORY)
    item = Item(public_id=copied.public_id, compartment=other, klass="narrative", sha256=copied.sha256, inline=copied.inline)
    with pytest.raises(ItemSwapped):
        actions.read(item, keys=cast.bagus.keys)


def test_item_under_another_class_is_refused(report, cast):
    item = item_of(report, "narrative")
    item.klass = "note"
    with pytest.raises(ItemSwapped):
        actions.read(item, keys=cast.bagus.keys)


def test_destroyed_compartment_opens_for_nobody_and_its_blobs_are_gone(report, cast, django_capture_on_commit_callbacks):
    key = item_of(report, "copy").blob
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.destroy(report, actor=SYSTEM, now=cast.now)
    report.refresh_from_db()
    assert not blobs.exists(key)
    with pytest.raises(Destroyed):
        actions.read(item_of(report, "narrative"), keys=cast.recovery_keys)
    with pytest.raises(Destroyed):
        actions.add_text(report, klass="note", name="n", text="x")


def test_stream_that_breaks_leaves_no_blob(cast):
    before = set(blobs.keys())

    def chunks():
        yield LARGE
        raise ConnectionError

    with pytest.raises(ConnectionError):
        seal_stream(actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)]).target, "copy", "f", "x", chunks())
    assert set(blobs.keys()) == before


def test_nothing_is_written_to_a_temporary_file(report, cast, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    draft = actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)])
    draft.seal_stream("copy", "f", "image/jpeg", [LARGE] * 8)
    with transaction.atomic():
        saved = draft.save()
    assert len(actions.read(item_of(saved, "copy"), keys=cast.bagus.keys).content) == len(LARGE) * 8


@pytest.mark.skipif(shutil.which("age") is None, reason="needs the age program")
def test_stock_age_opens_an_item_by_way_of_the_office_key(report, cast, tmp_path):
    """Officer's identity -> office epoch -> compartment -> item, each step by the public tool."""
    wrap = report.wraps.get(owner=cast.owner(cast.umpamo))
    office = OfficeKey.objects.get(member=cast.bagus.owner, office=wrap.owner, epoch=wrap.epoch)
    step = str(cast.bagus.identity)
    for nth, sealed in enumerate((office.ciphertext, wrap.ciphertext, item_of(report, "narrative").inline)):
        key, file = tmp_path / f"{nth}.key", tmp_path / f"{nth}.age"
        key.write_text(step + "\n")
        file.write_bytes(bytes(sealed))
        step = subprocess.run(["age", "-d", "-i", str(key), str(file)], capture_output=True, check=True).stdout.decode()
    first, _, rest = step.partition("\n")
    line = json.loads(first)
    assert rest.encode()[: line["length"]].decode() == STORY
    assert line["name"] == "cerita.txt"


@pytest.mark.skipif(shutil.which("age") is None, reason="needs the age program")
def test_what_stock_age_seals_we_open(cast, tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(LARGE)
    recipient = str(cast.bagus.identity.to_public())
    sealed = subprocess.run(["age", "-r", recipient, str(plain)], capture_output=True, check=True).stdout
    assert sealer.decrypt(sealed, [cast.bagus.identity]) == LARGE


def test_reporter_reads_by_his_code_and_not_what_the_office_keeps(cast):
    from saksama.vault import receipt

    mailbox = ("receipt", receipt.mailbox_recipient(cast.sari_code))
    told = actions.begin_compartment("report", readers=[cast.owner(cast.umpamo)], extra=[mailbox])
    told.seal_text("narrative", "n", STORY)
    kept = actions.begin_compartment("case", readers=[cast.owner(cast.umpamo)])
    kept.seal_text("note", "n", "Catatan dalam.")
    with transaction.atomic():
        report, case = actions.save_drafts([told, kept])
    sari = receipt.keyring(cast.sari_code)
    assert actions.read_text(item_of(report, "narrative"), keys=sari) == STORY
    with pytest.raises(NotAReader):
        actions.read(item_of(case, "note"), keys=sari)
    with pytest.raises(NotAReader):
        actions.read(item_of(report, "narrative"), keys=receipt.keyring(cast.irwan_code, holder="pass"))


def test_keyring_never_shows_its_keys(cast):
    assert "AGE-SECRET" not in repr(cast.bagus.keys)
    assert "AGE-SECRET" not in repr(single("receipt", cast.bagus.identity))
