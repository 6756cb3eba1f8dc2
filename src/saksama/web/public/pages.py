"""The quiet pages of the public side: home, what is allowed, figures, offices, promise and limits, and the way out."""

from __future__ import annotations

import calendar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.frame.drawings import Row


def funnel_2020() -> list[Row]:
    """The one true public funnel: N-2020-K-REP, -VIO, -SAN3 of KASN. How many sanctions were carried out is not recorded."""
    return [
        Row(_("Dilaporkan"), 2034),
        Row(_("Dinyatakan melanggar"), 1596),
        Row(_("Dijatuhi sanksi"), 1450),
        Row(_("Terbukti dijalankan"), None, words=_("belum ada angka"), ceiling=1450),
    ]


@public_page("GET")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"funnel": funnel_2020()})


@public_page("GET")
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@public_page("GET")
def offices(request: HttpRequest) -> HttpResponse:
    return render(request, "public/offices.html")


@public_page("GET")
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "public/data.html", {"funnel": funnel_2020()})


@public_page("GET")
def allowed(request: HttpRequest) -> HttpResponse:
    return render(request, "public/allowed.html")


@public_page("GET")
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave at once: a neutral calendar, and the browser is asked to forget what it kept of this site.

    The browser's own history stays; the page of promises says so.
    """
    today = dates.local(clock.now()).date()
    language = "en" if getattr(request, "LANGUAGE_CODE", "id") == "en" else "id"
    weeks = calendar.Calendar(firstweekday=0).monthdayscalendar(today.year, today.month)
    response = render(
        request,
        "public/calendar.html",
        {
            "title": f"{dates.MONTHS[language][today.month - 1]} {today.year}",
            "days": [d[:3] for d in dates.DAYS[language]],
            "weeks": weeks,
            "today": today.day,
        },
    )
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
