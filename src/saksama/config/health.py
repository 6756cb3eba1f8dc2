"""`/healthz`: this process answers. `/readyz`: it can also read its database and its keys. Neither tells why not."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503. The reasons belong to `saksama doctor`, not to a page anybody can read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _not_ready()
    if settings.SAKSAMA.key_troubles():
        return _not_ready()
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


def _not_ready() -> HttpResponse:
    return HttpResponse("not ready\n", content_type="text/plain; charset=utf-8", status=503)
