"""One signing: its numbers, its link and poster, slips printed once, paper entered, names opened with the officer's key."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama import law
from saksama.kernel import receipt as codes
from saksama.kernel.errors import Conflict, Invalid, SaksamaError
from saksama.law.forms import poster as posters
from saksama.law.forms import sheet as papers
from saksama.prevention import pact_policies as policies
from saksama.prevention import pact_texts
from saksama.prevention.actions import pacts as actions
from saksama.prevention.actions.pacts import Slip
from saksama.prevention.queries import pacts as reads
from saksama.prevention.queries.pacts import UnitCoverage
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import PaperForm, SlipsForm

PDF = "application/pdf"


@require_GET
@desk_page
def show(request: DeskRequest, drive: UUID) -> HttpResponse:
    return _page(request, _row(request, drive))


@require_GET
@desk_page
def poster(request: DeskRequest, drive: UUID) -> HttpResponse:
    """The invitation to sign, A4, with the link as a QR code."""
    row = _row(request, drive)
    drawn = posters.draw(
        posters.Poster(
            kicker=_("Pakta integritas"),
            title=row.unit,
            lead=_("Baca, jawab lima situasi, lalu tanda tangan dengan lembar Anda. Kira-kira empat menit."),
            facts=((_("Dibuka sampai"), dates.long_date(row.drive.until, get_language() or "id")),),
            call=_("Buka di ponsel Anda sendiri."),
            address=_address(row),
            scan=_("Pindai, atau buka alamat ini. Tanpa akun."),
            qr=_("Kode QR menuju halaman pakta unit ini"),
            foot=_("Lembar dengan kode dibagikan kepada tiap orang di unit."),
            house=settings.SAKSAMA.display_name,
            language=get_language() or "id",
        ),
        dates.local(clock.now()).date(),
    )
    return downloads.attachment(drawn, "pakta-poster.pdf", PDF)


@require_http_methods(["POST"])
@desk_page
def slips(request: DeskRequest, drive: UUID) -> HttpResponse:
    """Draw slips and give them out as a sheet, this once; or take back what nobody used (`hangus`)."""
    row = _row(request, drive)
    now = clock.now()
    if request.POST.get("hangus"):
        actions.void_slips(drive, actor=request.actor, now=now)
        return see_other("desk:pact_drive", drive)
    form, refusal = _bound(SlipsForm(request.POST, request.FILES))
    if not refusal and form.is_valid():
        told = form.cleaned_data
        try:
            drawn = actions.draw_slips(
                drive, n=told["n"] or 0, people=told["people"], actor=request.actor, on=dates.local(now).date(), now=now
            )
            return downloads.attachment(_sheet(row, drawn), "pakta-lembar.pdf", PDF)
        except SaksamaError as refused:
            refusal = said(refused)
    return _page(request, row, slips_form=_told(form, refusal), status=422)


@require_http_methods(["POST"])
@desk_page
def paper(request: DeskRequest, drive: UUID) -> HttpResponse:
    """Enter who signed on paper; who has signed already is passed over, and counted."""
    row = _row(request, drive)
    now = clock.now()
    on = dates.local(now).date()
    form, refusal = _bound(PaperForm(request.POST, request.FILES, today=on))
    if not refusal and form.is_valid():
        told = form.cleaned_data
        try:
            fresh, known = actions.enter_paper(
                drive, told["people"], version=pact_texts.present(on).version, signed_on=told["signed_on"], actor=request.actor,
                on=on, now=now,
            )
            return _page(request, _row(request, drive), entered=(fresh, known))
        except (Invalid, Conflict) as refused:
            refusal = said(refused)
    return _page(request, row, paper_form=_told(form, refusal), status=422)


@require_http_methods(["POST"])
@desk_page
def close(request: DeskRequest, drive: UUID) -> HttpResponse:
    """End the signing now: link and slips open nothing any more."""
    now = clock.now()
    actions.close_drive(drive, actor=request.actor, on=dates.local(now).date(), now=now)
    return see_other("desk:pact_drive", drive)


@require_http_methods(["POST"])
@desk_page
def names(request: DeskRequest, drive: UUID) -> HttpResponse:
    """Who signed, opened for this page with the officer's own key."""
    row = _row(request, drive)
    return _page(request, row, names=reads.who_signed(row.drive, request.actor, keys(request)))


def _row(request: DeskRequest, drive: UUID) -> UnitCoverage:
    policies.may_see_coverage(request.actor).require()
    return reads.drive(drive, request.actor, on=dates.local(clock.now()).date())


def _bound(form: forms.Form) -> tuple[forms.Form, str]:
    """Let the form read its list; what makes the list unreadable is said at the form."""
    try:
        form.full_clean()
    except Invalid as refused:
        return form, said(refused)
    return form, ""


def _told(form: forms.Form, refusal: str) -> forms.Form:
    if refusal:
        if form._errors is None:  # type: ignore[attr-defined]  # the list itself was refused while it was read
            form._errors = form.error_class()  # type: ignore[attr-defined]
            form.cleaned_data = {}
        form.add_error(None, refusal)
    return form


def _address(row: UnitCoverage) -> str:
    return settings.SAKSAMA.base_url.rstrip("/") + reverse("public:pact_sign", args=[row.drive.public_id])


def _page(request: DeskRequest, row: UnitCoverage, *, status: int = 200, **more: object) -> HttpResponse:
    on = dates.local(clock.now()).date()
    english = get_language() == "en"
    titles = {one.id: one.title_en if english else one.title_id for one in law.book().situations}
    context = {
        "row": row,
        "drive": row.drive,
        "address": _address(row),
        "known": [(titles.get(one.situation, one.situation), one) for one in reads.known(row.drive)],
        "may": bool(policies.may_run_drive(request.actor, row.drive.position)),
        "slips_form": SlipsForm(auto_id="lembar_%s"),
        "paper_form": PaperForm(today=on, auto_id="kertas_%s"),
        "here": "pacts",
        **more,
    }
    return render(request, "desk/pacts/drive.html", context, status=status)


def _sheet(row: UnitCoverage, drawn: tuple[Slip, ...]) -> bytes:
    """The slips as a sheet to cut up: number, name where a list was given, code. It is kept nowhere."""
    on = dates.local(clock.now()).date()
    rows = tuple((str(one.nth), one.name, "  ".join(codes.groups(one.code))) for one in drawn)
    table = papers.Table(_("Lembar"), (_("No."), _("Nama"), _("Kode")), rows, (1, 4, 5))
    return papers.draw(
        papers.Sheet(
            title=_("Lembar pakta: %(unit)s") % {"unit": row.unit},
            house=settings.SAKSAMA.display_name,
            lines=(_address(row), _("Potong, lalu serahkan satu kepada tiap orang. Kode tidak dapat dicetak ulang.")),
            tables=(table,),
            notes=(_("Satu lembar, satu tanda tangan. Lembar hilang? Hanguskan, lalu buat yang baru."),),
            foot=row.unit,
            page=_("Halaman"),
            of=_("dari"),
            language=get_language() or "id",
        ),
        on,
    )
