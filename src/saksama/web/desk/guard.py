"""The desk's door: signed in with both factors, and serving in an office that handles cases.

An agency's officer finds the cases addressed to his agency by his key, and reads them in the agency's room in the words meant for
it. The desk's pages say more (who waits, how a report came in), so its door stays shut to him whatever his key would find.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

from saksama import store
from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.policies import may_enter_desk
from saksama.web.casework.requests import DeskRequest

View = Callable[..., HttpResponseBase]


def desk_page(view: View) -> View:
    """Mark a view of the desk: signed in, and `may_enter_desk`."""
    return signed_in_required(_handling(view))


def export_page(view: View) -> View:
    """Mark a view of the desk that gives out what leaves the installation: like `desk_page`, and with a fresh second factor."""
    return fresh_factor_required(_handling(view))


def one_reading(view: View) -> View:
    """Let a GET of this view read all in one transaction: its page is of one moment, and the database is told once who looks.

    For views whose GET writes nothing. It stands inside `desk_page`.
    """

    @wraps(view)
    def page(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "GET":
            return view(request, *args, **kwargs)
        with store.reading(request.actor):
            return view(request, *args, **kwargs)

    return page


def _handling(view: View) -> View:
    @wraps(view)
    def page(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        may_enter_desk(request.actor).require()
        return view(request, *args, **kwargs)

    return page
