"""Compare and join: two cases side by side on what is plain, so that nobody joins blindly."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.cases import queries
from saksama.cases.shown import CasePage
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render

MOST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in which the two are alike or not."""

    label: str
    ours: str
    theirs: str

    @property
    def same(self) -> bool:
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class Other:
    page: CasePage
    rows: tuple[Row, ...]


@require_GET
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """This case beside those that look like it; joining is a step of its own with a reason."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    wanted = [one.case for one in page.similar if one.case][:MOST]
    others = [queries.page(one, request.actor, now=now) for one in wanted]
    context = {
        "page": page,
        "others": [Other(one, rows_of(page, one)) for one in others],
        "unopened": [one for one in page.similar if not one.case],
        "may_join": _may(page, "joined"),
        "may_tell_apart": _may(page, "told_apart"),
        "here": "queue",
    }
    return render(request, "desk/cases/compare.html", context)


def _may(page: CasePage, act: str) -> bool:
    return any(step.act == act and step.allowed for step in page.steps)


def rows_of(ours: CasePage, theirs: CasePage) -> tuple[Row, ...]:
    """Return what is plain of both, in the same order."""
    pairs = zip(_plain(ours), _plain(theirs), strict=True)
    return tuple(Row(label, left, right) for (label, left), (_label, right) in pairs)


def _plain(page: CasePage) -> list[tuple[str, str]]:
    language = words.language()
    return [
        (_("Yang diduga"), words.of(page, "title")),
        (_("Tempat"), page.place),
        (_("Instansi"), page.agency or _("tidak disebut")),
        (_("Tanggal kejadian"), dates.long_date(page.happened_on, language) if page.happened_on else _("tidak disebut")),
        (_("Diterima"), dates.long_date(page.opened_at, language, page.timezone)),
        (_("Pintu"), ", ".join(words.of(report, "door") for report in page.reports) or _("temuan petugas")),
        (_("Bukti"), str(len(page.files))),
        (_("Tahap"), words.of(page, "stage")),
        (_("Nomor"), page.number or _("belum bernomor")),
    ]
