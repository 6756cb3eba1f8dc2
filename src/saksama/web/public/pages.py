"""The quiet pages of the public side: home, what is allowed, figures, offices, promise and limits, and the way out."""

from __future__ import annotations

import calendar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.institutions import desks, office_settings
from saksama.institutions import queries as institutions
from saksama.institutions.models import RegionalDesk
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.frame.templatetags.saksama import angka

from . import figures, found, own


@public_page("GET")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"funnel": figures.funnel_2020()})


@public_page("GET")
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@public_page("GET")
def offices(request: HttpRequest) -> HttpResponse:
    """Find the office that handles a place; nothing about the searcher is kept."""
    typed = request.GET.get("q", "")[:80]
    on = dates.local(clock.now()).date()
    rows = []
    near: dict[int, RegionalDesk] = {}
    for place in places.search(typed, limit=12) if typed else []:
        try:
            office = institutions.office_for(place, on)
            told = {"office": office.name, "contact": office_settings.contact(office)}
        except NotFound:
            told = {"office": _("Bawaslu RI")}
        rows.append({**found.place(place), **told})
        near |= {desk.pk: desk for desk in desks.over(place, on)}
    shown = list(near.values()) if typed else list(desks.standing(on)[:50])
    return render(request, "public/offices.html", {"q": typed, "found": rows, "desks": shown})


@public_page("GET")
def data(request: HttpRequest) -> HttpResponse:
    units = {"persons": _("orang"), "cases": _("perkara")}
    language = get_language() or "id"
    rivals = [
        [f.body, angka(f.value), units[f.unit], dates.long_date(f.as_of, language) if f.as_of else "", f.source]
        for f in figures.rivals_2020()
    ]
    return render(
        request,
        "public/data.html",
        own.figures() | {
            "funnel": figures.funnel_2020(),
            "rivals": rivals,
            "rival_columns": [
                (_("Lembaga"), False),
                (_("Jumlah"), True),
                (_("Satuan"), True),
                (_("Keadaan"), True),
                (_("Dibaca di"), True),
            ],
            "definitions": [
                (_("Dilaporkan"), _("Orang yang disebut dalam laporan atau temuan yang diterima lembaga itu.")),
                (_("Dinyatakan melanggar"), _("Orang yang menurut lembaga pengawas melanggar asas netralitas.")),
                (_("Dijatuhi sanksi"), _("Ada keputusan pejabat pembina kepegawaian. Belum tentu dijalankan.")),
                (
                    _("Terbukti dijalankan"),
                    _("Dua bukti: keputusan diserahkan, dan akibatnya terlihat pada gaji, jabatan, atau pernyataan."),
                ),
                (_("Belum ada kabar"), _("Tidak ada dokumen yang kami terima. Bukan berarti tidak dijalankan.")),
            ],
        },
    )


@public_page("GET")
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave at once: a neutral calendar, and the browser is asked to forget what it kept of this site.

    The browser's own history stays; the page of promises says so.
    """
    today = dates.local(clock.now()).date()
    language = "en" if getattr(request, "LANGUAGE_CODE", "id") == "en" else "id"
    response = render(
        request,
        "public/calendar.html",
        {
            "title": f"{dates.MONTHS[language][today.month - 1]} {today.year}",
            "days": [day[:3] for day in dates.DAYS[language]],
            "weeks": calendar.Calendar(firstweekday=0).monthdayscalendar(today.year, today.month),
            "today": today.day,
        },
    )
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
