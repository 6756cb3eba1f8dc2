"""The page that a telephone keeps: this week's messages, the entry of sixty seconds, and what still waits on the telephone."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama import law
from saksama.institutions import queries as institutions
from saksama.kernel.ids import new_id
from saksama.law.rulebook import Entry
from saksama.prevention import policies, queries, rollcall
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.desk.prevention.forms import VisitForm
from saksama.web.frame import dates, render

WEEK = 7
SHEETS = ("tokens.css", "components.css", "desk.css", "field.css", "mark.svg", "field.js")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'"
)


@require_GET
@desk_page
def show(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """One page for the yard: read, speak, press *Selesai apel*. Without script the form goes the ordinary way."""
    policies.may_record_visit(request.actor).require()
    kit = queries.kit(kit_id, request.actor)
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    context = {
        "kit": kit,
        "office": office,
        "week": [_spoken(rollcall.message(today + timedelta(days=n), law.book())) for n in range(WEEK)],
        "today": today,
        "now_ms": int(now.timestamp() * 1000),
        "form": VisitForm(office=office, initial={"token": str(new_id()), "held_on": today}),
        "here": "field",
    }
    response = render(request, "desk/field/telephone.html", context)
    response["Content-Security-Policy"] = POLICY
    return response


def _spoken(message: rollcall.Message) -> dict[str, object]:
    """Return a day's message in the reader's language."""
    nth = 1 if get_language() == "en" else 0
    tail = ("id", "en")[nth]

    def card(one: Entry) -> dict[str, str]:
        words = {"title": one.get(f"title_{tail}"), "why": one.get(f"why_{tail}"), "citation": one.citation}
        return {**words, "verdict": rollcall.verdict(one)[nth]}

    return {
        "day": message.day,
        "topic": message.topic[nth],
        "said": [card(one) for one in message.said],
        "asked": [card(one) for one in message.asked],
    }


@require_GET
@desk_page
def manifest(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """What a telephone needs to put the page on its first screen."""
    queries.kit(kit_id, request.actor)
    told = {
        "name": _("Saksama lapangan"),
        "short_name": "Saksama",
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("desk:field_kit", args=[kit_id]),
        "scope": reverse("desk:field"),
        "display": "standalone",
        "background_color": "#faf7f2",
        "theme_color": "#6b2d5c",
        "icons": [{"src": static("saksama/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_GET
@desk_page
def worker(request: DeskRequest) -> HttpResponse:
    """The script that answers without network. It holds addresses of styles and nothing of anybody."""
    files = [static(f"saksama/{name}") for name in SHEETS]
    version = hashlib.sha256(" ".join(files).encode()).hexdigest()[:12]
    response = render(request, "desk/field/worker.js", {"files": files, "version": version})
    response["Content-Type"] = "text/javascript; charset=utf-8"
    response["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    response["Cache-Control"] = "no-cache"
    return response
