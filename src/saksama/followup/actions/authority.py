"""The authority's decision: as recommended, or differently with reasons."""

from __future__ import annotations

from datetime import datetime

from saksama.cases.kinds import Field
from saksama.cases.models import Case
from saksama.cases.projecting import Derived
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid

from .answering import in_order
from .weighing import Choices, grades


@verb("ppk.decided")
class Decide(Verb):
    """Record the decision. A deviation carries its reasons; "as recommended" must be the recommended grade."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        return grades(case) if field.type == "grade" else None

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        issued = derived.state.last("recommendation.issued")
        return {"grade": issued.body.get("grade")} if issued and issued.body.get("grade") else {}

    def check(self, taking: Taking) -> None:
        in_order(taking)
        issued = taking.state.last("recommendation.issued")
        recommended = issued.body.get("grade") if issued else ""
        same = taking.cleaned.body["grade"] == recommended
        if taking.cleaned.body["as_recommended"] == "as_recommended" and not same:
            raise Invalid(
                "Sanksinya berbeda dari rekomendasi. Pilih: berbeda dari rekomendasi, dan tulis alasannya.",
                "The sanction differs from the recommendation. Choose: different, and give the reasons.",
                field="as_recommended",
            )
        if taking.cleaned.body["as_recommended"] == "differently" and not taking.text("reasons"):
            raise Invalid(
                "Keputusan yang berbeda memerlukan alasannya.", "A different decision needs its reasons.", field="reasons"
            )
