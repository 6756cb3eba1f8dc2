"""The accused's room: opened by the code of a letter in the body of each POST. No cookie, no script, no account.

Rights and warnings stand before the answer field. Nothing he wrote is lost when something is wrong.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.cases import actions, queries
from saksama.cases.shown import AccusedRoom
from saksama.cases.steps import Paper
from saksama.kernel.errors import Invalid, NotAllowed, NotFound, SaksamaError
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.frame import public_page, render, said

from . import keys
from .forms import MORE_TIME, AnswerForm, AskForm, CodeForm, CompanionForm, ConsentForm, EvidenceForm, WitnessForm

ASKING: dict[str, type[AskForm]] = {
    "pendamping": CompanionForm,
    "saksi": WitnessForm,
    "bukti": EvidenceForm,
    "setuju": ConsentForm,
}


@public_page("GET", "POST")
def room(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it show the room, take the answer, and show the room again with its receipt."""
    if request.method != "POST":
        return ask(request, CodeForm())
    now = clock.now()
    try:
        code = _code(request)
        found = queries.for_pass(code, now=now)
    except (Invalid, NotFound) as refused:
        return refuse(request, refused)
    step = request.POST.get("langkah", "")
    if step == "jawab":
        return _answer(request, found, code)
    if step in ASKING:
        return _ask_for(request, found, code, step)
    return show(request, found, code)


def _code(request: HttpRequest) -> str:
    """Return the typed code, else the one that rides sealed in the form."""
    typed = request.POST.get("kode", "")
    return typed if typed.strip() else keys.open_sealed(request.POST.get("kunci", ""), clock.now())


def ask(request: HttpRequest, form: CodeForm, *, kept: str = "", status: int = 200) -> HttpResponse:
    return render(request, "accused/enter.html", {"form": form, "kept": kept}, status=status)


def refuse(request: HttpRequest, refused: SaksamaError) -> HttpResponse:
    """Show the code form with what is wrong; an answer that was being sent stays on the page."""
    form = CodeForm(request.POST)
    form.is_valid()
    if request.POST.get("kode", "").strip() or request.POST.get("kunci"):
        form.errors.pop("kode", None)
        form.add_error("kode", said(refused))
    kept = next((text for name in ("isi", "saksi", "tentang", "pendamping") if (text := request.POST.get(name, ""))), "")
    return ask(request, form, kept=kept, status=refused.status if refused.status == 404 else 422)


def _answer(request: HttpRequest, found: AccusedRoom, code: str) -> HttpResponse:
    if request.POST.get("sudah") != str(len(found.replies)):
        return show(request, found, code, repeated=True)
    form = _form(found, request)
    if not form.is_valid():
        return show(request, found, code, form=form, status=422)
    told, now = form.cleaned_data, clock.now()
    papers = papers_of(request)
    try:
        actions.file_reply(code, choice=told["pilihan"], text=told["isi"], files=papers, now=now)
    except Invalid as refused:
        form.add_error(None, said(refused))
        return show(request, found, code, form=form, status=422)
    return show(request, queries.for_pass(code, now=now), code, just=told["pilihan"])


def _ask_for(request: HttpRequest, found: AccusedRoom, code: str, step: str) -> HttpResponse:
    """Take what he asks for beside his answer, once for each press: a page that is sent again finds its count moved on."""
    if request.POST.get("langkah_ke") != str(len(found.entries)):
        return show(request, found, code, repeated=True)
    form = asking(found, step, request)
    if not form.is_valid():
        return show(request, found, code, asked={step: form}, status=422)
    papers = papers_of(request) if step == "bukti" else ()
    now = clock.now()
    try:
        actions.ask_from_room(code, ask=form.ask, values=form.values(), files=papers, now=now)
    except (Invalid, NotAllowed) as refused:
        form.refuse("", said(refused))
        return show(request, found, code, asked={step: form}, status=refused.status)
    return show(request, queries.for_pass(code, now=now), code, just=step)


def papers_of(request: HttpRequest) -> tuple[Paper, ...]:
    return tuple(Paper(one.name or "", one.content_type or "", one.read()) for one in request.FILES.getlist("berkas"))


def asking(found: AccusedRoom, step: str, request: HttpRequest | None = None) -> AskForm:
    """Return one of the smaller forms, filled in where it was sent."""
    sent, names = request.POST if request is not None else None, f"id_{step}_%s"
    if step == "setuju":
        return ConsentForm(sent, auto_id=names, notified=found.notified)
    return ASKING[step](sent, auto_id=names)


def _form(found: AccusedRoom, request: HttpRequest | None = None) -> AnswerForm:
    bound = {"data": request.POST} if request is not None else {}
    return AnswerForm(may_reply=bool(found.may_reply), may_ask_time=bool(found.may_ask_time), **bound)


def show(
    request: HttpRequest,
    found: AccusedRoom,
    code: str,
    *,
    form: AnswerForm | None = None,
    just: str = "",
    repeated: bool = False,
    asked: dict[str, AskForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the room. Its address by GET is the code form, so that no code ever stands in an address."""
    open_for_answer = bool(found.may_reply) or bool(found.may_ask_time)
    context = {
        "room": found,
        "key": keys.seal(code, clock.now()),
        "form": (form or _form(found)) if open_for_answer else None,
        "just": just,
        "asked_for_time": just == MORE_TIME,
        "repeated": repeated,
        "tail": code[-4:].upper(),
        "lost": [one.name for one in request.FILES.getlist("berkas")] if form is not None or asked else [],
        "asks": _asks(found, asked or {}),
        "wrong": next(iter(asked.values()), None) if asked else None,
        "evidence": [_evidence(one.kind, n) for n, one in enumerate(found.evidence, start=1)],
    }
    return render(request, "accused/room.html", context, status=status)


def _asks(found: AccusedRoom, sent: dict[str, AskForm]) -> dict[str, AskForm]:
    """Return the smaller forms that are open now, the one that was sent as it was sent."""
    open_now = [*(("pendamping", "saksi", "bukti") if found.may_ask else ()), *(("setuju",) if found.notified else ())]
    return {step: sent.get(step) or asking(found, step) for step in open_now}


def _evidence(kind: str, n: int) -> str:
    name = {"photo": _("Foto"), "video": _("Video"), "sound": _("Rekaman suara")}.get(kind, _("Dokumen"))
    return f"{name} {n}"


@public_page("POST")
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A disclosed copy, a letter or a file of his own, by POST: the code never stands in an address."""
    now = clock.now()
    try:
        opened = queries.pass_item(_code(request), item_id, now=now)
    except Invalid as refused:
        return refuse(request, refused)
    if opened.type in downloads.PICTURES:
        return downloads.picture(opened.content, opened.type)
    return downloads.attachment(opened.content, opened.name, opened.type)
