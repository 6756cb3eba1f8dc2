"""What a passphrase must not be. Length and the list of common ones are Django's; this refuses what 15 characters let through."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from saksama.kernel.text import fold

COMMON_PARTS = (
    "password", "katasandi", "sandirahasia", "rahasia", "bawaslu", "saksama", "qwerty", "asdfgh", "indonesia", "merdeka", "admin",
    "pemilu", "pilkada", "netralitas", "selamatdatang", "akusayangkamu", "bismillah", "abcdef", "0123456789", "123456",
)
MEANT_LENGTH = 8


class NotGuessable:
    """Refuse a passphrase that is little more than common words, figures in a row, one repeated piece, or the user's own name."""

    def validate(self, password: str, user: object = None) -> None:
        rest = fold(password).replace(" ", "")
        own = fold(getattr(user, "username", "") or "").replace(" ", "")
        for part in (*COMMON_PARTS, own):
            if part:
                rest = rest.replace(part, "")
        if len(rest.strip("0123456789")) < MEANT_LENGTH or len(set(rest)) < MEANT_LENGTH - 2 or _repeats(password):
            raise ValidationError(_("Kata sandi ini mudah ditebak. Pakai empat kata yang tidak berhubungan."), code="guessable")

    def get_help_text(self) -> str:
        return _("Paling sedikit 15 huruf. Empat kata yang tidak berhubungan mudah diingat dan sukar ditebak.")


def _repeats(password: str) -> bool:
    """Tell whether the text is one short piece said again and again."""
    return len(password) > 1 and (password + password).find(password, 1) < len(password)
