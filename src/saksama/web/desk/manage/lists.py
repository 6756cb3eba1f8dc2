"""Lists from outside, on the screen: upload, name the columns, look, try, take in, undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from saksama.accounts import queries as accounts
from saksama.accounts.keep import is_signed_in
from saksama.accounts.policies import may_administer
from saksama.institutions import agency_list
from saksama.kernel.errors import SaksamaError
from saksama.registry.importing import actions, columns, files
from saksama.registry.models import Import
from saksama.registry.queries import lists
from saksama.store import clock, sheets
from saksama.web.casework import progress, words
from saksama.web.casework.downloads import attachment
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.account.forms import refuse
from saksama.web.frame import render, said, see_other

from .door import manage_page
from .list_forms import ColumnsForm, UploadForm
from .uploads import WholeInMemory

State = Import.State
AT_WORK = (State.TRYING, State.TAKING, State.UNDOING)
OPEN = (State.ARRIVED, State.TRIED, State.STALE)
PREVIEW = 6
LOOK_AGAIN = 4              # seconds


@csrf_exempt
@require_http_methods(["GET", "POST"])
def index(request: DeskRequest) -> HttpResponseBase:
    """The lists so far, and a new one. A large file is read only for an administrator, and only into memory."""
    if is_signed_in(request) and may_administer(request.actor):
        request.upload_handlers = [WholeInMemory(request)]
    return _index(request)


@csrf_protect
@manage_page
def _index(request: DeskRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.begin(form.cleaned_data["kind"], form.cleaned_data["file"].file, actor=request.actor, now=clock.now())
        except SaksamaError as error:
            refuse(form, error) if "field" in error.context else form.add_error("file", said(error))
        else:
            return see_other("desk:list", row.public_id)
    rows = [_Row.of(row) for row in lists()]
    return render(request, "desk/manage/lists.html", {"form": form, "rows": rows, "here": "manage"},
                  status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class _Row:
    """A list in the table of lists."""

    row: Import
    label: str
    state: str
    who: str

    @classmethod
    def of(cls, row: Import) -> _Row:
        return cls(row, kind_label(row.kind), state_label(row.state), accounts.name_of(row.owner))


def kind_label(kind: str) -> str:
    return {"offices": _("Kantor"), "agencies": _("Instansi dan unit"), "posts": _("Jabatan"),
            "roster": _("Daftar pegawai")}[kind]


def state_label(state: str) -> str:
    return {
        State.ARRIVED: _("menunggu pemasangan kolom"), State.TRYING: _("sedang diuji"),
        State.TRIED: _("sudah diuji, belum diambil"), State.TAKING: _("sedang diambil"),
        State.TAKEN: _("sudah diambil"), State.UNDOING: _("sedang dibatalkan"), State.UNDONE: _("dibatalkan"),
        State.DISCARDED: _("dibuang"), State.STALE: _("perlu diuji lagi"),
    }[State(state)]


@require_http_methods(["GET", "POST"])
@manage_page
def show(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """One list, at whatever stage it is; its columns are named here."""
    row = actions.get(list_id, actor=request.actor)
    form = ColumnsForm(request.POST or None, row=row, heading=actions.heading_of(row)) if row.state in OPEN else None
    if request.method == "POST":
        if form is None:
            raise actions.WrongMoment
        if form.is_valid() and _named(request, row, form):
            return see_other("desk:list", list_id)
    return _page(request, row, form, status=422 if request.method == "POST" else 200)


def _named(request: DeskRequest, row: Import, form: ColumnsForm) -> bool:
    try:
        actions.name_columns(row.public_id, form.mapping(), as_of=form.cleaned_data.get("as_of"),
                             whole_of=form.cleaned_data.get("whole_of", ""), actor=request.actor, now=clock.now())
    except SaksamaError as error:
        field = str(error.context.get("field", ""))
        error.context["field"] = field if field in form.fields else f"column_{field}"
        refuse(form, error)
        return False
    return True


def _page(request: DeskRequest, row: Import, form: forms.Form | None, *, status: int = 200, refused: str = "") -> HttpResponse:
    heading = actions.heading_of(row)
    niks, others = columns.left_out(row.mapping, heading)
    now = clock.now()
    context = {
        "row": row, "form": form, "here": "manage", "label": kind_label(row.kind), "state": state_label(row.state),
        "refused": refused or _sentence_of_trial(row), "preview": _preview(request, row), "niks": niks,
        "others": others if row.mapping else [], "faults": _faults(row)[:20], "fault_count": row.counts.get("errors", 0),
        "writes": sum(row.counts.get(name, 0) for name in ("new", "changed", "gone")), "half": actions.looks_like_half(row),
        "at_work": row.state in AT_WORK, "left": _left(row, now), "who": accounts.name_of(row.owner),
        "whole": agency_list.code_of(row.whole_of), "kept_more": max(row.counts.get("kept_count", 0) - 200, 0),
        "gone_held": bool(row.whole_of and row.counts.get("errors") and not row.counts.get("gone")),
    }
    response = render(request, "desk/manage/list.html", context, status=status)
    if row.state in AT_WORK:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


def _sentence_of_trial(row: Import) -> str:
    return str(row.counts.get("refused" if words.language() == "id" else "refused_en", ""))


def _preview(request: DeskRequest, row: Import) -> list[tuple[str, list[str]]]:
    """The first lines by our fields, for whoever uploaded the file and nobody else; nothing where it cannot be read."""
    if row.owner != request.actor.public_id or row.state not in OPEN:
        return []
    try:
        lines = files.first_lines(files.opened(row), PREVIEW)[1:]
    except SaksamaError:
        return []
    named = [(column, row.mapping[column.name]) for column in columns.of(row.kind) if column.name in row.mapping]
    return [(words.of(column, "label"), [line.cells[at] if at < len(line.cells) else "" for line in lines])
            for column, at in named]


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    column: str
    reason: str


def _faults(row: Import) -> list[_Fault]:
    labels = {column.name: words.of(column, "label") for column in columns.of(row.kind)}
    english = words.language() == "en"
    return [_Fault(one.line, labels.get(one.column, ""), one.reason_en if english else one.reason)
            for one in actions.faults_of(row)]


def _left(row: Import, now: datetime) -> str:
    """How far it is, and how long still, by the pace so far."""
    if row.state not in AT_WORK or not row.total or not row.done or row.began_at is None:
        return ""
    return progress.left(row.done, row.total, (now - row.began_at).total_seconds())


@require_http_methods(["POST"])
@manage_page
def take(request: DeskRequest, list_id: UUID) -> HttpResponse:
    return _step(request, list_id, "take")


@require_http_methods(["POST"])
@manage_page
def undo(request: DeskRequest, list_id: UUID) -> HttpResponse:
    return _step(request, list_id, "undo")


@require_http_methods(["POST"])
@manage_page
def discard(request: DeskRequest, list_id: UUID) -> HttpResponse:
    return _step(request, list_id, "discard")


def _step(request: DeskRequest, list_id: UUID, verb: str) -> HttpResponse:
    """Do it, or show the list's page with the reason why not."""
    given = {"confirmed": "confirmed" in request.POST} if verb == "take" else {}
    try:
        getattr(actions, verb)(list_id, actor=request.actor, now=clock.now(), **given)
    except actions.ListUnknown:
        raise
    except SaksamaError as error:
        row = actions.get(list_id, actor=request.actor)
        form = ColumnsForm(row=row, heading=actions.heading_of(row)) if row.state in OPEN else None
        return _page(request, row, form, status=error.status, refused=said(error))
    return see_other("desk:list", list_id) if verb != "discard" else see_other("desk:lists")


@require_http_methods(["GET"])
@manage_page
def faults(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """All faults as a table to work through, by line of the file."""
    row = actions.get(list_id, actor=request.actor)
    content = sheets.delimited((_("Baris"), _("Kolom"), _("Sebab")), [(one.line, one.column, one.reason) for one in _faults(row)])
    return attachment(content, f"kesalahan-{row.sha256[:8]}.csv", sheets.CSV)
