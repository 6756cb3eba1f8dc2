"""The verb of choosing tracks: the suggestion stands beside the choice, and what differs from it carries its reason."""

from __future__ import annotations

from datetime import date, datetime

from saksama.cases import reading, suggesting
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case, Limb
from saksama.cases.projecting import Derived, derive
from saksama.cases.suggesting import CHOSEN, Asked, asked_of
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid
from saksama.law.calendar import zone

from .door import Choices, violation_choices


@verb(CHOSEN)
class ChooseTracks(Verb):
    """Keep what the officer chose beside what was suggested for the standing and the person he named."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        return self._ordered(case, now) if field.name == "violations" else None

    def _ordered(self, case: Case, now: datetime) -> Choices:
        """What is suggested comes first and says so; the rest of the catalogue follows."""
        state = derive(case, reading.acts_of(case, Limb.ASN), now).state
        found = suggesting.choosable(suggesting.suggest(asked_of(case, state), today=now.astimezone(zone(case.timezone)).date()))
        known = {one: (one, words_id, words_en) for one, words_id, words_en in violation_choices(case)}
        first = [(one, f"{known[one][1]}, disarankan", f"{known[one][2]}, suggested") for one in found if one in known]
        return (*first, *(row for one, row in known.items() if one not in found))

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        asked = asked_of(case, derived.state)
        return {"helped": asked.helped, "actor": asked.actor, "violations": list(case.violations)}

    def check(self, taking: Taking) -> None:
        chosen, suggested = self._sides(taking)
        if (not chosen or set(chosen) - set(suggested)) and not taking.text("reasons").strip():
            raise Invalid(
                "Pilihan ini berbeda dari saran. Tulis alasannya.",
                "This choice differs from the suggestion. Write the reason.",
                field="reasons",
            )

    def write(self, taking: Taking) -> Act:
        chosen, suggested = self._sides(taking)
        taking.body |= {"suggested": list(suggested), "agrees": bool(chosen) and set(chosen) <= set(suggested)}
        return self.perform(taking)

    def _sides(self, taking: Taking) -> tuple[tuple[str, ...], tuple[str, ...]]:
        body = taking.cleaned.body
        asked = asked_of(taking.case, taking.state)
        told = Asked(
            asked.subjects, str(body["helped"]), str(body["actor"]), asked.on, asked.regime, asked.election, asked.chain
        )
        found = suggesting.suggest(told, today=_today(taking))
        return tuple(str(one) for one in body.get("violations") or ()), suggesting.choosable(found)


def _today(taking: Taking) -> date:
    return taking.derived.calendar.local_day(taking.now)
