"""The case as one page. Sealed content is opened by a POST and shown in that one answer only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama import law
from saksama.cases import actions, kinds, queries
from saksama.cases.shown import CasePage, DocumentShown, Entry, NoteShown, SealedPage, StepOffer
from saksama.cases.steps import ActedMeanwhile
from saksama.followup import queries as followup
from saksama.kernel.errors import Invalid
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page, one_reading
from saksama.web.frame import render, said

from . import policy, tools
from . import queue as queues
from .contact import Contact, Unasked, open_contact
from .evidence_words import evidence_of
from .messages import MessageForm

MAIN_STEPS = 3
SHEETS = ("sigaplapor", "sbt", "idis", "form_a")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline with its opened note."""

    entry: Entry
    note: tuple[tuple[str, str], ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class Shut:
    """A step that is not for this person, or not yet, with the reason."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    name: str


@require_http_methods(["GET", "POST"])
@desk_page
@one_reading
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The case page; a POST opens the story (`buka=cerita`) or a named reporter's contact (`buka=kontak`) for this answer."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    opened: SealedPage | None = None
    contact: Contact | None = None
    unasked: Unasked | None = None
    status = 200
    if request.POST.get("buka") == "cerita":
        actions.note_reading(case_id, what="story", actor=request.actor, now=now)
        opened = queries.sealed(case_id, request.actor, keys(request), now=now)
    elif request.POST.get("buka") == "kontak":
        try:
            contact = open_contact(request, page, now)
        except (Invalid, ActedMeanwhile) as refused:
            unasked = Unasked(request.POST.get("laporan", ""), said(refused), request.POST.get("alasan", "")[:200])
            status = refused.status
        page = queries.page(case_id, request.actor, now=now)  # the opening is an act by now
    shown = present(page, opened, now)
    context = shown | {
        "contact": contact,
        "unasked": unasked,
        "may_write": shown["may_write"] and bool(policy.may_write_to_reporters(request.actor, page.office_public_id)),
        "may_open_contact": request.actor.has("examiner") and request.actor.office == page.office_public_id,
        "queue": queues.read(request, now, here=page.public_id),
        "oversight": request.actor.has("oversight_analyst"),
        "overseer_reads": _overseer_reads(request, page, now),
        "here": "queue",
        "tools": tools.offers(page, request.actor),
        "message_form": MessageForm(page),
        **_fresh(request, page),
    }
    return render(request, "desk/cases/case.html", context, status=status)


def _overseer_reads(request: DeskRequest, page: CasePage, now: datetime) -> str:
    """Return whether the overseer reads a forwarded case, for the people who can open it to him; nothing for others."""
    ours = request.actor.has("examiner", "commissioner") and request.actor.office == page.office_public_id
    if not ours or page.waiting_on not in ("oversight", "agency", "bpasn"):
        return ""
    return followup.reading_of(page.public_id, request.actor, now=now).value


@require_GET
@desk_page
def printed(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The case on paper: without the queue and without what is sealed."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    return render(request, "desk/cases/print.html", present(page, None, now) | {"printing": True})


def present(page: CasePage, opened: SealedPage | None, now: datetime) -> dict[str, object]:
    """Return what the parts of the page need, sorted and in words."""
    allowed = {step.act for step in page.steps if step.allowed}
    return {
        "page": page,
        "opened": opened,
        "channel": page.reports[0].channel_en if page.reports and words.language() == "en" else _channel(page),
        "assessed": sum(1 for condition in page.conditions if condition.assessed),
        "files": [evidence_of(file) for file in page.files],
        "entries": timeline(page, opened),
        "timeline_title": _("Riwayat"),
        "running": [one for one in page.clocks if one.state in ("running", "paused", "missed") and not one.stopped_by],
        "ended": [one for one in page.clocks if one.state not in ("running", "paused", "missed") or one.stopped_by],
        "may_record_holder": "post_holder.recorded" in allowed,
        "may_test_conflict": "conflict.tested" in allowed,
        "may_choose_tracks": "tracks.chosen" in allowed,
        "may_join": "joined" in allowed,
        "may_copy": "copy_sheet.issued" in allowed,
        "may_write": page.stage != "closed" and any(not report.withdrawn for report in page.reports),
        "rules": rules_of(page),
        "targets": [Target(sheet, words.of(law.book().target(sheet), "name")) for sheet in SHEETS],
        **offers(page),
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that counts in this case, as it stood on the day of the event."""

    citation: str
    id: str


def rules_of(page: CasePage) -> list[Rule]:
    """Return the rules that the page leans on, each once: conditions, limits, and the tracks that were suggested."""
    found = [Rule(one.citation, "") for one in page.conditions]
    found += [Rule(one.citation, one.version or one.rule) for one in page.clocks]
    found += [Rule(one.article, one.violation) for one in (page.tracks.suggested if page.tracks else ())]
    return list({one.citation: one for one in found if one.citation}.values())


def _channel(page: CasePage) -> str:
    return _("diterima lewat %(channel)s") % {"channel": page.reports[0].channel_id} if page.reports else ""


def offers(page: CasePage) -> dict[str, object]:
    """Return the open steps in their three ranks, and those that are shut with the reason."""
    allowed = [step for step in page.steps if step.allowed]
    primary = page.primary if page.primary is not None and page.primary.allowed else None
    rest = [step for step in allowed if step is not primary]
    main = [step for step in rest if not step.minor][:MAIN_STEPS]
    shut = [Shut(words.of(step, "label"), _reason(step)) for step in page.steps if not step.allowed and not step.minor]
    return {
        "primary": primary,
        "main_steps": main,
        "more_steps": [step for step in rest if step not in main],
        "shut_steps": shut,
        "hint": shut[0].reason if shut and primary is None else "",
    }


def _reason(step: StepOffer) -> str:
    return step.allowed.reason_en if words.language() == "en" else step.allowed.reason


def timeline(page: CasePage, opened: SealedPage | None) -> list[Line]:
    """Return the acts, newest first, with the notes that were opened in this request."""
    notes = {note.nth: note for note in (*opened.notes, *opened.replies)} if opened else {}
    return [Line(entry, _note(notes.get(entry.nth)), _may_correct(entry)) for entry in reversed(page.entries)]


def _note(note: NoteShown | None) -> tuple[tuple[str, str], ...]:
    if note is None:
        return ()
    labels = {field.name: field.label(words.language()) for field in kinds.get(note.act).fields}
    return tuple((labels.get(name, _("Catatan")), text) for name, text in note.texts.items() if text)


def _may_correct(entry: Entry) -> bool:
    return bool(entry.who) and entry.corrected_by is None and entry.corrects is None and kinds.get(entry.act).offered


def _fresh(request: DeskRequest, page: CasePage) -> dict[str, object]:
    """Return the act that was just recorded, with the letters that came with it."""
    nth = request.GET.get("baru", "")
    entry: Entry | None = next((one for one in page.entries if str(one.nth) == nth), None)
    letters: list[DocumentShown] = [one for one in page.documents if entry is not None and one.nth == entry.nth]
    return {"fresh": entry, "fresh_documents": letters}
