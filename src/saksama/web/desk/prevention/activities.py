"""One activity with its files, the list of them, and the matrix of territories by measure."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.accounts import queries as accounts
from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid
from saksama.kernel.span import Span
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.activities import FILE_KINDS
from saksama.prevention.measures import KEYS, Asked, Value, catalogue
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.casework.dialogue import TOO_LARGE, files_dropped
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import FileForm, label_of
from .views import period_of, place_of
from .words import months, note, season_words

PER_PAGE = 50


def file_words() -> list[tuple[str, str]]:
    english = get_language() == "en"
    return [(code, en if english else id_) for code, id_, en in FILE_KINDS]


@require_GET
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """The activities of a period, fifty a page; `laporan` shows those a work report counts."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    year, period = period_of(request, today)
    place = place_of(request, institutions.office(request.actor.office))
    measure, page = request.GET.get("langkah", ""), request.GET.get("halaman", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1
    report = request.GET.get("laporan", "")
    found = queries.activities(
        request.actor, period, measure=measure if measure in KEYS else "", place=place, report=_uuid(report), page=number,
        per=PER_PAGE,
    )
    known = places.by_codes({one.place_code for one in found.rows})
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "rows": [{"visit": one, "place": known[one.place_code].full_name} for one in found.rows],
        "count": found.count,
        "page": number,
        "pages": max(1, -(-found.count // PER_PAGE)),
        "year": year,
        "report": report,
        "query": query.urlencode(),
        "here": "prevention",
    }
    return render(request, "desk/prevention/activities.html", context)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, activity: UUID) -> HttpResponse:
    """One activity: what was told of it, its files, and a form for one more file."""
    policies.may_record_visit(request.actor).require()
    found = queries.activity(activity, request.actor)
    form = FileForm(request.POST or None, request.FILES or None, kinds=file_words(), initial={"kind": "attendance"})
    if request.method == "POST" and _enclosed(form, request, found):
        return see_other("desk:activity", activity)
    visit = found.visit
    context = {
        "visit": visit,
        "place": places.by_code(visit.place_code).full_name,
        "agency": institutions.named([visit.agency]).get(visit.agency, "") if visit.agency else "",
        "by": accounts.name_of(visit.entered_by),
        "measure": label_of(catalogue().of(visit.measure)),
        "own": [(label_of(one), _shown(one, found.own[one.key])) for one in catalogue().of(visit.measure).fields
                if one.key in found.own],
        "files": [(one, dict(file_words())[one.kind]) for one in found.files],
        "units": _units(found),
        "form": form,
        "mine": visit.office == request.actor.office and visit.withdrawn_at is None,
        "may_open": bool(policies.may_open_file(request.actor)),
        "here": "prevention",
    }
    return render(request, "desk/prevention/activity.html", context, status=422 if form.is_bound else 200)


def _units(found: queries.Activity) -> list[tuple[str, int | None, str]]:
    names = institutions.named({one for row in found.units for one in (row.agency, row.briefed_by)})
    return [(names.get(row.agency, ""), row.heads, names.get(row.briefed_by, "")) for row in found.units]


def _shown(asked: Asked, value: Value) -> str | date:
    if asked.type == "choice":
        return next((one.en if get_language() == "en" else one.id for one in asked.choices if one.code == value), "")
    return date.fromisoformat(str(value)) if asked.type == "date" else str(value)


def _enclosed(form: FileForm, request: DeskRequest, found: queries.Activity) -> bool:
    if files_dropped(request):
        form.add_error("file", str(TOO_LARGE))
        return False
    if not form.is_valid():
        return False
    try:
        for file in form.cleaned_data["file"]:
            actions.enclose(
                found.visit.public_id, form.cleaned_data["kind"], actions.Sheet(file.name or "", file.read()),
                actor=request.actor, now=clock.now(),
            )
    except Invalid as refused:
        form.add_error("file", said(refused))
        return False
    return True


@require_GET
@desk_page
def file(request: DeskRequest, activity: UUID, nth: int) -> HttpResponse:
    """One file of an activity, opened with the officer's key; the opening is recorded."""
    opened = actions.open_enclosure(activity, nth, actor=request.actor, keys=keys(request), now=clock.now())
    if opened.type.startswith("image/"):
        return downloads.picture(opened.content, opened.type)
    return downloads.attachment(opened.content, opened.name, opened.type)


@require_POST
@desk_page
def withdraw(request: DeskRequest, activity: UUID) -> HttpResponse:
    """Take an activity back that was entered by mistake."""
    actions.withdraw_visit(activity, actor=request.actor, now=clock.now())
    return see_other("desk:activity", activity)


@require_GET
@desk_page
def matrix(request: DeskRequest) -> HttpResponse:
    """Every kabupaten/kota by measure: done, of how many planned, how many reached. A blank is visible; nothing is ranked."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    year, period = period_of(request, today)
    office = institutions.office(request.actor.office)
    place = place_of(request, office)
    span = Span(place.low, place.high) if place else office.span
    rows = queries.matrix(request.actor, span, period)
    context = {
        "rows": _drawn(rows, year),
        "count": len(rows),
        "bare": sum(1 for one in rows if one.bare),
        "heads": [(one.key, one.short_en if get_language() == "en" else one.short_id) for one in catalogue().measures],
        "sums": [(sum(r.cells[key].done for r in rows), sum(r.cells[key].reach for r in rows)) for key in KEYS],
        "year": year,
        "years": [today.year - 1, today.year],
        "months": months(),
        "month": 0 if period.whole_year else period.first.month,
        "seasons": season_words(),
        "masa": period.season,
        "source": note(catalogue()),
        "office": office,
        "place": place,
        "provinces": places.provinces() if office.place is None else [],
        "here": "prevention",
    }
    return render(request, "desk/prevention/matrix.html", context)


def _drawn(rows: list[queries.TerritoryRow], year: int) -> SafeString:
    """Draw the rows: 514 of them cost a template several times as much. Cells hold our own numbers, names are escaped."""
    home = reverse("desk:prevention")
    return format_html_join(
        "",
        '<tr><th scope="row"><a href="{}?daerah={}&amp;tahun={}">{}</a></th>{}</tr>',
        ((home, row.place.code, year, row.place.full_name, _cells(row)) for row in rows),
    )


def _cells(row: queries.TerritoryRow) -> SafeString:
    return mark_safe("".join(_cell(row.cells[key]) for key in KEYS))  # noqa: S308  numbers and marks of our own only


def _cell(cell: queries.Cell) -> str:
    """Draw one cell: done of planned, then how many were there and how many of them could answer; what is ahead as a ring."""
    if cell.blank and cell.planned is None:
        return '<td class="num none">-'
    of = f'<span class="of">/{cell.planned:d}</span>' if cell.planned is not None else ""
    reach = f'<span class="reach">{cell.reach:d}' if cell.done else ""
    able = f" · {cell.able:d}" if cell.done and cell.able is not None else ""
    ahead = f'<span class="ahead">+{cell.scheduled:d}</span>' if cell.scheduled else ""
    kind = "num none" if cell.blank else "num"
    return f'<td class="{kind}"><b>{cell.done:d}</b>{of}{ahead}{reach}{able}{"</span>" if reach else ""}'
