"""Which parts of a picture are blacked out before the reported person sees it. Pure; drawing happens in `sandbox`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saksama.kernel.errors import Invalid

WHOLE = 1000
MOST = 40


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a picture in thousandths of its width and height, from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= WHOLE and 0 <= self.top < self.bottom <= WHOLE):
            raise Invalid(
                "Bidang hitam harus di dalam gambar: kiri lebih kecil dari kanan, atas lebih kecil dari bawah, 0 sampai 1000.",
                "A black area must lie inside the picture: left less than right, top less than bottom, from 0 to 1000.",
                field="redactions",
            )

    def as_tuple(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.right, self.bottom


def rectangles(areas: Iterable[Rectangle | tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return the areas checked; raises `Invalid` for one outside the picture and for more than `MOST`."""
    checked = [(area if isinstance(area, Rectangle) else Rectangle(*area)).as_tuple() for area in areas]
    if len(checked) > MOST:
        raise Invalid(f"Paling banyak {MOST} bidang hitam.", f"At most {MOST} black areas.", field="redactions")
    return checked
