"""Take the pictures of docs/tour from a running demonstration: `./dev run` in one terminal, `./dev tour` in another.

Walks the path as people do, in Chromium without script, and signs in with what the demonstration prints. The walk leaves one
report of its own in that demonstration.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import io
import json
import struct
import sys
import time
from pathlib import Path
from typing import Any

from .environment import ROOT, say
from .suite import browser as browser_program

FOLDER = ROOT / "docs" / "tour"
HEAVIEST = 150_000                      # bytes of one picture
COLOURS = (96, 48, 24, 12)              # tried in turn until a picture is light enough
PHONE, DESK = (390, 780), (1280, 860)   # width and height in CSS pixels
STORY = ("Saya berjualan di tepi lapangan. Pembawa acara memanggil Pak Camat. Beliau naik ke panggung, memegang mikrofon, "
         "dan mengajak kami memilih pasangan itu. Ada ratusan warga yang melihat.")
ANSWERS: tuple[tuple[dict[str, str], str], ...] = (
    ({"what": "kampanye"}, ""), ({"who": "Camat Koto Umpamo"}, ""),
    ({"happened": "yesterday", "known": "event", "happened_at": "16.20"}, ""),
    ({"place": "99.01.01.2001", "landmark": "lapangan bola"}, "Pasia Umpamo"), ({"story": STORY}, ""), ({"links": ""}, ""),
    ({"door": "sealed", "name": "Upik Contoh", "address": "Jorong Contoh", "contact": "0800-0000-0001"}, ""),
)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev tour", description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000/", help="address of the running demonstration")
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="its data folder")
    parser.add_argument("--to", type=Path, default=FOLDER, help="where the pictures go")
    args = parser.parse_args(argv)
    from playwright.sync_api import sync_playwright

    sheet = json.loads((args.data / "demo-sheet.json").read_text(encoding="utf-8"))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        for stretch in (public, reporting, answering, examining, overseeing, deciding):
            stretch(Tour(browser, args.url.rstrip("/"), sheet, args.to))
        browser.close()
    return 0


class Tour:
    """One stretch of the way: windows of the people in it, and the pictures they show."""

    def __init__(self, browser: Any, url: str, sheet: dict[str, Any], folder: Path) -> None:
        self.browser, self.url, self.sheet, self.folder = browser, url, sheet, folder

    def window(self, size: tuple[int, int]) -> Any:
        scale = 2 if size == PHONE else 1
        return self.browser.new_context(java_script_enabled=False, viewport={"width": size[0], "height": size[1]},
                                        device_scale_factor=scale, locale="id-ID").new_page()

    def signed_in(self, username: str) -> Any:
        """Sign in as a person does: passphrase, then the code of the moment. A code that was used a moment ago waits its turn."""
        account = next(one for one in self.sheet["accounts"] if one["username"] == username)
        page = self.window(DESK)
        page.goto(f"{self.url}/masuk/")
        page.fill("#id_login", username)
        page.fill("#id_password", account["passphrase"])
        press(page, "Lanjut")
        page.fill("#id_code", code_of(account["totp_secret"]))
        press(page, "Masuk")
        return page

    def code(self, kind: str, story: str) -> str:
        return next(one["code"] for one in self.sheet[kind] if one["title"].startswith(f"{story}:"))

    def case(self, page: Any, name: str) -> str:
        """Find a case by a name in it; return its address."""
        page.goto(f"{self.url}/petugas/cari/")
        page.fill('main [name="cari"]', name)
        page.locator("main form button").first.click()
        page.locator('main a[href*="/petugas/perkara/"]').first.click()
        return page.url.partition("?")[0]

    def shoot(self, page: Any, name: str, *, height: int = 0) -> None:
        """Save what is on the screen as a small PNG; `height` is that of a taller screen."""
        size = dict(page.viewport_size)
        page.set_viewport_size(size | {"height": height or size["height"]})
        page.wait_for_load_state("networkidle")
        path = self.folder / f"{name}.png"
        path.write_bytes(light(page.screenshot()))
        page.set_viewport_size(size)
        say(f"{path.name}: {path.stat().st_size // 1000} kB")


def light(picture: bytes) -> bytes:
    """Return a picture with as many colours as its weight allows."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        held = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
        if held.tell() <= HEAVIEST:
            break
    return held.getvalue()


def code_of(secret: str) -> str:
    """Return the six digits an authenticator shows (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    number = struct.unpack(">I", digest[digest[-1] & 15 :][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def fill(page: Any, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        if (choice := page.locator(f'[type="radio"][name="{name}"][value="{value}"]')).count():
            choice.check()
        else:
            page.fill(f'[name="{name}"]', value)


def public(tour: Tour) -> None:
    page = tour.window((1100, 860))
    page.goto(f"{tour.url}/")
    tour.shoot(page, "01-home")
    page.goto(f"{tour.url}/data/")
    tour.shoot(page, "14-data", height=1000)
    phone = tour.window(PHONE)
    phone.goto(f"{tour.url}/boleh-atau-tidak/suka-unggahan/")
    while (answer := phone.get_by_role("link", name="Ya", exact=True)).count():
        answer.click()
    tour.shoot(phone, "15-allowed", height=1000)
    card = phone.request.get(f"{tour.url}/boleh-atau-tidak/suka-unggahan/kartu.png")
    (tour.folder / "17-card.png").write_bytes(light(card.body()))
    phone.goto(f"{tour.url}/tanya/")
    tour.shoot(phone, "18-ask-first", height=1000)
    page.goto(f"{tour.url}/hukum/batas-waktu/PK-05/")
    tour.shoot(page, "19-law", height=1000)


def reporting(tour: Tour) -> None:
    """Sari reports on a telephone: question by question, check, code."""
    phone = tour.window(PHONE)
    phone.goto(f"{tour.url}/lapor/")
    started = time.monotonic()
    for answers, search in ANSWERS:
        if search:
            phone.fill('[name="place_search"]', search)
            press(phone, "Cari")
            fill(phone, answers)
            tour.shoot(phone, "02-question", height=900)
        else:
            fill(phone, answers)
        press(phone, "Lanjut")
    tour.shoot(phone, "03-check", height=1100)
    time.sleep(max(0.0, 6 - (time.monotonic() - started)))      # the form is not taken from somebody faster than a person
    press(phone, "Kirim")
    tour.shoot(phone, "04-receipt")
    phone.goto(f"{tour.url}/laporan-saya/")
    phone.fill("#id_kode", tour.code("receipts", "R12"))
    press(phone, "Buka")
    tour.shoot(phone, "05-my-report", height=1600)


def answering(tour: Tour) -> None:
    phone = tour.window(PHONE)
    phone.goto(f"{tour.url}/jawaban/")
    phone.fill('[name="kode"]', tour.code("passes", "R03"))
    press(phone, "Buka ruang jawaban")
    tour.shoot(phone, "09-answer-room", height=1100)


def examining(tour: Tour) -> None:
    """Rina's list, a case with its story opened, the form of one step, a copy sheet, and prevention."""
    page = tour.signed_in("pemeriksa.umpamo")
    case = tour.case(page, "Syafnil Umpamo")
    tour.shoot(page, "06-case", height=1000)
    press(page, "Buka cerita")
    tour.shoot(page, "07-story", height=1000)
    page.goto(f"{case}salin/sigaplapor/")
    tour.shoot(page, "13-copy-sheet")
    page.goto(tour.case(page, "Desmawati Misal"))
    tour.shoot(page, "12-no-news", height=1000)
    page.goto(f"{tour.url}/petugas/cegah/")
    tour.shoot(page, "16-prevention")
    page.goto(f"{tour.url}/petugas/?tahap=initial_study")
    if (row := page.locator("ul.queue a.whole")).count():
        row.first.click()
        page.goto(f"{page.url.partition('?')[0]}langkah/conditions.assessed/")
        tour.shoot(page, "08-conditions", height=1000)


def overseeing(tour: Tour) -> None:
    page = tour.signed_in("analis.lembaga")
    page.goto(f"{tour.url}/petugas/")
    tour.shoot(page, "10-overseer")


def deciding(tour: Tour) -> None:
    page = tour.signed_in("instansi.umpamo")
    page.goto(f"{tour.url}/instansi/")
    page.locator("main a.whole").first.click()
    tour.shoot(page, "11-agency")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
