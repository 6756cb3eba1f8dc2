"""A case on its way, told in few lines: reports, steps from a screen, time that passes. Real verbs, real keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.cast import Cast, Person

from saksama import store
from saksama.cases import actions, queries
from saksama.cases.models import Act, Case
from saksama.cases.steps import Input, Paper
from saksama.evidence.jobs import make_copy  # noqa: F401  the room's jobs are loaded
from saksama.intake import actions as intake
from saksama.intake import routing
from saksama.intake.answers import Answers
from saksama.intake.models import Report
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC, SYSTEM
from saksama.places import queries as places
from saksama.vault.models import Item  # noqa: F401

STORY = "RAHASIANARASI Camat naik panggung dan berkata pilih pasangan itu, di depan warga dan pedagang pasar."
ALL_MET = dict.fromkeys(("reporter_identity", "accused", "time_limit", "time_place", "description", "evidence"), "yes")
SCAN = Paper("surat.pdf", "application/pdf", b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n")
DAY = timedelta(days=1)


@dataclass
class Course:
    """One case and the hour it is. `step` takes a step as somebody; the act count on his screen is the true one by default."""

    cast: Cast
    now: datetime
    case_id: Any = None
    codes: list[str] = field(default_factory=list)

    def report(
        self,
        *,
        door: str = "sealed",
        channel: str = "web",
        place: str = "",
        agency: str | None = None,
        category: str = "kampanye",
        days_ago: int = 1,
        open_it: bool = True,
        at: datetime | None = None,
        **more: Any,
    ) -> Report:
        now = at or self.now
        happened = (now - days_ago * DAY).date()
        answers = Answers(
            **{
                "category": category,
                "place_code": place or self.cast.nagari.code,
                "happened_on": happened,
                "known_on": happened,
                "who": "Camat Koto Umpamo",
                "story": STORY,
                "name": "SARINAMA",
                "address": "Jorong Satu",
                "contact": "0812",
                "agency": str(self.cast.agency.public_id) if agency is None else agency,
                "links": "https://contoh.example/1",
                **more,
            }
        )
        code = receipt.draw()
        on = date(now.year, now.month, now.day)
        route = routing.route(places.by_code(answers.place_code), self.cast.agency if answers.agency else None, on)
        filing = intake.begin(code, answers=answers, door=door, route=route, channel=channel, now=now)
        found = intake.submit_report(filing, actor=PUBLIC, now=now).report
        self.codes.append(code)
        if open_it:
            self.case_id = actions.open_file(found, now=now).public_id
        return found

    @property
    def case(self) -> Case:
        with store.reading(SYSTEM):
            return Case.objects.get(public_id=self.case_id)

    def acts(self, limb: str = "asn") -> list[Act]:
        with store.reading(SYSTEM):
            return list(Act.objects.filter(case__public_id=self.case_id, limb=limb).order_by("nth"))

    def step(
        self,
        act: str,
        who: Person,
        *,
        at: datetime | None = None,
        seen: int | None = None,
        papers: tuple[Paper, ...] = (),
        provenance: str = "own",
        late_reason: str = "",
        corrects: int | None = None,
        text: str = "",
        **values: Any,
    ) -> Act:
        limb = "criminal" if act.startswith("criminal.") else "asn"
        given = Input(
            values=values,
            happened_at=at or self.now,
            seen=len(self.acts(limb)) if seen is None else seen,
            text=text,
            documents=papers,
            provenance=provenance,
            late_reason=late_reason,
            corrects=corrects,
        )
        return actions.take(self.case_id, act, given, actor=who.actor, keys=who.keys, now=self.now)

    def proxy(self, act: str, who: Person, *, provenance: str = "letter", **values: Any) -> Act:
        """Record another body's act from its letter."""
        return self.step(act, who, provenance=provenance, papers=(SCAN,), **values)

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    def page(self, who: Person) -> Any:
        return queries.page(self.case_id, who.actor, now=self.now)
