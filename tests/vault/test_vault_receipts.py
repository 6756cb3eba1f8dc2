"""The published vectors of security.md section 5, and the sealed field in which a code rides."""

from __future__ import annotations

import dataclasses

import pytest

from saksama.kernel import receipt as codes
from saksama.kernel.errors import MistypedCode
from saksama.vault import forms, receipt

VECTORS = ["7K3M-A9QX-2TN4-ZJ5D-RW87", "0123-4567-89AB-CDEF-GHJ4", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZT", "0000-0000-0000-0000-0000"]


@pytest.fixture
def zero_keys(settings, tmp_path):
    """An installation whose pepper and salt are zero bytes, as in the vectors."""
    folder = tmp_path / "zero"
    (folder / "keys").mkdir(parents=True)
    for name, size in (("pepper", 32), ("installation", 16), ("form_key", 32)):
        path = folder / "keys" / name
        path.write_text("00" * size + "\n")
        path.chmod(0o600)
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, data=folder)


@pytest.mark.parametrize("code", VECTORS)
def test_vector_is_a_whole_code(code):
    assert codes.pretty(codes.normalise(code)) == code


def test_locator_of_the_first_vector(zero_keys):
    assert receipt.locator(VECTORS[0]) == "a73b44b7ccbac0f4681a27ea80439e23062c34d95085451a78d93552ab848281"


def test_mailbox_recipient_of_the_first_vector(zero_keys):
    assert receipt.mailbox_recipient(VECTORS[0]) == "age1mh57xce9kleyrgrrulg9ack2cepzz5edqlk4w0r95wx6qcsds3pstwm4y3"


def test_code_is_read_as_people_write_it(zero_keys):
    assert receipt.locator("7k3m a9qx 2tn4-zj5d rw87") == receipt.locator(VECTORS[0])
    assert receipt.locator("O123 4567 89ab cdef ghj4") == receipt.locator(VECTORS[1])


def test_mistyped_code_is_refused_before_any_derivation(zero_keys):
    with pytest.raises(MistypedCode):
        receipt.locator("7K3M-A9QX-2TN4-ZJ5D-RW88")


def test_near_miss_shares_nothing_with_the_code(zero_keys):
    near = next(code for code in (VECTORS[0][:-2] + a + b for a in codes.ALPHABET for b in codes.ALPHABET)
                if code != VECTORS[0] and _is_code(code))
    assert receipt.locator(near)[:8] != receipt.locator(VECTORS[0])[:8]


def _is_code(code: str) -> bool:
    try:
        codes.normalise(code)
    except MistypedCode:
        return False
    return True


def test_drawn_code_rides_sealed_and_comes_back_the_same():
    field = receipt.draw_sealed()
    code = receipt.open_sealed(field)
    assert codes.normalise(code) == code
    assert code not in field
    assert receipt.open_sealed(receipt.seal_code(codes.pretty(code).lower())) == code


def test_field_sealed_for_another_purpose_is_no_code():
    with pytest.raises(forms.FormSpoiled):
        receipt.open_sealed(forms.seal({"code": codes.draw()}))


def test_old_pepper_still_finds_a_report_during_its_rotation(settings, tmp_path):
    folder = tmp_path / "rotating"
    (folder / "keys").mkdir(parents=True)
    for name, value in (("pepper", "11"), ("pepper.old", "00")):
        path = folder / "keys" / name
        path.write_text(value * 32 + "\n")
        path.chmod(0o600)
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, data=folder)
    new, old = receipt.locators(VECTORS[0])
    assert new == receipt.locator(VECTORS[0])
    assert old == "a73b44b7ccbac0f4681a27ea80439e23062c34d95085451a78d93552ab848281"
