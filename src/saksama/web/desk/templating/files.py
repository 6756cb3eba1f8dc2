"""Files to take along: our template as a start, the list of fields, a version, and the invented letter a version draws."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.cases import lettering
from saksama.cases.actions.letters import DOCX
from saksama.cases.queries import templates as asked
from saksama.law.forms import fields as field_list
from saksama.law.forms import word
from saksama.store import sheets
from saksama.web.casework import downloads, words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page

KINDS = {field_list.TEXT: "teks", field_list.LINES: "daftar", field_list.IMAGE: "gambar"}


@require_GET
@desk_page
def ours(request: DeskRequest, form: str) -> HttpResponse:
    """The built-in template."""
    asked.form_of(request.actor, form)
    return downloads.attachment(word.template(), f"templat-bawaan-{form}.docx", DOCX)


@require_GET
@desk_page
def fields(request: DeskRequest, form: str) -> HttpResponse:
    """The fields of a form as a table, each with how it is written."""
    shown = asked.form_of(request.actor, form)
    heading = [_("Isian"), _("Ditulis begini"), _("Artinya"), _("Jenis"), _("Wajib tampil")]
    rows = [
        [
            f"{one.within}.{one.name}" if one.within else one.name,
            one.written,
            words.of(one, "said"),
            KINDS[one.kind],
            _("ya") if one.needed else "",
        ]
        for one in field_list.known()
    ]
    page = sheets.Page(words.of(shown, "label")[:31], heading, rows, [26, 60, 46, 10, 14])
    return downloads.attachment(sheets.workbook([page]), f"isian-{form}.xlsx", sheets.XLSX)


@require_GET
@desk_page
def version(request: DeskRequest, version: UUID) -> HttpResponse:
    """A version as it was uploaded; `contoh`: the invented letter it draws."""
    row, content = asked.content(request.actor, version)
    name = f"templat-{row.form}-{row.version}.docx"
    if "contoh" in request.GET:
        content, name = lettering.look(row.form, content).preview, f"contoh-{row.form}-{row.version}.docx"
    return downloads.attachment(content, name, DOCX)
