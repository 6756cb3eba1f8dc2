"""Text that was posted when the session was over is not lost: it rides, sealed, through signing in, and is shown again.

It is never stored: it lies in a hidden field of the sign-in page and of the code page (security.md section 5). Afterwards its
owner sees what he had written and sends it himself, so that a foreign page cannot have something sent by way of a sign-in.
It is shown to nobody but its writer, whom the form's own token names (`accounts.written`): a colleague who signs in on the same
browser may only hand the page back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CSRF_SESSION_KEY
from django.urls import resolve, reverse

from saksama.kernel.actor import ActorKind
from saksama.vault import forms, session

from . import written

if TYPE_CHECKING:
    from .models import User

FIELD = "disimpan"
PURPOSE = "accounts.keep"
LONGEST = timedelta(hours=12)
SECRET = ("password", "csrfmiddlewaretoken", FIELD)
SIGN_IN = "/masuk/"

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was posted, by whom and to which address. `with_files`: files were sent too, and have to be chosen again.

    `by` is the secret behind the form's token, for `written.is_by`.
    """

    by: str
    path: str
    fields: tuple[tuple[str, str], ...]
    with_files: bool

    @property
    def texts(self) -> list[str]:
        """What its owner will recognise: the longer texts, without the values of choices and ids."""
        return [value for _name, value in self.fields if len(value) > 20 and any(letter.isspace() for letter in value)]


def begin(sender: object, request: HttpRequest, user: User, **more: object) -> None:
    """Give a session that begins the person's own secret for its forms (receiver of Django's `user_logged_in`)."""
    request.META["CSRF_COOKIE"] = request.session[CSRF_SESSION_KEY] = written.draw(user.owner)


def pack(request: HttpRequest) -> str:
    """Return the posted fields sealed for the next page; nothing where there is nothing to keep, or no person wrote the form."""
    if request.method != "POST" or request.path_info.startswith(SIGN_IN) or not _is_from_here(request):
        return request.POST.get(FIELD, "") if request.method == "POST" else ""
    by = written.secret_of(request.POST.get("csrfmiddlewaretoken", ""))
    if not by:
        return ""
    fields = [[name, value] for name, values in request.POST.lists() for value in values if not _is_secret(name)]
    state = {"by": by, "path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return forms.seal(state, purpose=PURPOSE, now=session.real_now())


def _is_secret(name: str) -> bool:
    return name in SECRET or "sandi" in name or "password" in name


def _is_from_here(request: HttpRequest) -> bool:
    """Refuse to keep what a foreign page sent. Old browsers do not say; their owner still reads before he sends."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "null")
    return site in ("same-origin", "none") and (origin == "null" or origin.partition("://")[2] == request.get_host())


def holds(sealed: str) -> bool:
    """Tell whether something is kept there, whoever wrote it."""
    return _unpack(sealed) is not None


def unpack(sealed: str, owner: str) -> Kept | None:
    """Return what this person had written; nothing where another did, or the field is empty, spoiled or half a day old."""
    kept = _unpack(sealed)
    return kept if kept is not None and written.is_by(kept.by, owner) else None


def _unpack(sealed: str) -> Kept | None:
    try:
        state = forms.open(sealed, purpose=PURPOSE) if sealed else None
    except forms.FormSpoiled:
        return None
    if state is None or session.real_now() - state.issued_at > LONGEST:
        return None
    fields = tuple((str(name), str(value)) for name, value in state["fields"])  # type: ignore[attr-defined]
    return Kept(str(state["by"]), str(state["path"]), fields, bool(state["files"]))


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether somebody with both factors and an opened key is behind the request."""
    return request.actor.kind is ActorKind.OFFICER  # type: ignore[attr-defined]


def signed_in_required(view: View) -> View:
    """Let only signed-in people in. Others get the sign-in page, and what they posted is kept for them."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_signed_in(request) else ask_to_sign_in(request)

    page.signed_in_required = True  # type: ignore[attr-defined]
    return page


def fresh_factor_required(view: View) -> View:
    """Ask for the second factor once more where it is older than ten minutes: releases, exports. What was posted is kept."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_signed_in(request):
            return ask_to_sign_in(request)
        return view(request, *args, **kwargs) if session.is_fresh(request) else ask_for_factor(request)

    page.signed_in_required = True  # type: ignore[attr-defined]
    return page


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Return the sign-in page in place of what was asked for; a page that was only to be read is gone to afterwards."""
    if request.user.is_authenticated and not is_signed_in(request):
        return _redirect(reverse("account_continue"))
    return _instead(request, "account_login")


def ask_for_factor(request: HttpRequest) -> HttpResponseBase:
    """Return the page that asks for the second factor once more, in place of what was asked for."""
    return _instead(request, "account_confirm")


def _instead(request: HttpRequest, route: str) -> HttpResponseBase:
    address = reverse(route)
    if request.method in ("GET", "HEAD"):
        return _redirect(f"{address}?next={quote(request.get_full_path())}")
    response = shown(request, address, pack(request))
    response.status_code = 403
    return response


def shown(request: HttpRequest, address: str, sealed: str) -> HttpResponseBase:
    """Return the page at this address as if it were opened, carrying the sealed text in its form."""
    match = resolve(address)
    method, request.method = request.method, "GET"
    request.kept = sealed  # type: ignore[attr-defined]
    try:
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render") and callable(response.render):
            response.render()
    finally:
        request.method = method
    return response


def _redirect(address: str) -> HttpResponse:
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


def belongs_to_desk(path: str) -> bool:
    """Tell whether an address is one of those where people are signed in."""
    return path.startswith(tuple(settings.SIGNED_IN_PATHS))
