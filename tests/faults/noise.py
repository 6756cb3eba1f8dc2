"""Says what must never be logged, in every place a request has, to every address the product has. Runs inside a house."""

from __future__ import annotations

import http.client
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters
from tests.reporter import File, multipart

from saksama.kernel import receipt
from saksama.web.frame.sides import DESK_PATHS

from . import marks

AGENTS = ("Mozilla/5.0 ({mark})", "{mark}/1.0", "() {{ :; }}; echo {mark}", "{mark}\tTab", "")
KINDS = {"int": "7", "slug": "kata", "str": "note.added", "uuid": "018f3c2e-0000-7000-8000-000000000000", "path": "a/b"}
WAYS = 6
FIELDS = ("isian", "kode", "kunci", "pesan", "login", "password", "q", "note", "tanda", "akhir", "langkah", "ke")


def addresses() -> list[str]:
    """Return an address for each route of the product, the English twins of public ones too."""
    found = sorted(set(_addresses(get_resolver().url_patterns, "/")))
    return found + [f"/en{path}" for path in found if not path.startswith(DESK_PATHS)]


def _addresses(patterns: list[Any], before: str) -> Iterator[str]:
    names = {type(converter): name for name, converter in get_converters().items()}
    for one in patterns:
        route = str(one.pattern)
        for name, converter in one.pattern.converters.items():
            kind = names.get(type(converter), "str")
            route = route.replace(f"<{kind}:{name}>", KINDS[kind]).replace(f"<{name}>", KINDS["str"])
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, before + route)
        elif isinstance(one, URLPattern):
            yield before + route.removesuffix("$").removeprefix("^")


def speak(*, port: int, rounds: int, broken: bool = False) -> dict[str, Any]:
    """Ask every address in `rounds` ways, with marks everywhere; return the marks and addresses it used, and the answers.

    `broken`: with the tables gone, so that every view that needs one meets an error of the database.
    """
    chance = random.Random(11)
    said: list[str] = []
    answers: dict[str, int] = {}
    defects: set[str] = set()
    if broken:
        _hide_tables()
    try:
        for n in range(rounds):
            for path in addresses():
                status = _ask(port, path, n, chance, said)
                answers[str(status)] = answers.get(str(status), 0) + 1
                if status == 500:
                    defects.add(f"{path} in way {n % WAYS}")
    finally:
        if broken:
            _show_tables()
    return {"said": said, "answers": answers, "defects": sorted(defects)}


def _ask(port: int, path: str, n: int, chance: random.Random, said: list[str]) -> int:
    def mark() -> str:
        said.append(marks.fresh())
        return said[-1]

    source = f"127.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(2, 250)}"
    code = receipt.draw()
    said.extend([source, code, receipt.pretty(code)])
    head = {
        "User-Agent": AGENTS[n % len(AGENTS)].format(mark=mark()), "Referer": f"http://127.0.0.1/{mark()}",
        "X-Forwarded-For": mark(), "Forwarded": f"for={mark()}", "From": mark(),
        "Cookie": f"{mark()}={mark()}; saksama={mark()}", "Accept-Language": mark(),
        "X-Request-Id": mark(), "Authorization": f"Basic {mark()}", "Content-Type": "",
    }
    method, body = _body(n, mark, code, head)
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))
    try:
        link.request(method, f"{path}?{mark()}={quote(code)}&q={mark()}", body=body, headers=head)
        answer = link.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        link.close()


def _body(n: int, mark: Any, code: str, head: dict[str, str]) -> tuple[str, bytes | None]:
    """Return a method and a body: none, a form, files, a broken multipart, bytes that are no text."""
    fields = {name: f"{mark()} {code}" for name in FIELDS}
    way = n % WAYS
    if way == 0:
        del head["Content-Type"]
        return "GET", None
    if way == 1:
        head["Content-Type"] = "application/x-www-form-urlencoded"
        return "POST", "&".join(f"{name}={quote(value)}" for name, value in fields.items()).encode()
    if way == 2:
        boundary, pieces = multipart(fields, [("berkas", File(f"{mark()}.jpg", mark().encode() * 30))])
        head["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        return "POST", b"".join(pieces)
    if way == 3:
        head["Content-Type"] = f"multipart/form-data; boundary={mark()}"
        return "POST", mark().encode() * 40
    if way == 4:
        head["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-16"
        return "POST", b"isian=" + mark().encode() + b"\xff\xfe\x00%00%zz&" + b"a=1&" * 1200
    del head["Content-Type"]
    return "PROPFIND", mark().encode()


TABLES = ("intake_report", "cases_case", "accounts_user", "places_place", "institutions_office", "django_session",
          "vault_recipient", "vault_unlockedsession", "accounts_pass", "ledger_entry", "prevention_visit", "institutions_agency")


def _hide_tables() -> None:
    _rename((table, f"{table}_away") for table in TABLES)


def _show_tables() -> None:
    _rename((f"{table}_away", table) for table in TABLES)


def _rename(pairs: Iterator[tuple[str, str]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for before, after in pairs:
            cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")
