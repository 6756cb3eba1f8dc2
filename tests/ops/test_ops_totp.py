"""The codes of `saksama demo codes` are those of an authenticator app."""

from __future__ import annotations

from base64 import b32encode

import pytest

from saksama.ops import totp

SECRET = b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(("seconds", "code"), [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
])
def test_codes_are_those_of_rfc_6238_appendix_b(seconds, code):
    assert totp.code(SECRET, seconds) == code


def test_a_secret_without_padding_and_in_small_letters_is_the_same():
    assert totp.code("gezdgnbvgy3tqojq", 59) == totp.code("GEZDGNBVGY3TQOJQ", 59)


def test_seconds_left_count_down_to_the_next_code():
    assert [totp.seconds_left(at) for at in (0, 29.9, 30)] == [30, 1, 30]
