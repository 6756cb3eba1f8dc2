"""Who acts in a request of the desk and the agency side, and the cookie of the opened key."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from saksama.kernel.actor import PUBLIC, Actor
from saksama.store import clock
from saksama.vault import session

from . import queries
from .keep import belongs_to_desk
from .posts import Post

POST_KEY = "post"


class ActorMiddleware:
    """Sets `request.actor` (and `request.post`, the office acted for); on the public side everybody is `PUBLIC`.

    Only both factors make an officer: without an opened key nobody acts. Who is signed in by passphrase alone may finish that on
    the sign-in pages; whose key has closed (30 minutes idle, 8 hours, signed in elsewhere) is signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = PUBLIC  # type: ignore[attr-defined]
        if belongs_to_desk(request.path_info):
            request.actor = identify(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        cookie = getattr(request, "vault_cookie", None)
        if cookie is not None:
            _set_cookie(response, cookie)
        return response


def identify(request: HttpRequest) -> Actor:
    """Return the officer behind the request, by today's date in his office's zone; `PUBLIC` for everybody else."""
    if not request.user.is_authenticated:
        return PUBLIC
    if not session.is_open(request):
        if session.half_of(session.cookie_of(request), now=session.real_now()) is None:
            logout(request)
        return PUBLIC
    kept = request.session.get(POST_KEY)
    known = Post(**kept) if kept else None
    actor, post = queries.acting_now(request.user, clock.now(), office=known.office if known else "", known=known)
    if post != known:
        request.session[POST_KEY] = post.as_dict()
    request.post = post  # type: ignore[attr-defined]
    return actor


def _set_cookie(response: HttpResponse, value: str) -> None:
    name = session.cookie_name()
    if value:
        response.set_cookie(name, value, path="/", httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict")
    else:
        response.delete_cookie(name, path="/", samesite="Strict")
