"""The receipt page: the code to write on paper, what comes next and until when, and the check that it was written right."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from saksama.evidence.types import Refused
from saksama.intake import completeness
from saksama.intake.actions import Acknowledgement
from saksama.kernel import receipt as codes
from saksama.law import season as seasons
from saksama.store import clock
from saksama.vault import forms as sealed_forms
from saksama.vault.forms import FormSpoiled
from saksama.web.frame import public_page, render, see_other

from .answers import Told
from .limits import next_dates
from .questions import neutral_title
from .sheet import Sheet

PURPOSE = "terkirim"
LASTS = timedelta(minutes=30)
GROUP = 4


def sent_page(request: HttpRequest, code: str, given: Acknowledgement, told: Told, sheet: Sheet) -> HttpResponse:
    """Return the receipt page. A repeat of the sending gets the same page, from the report as it is stored.

    422 with the receipt where a file was not taken: the report stands, something of the sending does not (security.md section 8).
    """
    report = given.report
    season = seasons.today(told.place.code, completeness.day_in(told.place, report.received_at))
    dates = next_dates(told.place, season, told.door, report.received_at, get_language() or "id")
    held: dict[str, object] = {
        "code": code,
        "leaf": given.leaf_hash,
        "title": neutral_title(sheet),
        "helper": sheet.helper,
        "refused": [named(one) for one in given.refused],
        "dates": [{"when": one.when, "words": one.words, "citation": one.citation, "rule": one.rule} for one in dates],
    }
    return _page(request, held, status=422 if given.refused else 200)


def named(refused: Refused) -> dict[str, str]:
    """Return a file that was not taken as the page shows it."""
    return {"name": refused.name, "reason": refused.reason_en if get_language() == "en" else refused.reason_id}


def _page(request: HttpRequest, held: dict[str, object], *, matched: bool = False, mismatch: bool = False,
          status: int = 200) -> HttpResponse:
    context = {
        **held,
        "neutral_title": held["title"],
        "slip": "" if matched else sealed_forms.seal(held, purpose=PURPOSE),
        "matched": matched,
        "mismatch": mismatch,
        "other_language_url": "",
    }
    return render(request, "public/report/sent.html", context, status=422 if mismatch else status)


@public_page("POST")
def match(request: HttpRequest) -> HttpResponse:
    """Compare the last group with what was typed back. The report is safe whatever the answer."""
    try:
        held = sealed_forms.open(request.POST.get("tanda", ""), purpose=PURPOSE)
    except FormSpoiled:
        return see_other("public:mailbox")
    if clock.now() - held.issued_at > LASTS:
        return see_other("public:mailbox")
    fits = matches(str(held["code"]), request.POST.get("akhir", ""))
    return _page(request, dict(held), matched=fits, mismatch=not fits)


def matches(code: str, typed: str) -> bool:
    """Tell whether the typed characters are the code's last group, or the whole code; read as a code is read."""
    return codes.letters(typed) in (code, code[-GROUP:])
