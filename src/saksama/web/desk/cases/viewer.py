"""The evidence of a case one by one: the clean copy, its fingerprint, what comes before and after. No original is shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from saksama.cases import queries
from saksama.kernel.errors import NotFound
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

from .evidence_words import Evidence, evidence_of

LARGE = "besar"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands among the others. `before` and `after` are addresses, empty at the ends."""

    nth: int
    total: int
    before: str
    after: str


@require_GET
@desk_page
def show(request: DeskRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """One piece of evidence. The picture is a request of its own, and that one is recorded as a reading."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    files = [evidence_of(file) for file in page.files]
    at = next((n for n, one in enumerate(files) if str(one.file.public_id) == str(file_id)), None)
    if at is None:
        raise NotFound("Berkas ini tidak ada di perkara ini.", "This file does not belong to this case.")
    context = {"page": page, "item": files[at], "place": _place(page.public_id, files, at), "here": "queue",
               "large": bool(request.GET.get(LARGE)), "pieces": list(enumerate(files, start=1))}
    return render(request, "desk/cases/viewer.html", context)


def _place(case_id: str, files: list[Evidence], at: int) -> Place:
    def address(n: int) -> str:
        return reverse("desk:viewer", args=[case_id, files[n].file.public_id]) if 0 <= n < len(files) else ""

    return Place(at + 1, len(files), address(at - 1), address(at + 1))
