"""A picture in, a new picture out: the program that opens what strangers sent. Runs alone, with nothing of ours in reach.

`python -I cleaning.py copy|cover [rectangles]`: the original on standard input; on standard output one JSON line, then the copy,
then the preview. It bars itself from files, processes and more than its share of memory and time before it reads the first byte.
Only the raster is carried over: no metadata, thumbnail, comment or colour profile. It imports nothing of this product.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import resource
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_PIXELS = 50_000_000
MOST_FRAMES = 200
CPU_SECONDS = 20
MEMORY = 1024 * 1024 * 1024
PREVIEW = 480
MOST_INPUT = 110 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
JPEG = b"\xff\xd8\xff"


class Refused(Exception):
    """No copy can be made; the argument is the word for why."""


def confine() -> None:
    """Give up everything that opening a picture does not need."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)     # PR_SET_NO_NEW_PRIVS


def opened(data: bytes) -> tuple[Picture, bool]:
    """Return the picture's first frame, turned upright, and whether there were more. Sizes are checked before any pixel."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise Refused("too_many_pixels")
        frames = getattr(image, "n_frames", 1)
        if frames > MOST_FRAMES:
            raise Refused("too_many_frames")
        image.seek(0)
        image.load()
        return ImageOps.exif_transpose(image), frames > 1
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as error:
        raise Refused("broken") from error


def raster(image: Picture) -> Picture:
    """Return a new picture with the same pixels and nothing else."""
    from PIL import Image

    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA", "La") or "transparency" in image.info else "RGB"
    plain = image.convert(mode)
    return Image.frombytes(mode, plain.size, plain.tobytes())


def cover(image: Picture, rectangles: list[list[int]]) -> Picture:
    """Black out rectangles given in thousandths of width and height."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in rectangles:
        box = (left * image.width // 1000, top * image.height // 1000,
               -(-right * image.width // 1000), -(-bottom * image.height // 1000))
        draw.rectangle(box, fill=(0, 0, 0, 255) if image.mode == "RGBA" else (0, 0, 0))
    return image


def encoded(image: Picture, *, photo: bool) -> tuple[str, bytes]:
    """Return type and bytes: JPEG, or PNG where the picture has transparency or, like a screenshot, few colours."""
    out = io.BytesIO()
    if image.mode == "RGBA" or (not photo and image.getcolors(256) is not None):
        image.save(out, "PNG")
        return "image/png", out.getvalue()
    image.save(out, "JPEG", quality=88)
    return "image/jpeg", out.getvalue()


def preview_of(image: Picture) -> bytes:
    from PIL import Image

    small = image.copy()
    small.thumbnail((PREVIEW, PREVIEW))
    if small.mode == "RGBA":
        ground = Image.new("RGB", small.size, (255, 255, 255))
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    out = io.BytesIO()
    small.save(out, "JPEG", quality=78)
    return out.getvalue()


def answer(about: dict[str, object], *parts: bytes) -> None:
    line = json.dumps({**about, "sizes": [len(part) for part in parts]})
    sys.stdout.buffer.write(line.encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def main() -> int:
    confine()
    try:
        data = sys.stdin.buffer.read(MOST_INPUT + 1)
        if len(data) > MOST_INPUT:
            raise Refused("too_large")
        image, more = opened(data)
        clean = raster(image)
        if sys.argv[1] == "cover":
            clean = cover(clean, json.loads(sys.argv[2]))
        kind, copy = encoded(clean, photo=data.startswith(JPEG))
        answer({"type": kind, "width": clean.width, "height": clean.height, "more": more}, copy, preview_of(clean))
    except Refused as refused:
        answer({"refused": str(refused)})
    except MemoryError:
        answer({"refused": "too_many_pixels"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
