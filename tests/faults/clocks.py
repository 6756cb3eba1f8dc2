"""What is done inside a house whose clock jumps, or whose worker stands still."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from tests.house import House
from tests.reporter import DEFAULTS, Sheets, post
from tests.residents import furnished

from saksama.intake import queries
from saksama.ledger.models import Leaf
from saksama.store import clock

from .crowd import LEAF, Told


def send_across(*, port: int, seconds: int, count: int) -> list[dict[str, Any]]:
    """Open check pages, move the clock of the installation, then press the button on each."""
    sheets = Sheets.made(nama=DEFAULTS["nama"] | {"door": "named"})
    marks = [f"tanda-{seconds}-{n}" for n in range(count)]
    sendings = [(mark, sheets.sending(cerita={"story": mark})) for mark in marks]
    clock.set_offset(clock.offset() + timedelta(seconds=seconds))
    told = []
    for mark, sending in sendings:
        status, page = post(port, sending)
        one = Told(sending.code, mark, presses=1)
        one.shown = status == 200 and sending.acknowledged_by(page)
        if one.shown:
            one.leaf = LEAF.findall(page)[0].decode()
        else:
            one.refused.append(status)
        told.append(asdict(one))
    return told


def places(*, codes: list[str]) -> list[int]:
    """Return the positions in the record of the reports with these codes, in the order of the codes."""
    return [Leaf.objects.get(entry=queries.by_code(code).entry).position for code in codes]


def unopened(*, count: int) -> str:
    """Take in reports with web server and clock, but without a worker; return what the queue of the office says of them."""
    cast = furnished()
    data = Path(settings.SAKSAMA.data)
    database = "" if settings.SAKSAMA.database_url.startswith("sqlite") else settings.SAKSAMA.database_url
    house = House(data, data.parent, database)
    house.open("--only", "web", "--only", "clock")
    try:
        sheets = Sheets.made()
        for _ in range(count):
            sending = sheets.sending()
            status, page = post(house.port, sending)
            assert status == 200 and sending.acknowledged_by(page)
    finally:
        house.close()
    page = cast.bagus.client().get("/petugas/", HTTP_HOST="127.0.0.1").content.decode()
    found = re.search(r"\d+ diterima, belum dibuka", page)
    return found[0] if found else "nothing is said"
