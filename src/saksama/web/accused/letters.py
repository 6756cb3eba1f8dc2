"""Periksa surat: is a letter ours? Anybody may ask with the code under it. No person, no case, no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from saksama.cases import checkcodes, queries
from saksama.web.frame import public_page, render


@public_page("GET")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with one in the form go to its page."""
    typed = request.GET.get("kode", "")[:40]
    code = checkcodes.normalise(typed)
    if code:
        return HttpResponseRedirect(reverse("letters:check", args=[code]), status=303)
    return render(
        request, "accused/check.html", {"typed": typed, "wrong": bool(typed.strip())}, status=422 if typed.strip() else 200
    )


@public_page("GET")
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether there is such a letter. An unknown code is answered as calmly as a known one."""
    letter = queries.checked(code)
    context = {"letter": letter, "code": checkcodes.pretty(checkcodes.normalise(code)), "asked": True}
    return render(request, "accused/check.html", context, status=200 if letter else 404)
