"""The content kit for everybody: what shows today, one piece in the form that fits, and the cards of *Boleh atau tidak?*.

A download is counted as a number; nothing is kept of who took it, and no page asks anybody else for anything.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from saksama import law
from saksama.institutions import queries as institutions
from saksama.prevention.actions import content as actions
from saksama.prevention.kit import FORMS
from saksama.prevention.queries import content as reads
from saksama.store import clock
from saksama.web.frame import dates, public_page, render

SANDBOX = "sandbox; default-src 'none'"
EXTENSIONS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def _today() -> date:
    return dates.local(clock.now()).date()


@public_page("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """What shows today, the newest first; then the cards, each as picture and as A4 sheet."""
    rows = reads.shown(_today())
    names = institutions.office_names({str(one.office) for one in rows})
    tail = "en" if get_language() == "en" else "id"
    context = {
        "rows": [{"id": one.public_id, "title": one.title, "office": names.get(str(one.office), "")} for one in rows],
        "cards": [{"id": one.id, "title": one.get(f"title_{tail}")} for one in law.book().situations],
    }
    return render(request, "public/kit/list.html", context)


@public_page("GET")
def show(request: HttpRequest, item: UUID) -> HttpResponse:
    """One piece: its words to read and copy, and its files to take."""
    found = reads.item(item, on=_today())
    english = get_language() == "en"
    words = {code: en if english else id_ for code, id_, en in FORMS}
    forms = [{"form": form, "label": words[form]} for form in reads.forms_of(found)]
    context = {
        "item": found,
        "texts": [{"label": words[name], "text": getattr(found, name), "lang": "min" if name == "minang" else "id"}
                  for name in reads.TEXTS if getattr(found, name)],
        "forms": forms,
        "has_picture": any(one["form"] == "chat" for one in forms),
        "office": institutions.office(found.office).name,
    }
    return render(request, "public/kit/item.html", context)


@public_page("GET")
def take(request: HttpRequest, item: UUID, form: str) -> HttpResponse:
    """Give one form out, and count it. `?lihat=1` shows the picture on its page and counts nothing."""
    found = reads.item(item, on=_today())
    content, kind = reads.file(found, form)
    looked = request.GET.get("lihat") == "1" and kind == "image/jpeg"
    if not looked and request.method == "GET":
        actions.count(found, form)
    response = HttpResponse(content, content_type=kind)
    name = f"bahan-{str(found.public_id)[:8]}-{form}.{EXTENSIONS.get(kind, 'txt')}"
    response["Content-Disposition"] = "inline" if looked else f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
