"""How a grade is weighed: from what it is chosen, and the mark and the reason of one outside matrix or range."""

from __future__ import annotations

from saksama.cases.actions.letters import event_day, violations_of
from saksama.cases.fold import ActView
from saksama.cases.models import Case
from saksama.cases.projecting import Derived
from saksama.cases.queries import similar
from saksama.cases.reading import grade_words
from saksama.cases.verbs import Taking
from saksama.kernel.errors import Invalid, NoRule
from saksama.law import book, matrix

Choices = tuple[tuple[str, str, str], ...]
WEIGHED = ("grade", "post_class", "aggravating", "mitigating")
REASONED = (
    "Sanksi ini di luar matriks atau kisaran perkara serupa. Tulis alasannya; alasannya tersimpan dan ditandai.",
    "This sanction is outside the matrix or the range of similar cases. Give the reasons; they are kept and marked.",
)


def grades(case: Case) -> Choices:
    """Return the sanctions a violation of this case leads to first, then the others; no control measures on the authority."""
    wanted: list[str] = []
    for violation in case.violations:
        try:
            wanted += book().violation(violation).get("sanctions", ())
        except NoRule:
            continue
    rest = [entry.id for entry in book().sanctions if entry.get("class") != "control"]
    return tuple((one, *grade_words(one)) for one in dict.fromkeys([*wanted, *rest]))


def readings(derived: Derived) -> list[ActView]:
    """Return the readings of the last draft."""
    draft = derived.state.last("recommendation.proposed")
    if draft is None:
        return []
    return [one for one in derived.state.every("recommendation.read") if one.nth > draft.nth]


def drafted(derived: Derived) -> dict[str, object]:
    """Return what the last draft chose, for the form of the recommendation."""
    draft = derived.state.last("recommendation.proposed")
    return {name: draft.body[name] for name in WEIGHED if draft.body.get(name)} if draft is not None else {}


def weigh(taking: Taking) -> None:
    """Mark a grade outside the matrix or the range of similar cases, and demand its reasons. Runs in the actor's open scope.

    What another body decided and wrote in its letter is recorded as it stands: marked, never refused.
    """
    mark = outside(taking)
    taking.body.pop("outside", None)
    if not mark:
        return
    taking.body["outside"] = mark
    if not taking.recorded_for and not taking.text("outside_reasons"):
        raise Invalid(*REASONED, field="outside_reasons")


def outside(taking: Taking) -> str:
    """Return matrix|range|both, or nothing where the grade is within both. Too few similar cases make no range."""
    grade, violations = str(taking.cleaned.body["grade"]), violations_of(taking)
    beyond_matrix = matrix.outside(book(), grade, violations, event_day(taking.case))
    wanted = similar.like(taking.case, str(taking.cleaned.body.get("post_class", "")), next(iter(violations), ""))
    found = similar.find(wanted, taking.actor, taking.on, without=taking.case.pk)
    beyond_range = found is not None and found.outside(grade)
    return "both" if beyond_matrix and beyond_range else "matrix" if beyond_matrix else "range" if beyond_range else ""
