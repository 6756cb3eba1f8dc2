"""One step on the cases that were picked in the queue: choose it, fill it in once, see what became of each case."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.views.decorators.http import require_GET, require_http_methods

from saksama.cases import kinds, queries
from saksama.cases.actions import many
from saksama.cases.kinds import Kind
from saksama.cases.queries import many as asked
from saksama.cases.shown import Row, StepPage, Words
from saksama.cases.shown.many import Picked
from saksama.cases.steps import Input
from saksama.store import clock
from saksama.web.casework import progress, words
from saksama.web.casework.kind_forms import StepForm
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, see_other

from . import narrowing, policy, streaming

AT_ONCE = 20    # cases whose outcome is waited for; more are shown one by one as they are done


@dataclass(frozen=True, slots=True)
class Choice:
    """An act, and for how many of the picked cases it is open to this person."""

    act: str
    label: str
    count: int


@require_http_methods(["GET", "POST"])
@desk_page
def start(request: DeskRequest) -> HttpResponseBase:
    """Three screens at one address: which step, its form, and (by `kirim`) the run itself."""
    policy.may_use_the_desk(request.actor).require()
    if request.method != "POST":
        return see_other("desk:queue")
    now = clock.now()
    if "kirim" in request.POST and asked.was_begun(_run_id(request.POST.get("run", "")), request.actor):
        return see_other("desk:bulk_run", request.POST["run"])       # the form came twice
    cases = asked.picked(_seen(request, now), request.actor, now=now)
    act = request.POST.get("langkah", "")
    if not cases or act not in asked.ACTS:
        return _choose(request, cases)
    return _ask(request, cases, kinds.get(act), now)


def _seen(request: DeskRequest, now: datetime) -> dict[UUID, int]:
    """Return the picked cases with the acts that were seen; all of the view where that was asked, a hundred at most."""
    if "semua" in request.POST:
        view = narrowing.read(QueryDict(request.POST.get("dari", "")[:1000]), request.actor)
        page = queries.worklist(request.actor, now=now, limit=many.MOST, wanted=view.wanted, timezone=request.post.zone)
        return {UUID(row.public_id): row.act_count for row in page.rows}
    found: dict[UUID, int] = {}
    for one in request.POST.getlist("pilih")[: many.MOST]:
        public_id, _dot, count = one.partition(".")
        try:
            found[UUID(public_id)] = int(count) if count.isdecimal() and len(count) < 9 else 0
        except ValueError:
            continue
    return found


def _choose(request: DeskRequest, cases: tuple[Picked, ...]) -> HttpResponse:
    choices = [
        Choice(act, kinds.get(act).button(words.language()), sum(1 for one in cases if one.acts[act])) for act in asked.ACTS
    ]
    context = {"cases": cases, "choices": [one for one in choices if one.count], "here": "queue", "dari": _from(request)}
    return render(request, "desk/cases/bulk_choose.html", context, status=200 if cases else 422)


def _from(request: DeskRequest) -> str:
    return request.POST.get("dari", "")[:1000]


def _ask(request: DeskRequest, cases: tuple[Picked, ...], kind: Kind, now: datetime) -> HttpResponseBase:
    first = next((one for one in cases if one.acts[kind.act]), None)
    if first is None:
        return _choose(request, cases)
    page = queries.step(first.row.public_id, kind.act, request.actor, now=now)
    page = _without_what_one_case_knows(page)
    sent = "kirim" in request.POST
    form = StepForm(page, request.POST if sent else None, request.FILES if sent else None, now=now)
    if sent and form.is_valid():
        return _run(request, cases, kind, form.read(), now)
    context = {
        "cases": cases,
        "open": sum(1 for one in cases if one.acts[kind.act]),
        "shut": [(one, _reason(one, kind.act)) for one in cases if not one.acts[kind.act]],
        "kind": kind,
        "form": form,
        "button": kind.button(words.language()),
        "papers": page.needs_document,
        "run": request.POST.get("run") or uuid4(),
        "here": "queue",
        "dari": _from(request),
    }
    return render(request, "desk/cases/bulk_form.html", context, status=422 if sent else 200)


def _without_what_one_case_knows(page: StepPage) -> StepPage:
    """The form is for all of them: nothing that one case knows already is filled in."""
    return replace(page, values={}, sources={}, seen=0, fields=tuple(one for one in page.fields if one.name != "about"))


def _reason(one: Picked, act: str) -> str:
    refused = one.acts[act]
    return Words(refused.reason, refused.reason_en).of(words.language())


def _run(request: DeskRequest, cases: tuple[Picked, ...], kind: Kind, step: Input, now: datetime) -> HttpResponseBase:
    opened = keys(request)
    run_id = _run_id(request.POST.get("run", ""))
    seen = {UUID(one.row.public_id): one.seen for one in cases}
    letter = str(step.values.get("form", "")) if kind.act == asked.LETTER else ""
    if not many.begin_run(run_id, kind.act, seen, actor=request.actor, now=now, form=letter):
        return see_other("desk:bulk_run", run_id)
    work = many.work_through(run_id, step, actor=request.actor, keys=opened, now=now)
    if len(cases) <= AT_ONCE:
        for _line in work:
            pass
        return see_other("desk:bulk_run", run_id)
    context = {"total": len(cases), "kind": kind, "button": kind.button(words.language()), "run": run_id, "here": "queue"}
    return streaming.page(request, "desk/cases/bulk_running.html", context, told(work, [one.row for one in cases], len(cases)))


def told(work: Iterator[tuple[int, str]], rows: Sequence[Row | None], total: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield a line for each case as it is done, every tenth with how long it will still take by the pace so far."""
    began = time.monotonic()
    for done, (nth, state) in enumerate(work, start=1):
        left = progress.left(done, total, time.monotonic() - began) if done % 10 == 0 else ""
        yield "desk/cases/_bulk_line.html", {"nth": done, "total": total, "row": rows[nth - 1], "state": state, "left": left}


def _run_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@require_GET
@desk_page
def show(request: DeskRequest, run_id: UUID) -> HttpResponse:
    """What became of each case, and those that still wait, to be picked again."""
    policy.may_use_the_desk(request.actor).require()
    now = clock.now()
    run = asked.run(run_id, request.actor, now=now)
    left = [line for line in run.lines if line.row is not None and line.state in ("waiting", "changed")]
    context = {
        "run": run,
        "left": [] if run.form else left,
        "go_on": bool(run.form and left),
        "label": kinds.get(run.act).button(words.language()),
        "here": "queue",
    }
    return render(request, "desk/cases/bulk_run.html", context)
