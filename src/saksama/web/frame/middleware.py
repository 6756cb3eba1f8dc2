"""Headers, language and refusals. The request's one log line is written by config.requests.

In settings: `HeadersMiddleware` first, `LanguageMiddleware` after session and user, `ErrorsMiddleware` innermost.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import set_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _

from saksama.kernel.errors import SaksamaError

from .pages import render
from .sides import Side, side_of

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("saksama.http")

POLICY_PUBLIC = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY_DESK = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "script-src 'self'"
)
PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), usb=(), "
    "xr-spatial-tracking=()"
)
SCRIPTED = "/petugas/"
ENGLISH = "/en/"
LANGUAGE_KEY = "bahasa"
ENCODING = "utf-8"
UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)    # the sender's doing


class HeadersMiddleware:
    """Set the security headers on every answer; the two sides differ in scripts only.

    A view may set a stricter `Content-Security-Policy` (evidence does) or a longer-lived `Cache-Control` (public data); it stays.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _foreign(request):
            request.encoding = ENCODING      # Django would decode the address with what was named; LanguageMiddleware refuses
        if side_of(request.path_info) is Side.PUBLIC:
            request.META.pop("HTTP_COOKIE", None)   # an officer's browser reads public pages as anybody
        response = self.get_response(request)
        side = side_of(request.path_info)
        if side is Side.PUBLIC and response.get("Vary") == "Cookie":
            del response["Vary"]    # nothing here depends on a cookie; the forgery check only looked for one
        response.setdefault("Content-Security-Policy", _policy(request.path_info))
        response.setdefault("Cache-Control", "no-store")
        # With no-referrer browsers send "Origin: null" along with a form, and Django's forgery check refuses it. Public forms
        # carry no session and need no such check; on the desk the referrer stays inside the house, and our WSGI layer drops it.
        response["Referrer-Policy"] = "same-origin" if side is Side.DESK else "no-referrer"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS
        response["X-Content-Type-Options"] = "nosniff"
        response["X-Frame-Options"] = "DENY"
        onion = request.META.get("HTTP_HOST", "").partition(":")[0].endswith(".onion")
        if urlsplit(settings.SAKSAMA.base_url).scheme == "https" and not onion:
            response["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        return response


def _policy(path: str) -> str:
    """Return what a page may load: the desk has one script of its own; signing in, accounts and agencies need none."""
    return POLICY_DESK if path.startswith(SCRIPTED) else POLICY_PUBLIC


class LanguageMiddleware:
    """Public side: `/en/...` is the English twin of every address, no cookie.

    Desk: the person's setting, or `?bahasa=en`, kept in the session.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language, prefix = "id", "/"
        if request.path_info.startswith(ENGLISH) and side_of(request.path_info[len(ENGLISH) - 1 :]) is Side.DESK:
            return _desk_in_english(request)
        if request.path_info.startswith(ENGLISH) and side_of(request.path_info[len(ENGLISH) - 1 :]) is Side.PUBLIC:
            language, prefix = "en", ENGLISH
            request.path_info = request.path_info[len(ENGLISH) - 1 :]
        elif side_of(request.path_info) is Side.DESK:
            language = self._desk_language(request)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        try:
            if prefix != "/":
                set_script_prefix(prefix)
            with translation.override(language):
                response = bad_request(request, BadRequest()) if _foreign(request) else self.get_response(request)
                if hasattr(response, "render") and callable(response.render) and not getattr(response, "is_rendered", True):
                    response.render()
        finally:
            if prefix != "/":
                set_script_prefix("/")
        response["Content-Language"] = language
        return response

    @staticmethod
    def _desk_language(request: HttpRequest) -> str:
        session = getattr(request, "session", None)
        wanted = request.GET.get("bahasa")
        if wanted in ("id", "en") and session is not None:
            session[LANGUAGE_KEY] = wanted
        kept = session.get(LANGUAGE_KEY) if session is not None else None
        own = getattr(getattr(request, "user", None), "language", "")
        language = kept or own
        return language if language in ("id", "en") else "id"


def _foreign(request: HttpRequest) -> bool:
    """Tell whether the sender names another encoding than UTF-8; browsers name none, or that of our pages."""
    return (request.content_params or {}).get("charset", ENCODING).strip().lower() != ENCODING


def _desk_in_english(request: HttpRequest) -> HttpResponse:
    """Lead from `/en/petugas/` to the desk in English: it has no twin addresses, since its language is the person's."""
    query = request.GET.copy()
    query[LANGUAGE_KEY] = "en"
    response = HttpResponse(status=303)
    response["Location"] = f"{request.path_info[len(ENGLISH) - 1 :]}?{query.urlencode()}"
    response["Content-Language"] = "en"
    return response


class ErrorsMiddleware:
    """Turn every refusal into a page that says what to do, a defect into a page with a reference number and nothing else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, SaksamaError):
            english = translation.get_language() == "en"
            sentence = error.detail_en if english else error.detail
            return refusal(request, status=error.status, title=_title(error.status), sentence=sentence, code=error.code)
        if isinstance(error, Http404):
            return not_found(request, error)
        if isinstance(error, PermissionDenied):
            return forbidden(request, error)
        if isinstance(error, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent):
            return refusal(
                request,
                status=413,
                title=_title(413),
                code="too_large",
                sentence=_("Kiriman ini terlalu besar. Kembali, kurangi isinya, lalu kirim lagi."),
            )
        if isinstance(error, UNREADABLE):
            return bad_request(request, error)
        if settings.DEBUG_PROPAGATE_EXCEPTIONS:
            return None
        return server_error(request, error)


def _title(status: int) -> str:
    return {
        400: _("Permintaan tidak terbaca"),
        403: _("Langkah ini bukan wewenang Anda"),
        404: _("Halaman ini tidak ada"),
        409: _("Langkah ini belum bisa dilakukan"),
        413: _("Kiriman terlalu besar"),
        422: _("Ada isian yang perlu diperbaiki"),
        503: _("Layanan sedang penuh"),
    }.get(status, _("Permintaan ini tidak dapat diproses"))


def refusal(request: HttpRequest, *, status: int, title: str, sentence: str, code: str) -> HttpResponse:
    """Return the page of a refusal we can name."""
    response = render(
        request,
        "frame/error.html",
        {
            "title": title,
            "sentence": sentence,
            "code": code,
            "reference": getattr(request, "log_id", ""),
            "base": "base/desk.html" if side_of(request.path_info) is Side.DESK else "base/public.html",
            "ours": status >= 500,
        },
        status=status,
    )
    if status == 503:
        response["Retry-After"] = "120"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, also as Django's `handler400`."""
    return refusal(
        request,
        status=400,
        title=_title(400),
        code="bad_request",
        sentence=_("Permintaan ini tidak dapat dibaca. Buka lagi dari halaman depan."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403, also as Django's `handler403`."""
    return refusal(
        request, status=403, title=_title(403), code="not_allowed", sentence=_("Anda tidak berwenang membuka halaman ini.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a desk form whose session ended (CSRF_FAILURE_VIEW)."""
    return refusal(
        request,
        status=403,
        title=_("Sesi ini sudah berakhir"),
        code="csrf",
        sentence=_("Kembali ke halaman sebelumnya, salin yang Anda tulis, masuk lagi, lalu kirim ulang."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, also as Django's `handler404`."""
    return refusal(
        request,
        status=404,
        title=_title(404),
        code="not_found",
        sentence=_("Periksa alamatnya, atau mulai lagi dari halaman depan."),
    )


def server_error(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """Answer 500 with a reference number; log the type and the lines of code, never a message, value, header or body."""
    error = error or sys.exc_info()[1]
    reference = getattr(request, "log_id", "")
    log.error("http.defect", request_id=reference, type=type(error).__name__, at=_frames(error))
    sentence = _("Yang belum Anda terima tandanya belum tersimpan. Coba lagi; bila terulang, sebutkan nomor ini.")
    try:
        return refusal(request, status=500, title=_("Ada yang rusak di pihak kami"), code="defect", sentence=sentence)
    except Exception as second:  # the frame itself is broken: say it without the frame
        log.error("http.defect", request_id=reference, type=type(second).__name__, at=_frames(second))
        return HttpResponse(f"{sentence} {reference}", status=500, content_type="text/plain; charset=utf-8")


def _frames(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    trace = error.__traceback__ if error else None
    while trace is not None:
        code = trace.tb_frame.f_code
        if "saksama" in code.co_filename:
            lines.append(f"{code.co_filename.rpartition('saksama/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return lines[-8:]
