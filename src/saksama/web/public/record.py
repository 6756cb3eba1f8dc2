"""The published side of the record: its public key, its signed checkpoints, and the small program that checks a saved proof."""

from __future__ import annotations

from importlib import resources

from django.http import Http404, HttpRequest, HttpResponse

from saksama.ledger import queries as ledger
from saksama.web.frame import public_page, render

SHOWN = 30
PROGRAM = "saksama_verify.py"


@public_page("GET")
def show(request: HttpRequest) -> HttpResponse:
    """The key a proof is checked against, the newest checkpoint, and the daily ones."""
    newest = ledger.latest_checkpoint()
    found = {"key": ledger.public_key(), "newest": newest, "daily": ledger.daily_checkpoints(limit=SHOWN)}
    return render(request, "public/record.html", found)


@public_page("GET")
def program(request: HttpRequest) -> HttpResponse:
    """The verifier: one file, no dependencies, so that nobody has to trust this page to check a proof."""
    return _text(resources.files("saksama.ledger").joinpath(PROGRAM).read_text("utf-8"), PROGRAM, "text/x-python")


@public_page("GET")
def checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    """One signed checkpoint as text, to keep or to print."""
    found = ledger.checkpoint(number)
    if found is None:
        raise Http404
    return _text(found.note, f"daftar-{number}.txt", "text/plain")


def _text(text: str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
