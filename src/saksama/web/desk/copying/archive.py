"""What goes along with a copy sheet, in one archive: clean copies and letters under the sheet's names, no original."""

from __future__ import annotations

import io
import mimetypes
import zipfile
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from saksama.cases import actions, queries
from saksama.cases.shown.sealed import CopyFile
from saksama.evidence import queries as evidence
from saksama.kernel.errors import Invalid, NotFound
from saksama.store import clock
from saksama.vault.actions import Opened
from saksama.vault.keyring import Keyring
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import export_page

LARGEST = 150 * 1024 * 1024
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@require_GET
@export_page
def files(request: DeskRequest, case_id: UUID, target: str) -> HttpResponse:
    """The archive. Each reading is recorded before its content is opened."""
    now = clock.now()
    sheet = queries.copy_sheet(case_id, target, request.actor, None, now=now)
    if not sheet.enclosed:
        raise NotFound("Belum ada salinan bersih atau surat.", "There is no clean copy or letter yet.")
    ring, out, size = keys(request), io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for one in sheet.enclosed:
            opened = _open(request, case_id, one, ring, now)
            size += len(opened.content)
            if size > LARGEST:
                raise Invalid(
                    "Berkasnya bersama-sama terlalu besar. Unduh satu per satu dari halaman perkara.",
                    "Together the files are too large. Download them one by one from the case page.",
                )
            packed.writestr(zipfile.ZipInfo(one.name + _ending(opened.type), _NO_DATE), opened.content)
    stem = sheet.number.replace("/", "-") or "berkas"
    return downloads.attachment(out.getvalue(), f"{stem}_{target}.zip", "application/zip")


def _open(request: DeskRequest, case_id: UUID, one: CopyFile, ring: Keyring, now: datetime) -> Opened:
    if one.kind == "document":
        return queries.document(one.public_id, request.actor, ring, now=now)
    actions.note_reading(case_id, what=one.public_id, actor=request.actor, now=now)
    return evidence.open_copy(evidence.file(one.public_id), ring)


def _ending(kind: str) -> str:
    """Return the ending of a file by its type: the name it came with stays sealed."""
    return {"image/jpeg": ".jpg"}.get(kind) or mimetypes.guess_extension(kind) or ".bin"
