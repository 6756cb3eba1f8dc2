"""What a telephone asks and sends: its state, and its sealed entries. Answers are JSON; a refusal says what to do."""

from __future__ import annotations

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


@require_GET
@desk_page
def state(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """Say that this telephone may send, the server's clock (ms), and the token that a sending bears."""
    policies.may_record_visit(request.actor).require()
    queries.kit(kit_id, request.actor)
    waiting = len(queries.waiting_entries(request.actor))
    return JsonResponse({"now": int(clock.now().timestamp() * 1000), "token": get_token(request), "waiting": waiting})


@require_POST
@desk_page
def send(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """Take entries in; the answer names each with what became of it, in the order they came."""
    if request.content_type != KIND or len(request.body) > LARGEST_LETTER:
        refused: SaksamaError = envelopes.Unreadable()
        return JsonResponse({"sentence": said(refused)}, status=refused.status)
    try:
        outcomes = actions.take_in(kit_id, request.body, actor=request.actor, now=clock.now())
    except SaksamaError as wrong:
        return JsonResponse({"sentence": said(wrong), "code": wrong.code}, status=wrong.status)
    return JsonResponse({"entries": [[one.token.hex, one.state] for one in outcomes]})


@require_POST
@desk_page
def picture(request: DeskRequest, kit_id: UUID, token: UUID, nth: int) -> HttpResponse:
    """Take one sealed picture of an entry in."""
    try:
        if request.content_type != KIND:
            raise envelopes.Unreadable
        found = actions.take_picture(kit_id, token, nth, request.body, actor=request.actor, now=clock.now())
    except SaksamaError as wrong:
        return JsonResponse({"sentence": said(wrong), "code": wrong.code}, status=wrong.status)
    return JsonResponse({"state": found.state})
