"""The test of five questions. People answer; the PPK stays the addressee; a yes leads to a copy and a proposal (decision 36)."""

from __future__ import annotations

from saksama.accounts.models import Role
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, verb
from saksama.cases.views import aftermath
from saksama.followup import chairs
from saksama.kernel.errors import NotAllowed


@verb("conflict.tested")
class TestConflict(Verb):
    """Keep one side's answers: the officer's or the analyst's. One yes of anybody is a yes; five noes of both are a no."""

    def write(self, taking: Taking) -> Act:
        answers: dict[str, str] = taking.cleaned.body["questions"]
        values = set(answers.values())
        taking.body["result"] = "yes" if "yes" in values else "no" if values == {"no"} else "unknown"
        taking.body["side"] = "analyst" if taking.actor.has(Role.OVERSIGHT_ANALYST) else "officer"
        return self.perform(taking)


@verb("takeover.proposed")
class ProposeTakeover(Verb):
    """Send a copy and a proposal upward, only where somebody answered yes. The addressee does not change."""

    def check(self, taking: Taking) -> None:
        if aftermath.outcome(taking.state) != "yes":
            raise NotAllowed(
                "Usul ini hanya bila ada jawaban ya pada uji benturan kepentingan, atau instansi menyatakannya.",
                "This proposal needs a yes in the conflict test, or the agency's own declaration.",
            )
        chairs.above(taking.case, taking.now.date())
