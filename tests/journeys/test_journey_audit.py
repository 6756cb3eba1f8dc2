"""Every kind of page, at 320 and 1280 pixels: no finding of axe against WCAG 2.2 AA, one heading, no sideways scrolling.

The pages are fetched as anybody's browser fetches them, and audited as copies (see `tests.journeys.walker.Auditor`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases.courses import ALL_MET, SCAN
from tests.evidence import pictures
from tests.journeys.walker import DESK, NARROW
from tests.web.public.walking import ORDERED, SEEN, Walker, code_of, hidden

from saksama import store
from saksama.cases import actions
from saksama.intake.models import Report
from saksama.jobs import worker
from saksama.kernel.actor import SYSTEM
from saksama.ledger import actions as ledger
from saksama.store import clock, sheets

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PREFIXES = ("", "/en")
PUBLIC = (
    "/", "/lapor/perintah/", "/laporan-saya/", "/jawaban/", "/verifikasi/", "/verifikasi/?kode=R42K-9TDM",
    "/boleh-atau-tidak/", "/boleh-atau-tidak/foto-keluarga/", "/boleh-atau-tidak/foto-keluarga/?j=t",
    "/hukum/", "/hukum/?q=kampanye&pada=2024-10-01", "/hukum/?pada=2024-02-30", "/hukum/dasar/pp-94-2021/", "/hukum/perubahan/",
    "/hukum/ralat/", "/hukum/batas-waktu/pk-05/", "/hukum/pelanggaran/ds-05/?pada=2023-01-01",
    "/data/", "/kantor/", "/tentang/", "/desain", "/keluar", "/tidak-ada/",
)
SIGN_IN = ("/masuk/", "/masuk/lupa/", "/masuk/peragaan/")
ACCOUNT = ("/akun/", "/akun/kunci/", "/akun/kunci/sandi/", "/akun/kunci/lembar/", "/akun/kantor/", "/akun/pembukaan/")
ROOMS = ("/petugas/", "/petugas/hari-ini/", "/petugas/terima/", "/petugas/rekam/", "/petugas/cari/", "/petugas/cegah/",
         "/petugas/cegah/apel/", "/petugas/cegah/rencana/", "/instansi/",
         "/petugas/pemberitahuan/pilihan/", "/petugas/tim/", "/petugas/tim/pohon/")
PARTS = ("", "cetak/", "bandingkan/", "bukti-untuk-yang-dilaporkan/", "salin/sigaplapor/", "salin/sbt/")


class Findings:
    """Looks at page after page and tells at the end what is wrong with all of them."""

    def __init__(self, auditor) -> None:
        self.auditor = auditor
        self.widths = (DESK, NARROW)
        self.wrong: list[str] = []
        self.seen = 0

    def page(self, html: str, name: str) -> None:
        self.seen += 1
        self.wrong += self.auditor.look_at(html, widths=self.widths, name=name)

    def get(self, client: Client, address: str) -> None:
        answer = client.get(address, follow=True)
        self.page(answer.content.decode(), address)

    def post(self, client: Client, address: str, data: dict[str, object], name: str = "") -> str:
        html = client.post(address, data, follow=True).content.decode()
        self.page(html, f"{address} {name}")
        return html


@pytest.fixture
def look(auditor, hour) -> Iterator[Findings]:
    findings = Findings(auditor)
    yield findings
    assert findings.seen
    assert not findings.wrong, "\n".join(findings.wrong)


@pytest.fixture
def look_in(look):
    """The English twin has the same bones: only its words may be too wide, so it is looked at on the narrow screen."""
    def widths(language: str) -> Findings:
        look.widths = (NARROW,) if language in ("en", "/en") else (DESK, NARROW)
        return look

    return widths


def test_the_auditor_finds_what_is_wrong(auditor):
    html = """<!doctype html><html lang="id"><title>x</title><main><h1>a</h1><h1>b</h1><img src="/x.png"><input name="y">
        <p style="color:#aaa;background:#fff;width:900px">pudar</p></main>"""
    found = "\n".join(auditor.look_at(html, widths=(DESK, NARROW), name="x"))
    for wrong in ("2 first-level headings", "image-alt at 1280", "image-alt at 320", "label at", "contrast at", "px wide at 320"):
        assert wrong in found
    assert "wide at 1280" not in found


@pytest.mark.parametrize("prefix", PREFIXES)
def test_public_pages(look_in, prefix):
    look = look_in(prefix)
    for address in PUBLIC:
        look.get(Client(), prefix + address)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_report_and_its_mailbox(look_in, course, hour, prefix):
    look = look_in(prefix)
    walker = Walker(prefix=prefix)
    for step in SEEN:
        look.page(walker.page, f"{prefix} {step}")
        look.page(walker.answer(step, **dict.fromkeys(SEEN[step], "")), f"{prefix} {step} without an answer")
        if step == "tempat":
            look.page(walker.answer(step, place="", ke="cari"), f"{prefix} {step} found")
        walker.answer(step)
    look.page(walker.page, f"{prefix} check")
    hour.on(minutes=3)
    walker.send(("kosong.jpg", b""), ("foto.jpg", pictures.jpeg()))
    look.page(walker.page, f"{prefix} sent")
    code = code_of(walker.page)
    look.page(walker.post("/lapor/cocok/", {"tanda": hidden(walker.page, "tanda"), "akhir": code[-4:]}), f"{prefix} matched")
    look.page(walker.open(code[:-1] + ("0" if code[-1] != "0" else "1")), f"{prefix} mistyped")
    walker.open(code)
    hour.on(minutes=3)
    look.page(walker.write("Halo", ("kosong.jpg", b"")), f"{prefix} mailbox")
    look.page(walker.post("/laporan-saya/tarik/", {"kunci": hidden(walker.page, "kunci")}), f"{prefix} withdraw")


def test_the_report_of_who_was_ordered(look, course):
    walker = Walker(ORDERED, start="/lapor/perintah/")
    for step in ORDERED:
        look.page(walker.page, step)
        walker.answer(step)
    look.page(walker.page, "check")


@pytest.mark.parametrize("language", ["id", "en"])
def test_rooms_of_the_desk(look_in, course, hour, language):
    look = look_in(language)
    course.report()
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    walker = Walker()
    walker.open(course.codes[0])
    look.page(walker.page, "asked to complete")
    course.report(open_it=False)
    course.registered().invited()
    people = course.cast.people
    clients = {name: people[name].client() for name in ("bagus", "wati", "laila", "tania")}
    for client in clients.values():
        client.get("/akun/", {"bahasa": language})
    for address in ROOMS:
        look.get(clients["wati" if address == "/instansi/" else "bagus"], address)
    for part in PARTS:
        look.get(clients["bagus"], f"/petugas/perkara/{course.case_id}/{part}")
    look.post(clients["bagus"], f"/petugas/perkara/{course.case_id}/", {"buka": "cerita"}, "opened")
    look.post(clients["bagus"], "/petugas/cari/", {"cari": "Irwan"})
    look.post(clients["bagus"], "/petugas/terima/", {"sekali": "x", "channel": "letter"}, "empty")
    look.get(clients["laila"], "/petugas/")


def test_names_pictures_and_messages(look, course, hour):
    """The name opened by reason, the release by two persons, pictures to be covered, a message refused, a letter checked."""
    report = course.report(door="sealed")
    course.registered(door="named").invited()
    walker = Walker()
    walker.open(course.codes[-1])
    hour.on(minutes=3)
    walker.write("Ini fotonya.", ("foto.jpg", pictures.jpeg()))
    hour.work()
    client, case = course.cast.bagus.client(), f"/petugas/perkara/{course.case_id}/"
    named = hidden(client.get(case).content.decode(), "laporan")
    for name, told in {"name": {"buka": "kontak", "laporan": named, "alasan": ""}, "story": {"buka": "cerita"}}.items():
        look.post(client, case, told, name)
    look.get(client, f"{case}bukti-untuk-yang-dilaporkan/")
    look.post(client, f"{case}pesan/", {"pesan": ""}, "empty")
    asked = client.get(f"/petugas/perkara/{case_of(report)}/identitas/{report.public_id}/")
    look.page(client.get(asked.headers["Location"]).content.decode(), "release by two persons")
    taken = {"sekali": "satu", "channel": "letter", "arrived_on": "2024-10-14", "arrived_at": "08:00", "category": "kampanye",
             "who": "Camat", "story": "Ia naik panggung.", "happened_on": "2024-10-12", "known_on": "2024-10-12",
             "place": course.cast.nagari.code, "door": "nameless"}
    assert "Serahkan kode ini" in look.post(client, "/petugas/terima/", taken, "taken in")


def case_of(report: Report) -> object:
    """Return the case a report went into since it was read."""
    with store.reading(SYSTEM):
        return Report.objects.get(pk=report.pk).case_public_id


def test_accounts(look, course):
    for address in SIGN_IN:
        look.get(Client(), address)
    for address in ACCOUNT:
        look.get(course.cast.bagus.client(), address)
    tania = course.cast.tania.client()
    look.get(tania, "/kelola/petugas/")
    look.get(tania, f"/kelola/petugas/{course.cast.bagus.user.public_id}/")


def test_the_machine_and_the_audit(look, course):
    tania, aulia = course.cast.tania.client(), course.cast.aulia.client()
    course.registered()
    rows = [("198001012010011001", "Orang Contoh", "umpamo:kesehatan", "Pelaksana"), ("12", "Lain", "Dinas Entah", "")]
    table = sheets.delimited(("NIP", "Nama", "Unit", "Jabatan"), rows)
    sent = tania.post("/petugas/kelola/daftar/", {"kind": "roster", "file": SimpleUploadedFile("p.csv", table)})
    listed = sent.headers["Location"]
    chosen = {"column_nip": "0", "column_name": "1", "column_unit": "2", "column_title": "3", "as_of": "2024-10-01"}
    look.get(tania, listed)
    tania.post(listed, chosen)
    look.get(tania, listed)
    worker.drain(clock.real())
    look.get(tania, listed)
    for address in ("", "daftar/", "cadangan/", "kesehatan/", "pembaruan/"):
        look.get(tania, f"/petugas/kelola/{address}")
    ledger.sequence(thorough=True)
    ledger.sign_checkpoint(clock.now(), daily=True)
    for address in ("?periksa=1", "sampel/?dari=2024-10-01&sampai=2024-10-31", "kejadian/?dari=2024-10-01&sampai=2024-10-31"):
        look.get(aulia, f"/petugas/audit/{address}")
    look.get(course.cast.bagus.client(), f"/petugas/perkara/{course.case_id}/pemegang-jabatan/")


@pytest.mark.parametrize(("stretch", "who", "acts"), [
    ("report", "bagus", ("initial_study.opened", "note.added")),
    ("opened", "bagus", ("conditions.assessed", "completion.requested", "registration.refused", "joined", "handed_over")),
    ("studied", "bagus", ("registered",)),
    ("registered", "bagus", ("post_holder.recorded", "exclusion.recorded", "evidence.added")),
    ("invited", "bagus", ("accused.invited", "accused.replied", "clarification.held")),
    ("invited", "bagus", ("kajian.written", "reply.extended", "letter.issued")),
    ("studied_by_office", "citra", ("pleno.forwarded", "pleno.not_proven", "interest.stated")),
    ("reviewed", "bagus", ("conflict.tested", "recommendation.issued")),
    ("reviewed", "laila", ("conflict.tested", "recommendation.issued")),
    ("decided", "bagus", ("decision.delivered",)),
])
def test_dialogues_asked_and_refused(look, course, stretch, who, acts):
    tell(course, stretch)
    client = course.cast.people[who].client()
    for act in acts:
        address = f"/petugas/perkara/{course.case_id}/langkah/{act}/"
        answer = client.get(address)
        assert answer.status_code == 200, (act, answer.status_code)
        look.page(answer.content.decode(), address)
        look.post(client, address, {"seen": "x"}, "refused")


def tell(course, stretch: str) -> None:
    if stretch == "opened":
        course.report()
        course.report()
        course.step("initial_study.opened", course.cast.bagus)
    elif stretch == "invited":
        course.registered().invited()
    elif stretch == "studied_by_office":
        course.registered().invited().kajian()
    else:
        getattr(course, stretch)()


def test_against_the_stage_and_a_faster_colleague(look, course):
    course.report()
    client = course.cast.bagus.client()
    look.get(client, f"/petugas/perkara/{course.case_id}/langkah/kajian.written/")
    course.step("initial_study.opened", course.cast.bagus)
    conditions = {f"conditions_{n}": answer for n, answer in enumerate(ALL_MET.values())}
    look.post(client, f"/petugas/perkara/{course.case_id}/langkah/conditions.assessed/", {"seen": 1, **conditions}, "faster")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_room_of_the_accused(look_in, course, hour, prefix):
    look = look_in(prefix)
    course.registered().invited()
    room = f"{prefix}/jawaban/"
    look.post(Client(), room, {"kode": "ABCD"}, "mistyped")
    html = look.post(Client(), room, {"kode": course.pass_code}, "open")
    held = {"langkah": "jawab", "kunci": hidden(html, "kunci"), "sudah": "0"}
    look.post(Client(), room, held, "without an answer")
    paper = SimpleUploadedFile("foto.pdf", SCAN.content, SCAN.type)
    hour.on(minutes=3)
    look.post(Client(), room, {**held, "pilihan": "reply", "isi": "Saya hanya lewat.", "berkas": paper}, "answered")


def test_the_room_after_a_decision(look, course):
    course.decided()
    course.step("decision.delivered", course.cast.wati, papers=(SCAN,))
    look.post(Client(), "/jawaban/", {"kode": course.pass_code}, "decided")
    walker = Walker()
    walker.open(course.codes[0])
    look.page(walker.page, "mailbox")
    look.get(course.cast.bagus.client(), f"/petugas/perkara/{course.case_id}/")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_agencys_file_and_its_steps(look_in, course, hour, language):
    look = look_in(language)
    course.served()
    hour.on(days=30)
    actions.lapse_due_clocks(course.now)
    wati = course.cast.wati.client()
    wati.get("/akun/", {"bahasa": language})
    file = f"/instansi/berkas/{course.case_id}/"
    for part in ("", "langkah/ppk.decided/", "langkah/ppk.more_time/", "langkah/conflict.declared/"):
        look.get(wati, file + part)
    look.post(wati, f"{file}langkah/ppk.decided/", {"seen": "x"}, "refused")
    look.get(course.cast.bagus.client(), "/petugas/")
    look.get(course.cast.bagus.client(), f"/petugas/perkara/{course.case_id}/")
