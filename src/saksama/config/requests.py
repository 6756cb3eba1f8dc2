"""One log line a request: route name, status, how long by class, a random number. Nothing about who asked, or what."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from saksama.kernel.actor import ActorKind

log = structlog.get_logger("saksama.http")

CLASSES = ((0.01, "<10ms"), (0.1, "<100ms"), (1.0, "<1s"), (10.0, "<10s"))
SLOWEST = ">=10s"


class RequestLog:
    """Gives every request a random number and writes its line when it is answered. Static files are not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.log_id = secrets.token_hex(4)  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info("http.request", route=match.view_name if match else "", status=response.status_code,
                 took=duration_class(time.perf_counter() - began), request_id=request.log_id, office=_office(request))  # type: ignore[attr-defined]
        return response


def duration_class(seconds: float) -> str:
    return next((name for limit, name in CLASSES if seconds < limit), SLOWEST)


def _office(request: HttpRequest) -> str:
    """Return the office of an officer; nobody else's anything."""
    actor = getattr(request, "actor", None)
    return actor.office if actor is not None and actor.kind is ActorKind.OFFICER else ""
