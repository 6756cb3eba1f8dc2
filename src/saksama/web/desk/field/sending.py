"""What a telephone asks and sends: its state, and its sealed entries. Answers are JSON; a refusal says what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_POST

from saksama.kernel.errors import SaksamaError
from saksama.prevention import actions, envelopes, policies, queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import said

KIND = "application/octet-stream"
LARGEST_LETTER = envelopes.HEAD.size + envelopes.MOST * (envelopes.ENTRY.size + envelopes.LONGEST)


def telling(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer a refusal with its sentence as JSON: the telephone shows it where its page stands."""

    @wraps(view)
    def told(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SaksamaError as wrong:
            return JsonResponse({"sentence": said(wrong), "code": wrong.code}, status=wrong.status)

    return told


@require_GET
@desk_page
@telling
def state(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """Say that this telephone may send, the server's clock (ms), and the token that a sending bears."""
    policies.may_record_visit(request.actor).require()
    queries.kit(kit_id, request.actor)
    waiting = len(queries.waiting_entries(request.actor))
    return JsonResponse({"now": int(clock.now().timestamp() * 1000), "token": get_token(request), "waiting": waiting})


@require_POST
@desk_page
@telling
def send(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """Take entries in; the answer names each with what became of it, in the order they came."""
    if request.content_type != KIND or len(request.body) > LARGEST_LETTER:
        raise envelopes.Unreadable
    outcomes = actions.take_in(kit_id, request.body, actor=request.actor, now=clock.now())
    return JsonResponse({"entries": [[one.token.hex, one.state] for one in outcomes]})


@require_POST
@desk_page
@telling
def picture(request: DeskRequest, kit_id: UUID, token: UUID, nth: int) -> HttpResponse:
    """Take one sealed picture of an entry in."""
    if request.content_type != KIND:
        raise envelopes.Unreadable
    found = actions.take_picture(kit_id, token, nth, request.body, actor=request.actor, now=clock.now())
    return JsonResponse({"state": found.state})
