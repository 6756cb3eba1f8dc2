"""Reporters who do not give up, and what must be true of every receipt they were shown. Runs inside a house."""

from __future__ import annotations

import base64
import http.client
import importlib.util
import random
import re
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.cast import ON
from tests.intake.filings import ANSWERS
from tests.perf.photo import photo
from tests.reporter import DEFAULTS, File, Sending, Sheets, post

from saksama import ledger, store
from saksama.cases.models import Case
from saksama.evidence import queries as evidence
from saksama.evidence.models import File as FileRow
from saksama.intake import queries
from saksama.intake.actions import begin, submit_report
from saksama.intake.models import Report
from saksama.intake.routing import route
from saksama.jobs import actions as jobs
from saksama.jobs import queries as waiting
from saksama.jobs import worker
from saksama.kernel import receipt as codes
from saksama.kernel.actor import PUBLIC, SYSTEM
from saksama.ledger import actions as ledger_actions
from saksama.places import queries as places
from saksama.store import blobs, clock
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.sealed import Item

DOORS = ("sealed", "named", "nameless")
RECEIPT = (200, 422)    # the second where a file of it was not taken
TRIES = 60
WAIT = 15.0
LEAF = re.compile(rb'<code class="mono wrap">([0-9a-f]{64})</code>')
SMALL_PHOTO, LARGE_PHOTO = 60_000, 200_000


@dataclass(slots=True)
class Told:
    """One reporter: the code he holds, what he told, whether a receipt was shown to him, and how often he had to press."""

    code: str
    mark: str
    photos: int = 0
    papers: int = 0
    shown: bool = False
    leaf: str = ""
    presses: int = 0
    refused: list[int] = field(default_factory=list)


def reporters(*, port: int, count: int, per_s: float, at_once: int = 8, seed: int = 1) -> list[dict[str, Any]]:
    """Let `count` reporters send at about `per_s`, each again and again until a receipt is shown; return what became of them."""
    chance = random.Random(seed)
    sheets = {door: Sheets.made(nama=DEFAULTS["nama"] | {"door": door}) for door in DOORS}
    prepared = [_prepared(n, sheets[DOORS[n % len(DOORS)]], chance) for n in range(count)]
    began = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        for n, (told, sending) in enumerate(prepared):
            time.sleep(max(0.0, began + n / per_s - time.monotonic()))
            pool.submit(_insist, port, told, sending)
    return [asdict(told) for told, _ in prepared]


def _prepared(n: int, sheets: Sheets, chance: random.Random) -> tuple[Told, Sending]:
    mark = f"tanda-{n}-{chance.getrandbits(64):016x}"
    photos, papers = (1 if n % 4 == 0 else 0), (1 if n % 8 == 0 else 0)
    files = [File(f"foto{n}.jpg", photo(SMALL_PHOTO, n))] * photos
    files += [File(f"surat{n}.txt", mark.encode() * 50, "text/plain")] * papers
    sending = sheets.sending(files, cerita={"story": f"Saya melihat sendiri: {mark}"})
    return Told(sending.code, mark, photos, papers), sending


def _insist(port: int, told: Told, sending: Sending) -> None:
    for _ in range(TRIES):
        told.presses += 1
        try:
            status, page = post(port, sending, timeout=WAIT)
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
            continue
        if status in RECEIPT and sending.acknowledged_by(page):
            told.shown, told.leaf = True, LEAF.findall(page)[0].decode()
            return
        told.refused.append(status)
        time.sleep(0.2)


def attempts(*, port: int, count: int = 0, photos: bool = False, again: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """Send each report once and return what was said: of `count` new ones, or of those of `again` the very same sending."""
    sheets = Sheets.made(nama=DEFAULTS["nama"] | {"door": "sealed"})
    found = []
    for n, before in enumerate(again or [{}] * count):
        if before:
            told = Told(before["code"], before["mark"], before["photos"])
            sending = Sending(told.code, before["boundary"], tuple(base64.b64decode(piece) for piece in before["pieces"]))
        else:
            mark = f"tanda-{n}-{secrets.token_hex(8)}"
            sending = sheets.sending([File(f"foto{n}.jpg", photo(LARGE_PHOTO, n))] if photos else [], cerita={"story": mark})
            told = Told(sending.code, mark, int(photos))
        found.append(_once(port, told, sending))
    return found


def _once(port: int, told: Told, sending: Sending) -> dict[str, Any]:
    try:
        status, page = post(port, sending, timeout=WAIT)
    except (OSError, http.client.HTTPException):
        status, page = 0, b""
    told.presses = 1
    told.shown = status in RECEIPT and sending.acknowledged_by(page)
    if told.shown:
        told.leaf = LEAF.findall(page)[0].decode()
    else:
        told.refused.append(status)
    words = re.sub(r"<[^>]+>", " ", page.decode("utf-8", "replace"))
    return asdict(told) | {"said": words, "kept": b'name="isian"' in page, "boundary": sending.boundary,
                           "pieces": [base64.b64encode(piece).decode() for piece in sending.pieces]}


def settle() -> dict[str, int]:
    """Take jobs back from the dead without waiting for their leases, run all of them, give positions, sign."""
    later = clock.real() + timedelta(minutes=10)
    lost = jobs.reap(later)
    ran = worker.drain(later + timedelta(hours=2))
    ledger_actions.sequence(thorough=True)
    ledger_actions.sign_checkpoint(clock.now())
    depth = waiting.depth(later + timedelta(hours=2))
    return {"lost": lost, "ran": ran, "left": depth.waiting + depth.running, "parked": depth.parked}


def troubles(*, told: list[dict[str, Any]], whole: bool = True) -> list[str]:
    """Return what is wrong with what reporters were shown: must be empty.

    Every receipt opens its report, its words are those that were told, its files and their copies open, its proof verifies and
    names the leaf that was shown; nothing is there twice, nothing that nobody told, and no row points to bytes that are gone.
    `whole`: `told` are all reports there are.
    """
    verifier, key = _verifier(), ledger.queries.public_key()
    found: list[str] = []
    for one in (Told(**each) for each in told):
        try:
            found.extend(f"{one.mark}: {trouble}" for trouble in _of(one, verifier, key))
        except Exception as error:      # a test's report: whatever it is, it is named with its mark
            found.append(f"{one.mark}: {type(error).__name__}: {error}")
    return [*found, *_of_tables([each["code"] for each in told] if whole else None)]


def _of(one: Told, verifier: ModuleType, key: str) -> list[str]:
    if not one.shown:
        return [f"no receipt after {one.presses} presses: {one.refused[-3:]}"]
    box = queries.mailbox(one.code, clock.now())
    keys = receipt.keyring(one.code)
    found = []
    with store.reading(SYSTEM):
        if Report.objects.filter(locator__in=receipt.locators(one.code)).count() != 1:
            found.append("not exactly one report")
    if len(sealed.items_of(box.report.report, "narrative")) != 1 or one.mark not in queries.narrative(box.report, keys).story:
        found.append("other words")
    if box.leaf != one.leaf or box.proof is None or box.proof.leaf != one.leaf:
        found.append("another leaf than shown, or no proof")
    else:
        verifier.check_proof(box.proof.text(), verifier.read_key(key), leaf=one.leaf)
    kinds = sorted(file.kind for file in box.files)
    if kinds != ["document"] * one.papers + ["photo"] * one.photos:
        found.append(f"files {kinds}")
    found.extend(f"copy {file.state}" for file in box.files if file.kind == "photo" and not _copy_opens(file, keys))
    return found


def _copy_opens(file: FileRow, keys: Any) -> bool:
    return file.state == FileRow.State.COPIED and evidence.open_copy(file, keys).content.startswith(b"\xff\xd8\xff")


def _of_tables(codes: list[str] | None) -> list[str]:
    found = []
    known = {locator for code in codes or () for locator in receipt.locators(code)}
    with store.reading(SYSTEM):
        reports = list(Report.objects.values_list("locator", "public_id"))
        cases = list(Case.objects.values_list("opening_report", flat=True))
    found += [f"a report nobody told: {report}" for locator, report in reports
              if codes is not None and locator not in known]
    if sorted(map(str, cases)) != sorted(str(report) for _, report in reports):
        found.append(f"{len(cases)} cases of {len(reports)} reports")
    found += [f"bytes are gone: {key}" for key in Item.objects.exclude(blob="").values_list("blob", flat=True)
              if not blobs.exists(key)]
    return found


def _verifier() -> ModuleType:
    """Load the verifier the way anybody would: from its file alone."""
    path = Path(ledger.__file__).with_name("saksama_verify.py")
    spec = importlib.util.spec_from_file_location("standalone_verifier", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def controls() -> list[dict[str, Any]]:
    """Return two receipts that must not pass: one that has no report, one whose report says something else."""
    code = codes.draw()
    filing = begin(code, answers=ANSWERS, door="nameless", route=route(places.by_code(ANSWERS.place_code), "", ON),
                   now=clock.now())
    given = submit_report(filing, actor=PUBLIC, now=clock.now())
    settle()
    lost, changed = Told(codes.draw(), "never sent"), Told(code, "what nobody wrote")
    lost.shown = changed.shown = True
    changed.leaf = given.leaf_hash
    return [asdict(lost), asdict(changed)]


def published_key() -> str:
    return ledger.queries.public_key()
