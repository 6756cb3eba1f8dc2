"""The integrity pact for who signs: the text, five situations with their reasons, the signature with a slip, the certificate.

Nothing is kept between the pages: what was answered rides in one sealed field. No account, no cookie, no script.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama import law
from saksama.institutions import queries as institutions
from saksama.kernel.errors import MistypedCode, SaksamaError
from saksama.law import cards, situations
from saksama.law.forms import poster as posters
from saksama.law.rulebook import Entry
from saksama.prevention import pact_texts
from saksama.prevention.actions import pacts as actions
from saksama.prevention.actions.pacts import Signed, Signer
from saksama.prevention.pact_errors import NoSuchDrive, WrongSlip
from saksama.prevention.pacts import PactDrive
from saksama.prevention.queries import pacts as reads
from saksama.store import clock
from saksama.vault import forms as sealed
from saksama.vault.forms import FormSpoiled, FormState
from saksama.web.frame import dates, public_page, render, said, see_other
from saksama.web.public import trouble
from saksama.web.public.mailbox import key

PURPOSE, PAPER = "pakta", "pakta-sertifikat"
OLDEST = timedelta(hours=3)
LONGEST = 200
ANSWERS = ("boleh", "tidak_boleh")


@public_page("GET")
def entrance(request: HttpRequest) -> HttpResponse:
    """The text for everybody, and where a slip comes from."""
    return render(request, "public/pact/text.html", _text(_today()))


@public_page("GET", "POST")
def sign(request: HttpRequest, drive: UUID) -> HttpResponse:
    """The pages of one signing: text, situations, signature. An expired link says so (410)."""
    now = clock.now()
    found = actions.open_for_signing(drive, dates.local(now).date())
    if request.method != "POST":
        return _read(request, found)
    held = _held(request, found, now)
    if held is None:
        sentence = _("Halaman ini sudah lama terbuka atau teksnya diperbarui. Baca lagi dari sini.")
        return _read(request, found, sentence=sentence) if request.POST.get("isian") else _ask(request, found, _begin(found, now))
    if request.POST.get("langkah") == "tanda":
        return _signed(request, found, held, now)
    return _answered(request, found, held, now)


@public_page("POST")
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificate as a PDF, drawn from the sealed field of the page before: nothing of it is kept here."""
    try:
        held = sealed.open(request.POST.get("tanda", ""), purpose=PAPER)
    except FormSpoiled:
        return see_other("public:pact")
    day = date.fromisoformat(str(held["on"]))
    response = HttpResponse(posters.draw(_paper(held, day), day), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="pakta-integritas.pdf"'
    return response


@public_page("GET")
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Whether a certificate stands: yes or no, which text, which day. No unit, no person."""
    typed = (code or request.GET.get("kode", ""))[:40]
    found = reads.check(typed, on=_today()) if typed else None
    if typed and found is None:
        key.lane.wrong()
    context = {"typed": typed, "found": found}
    return render(request, "public/pact/check.html", context, status=404 if typed and found is None else 200)


# ---- the pages ----------------------------------------------------------------------------------------------------------


def _today() -> date:
    return dates.local(clock.now()).date()


def _text(on: date) -> dict[str, object]:
    text = pact_texts.present(on)
    lines = text.lines_en if get_language() == "en" else text.lines_id
    return {"version": text.version, "lines": lines, "citation": text.citation}


def _read(request: HttpRequest, found: PactDrive, *, sentence: str = "") -> HttpResponse:
    context = {**_text(_today()), **_unit(found), "sentence": sentence}
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, "public/pact/text.html", context, status=422 if sentence else 200)


def _unit(found: PactDrive) -> dict[str, object]:
    return {"drive": found.public_id, "unit": institutions.agency(found.agency).name, "until": found.until}


def _begin(found: PactDrive, now: datetime) -> dict[str, object]:
    version = pact_texts.present(dates.local(now).date()).version
    return {"d": str(found.public_id), "s": secrets.token_hex(8), "v": version, "f": {}, "ok": []}


def _held(request: HttpRequest, found: PactDrive, now: datetime) -> FormState | None:
    """Return what came along; None for nothing, for another signing's, for an old page and for an older text."""
    try:
        held = sealed.open(request.POST.get("isian", ""), purpose=PURPOSE)
    except FormSpoiled:
        return None
    present = pact_texts.present(dates.local(now).date()).version
    fits = held["d"] == str(found.public_id) and held["v"] == present and now - held.issued_at <= OLDEST
    return held if fits else None


def _ask(
    request: HttpRequest, found: PactDrive, held: Mapping[str, object], *, given: Mapping[str, str] | None = None
) -> HttpResponse:
    """Ask what is not right yet; what was answered stands above with its reason."""
    right: list[str] = held["ok"]  # type: ignore[assignment]
    rows = [_row(card, (given or {}).get(card.id, ""), card.id in right) for card in pact_texts.drawn(str(held["s"]), law.book())]
    context = {
        **_unit(found),
        "isian": sealed.seal(held, purpose=PURPOSE),
        "rows": rows,
        "left": sum(1 for row in rows if not row["right"]),
        "again": bool(held["f"]),
        "missing": given is not None and not all(row["given"] or row["right"] for row in rows),
        "other_language_url": "",
    }
    return render(request, "public/pact/situations.html", context, status=422 if context["missing"] else 200)


def _row(card: Entry, given: str, right: bool) -> dict[str, object]:
    tail = "en" if get_language() == "en" else "id"
    own = cards.of(card, law.book(), tail)
    return {
        "id": card.id, "title": card.get(f"title_{tail}"), "conditions": own.words["conditions"], "given": given, "right": right,
        "verdict": situations.spoken(card, situations.main_ending(card).verdict)[tail == "en"], "why": card.get(f"why_{tail}"),
        "citation": card.citation,
    }


def _answered(request: HttpRequest, found: PactDrive, held: FormState, now: datetime) -> HttpResponse:
    """Take the answers: each first one counts, each wrong one is shown with its reason and asked again."""
    asked = pact_texts.drawn(str(held["s"]), law.book())
    right: list[str] = list(held["ok"])  # type: ignore[call-overload]
    first: dict[str, bool] = dict(held["f"])  # type: ignore[call-overload]
    given = {card.id: request.POST.get(card.id, "") for card in asked}
    for card in asked:
        if card.id in right or given[card.id] not in ANSWERS:
            continue
        fits = pact_texts.is_right(card, given[card.id])
        first.setdefault(card.id, fits)
        if fits:
            right.append(card.id)
    held["ok"], held["f"] = right, first
    if len(right) < len(asked):
        return _ask(request, found, held, given=given)
    return _form(request, found, held, rows=[_row(card, given[card.id], True) for card in asked])


def _form(
    request: HttpRequest, found: PactDrive, held: Mapping[str, object], *, rows: list[dict[str, object]] | None = None,
    errors: Mapping[str, str] | None = None, sentence: str = "", status: int = 200,
) -> HttpResponse:
    typed = {name: request.POST.get(name, "")[:LONGEST] for name in ("nama", "nomor")}
    context = {
        **_text(_today()), **_unit(found), "isian": sealed.seal(held, purpose=PURPOSE), "rows": rows or [], "typed": typed,
        "errors": errors or {}, "sentence": sentence, "other_language_url": "",
    }
    return render(request, "public/pact/sign.html", context, status=status)


def _signed(request: HttpRequest, found: PactDrive, held: FormState, now: datetime) -> HttpResponse:
    asked = pact_texts.drawn(str(held["s"]), law.book())
    if len(held["ok"]) < len(asked):  # type: ignore[arg-type]
        return _ask(request, found, held)
    if request.POST.get("setuju") != "ya":
        return _form(request, found, held, errors={"setuju": _("Centang bahwa Anda membaca dan menyetujuinya.")}, status=422)
    signer = Signer(request.POST.get("nama", "")[:LONGEST].strip(), request.POST.get("nomor", "")[:LONGEST])
    try:
        given = actions.sign(
            found.public_id, request.POST.get("kode", "")[:LONGEST], signer, version=str(held["v"]),
            first_right=held["f"], on=dates.local(now).date(), now=now,  # type: ignore[arg-type]
        )
    except (SaksamaError, OperationalError) as error:
        return _refused(request, found, held, error)
    return _done(request, found, signer, given)


def _refused(
    request: HttpRequest, found: PactDrive, held: FormState, error: SaksamaError | OperationalError
) -> HttpResponse:
    """Give the form back with the reason at its field; the slip's code is never shown again."""
    refusal = trouble.named(error)
    if isinstance(refusal, NoSuchDrive):
        raise refusal
    if isinstance(refusal, WrongSlip):
        key.lane.wrong()
    field = {"name": "nama", "number": "nomor", "code": "kode"}.get(str(refusal.context.get("field", "")), "")
    if isinstance(refusal, MistypedCode):
        field = "kode"
    words = said(refusal)
    return _form(
        request, found, held, errors={field: words} if field else {}, sentence="" if field else words, status=refusal.status
    )


def _done(request: HttpRequest, found: PactDrive, signer: Signer, given: Signed) -> HttpResponse:
    unit = institutions.agency(found.agency).name
    held = {
        "name": signer.name,
        "unit": unit,
        "code": given.check_code,
        "version": given.version,
        "on": given.signed_on.isoformat(),
    }
    context = {
        "code": cards.pretty(given.check_code), "version": given.version, "on": given.signed_on, "unit": unit,
        "slip": sealed.seal(held, purpose=PAPER), "other_language_url": "",
    }
    return render(request, "public/pact/done.html", context)


def _paper(held: FormState, day: date) -> posters.Poster:
    code = str(held["code"])
    return posters.Poster(
        kicker=_("Pakta integritas: netralitas ASN"),
        title=str(held["name"]),
        lead=_("Membaca pakta, menjawab lima situasi, lalu menyetujuinya."),
        facts=(
            (_("Unit"), str(held["unit"])), (_("Tanggal"), dates.long_date(day, get_language() or "id")),
            (_("Versi teks"), str(held["version"])), (_("Kode periksa"), cards.pretty(code)),
        ),
        call=_("Masih berlaku? Periksa di sini."),
        address=settings.SAKSAMA.base_url.rstrip("/") + reverse("public:pact_check_code", args=[code]),
        scan=_("Halaman pemeriksaan hanya menyebut berlaku atau tidak, versi, dan tanggal."),
        qr=_("Kode QR menuju halaman pemeriksaan"),
        foot=_("Catatan elektronik, bukan tanda tangan elektronik tersertifikasi."),
        house=settings.SAKSAMA.display_name,
        language=get_language() or "id",
    )
