"""The WSGI application, behind its permits, and wrapped so that no address, agent or referrer ever reaches Django."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from saksama.ops.serving.permits import Permits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.config.settings")

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
IDENTIFYING = frozenset({
    "REMOTE_ADDR", "REMOTE_PORT", "REMOTE_HOST", "REMOTE_USER", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_USER_AGENT", "HTTP_REFERER",
    "HTTP_FROM", "HTTP_X_REAL_IP", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP", "HTTP_CLIENT_IP", "HTTP_X_CLUSTER_CLIENT_IP",
})
UNDECODABLE = "text/plain; charset=undecodable"
IDENTIFYING_PREFIXES = ("HTTP_X_FORWARDED_", "HTTP_SEC_CH_UA")


class Unidentified:
    """Deletes what tells who is asking, before the first line of Django runs."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        for name in [name for name in environ if name in IDENTIFYING or name.startswith(IDENTIFYING_PREFIXES)]:
            del environ[name]
        environ["REMOTE_ADDR"] = ""
        return self.application(environ, start_response)


class Decodable:
    """Renames an encoding with which Django could not even build its request; the middleware refuses it then."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        named = str(environ.get("CONTENT_TYPE", ""))
        if "charset" in named.lower() and not _in_utf_8(named):
            environ["CONTENT_TYPE"] = UNDECODABLE
        return self.application(environ, start_response)


def _in_utf_8(named: str) -> bool:
    try:
        _kind, fields = parse_header_parameters(named)
    except (ValueError, LookupError):
        return False
    return fields.get("charset", "utf-8").strip().lower() == "utf-8"


application = Unidentified(Permits(Decodable(get_wsgi_application()), settings.SAKSAMA.web_threads))
