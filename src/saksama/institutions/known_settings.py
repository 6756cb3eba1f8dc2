"""What an office may set by itself, declared one by one: its type and range, its default, who changes it, what a change touches.

Nothing that a law says stands here: limits, forms and calendars are rules, and are taken up as rules (ADR 0083). What weakens or
lends somebody's name needs a second person (`second`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from saksama.kernel.errors import Invalid

Pair = tuple[str, str]
Value = Any  # text, bool, or a list of texts: what JSON holds

GROUPS: Mapping[str, Pair] = {
    "contact": ("Kontak kantor", "Contact of the office"),
    "letters": ("Surat", "Letters"),
    "hearings": ("Klarifikasi", "Hearings"),
}
EARLIEST, LATEST = time(8), time(15, 30)  # hours at which nobody is called out of the night, nor late before the desk shuts
MOST_HOURS, MOST_DAYS = 8, 60
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"[0-9+()./ -]{5,40}")
_PERSON = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HOUR = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Known:
    """One setting. `parse` turns what was typed (or an older value) into a value, or raises `Invalid` with what would do.

    `column`: kept on the office itself, where lists from outside write it too. `administrator`: also the system's administrator.
    """

    name: str
    group: str
    label: Pair
    explained: Pair
    allowed: Pair
    parse: Callable[[Value], Value]
    default: Value = ""
    kind: str = "text"
    column: bool = False
    administrator: bool = False
    second: bool = False


def _text(most: int) -> Callable[[Value], str]:
    def parse(value: Value) -> str:
        words = " ".join("".join(letter for letter in str(value) if letter.isprintable() or letter.isspace()).split())
        if len(words) > most:
            raise Invalid(
                f"Paling banyak {most} huruf. Ringkas isinya.", f"At most {most} characters. Shorten it.", field="value"
            )
        return words

    return parse


def _matching(most: int, pattern: re.Pattern[str], indonesian: str, english: str) -> Callable[[Value], str]:
    short = _text(most)

    def parse(value: Value) -> str:
        words = short(value)
        if words and not pattern.fullmatch(words):
            raise Invalid(indonesian, english, field="value")
        return words

    return parse


def _lines(count: int, most: int) -> Callable[[Value], list[str]]:
    short = _text(most)

    def parse(value: Value) -> list[str]:
        rows = value if isinstance(value, list) else str(value).splitlines()
        found = [line for line in (short(row) for row in rows[:200]) if line]
        if len(found) > count:
            raise Invalid(f"Paling banyak {count} baris.", f"At most {count} lines.", field="value")
        return found

    return parse


def _switch(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("ya", "tidak"):
        raise Invalid("Pilih ya atau tidak.", "Choose yes or no.", field="value")
    return bool(value == "ya")


def _parts(value: Value) -> list[str]:
    return [
        str(part).strip()
        for part in (value if isinstance(value, list) else re.split(r"[,;\s]+", str(value)))
        if str(part).strip()
    ]


def _hours(value: Value) -> list[str]:
    found = sorted({_hour(part) for part in _parts(value)[:100]})
    if not 1 <= len(found) <= MOST_HOURS:
        raise Invalid(f"Tulis satu sampai {MOST_HOURS} jam.", f"Write one to {MOST_HOURS} hours.", field="value")
    return [f"{one:%H:%M}" for one in found]


def _hour(part: str) -> time:
    written = _HOUR.fullmatch(part)
    at = time(int(written[1]), int(written[2])) if written else None
    if at is None or not EARLIEST <= at <= LATEST:
        raise Invalid(
            f"“{part[:20]}” bukan jam dari {EARLIEST:%H.%M} sampai {LATEST:%H.%M}. Tulis seperti 09.00.",
            f"“{part[:20]}” is no hour from {EARLIEST:%H:%M} to {LATEST:%H:%M}. Write it as 09:00.",
            field="value",
        )
    return at


def _days(value: Value) -> list[str]:
    found = sorted({_day(part) for part in _parts(value)[:400]})
    if len(found) > MOST_DAYS:
        raise Invalid(
            f"Paling banyak {MOST_DAYS} hari. Hapus yang sudah lewat.",
            f"At most {MOST_DAYS} days. Remove past ones.",
            field="value",
        )
    return [one.isoformat() for one in found]


def _day(part: str) -> date:
    turned = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", part)
    try:
        found = date(int(turned[3]), int(turned[2]), int(turned[1])) if turned else date.fromisoformat(part)
    except ValueError:
        found = None
    if found is None or not date(2018, 1, 1) <= found <= date(2100, 1, 1):
        raise Invalid(
            f"“{part[:20]}” bukan tanggal. Tulis seperti 19-10-2024.",
            f"“{part[:20]}” is no date. Write it as 19-10-2024.",
            field="value",
        )
    return found


def _person(value: Value) -> str:
    if value and not _PERSON.fullmatch(str(value)):
        raise Invalid("Pilih orangnya dari daftar.", "Choose the person from the list.", field="value")
    return str(value)


_UP_TO = ("Paling banyak {n} huruf. Boleh kosong.", "At most {n} characters. May be empty.")
_HOURS_ALLOWED = (
    f"Satu sampai {MOST_HOURS} jam, dari {EARLIEST:%H.%M} sampai {LATEST:%H.%M}.",
    f"One to {MOST_HOURS} hours, from {EARLIEST:%H:%M} to {LATEST:%H:%M}.",
)


def _up_to(n: int) -> Pair:
    return _UP_TO[0].format(n=n), _UP_TO[1].format(n=n)


_ALL = (
    Known(
        "address",
        "contact",
        ("Alamat", "Address"),
        (
            "Tercetak di kepala surat, dan tampil di halaman Kantor terdekat.",
            "Printed in the letterhead, shown under Nearest office.",
        ),
        _up_to(200),
        _text(200),
        column=True,
        administrator=True,
    ),
    Known(
        "phone",
        "contact",
        ("Telepon", "Telephone"),
        ("Nomor kantor, bukan nomor orang.", "The office's number, nobody's own."),
        ("5 sampai 40 angka dan tanda + ( ) - /. Boleh kosong.", "5 to 40 digits and the signs + ( ) - /. May be empty."),
        _matching(
            40, _PHONE, "Telepon hanya berisi angka dan tanda + ( ) - /.", "A telephone number holds digits and + ( ) - / only."
        ),
        column=True,
        administrator=True,
    ),
    Known(
        "mail",
        "contact",
        ("Surel", "Mail"),
        ("Alamat surel kantor, untuk surat menyurat.", "The office's mail address, for correspondence."),
        _up_to(120),
        _matching(120, _MAIL, "Alamat surel ini tidak lengkap.", "This mail address is not complete."),
        column=True,
        administrator=True,
    ),
    Known(
        "opening_hours",
        "contact",
        ("Jam layanan", "Opening hours"),
        ("Kapan warga dapat datang. Batas waktu tidak dihitung dari sini.", "When people can come. No limit is counted from it."),
        _up_to(120),
        _text(120),
        administrator=True,
    ),
    Known(
        "show_contact",
        "contact",
        ("Tampilkan kontak kepada warga", "Show the contact to the public"),
        ("Bila tidak, halaman Kantor terdekat hanya memuat nama kantor.", "If not, Nearest office shows the office's name only."),
        ("Ya atau tidak.", "Yes or no."),
        _switch,
        default=True,
        kind="switch",
        administrator=True,
    ),
    Known(
        "letterhead",
        "letters",
        ("Baris di bawah nama kantor", "Lines under the office's name"),
        (
            "Tercetak kecil di kepala surat, misalnya nama sekretariat.",
            "Printed small in the letterhead, such as the secretariat.",
        ),
        ("Paling banyak 2 baris, 80 huruf sebaris.", "At most 2 lines of 80 characters."),
        _lines(2, 80),
        default=[],
        kind="lines",
        administrator=True,
    ),
    Known(
        "signatory",
        "letters",
        ("Penanda tangan", "Signatory"),
        (
            "Nama di bawah surat. Kosong: orang yang menjalankan langkahnya.",
            "The name under letters. Empty: whoever takes the step.",
        ),
        ("Anggota atau pengawas kantor ini.", "A commissioner or supervisor of this office."),
        _person,
        kind="person",
        second=True,
    ),
    Known(
        "signatory_post",
        "letters",
        ("Jabatan penanda tangan", "Post of the signatory"),
        ("Tercetak di samping nama kantor, misalnya Ketua.", "Printed beside the office's name, such as Chair."),
        _up_to(80),
        _text(80),
        second=True,
    ),
    Known(
        "hearing_hours",
        "hearings",
        ("Jam usulan, Senin sampai Kamis", "Proposed hours, Monday to Thursday"),
        (
            "Jam mulai yang diusulkan untuk klarifikasi. Petugas tetap dapat memilih jam lain.",
            "The hours proposed for hearings. An officer may still choose another.",
        ),
        _HOURS_ALLOWED,
        _hours,
        default=["09:00", "10:30", "13:30", "14:30"],
        kind="hours",
    ),
    Known(
        "friday_hours",
        "hearings",
        ("Jam usulan, Jumat", "Proposed hours, Friday"),
        ("Yang bertepatan dengan salat Jumat tidak diusulkan.", "What falls into Friday prayer is not proposed."),
        _HOURS_ALLOWED,
        _hours,
        default=["08:30", "09:30", "14:00", "15:00"],
        kind="hours",
    ),
    Known(
        "closed_days",
        "hearings",
        ("Hari kantor tutup", "Days the office is closed"),
        (
            "Libur daerah atau acara. Klarifikasi diperingatkan; batas waktu hukum tidak berubah.",
            "Local holidays or events. Hearings are warned of; legal limits do not change.",
        ),
        (f"Paling banyak {MOST_DAYS} tanggal, seperti 19-10-2024.", f"At most {MOST_DAYS} dates, such as 19-10-2024."),
        _days,
        default=[],
        kind="days",
    ),
)
KNOWN: Mapping[str, Known] = {one.name: one for one in _ALL}


def known(name: str) -> Known | None:
    return KNOWN.get(name)


def as_hours(value: Value) -> tuple[time, ...]:
    return tuple(time.fromisoformat(one) for one in value)


def as_days(value: Value) -> frozenset[date]:
    return frozenset(date.fromisoformat(one) for one in value)
