"""Kampung pengawasan for everybody: find a point, read its *pojok*, take its poster, type a report for a neighbour."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.kernel.errors import NotFound
from saksama.law.forms import poster as posters
from saksama.prevention.kampung import WORK
from saksama.prevention.queries import kampung as reads
from saksama.prevention.queries.kampung import PublicPoint
from saksama.store import clock
from saksama.web.frame import dates, public_page, render

from . import found

LONGEST_NUMBER = 3


@public_page("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """Points near a place by its name, or the first ones in the order of the territory. Nothing about the searcher is kept."""
    typed = request.GET.get("q", "")[:80].strip()
    rows = reads.points_near(typed) if typed else reads.points_first()
    context = {"q": typed, "rows": [{"id": one.public_id, "name": one.name, **found.place(place)} for one, place in rows]}
    return render(request, "public/kampung/list.html", context)


@public_page("GET")
def show(request: HttpRequest, point: UUID) -> HttpResponse:
    """The *pojok* of a point: where, when, the office's number, names of who agreed, the board, what was done."""
    shown = reads.public_point(point, on=dates.local(clock.now()).date())
    english = get_language() == "en"
    work = {code: en if english else id_ for code, id_, en in WORK}
    context = {
        "shown": shown,
        "point": shown.point,
        "place": found.place(shown.place),
        "activities": [{"on": one.held_on, "work": work[one.work], "n": one.headcount} for one in shown.activities],
    }
    return render(request, "public/kampung/point.html", context)


@public_page("GET")
def poster(request: HttpRequest, point: UUID) -> HttpResponse:
    """The poster of a point, A4, with a QR code that leads to its page."""
    on = dates.local(clock.now()).date()
    drawn = posters.draw(_poster(reads.public_point(point, on=on)), on)
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pojok-pengawasan-{str(point)[:8]}.pdf"'
    return response


def _poster(shown: PublicPoint) -> posters.Poster:
    facts = [(_("Tempat"), shown.point.venue)]
    if shown.point.hours:
        facts.append((_("Waktu"), shown.point.hours))
    facts.append((_("Telepon kantor"), shown.phone or _("Belum diisi. Datang, atau tulis surat.")))
    return posters.Poster(
        kicker=_("Pojok pengawasan"),
        title=shown.point.name,
        lead=shown.place.label,
        facts=tuple(facts),
        call=_("Melihat ASN berpihak? Tanya atau laporkan di sini."),
        address=settings.SAKSAMA.base_url.rstrip("/") + reverse("public:point", args=[shown.point.public_id]),
        scan=_("Pindai, atau buka alamat ini. Tanpa akun, tanpa NIK."),
        qr=_("Kode QR menuju halaman pojok pengawasan ini"),
        foot=shown.office.name,
        house=settings.SAKSAMA.display_name,
        language=get_language() or "id",
        demo=_("Peragaan: bukan titik sungguhan") if shown.point.is_demo else "",
    )


def helper_of(request: HttpRequest) -> str:
    """Return who types for a neighbour, from `?bantu=` (a standing point) and `relawan` (his number there); empty for nobody.

    What the address says is a claim, and is recorded as one: it opens nothing.
    """
    try:
        point = reads.point(request.GET["bantu"][:40]) if "bantu" in request.GET else None
    except NotFound:
        return ""
    if point is None:
        return ""
    number = request.GET.get("relawan", "").strip()
    known = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER and int(number) > 0
    return f"{point.name}, relawan {int(number)}" if known else point.name
