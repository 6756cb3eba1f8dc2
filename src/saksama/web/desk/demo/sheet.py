"""What the demonstration tells everybody: its accounts with their secrets, its receipts and its letter codes.

All of it is invented and meant to be known. It stands in one file of the data folder that the builder writes (`ops.demo`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Account:
    """One person to sign in as. `role` is the role's code, `office` where he serves, `as_*` what he is there to be tried for."""

    role: str
    office: str
    username: str
    passphrase: str
    totp_secret: str
    name: str
    as_id: str
    as_en: str


@dataclass(frozen=True, slots=True)
class Code:
    """A receipt or a letter's code, as written on paper, and the story it opens."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DemoSheet:
    accounts: tuple[Account, ...] = ()
    receipts: tuple[Code, ...] = ()
    passes: tuple[Code, ...] = ()

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def path() -> Path:
    return Path(settings.SAKSAMA.data) / "demo-sheet.json"


def read() -> DemoSheet:
    """Return the sheet; an empty one outside the demonstration and before it is built."""
    if not settings.SAKSAMA.demo or not path().exists():
        return DemoSheet()
    held = json.loads(path().read_text(encoding="utf-8"))
    return DemoSheet(tuple(Account(**one) for one in held["accounts"]), tuple(Code(**one) for one in held["receipts"]),
                     tuple(Code(**one) for one in held["passes"]))
