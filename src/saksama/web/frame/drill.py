"""The gate of a drill: nobody comes to an exercise without having read that it is one.

A drill answers on an address of its own. Whoever opens any page of it first reads that nothing here is a report, and types the
word that the exercise's leader gives out. So a citizen who meets the address by chance never tells something to nobody.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override

OPEN = ("/static/", "/healthz", "/readyz")
COOKIE = "saksama-latihan-masuk"
WORD = "drill.json"
LONGEST = 40
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


class DrillGate:
    """Outermost of all, so that it still sees the cookie; absent from every installation that is no drill."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.SAKSAMA.drill:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OPEN):
            return self.get_response(request)
        word = _word()
        if word and hmac.compare_digest(request.COOKIES.get(COOKIE, "").encode(), _mark(word).encode()):
            response = self.get_response(request)
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response
        typed = request.POST.get("kata", "") if request.method == "POST" and request.path_info == "/latihan/" else None
        if typed is not None and word and _same(typed, word):
            return _let_in(word)
        return _closed(wrong=typed is not None)


def _word() -> str:
    """Return the word of this drill; without one nobody is let in."""
    try:
        return str(json.loads((Path(settings.SAKSAMA.data) / WORD).read_text(encoding="utf-8"))["word"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _same(typed: str, word: str) -> bool:
    return hmac.compare_digest(typed[:LONGEST].strip().lower().encode(), word.encode())


def _mark(word: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), word.encode(), sha256).hexdigest()


def _let_in(word: str) -> HttpResponse:
    response = HttpResponse(status=303)
    response["Location"] = "/masuk/peragaan/"
    response["Cache-Control"] = "no-store"
    response.set_cookie(COOKIE, _mark(word), path="/", httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _closed(*, wrong: bool) -> HttpResponse:
    """Return the sign at the gate, in both languages: no language was chosen yet."""
    with override("id"):
        response = HttpResponse(render_to_string("frame/drill.html", {"wrong": wrong}), status=403)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
