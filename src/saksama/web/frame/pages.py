"""How a view answers: a page, or a redirect after a post (always 303)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse


def render(request: HttpRequest, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> HttpResponse:
    """Return the page; 422 is the status of a form that came back with errors."""
    return HttpResponse(render_to_string(template, dict(context or {}), request), status=status)


def see_other(name: str, *args: object) -> HttpResponse:
    """Return a 303 to a named route (or to an address that starts with `/`): post, redirect, get."""
    response = HttpResponse(status=303)
    response["Location"] = name if name.startswith("/") else reverse(name, args=args)
    return response


def public_page(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view of the public side: these methods only, and no CSRF cookie.

    Public forms carry what they need in sealed, authenticated fields (security.md section 5), so there is no ambient
    authority that a foreign page could ride on, and no cookie to protect.
    """
    allowed = methods or ("GET",)

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method not in allowed and not (request.method == "HEAD" and "GET" in allowed):
                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        page.csrf_exempt = True  # type: ignore[attr-defined]  # what django.views.decorators.csrf.csrf_exempt sets
        return page

    return mark
