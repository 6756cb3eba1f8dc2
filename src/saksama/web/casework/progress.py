"""How long something will still take, by the pace so far: one way of saying it for lists and letters."""

from __future__ import annotations

import math

from django.utils.translation import ngettext


def left(done: int, total: int, seconds: float) -> str:
    """Return the time still to go in words, a minute at least; nothing before the first is done."""
    if not done or done >= total:
        return ""
    minutes = max(math.ceil(seconds / done * (total - done) / 60), 1)
    return ngettext("kira-kira %(n)d menit lagi", "kira-kira %(n)d menit lagi", minutes) % {"n": minutes}
