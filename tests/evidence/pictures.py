"""Pictures and other files for tests, made on the fly. Nothing malicious is committed."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import lru_cache

from PIL import Image

MARK = "TANDA-RAHASIA-PELAPOR"


@lru_cache(maxsize=8)
def noise(width: int = 700, height: int = 700) -> bytes:
    """A photo too large to be kept in a row."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).save(out, "JPEG", quality=95)
    return out.getvalue()


@lru_cache(maxsize=8)
def jpeg(width: int = 320, height: int = 240, *, mark: str = MARK) -> bytes:
    """A photo whose metadata names its maker: EXIF text, position, comment, colour profile, embedded thumbnail."""
    image = Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x8298] = mark
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8769)[0x927C] = mark.encode()
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=mark.encode(), icc_profile=mark.encode() * 3)
    data, xmp = out.getvalue(), b"http://ns.adobe.com/xap/1.0/\x00" + mark.encode()
    return data[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(xmp)) + xmp + data[2:]


def png(width: int = 40, height: int = 30, *, mode: str = "RGBA", mark: str = MARK) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", mark)
    info.add_itxt("Comment", mark)
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def gif(frames: int = 1) -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", (8, 8), (n % 251, n % 241, 7)) for n in range(frames)]
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], comment=MARK.encode())
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = MARK
    Image.new("RGB", (16, 16), (9, 9, 9)).save(out, "WEBP", exif=exif)
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + b"\x00\x00\x02\x00") + box(b"moov", b"\x00" * 64) + box(b"mdat", bytes(range(256)) * 20)


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "isi " * 50)
    return out.getvalue()


def docx() -> bytes:
    return office("[Content_Types].xml", "word/document.xml")
