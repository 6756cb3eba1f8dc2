"""What stands beside the choice of a sanction: similar ended cases, the matrix, and the draft for the second reader."""

from __future__ import annotations

from datetime import datetime

from saksama import law
from saksama.cases import queries
from saksama.cases.kinds import get
from saksama.cases.queries import similar
from saksama.cases.reading import grade_words
from saksama.cases.shown import CasePage, NoteShown, StepPage
from saksama.followup.kinds.reviewing import AGGRAVATING, MITIGATING, POSTS
from saksama.law import matrix
from saksama.web.casework import words
from saksama.web.casework.dialogue import Extra
from saksama.web.casework.requests import DeskRequest, keys

WEIGHED = ("recommendation.issued", "recommendation.proposed", "recommendation.read")
DRAFT = "recommendation.proposed"
BY = {
    "violation": ("pelanggaran yang sama", "the same violation"),
    "track": ("jalur yang sama", "the same track"),
    "post_class": ("golongan jabatan yang sama", "the same class of post"),
    "season": ("tahapan yang sama", "the same stage of the election"),
}


def beside(request: DeskRequest, case: CasePage, page: StepPage, now: datetime) -> Extra:
    """Return the panel of one of the three acts; the second reader's page leaves number, place and agency out."""
    chosen = request.POST.get("post_class") or request.GET.get("post_class") or str(page.values.get("post_class", ""))
    chosen = chosen if chosen in {code for code, _, _ in POSTS} else ""
    context: dict[str, object] = {"case": case, "replies": _replies(case), **_weighed(request, case, chosen, now)}
    if page.kind.act == "recommendation.read":
        context |= {"draft": _draft(request, case, now)}
        return Extra(template="desk/follow_up/step_second_reader.html", context=context)
    if page.kind.act == "recommendation.issued":
        context |= {"readings": [one for one in case.entries if one.act == "recommendation.read" and one.corrected_by is None]}
    return Extra(template="desk/follow_up/step_recommendation.html", context=context)


def _weighed(request: DeskRequest, case: CasePage, chosen: str, now: datetime) -> dict[str, object]:
    found = similar.of_case(case.public_id, request.actor, now=now, post_class=chosen)
    on = case.happened_on or case.opened_at.date()
    cells = matrix.cells(law.book(), similar.violations_of(case.public_id, request.actor, now=now), on)
    return {
        "similar": found,
        "similar_by": [_of(BY[name]) for name in found.columns] if found else [],
        "similar_grades": [(_grade(one.grade), one.count) for one in found.distribution] if found else [],
        "range": (_grade(found.lightest), _grade(found.heaviest)) if found and found.enough else None,
        "weighed": [
            *((_code(AGGRAVATING, code), n) for code, n in (found.aggravating if found else ())),
            *((_code(MITIGATING, code), n) for code, n in (found.mitigating if found else ())),
        ],
        "matrix": _matrix(cells),
        "posts": [(code, _of((name, name_en)), code == chosen) for code, name, name_en in POSTS],
    }


def _matrix(cells: tuple[matrix.Cell, ...]) -> list[tuple[str, matrix.Cell, list[str]]]:
    """Return each violation with its citation and the sanctions the rules name for it, lightest first."""
    by_violation: dict[str, list[matrix.Cell]] = {}
    for cell in cells:
        by_violation.setdefault(cell.violation, []).append(cell)
    return [
        (_of((first.violation_id, first.violation_en)), first, [_of((one.sanction_id, one.sanction_en)) for one in inside])
        for inside in by_violation.values()
        for first in inside[:1]
    ]


def _draft(request: DeskRequest, case: CasePage, now: datetime) -> dict[str, object]:
    """Return the last draft: its grade and marks from the timeline's words, its reasons as far as the reader's key opens them."""
    entry = next((one for one in reversed(case.entries) if one.act == DRAFT and one.corrected_by is None), None)
    opened = queries.sealed(case.public_id, request.actor, keys(request), now=now)
    note: NoteShown | None = next((one for one in opened.notes if entry is not None and one.nth == entry.nth), None)
    kind, texts = get(DRAFT), note.texts if note else {}
    said = [(kind.field(name).label(words.language()), text) for name, text in texts.items() if name in _asked()]
    return {"sentence": words.of(entry, "sentence") if entry else "", "texts": said}


def _asked() -> set[str]:
    return {field.name for field in get(DRAFT).asked}


def _replies(case: CasePage) -> list[object]:
    return [one for one in case.entries if one.act in ("accused.replied", "accused.silent") and one.corrected_by is None]


def _grade(grade: str) -> str:
    return _of(grade_words(grade)) if grade else _of(("tanpa sanksi", "no sanction"))


def _code(choices: tuple[tuple[str, str, str], ...], code: str) -> str:
    return next((_of((one, one_en)) for value, one, one_en in choices if value == code), code)


def _of(pair: tuple[str, str]) -> str:
    return pair[words.language() == "en"]
