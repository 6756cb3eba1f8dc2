"""Ten minutes of an auditor: is the record whole, six cases nobody chose, what was opened and changed, findings to take along."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from importlib import resources

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.policies import may_audit
from saksama.cases import auditing, kinds
from saksama.ledger import queries as ledger
from saksama.store import clock, sheets
from saksama.web.casework import words
from saksama.web.casework.downloads import attachment
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render

from . import period as periods

View = Callable[..., HttpResponseBase]
USUAL_SAMPLE = 6


def audit_page(view: View) -> View:
    """Mark a page of the auditor's room. Only reading pages exist: none takes a POST."""
    return require_GET(signed_in_required(_auditing(view)))


def take_away(view: View) -> View:
    """Mark a page that gives a file out: with a fresh second factor."""
    return require_GET(fresh_factor_required(_auditing(view)))


def _auditing(view: View) -> View:
    @wraps(view)
    def page(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        may_audit(request.actor).require()
        return view(request, *args, **kwargs)

    return page


def _context(request: DeskRequest, asked: periods.Asked, **more: object) -> dict[str, object]:
    return {"here": "audit", "asked": asked, "territory": request.post.name or _("seluruh Indonesia"), **more}


@audit_page
def show(request: DeskRequest) -> HttpResponse:
    """The record: its newest signed list, and on request the whole of it worked out again."""
    now = clock.now()
    asked = periods.asked(request, now)
    report = ledger.verify() if "periksa" in request.GET else None
    auditing.note("record" if report else "room", asked.period, actor=request.actor, now=now)
    problems = [one.en if words.language() == "en" else one.id for one in report.problems[:50]] if report else []
    return render(request, "desk/audit/room.html", _context(
        request, asked, tab="record", newest=ledger.latest_checkpoint(), daily=ledger.daily_checkpoints(limit=7), report=report,
        problems=problems, key=ledger.public_key()))


@audit_page
def drawn(request: DeskRequest) -> HttpResponse:
    """Cases that nobody chose, each whole or with its gaps."""
    now = clock.now()
    asked = periods.asked(request, now)
    found = auditing.sample(asked.period, size=_size(request), actor=request.actor, now=now, checkpoint=_number(request))
    auditing.note("sample", asked.period, actor=request.actor, now=now, seed=found.seed, cases=len(found.cases))
    rows = [(one, [words.of(gap, "words") for gap in one.gaps]) for one in found.cases]
    return render(request, "desk/audit/sample.html", _context(
        request, asked, tab="sample", sample=found, rows=rows, size=_size(request),
        whole=sum(not one.gaps for one in found.cases)))


def _size(request: DeskRequest) -> int:
    text = request.GET.get("n", "")
    given = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else USUAL_SAMPLE
    return min(max(given, 1), auditing.LARGEST_SAMPLE)


def _number(request: DeskRequest) -> int | None:
    text = request.GET.get("daftar", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


@audit_page
def happened(request: DeskRequest) -> HttpResponse:
    """What was opened, corrected, prolonged, entered late, given out, erased, granted, taken in."""
    now = clock.now()
    asked = periods.asked(request, now)
    groups = auditing.happened(asked.period, actor=request.actor, now=now)
    auditing.note("events", asked.period, actor=request.actor, now=now)
    shown = [(group_label(one.name), one, [(event, kind_label(event.kind)) for event in one.events]) for one in groups]
    return render(request, "desk/audit/events.html", _context(request, asked, tab="events", groups=shown))


def group_label(name: str) -> str:
    return {
        "identity": _("Pembukaan identitas"), "corrections": _("Pembetulan langkah"), "extensions": _("Perpanjangan waktu"),
        "late": _("Dicatat kemudian"), "exports": _("Yang keluar: lembar salin, penyerahan, bukti"),
        "deletions": _("Pemusnahan menurut jadwal atau putusan"), "roles": _("Akun, peran, kunci"),
        "lists": _("Daftar dari luar"), "system": _("Sistem: cadangan, pemulihan, aturan, audit"),
    }[name]


def kind_label(kind: str) -> str:
    """Return the words of an act; an entry of the record goes by its own name, which `saksama facts` explains."""
    known = {one.act: one for one in kinds.all()}
    return known[kind].label(words.language()) if kind in known else kind


@take_away
def findings(request: DeskRequest) -> HttpResponse:
    """Everything of the two pages as a workbook; its SHA-256 stands in the record, so that a changed copy is known."""
    now = clock.now()
    asked = periods.asked(request, now)
    found = auditing.sample(asked.period, size=_size(request), actor=request.actor, now=now, checkpoint=_number(request))
    groups = auditing.happened(asked.period, actor=request.actor, now=now)
    content = sheets.workbook([_sample_page(found, asked), *(_events_page(one) for one in groups)])
    digest = hashlib.sha256(content).hexdigest()
    auditing.note("findings", asked.period, actor=request.actor, now=now, seed=found.seed, sha256=digest)
    response = attachment(content, f"temuan-audit-{asked.first}-{asked.last}-{digest[:8]}.xlsx", sheets.XLSX)
    response["X-Content-SHA256"] = digest
    return response


def _sample_page(found: auditing.Sample, asked: periods.Asked) -> sheets.Page:
    rows = [(one.number or one.public_id, one.office, one.stage, one.opened_on, one.acts, one.papers,
             "; ".join(words.of(gap, "words") for gap in one.gaps) or _("utuh")) for one in found.cases]
    notes = (f"{asked.first} – {asked.last}", f"{_('Benih')}: {found.seed}", f"{_('Daftar')} {found.checkpoint}: {found.root}")
    head = (_("Perkara"), _("Kantor"), _("Tahap"), _("Dibuka"), _("Langkah"), _("Dokumen"), _("Hasil"))
    return sheets.Page(_("Sampel"), head, rows, notes=notes)


def _events_page(group: auditing.Group) -> sheets.Page:
    rows = [(one.at, kind_label(one.kind), one.about, one.office, one.by) for one in group.events]
    return sheets.Page(group_label(group.name), (_("Waktu"), _("Apa"), _("Tentang"), _("Kantor"), _("Oleh (samaran)")), rows)


@take_away
def record(request: DeskRequest) -> StreamingHttpResponse:
    """The whole record as JSON lines, without details, for checking where no network is."""
    now = clock.now()
    auditing.note("download", periods.asked(request, now).period, actor=request.actor, now=now)
    response = StreamingHttpResponse(ledger.export(), content_type="application/jsonl")
    response["Content-Disposition"] = "attachment; filename=saksama-catatan.jsonl"
    return response


@audit_page
def verifier(request: DeskRequest) -> HttpResponse:
    """The program that checks the record: one file, readable, without dependencies."""
    content = resources.files("saksama.ledger").joinpath("saksama_verify.py").read_bytes()
    return attachment(content, "saksama_verify.py", "text/x-python")
