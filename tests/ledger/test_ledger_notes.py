"""Checkpoints as signed notes, and the verifier's own Ed25519."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from saksama.ledger import notes, saksama_verify

SEED = bytes(range(32))
HEAD = notes.Head(
    origin="saksama/00ff", size=20852163, root=bytes(32), number=7, at=datetime(2024, 10, 7, 17, 0, tzinfo=UTC),
)

# RFC 8032 section 7.1: public key, message, signature
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_verifier_ed25519__rfc_8032_section_7_1(public, message, signature):
    parts = bytes.fromhex(public), bytes.fromhex(signature), bytes.fromhex(message)
    assert saksama_verify.is_signed_by(*parts)
    assert not saksama_verify.is_signed_by(parts[0], parts[1], parts[2] + b"x")


def test_verifier_reads_the_published_example_of_a_signed_note():
    """The example key and note of C2SP signed-note, made by another implementation."""
    key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    signature = b64decode("Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=")
    _, public = saksama_verify.read_key(key)
    assert notes.verifier_key("example.com/foo", public) == key
    assert signature[:4] == notes.key_id("example.com/foo", public)
    assert saksama_verify.is_signed_by(public, signature[4:], b"This is an example message.\n")


def test_verifier_reads_a_key_whose_base64_holds_plus_signs():
    publics = (notes.public_half(bytes([number]) * 32) for number in range(256))
    public, line = next((key, line) for key in publics if (line := notes.verifier_key("n/1", key)).count("+") > 2)
    assert saksama_verify.read_key(f"{line}\n") == ("1", public)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_verifier_ed25519_agrees_with_the_library(seed, message, bit):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert saksama_verify.is_signed_by(public, signature, message)
    spoilt = bytearray(signature)
    spoilt[bit // 8] ^= 1 << bit % 8
    assert not saksama_verify.is_signed_by(public, bytes(spoilt), message)


def test_verifier_ed25519_refuses_a_second_spelling_of_a_signature():
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"m")
    larger = int.from_bytes(signature[32:], "little") + saksama_verify.L
    assert not saksama_verify.is_signed_by(public, signature[:32] + larger.to_bytes(32, "little"), b"m")
    assert not saksama_verify.is_signed_by(public, signature[:-1], b"m")
    assert not saksama_verify.is_signed_by((saksama_verify.P + 1).to_bytes(32, "little"), signature, b"m")


def test_note_reads_back_and_is_signed_with_its_key_only():
    note = notes.sign(HEAD, SEED)
    assert notes.read(note) == HEAD
    assert note.startswith(f"saksama/00ff\n20852163\n{'A' * 43}=\nnumber 7\ntime 2024-10-07T17:00:00Z\n\n— saksama/00ff ")
    assert notes.is_signed(note, notes.public_half(SEED))
    assert not notes.is_signed(note, notes.public_half(bytes(32)))


def test_note_with_a_further_signature_of_a_witness_stays_good():
    witness = "— witness.example Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe\n"
    text, own = notes.sign(HEAD, SEED).split("\n\n")
    for note in (f"{text}\n\n{own}{witness}", f"{text}\n\n{witness}{own}"):
        assert notes.is_signed(note, notes.public_half(SEED))
        assert notes.read(note) == HEAD


@given(st.data())
def test_any_changed_character_of_the_text_breaks_the_signature(data):
    note = notes.sign(HEAD, SEED)
    at = data.draw(st.integers(0, note.index("\n\n")))
    other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != note[at]))
    assert not notes.is_signed(note[:at] + other + note[at + 1:], notes.public_half(SEED))


@pytest.mark.parametrize("spoilt", [
    "", "\n", "saksama/00ff\n5\n", notes.sign(HEAD, SEED).replace("20852163", "020852163"),
    notes.sign(HEAD, SEED).replace("number 7", "number seven"), notes.sign(HEAD, SEED).replace("time 2024", "time 20x4"),
    notes.sign(HEAD, SEED).replace("=\nnumber", "\nnumber"), notes.sign(HEAD, SEED).replace("saksama/00ff\n2", "\n2"),
    notes.sign(HEAD, SEED).replace("Z\n\n", "Z\nmore\n\n"), notes.sign(HEAD, SEED).replace("number 7", "number ٧"),
])
def test_what_is_not_a_checkpoint_is_refused(spoilt):
    with pytest.raises(notes.BadNote):
        notes.read(spoilt)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    assert not notes.is_signed(text, notes.public_half(SEED))
    with pytest.raises(notes.BadNote):
        notes.read(text)
