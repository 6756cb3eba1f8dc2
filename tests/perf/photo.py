"""A photograph of a wanted size: a real JPEG, drawn once, with a comment of its own for each copy and noise to fill it up."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image

COMMENT = b"\xff\xfe"
WIDEST = 2400


def photo(size: int, number: int) -> bytes:
    """Return a JPEG of about `size` bytes, different for every number; nothing for no size."""
    if not size:
        return b""
    drawn = _drawn(size)
    mark = f"nomor {number:012d}".encode()
    return drawn[:2] + COMMENT + (len(mark) + 2).to_bytes(2, "big") + mark + drawn[2:]


@cache
def _drawn(size: int) -> bytes:
    """Draw a field under a sky with grain, as wide as it takes."""
    chance = random.Random(3)
    low, high = 64, WIDEST
    best = b""
    while low <= high:
        width = (low + high) // 2
        found = _jpeg(width, chance)
        best = found if abs(len(found) - size) < abs(len(best) - size) else best
        low, high = (width + 1, high) if len(found) < size else (low, width - 1)
    return best


def _jpeg(width: int, chance: random.Random) -> bytes:
    height = width * 3 // 4
    grain = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    sky = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (Image.blend(sky, grain, 0.2), Image.blend(sky, grain, 0.25), sky))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()
