"""Plants marks everywhere somebody confides something: through the pages, the verbs and a running server. Runs inside a house.

Reporters, officers and the reported person each do what they do; every text, name, file, file name and photograph's hidden data
carries a mark of its own. Things go wrong on the way as well: broken files, wrong codes, failing jobs.
"""

from __future__ import annotations

import http.client
import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from PIL import Image
from tests.cases.courses import ALL_MET, Course
from tests.cast import Cast
from tests.house import House
from tests.reporter import DEFAULTS, File, Sheets, hidden, multipart, post
from tests.residents import furnished

from saksama.accounts.models import User
from saksama.evidence.models import File as FileRow
from saksama.intake import actions as intake
from saksama.intake import queries
from saksama.jobs import worker
from saksama.ops.demo import acting
from saksama.store import clock
from saksama.vault import worker as worker_key

from . import marks, nulled
from .crowd import RECEIPT

DOORS = ("named", "sealed", "nameless")
HERE = {"HTTP_HOST": "127.0.0.1"}
CASES = 3      # of the reports become cases with all their papers


@dataclass(slots=True)
class Planted:
    """Marks by where they were put: `sealed` by age, `fields` by field encryption, `passing` must not be kept at all."""

    sealed: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)

    def seal(self) -> str:
        self.sealed.append(marks.fresh())
        return self.sealed[-1]

    def name(self) -> str:
        self.fields.append(marks.fresh())
        return self.fields[-1]

    def drop(self) -> str:
        self.passing.append(marks.fresh())
        return self.passing[-1]


def plant(*, reports: int, weakened: bool = False) -> dict[str, Any]:
    """Furnish, open the doors, plant, close; return the marks. `weakened`: by the sealer that does not seal, for the control."""
    if weakened:
        nulled.null()
    cast, planted = furnished(), Planted()
    worker_key.rotate(clock.now())
    house = _house()
    house.open(program="tests.faults.nulled" if weakened else "saksama")
    try:
        codes = [_report(house.port, n, planted) for n in range(reports)]
        for code in codes:
            _mailbox(house.port, code, planted)
        _passing(house.port, planted)
    finally:
        house.close()
    worker.drain(clock.real())
    for code in codes[:CASES]:
        _case(cast, code, planted)
    _people(cast, planted)
    worker.drain(clock.real())
    return {"sealed": planted.sealed, "fields": planted.fields, "passing": planted.passing, "memory": str(worker_key.place()),
            "copies": FileRow.objects.filter(state="copied").count()}


def _house() -> House:
    database = "" if settings.SAKSAMA.database_url.startswith("sqlite") else settings.SAKSAMA.database_url
    data = Path(settings.SAKSAMA.data)
    return House(data, data.parent, database)


# The reporter

def _report(port: int, n: int, planted: Planted) -> str:
    door = DOORS[n % len(DOORS)]
    named = door != "nameless"
    sheets = Sheets.made(nama=DEFAULTS["nama"] | {"door": door})
    told = {
        "siapa": {"who": planted.seal()},
        "tempat": {"landmark": planted.seal()},
        "cerita": {"story": f"{planted.seal()} {DEFAULTS['cerita']['story']} {planted.seal()}"},
        "tautan": {"links": f"https://contoh.example/{planted.seal()}"},
        "nama": {"name": planted.seal(), "address": planted.seal(), "contact": planted.seal()} if named else {},
    }
    sending = sheets.sending(_files(planted) if n % 2 == 0 else [], **told)
    status, page = post(port, sending)
    assert status in RECEIPT and sending.acknowledged_by(page), status
    return sending.code


def _files(planted: Planted) -> list[File]:
    """A photograph with hidden data, a text of several pages, one that is broken and one that is disguised."""
    paper = "\n".join(f"{planted.seal()} baris {line}" for line in range(40))
    return [
        File(f"{planted.seal()}.jpg", photograph(planted)),
        File(f"{planted.seal()}.txt", paper.encode(), "text/plain"),
        File(f"{planted.drop()}.jpg", b"\xff\xd8\xff" + planted.drop().encode() * 9),
        File(f"{planted.drop()}.png", b"MZ" + planted.drop().encode() * 9, "image/png"),
    ]


def photograph(planted: Planted) -> bytes:
    """Return a JPEG with marks in EXIF, in a comment, and behind its end."""
    picture = Image.effect_noise((900, 600), 60).convert("RGB")      # too large for a row: its bytes lie in a file
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B], exif[0x9286] = (planted.seal() for _ in range(4))
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=planted.seal(), quality=85)
    return file.getvalue()


def _mailbox(port: int, code: str, planted: Planted) -> None:
    """Write two messages by the code, one with a file; type a wrong code, and words that come with it."""
    page = _post(port, "/laporan-saya/", {"kode": code})
    for n in range(2):
        files = [("berkas", File(f"{planted.seal()}.txt", planted.seal().encode(), "text/plain"))] if n else []
        page = _post(port, "/laporan-saya/kirim/", {"kunci": hidden(page, "kunci"), "pesan": planted.seal()}, files)
        assert "Terkirim." in page
    _post(port, "/laporan-saya/", {"kode": "0" * 20, "pesan": planted.drop()})


def _passing(port: int, planted: Planted) -> None:
    """Say things that nobody may keep: abandoned forms, signing in with a passphrase, addresses, odd bodies."""
    _post(port, "/lapor/", {"isian": planted.drop(), "langkah": "cerita", "story": planted.drop()})
    _post(port, "/masuk/", {"login": planted.drop(), "password": planted.drop()})
    _post(port, f"/tidak-ada/{planted.drop()}?q={planted.drop()}", {"kode": planted.drop()})
    _post(port, "/kantor/?q=" + planted.drop(), {})
    _post(port, "/jawaban/", {"kode": planted.drop(), "isi": planted.drop()})
    _post(port, "/lapor/kirim/", {"isian": planted.drop() * 9000})


def _post(port: int, path: str, given: dict[str, str], files: list[tuple[str, File]] | None = None) -> str:
    boundary, pieces = multipart(given, files or [])
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    link.request("POST", path, body=b"".join(pieces), headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
    page = link.getresponse().read().decode("utf-8", "replace")
    link.close()
    return page


# The officer and the reported person

def _case(cast: Cast, code: str, planted: Planted) -> None:
    report = queries.by_code(code)
    if report.door == "nameless":
        return
    course = Course(cast, clock.now(), report.case_public_id)
    bagus, seal = cast.bagus, planted.seal
    intake.post_message(report.public_id, seal(), actor=bagus.actor, now=clock.now())
    holder = {"accused": f"{planted.name()}; {planted.name()}", "status": "pns", "agency": str(cast.agency.public_id)}
    course.step("note.added", bagus, note=seal())
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions=ALL_MET, note=seal())
    course.step("requirements.met", bagus)
    course.step("registered", bagus, **holder, contest="PB", note=seal())
    course.step("post_holder.recorded", bagus, **holder, on=cast.on - timedelta(days=1), source="decree", note=seal())
    course.step("accused.invited", bagus, when=course.now + timedelta(days=2), where=seal(), allegation=seal(), way="hand")
    _reply(acting.letter_code(course.case_id, by=bagus, now=course.now), planted)
    elements = {key: {**judged, "reasons": seal()} for key, judged in course.judged().items()}
    course.step("kajian.written", bagus, facts=seal(), analysis=seal(), conclusion="forward", elements=elements)
    desk, note = bagus.client(), f"/petugas/perkara/{course.case_id}/langkah/note.added/"
    desk.get("/petugas/cari/", {"q": planted.drop()}, **HERE)
    desk.post(note, {"note": planted.drop(), "happened_at": "kemarin"}, **HERE)


def _reply(code: str, planted: Planted) -> None:
    """Let the reported person answer in his room, with a file."""
    client = Client(**HERE)
    page = client.post("/jawaban/", {"kode": code}).content.decode()
    file = io.BytesIO(planted.seal().encode())
    file.name = f"{planted.seal()}.txt"
    done = re.search(r'name="sudah" value="(\d+)"', page)
    answer = client.post("/jawaban/", {"kunci": hidden(page, "kunci"), "langkah": "jawab", "sudah": done[1] if done else "0",
                                       "pilihan": "reply", "isi": planted.seal(), "berkas": file})
    assert answer.status_code == 200, answer.status_code


def _people(cast: Cast, planted: Planted) -> None:
    for person in cast.people.values():
        row = User.objects.get(pk=person.user.pk)
        row.display_name = planted.name()
        row.save(update_fields=["display_name"])
