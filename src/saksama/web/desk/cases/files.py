"""Opened bytes: clean copies of evidence, letters and papers. Nothing raw, nothing sniffed, nothing cached."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from saksama.cases import actions, queries
from saksama.evidence import queries as evidence
from saksama.kernel.errors import NotFound
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page


@require_GET
@desk_page
def copy(request: DeskRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """The clean copy of a file of this case: a picture inline (`kecil`: a small one), all else as a download. No original."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    if all(str(file.public_id) != str(file_id) for file in page.files):
        raise NotFound("Berkas ini tidak ada di perkara ini.", "This file does not belong to this case.")
    small = bool(request.GET.get("kecil"))
    if not small:
        actions.note_reading(case_id, what=str(file_id), actor=request.actor, now=now)
    opened = (evidence.open_preview if small else evidence.open_copy)(evidence.file(file_id), keys(request))
    if opened.type in downloads.PICTURES:
        return downloads.picture(opened.content, opened.type)
    return downloads.attachment(opened.content, opened.name, opened.type)


@require_GET
@desk_page
def document(request: DeskRequest, document_id: UUID) -> HttpResponseBase:
    """A letter or paper: `bentuk=docx` for the one that officers edit, else the PDF or the paper itself."""
    return downloads.document(request, document_id)
