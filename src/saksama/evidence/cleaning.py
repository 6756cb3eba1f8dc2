"""A picture in, a new picture out: the program that opens what strangers sent. Runs alone, with nothing of ours in reach.

`python -I cleaning.py copy|cover [rectangles]|fit size`: the original on standard input; on standard output one JSON line, then
the copy, then the preview. It bars itself from files, processes and more than its share of memory and time before it reads the
first byte. Only the raster is carried over: no metadata, thumbnail, comment, colour profile. It imports nothing of this product.

`cleaning.py wait` does the same again and again (`evidence.nursery`): it loads what opening takes, and forks a child for each
picture, which confines itself, reads that picture and ends with it. No byte of a stranger is ever read by the one that waits.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import resource
import signal
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
ORDER = 512          # bytes of an order to the one that waits: a JSON line, filled up with spaces
DONE = b"."
TOO_LONG = 24


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
        ImageOps.exif_transpose(image, in_place=True)
        return image, frames > 1
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as error:
        raise Refused("broken") from error


def raster(image: Picture) -> Picture:
    """Return a new picture with the same pixels and nothing else."""
    from PIL import Image

    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA", "La") or "transparency" in image.info else "RGB"
    blank = Image.new(mode, image.size)
    blank.paste(image if image.mode == mode else image.convert(mode))
    return blank


def cover(image: Picture, rectangles: list[list[int]]) -> Picture:
    """Black out rectangles given in thousandths of width and height."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in rectangles:
        box = (left * image.width // 1000, top * image.height // 1000,
               -(-right * image.width // 1000), -(-bottom * image.height // 1000))
        draw.rectangle(box, fill=(0, 0, 0, 255) if image.mode == "RGBA" else (0, 0, 0))
    return image


def fit(image: Picture, width: int, height: int, *, sheet: bool) -> Picture:
    """Make a picture no larger than a box, without transparency; `sheet` puts it in the middle of a white page of that size."""
    from PIL import Image

    image.thumbnail((width, height))
    ground = Image.new("RGB", (width, height) if sheet else image.size, (255, 255, 255))
    place = ((ground.width - image.width) // 2, (ground.height - image.height) // 2)
    ground.paste(image, place, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return ground


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

    small = image.reduce(max(1, max(image.size) // PREVIEW))
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


def clean(data: bytes, arguments: list[str]) -> None:
    """Open one picture and answer with its copy, or with the word for why there is none."""
    try:
        if len(data) > MOST_INPUT:
            raise Refused("too_large")
        image, more = opened(data)
        drawn = raster(image)
        if arguments[0] == "cover":
            drawn = cover(drawn, json.loads(arguments[1]))
        if arguments[0] == "fit":
            width, height, sheet = json.loads(arguments[1])
            drawn = fit(drawn, width, height, sheet=sheet)
        kind, copy = encoded(drawn, photo=data.startswith(JPEG) or arguments[0] == "fit")
        answer({"type": kind, "width": drawn.width, "height": drawn.height, "more": more}, copy, preview_of(drawn))
    except Refused as refused:
        answer({"refused": str(refused)})
    except MemoryError:
        answer({"refused": "too_many_pixels"})


def wait() -> int:
    """Take orders until there are no more; each picture has a child of its own. Ends at the first child that ended badly."""
    from PIL import Image, ImageDraw, ImageOps, WebPImagePlugin  # noqa: F401  loaded once, and for every child

    Image.preinit()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)     # PR_SET_DUMPABLE: no child looks into this one
    while order := exactly(ORDER):
        child = os.fork()
        if not child:
            one(json.loads(order))
        _, status = os.waitpid(child, 0)
        if status:
            return TOO_LONG if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else 1
        os.write(1, DONE)
    return 0


def one(order: dict[str, object]) -> None:
    """Be the child: confine, read one picture, answer, end. Does not return."""
    status = 70
    try:
        confine()
        clean(exactly(int(str(order["size"]))), [str(word) for word in order["arguments"]])  # type: ignore[attr-defined]
        status = 0
    finally:
        os._exit(status)


def exactly(size: int) -> bytes:
    """Read so many bytes of standard input, past any buffer; fewer only at its end."""
    held = bytearray()
    while len(held) < size and (piece := os.read(0, min(size - len(held), 1 << 20))):
        held += piece
    return bytes(held)


def main() -> int:
    if sys.argv[1] == "wait":
        return wait()
    confine()
    clean(sys.stdin.buffer.read(MOST_INPUT + 1), sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
