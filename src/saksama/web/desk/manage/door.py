"""The administrator's door: signed in with both factors, and an administrator. What weighs more asks for a fresh factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.policies import may_administer
from saksama.web.casework.requests import DeskRequest

View = Callable[..., HttpResponseBase]


def manage_page(view: View) -> View:
    """Mark a page of the administrator."""
    return signed_in_required(_administering(view))


def weighty(view: View) -> View:
    """Mark a step of the administrator that asks for a fresh second factor."""
    return fresh_factor_required(_administering(view))


def _administering(view: View) -> View:
    @wraps(view)
    def page(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        may_administer(request.actor).require()
        return view(request, *args, **kwargs)

    return page
