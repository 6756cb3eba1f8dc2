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
        by: Person,
        /,
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
        return actions.take(self.case_id, act, given, actor=by.actor, keys=by.keys, now=self.now)

    def proxy(self, act: str, who: Person, *, provenance: str = "letter", **values: Any) -> Act:
        """Record another body's act from its letter."""
        return self.step(act, who, provenance=provenance, papers=(SCAN,), **values)

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    def page(self, who: Person) -> Any:
        return queries.page(self.case_id, who.actor, now=self.now)

    # ---- common stretches of a path ---------------------------------------------------------------------------------

    def studied(self, **how: Any) -> Course:
        """Received, studied, six conditions met."""
        self.report(**how)
        self.step("initial_study.opened", self.cast.bagus)
        self.step("conditions.assessed", self.cast.bagus, conditions=ALL_MET)
        self.step("requirements.met", self.cast.bagus)
        return self

    def registered(self, **how: Any) -> Course:
        self.studied(**how)
        self.step(
            "registered",
            self.cast.bagus,
            agency=str(self.cast.agency.public_id),
            accused="Irwan Umpamo; Camat Koto Umpamo",
            status="pns",
            violations=["DS-04"],
            contest="PB",
        )
        return self

    def holder(self, who: Person | None = None) -> None:
        self.step(
            "post_holder.recorded",
            who or self.cast.bagus,
            accused="Irwan Umpamo; Camat Koto Umpamo",
            status="pns",
            agency=str(self.cast.agency.public_id),
            on=self.now.date(),
            source="decree",
        )

    def invited(self) -> Course:
        self.holder()
        self.step(
            "accused.invited",
            self.cast.bagus,
            when=self.now + timedelta(days=1),
            where="Kantor Bawaslu",
            way="hand",
            allegation="Anda diduga naik panggung kampanye pada 13 Oktober 2024.",
            anyway=True,
        )
        return self

    def kajian(self, conclusion: str = "forward") -> Course:
        self.step(
            "kajian.written",
            self.cast.bagus,
            facts="FAKTAKAJIAN Ia berada di panggung.",
            analysis="Analisis.",
            conclusion=conclusion,
            violations=["DS-04"],
            elements=self.judged(),
        )
        return self

    def judged(self, finding: str = "yes") -> dict[str, dict[str, object]]:
        """A finding with its reason on every element that the study of this case offers."""
        form = queries.step(self.case_id, "kajian.written", self.cast.bagus.actor, now=self.now)
        offered = next((field.choices for field in form.fields if field.name == "elements"), ())
        return {key: {"finding": finding, "reasons": "ALASANUNSUR Terlihat dalam foto."} for key, _, _ in offered}

    def votes(self, **by_name: str) -> dict[str, str]:
        given = by_name or {"citra": "agree", "dewi": "agree"}
        return {str(self.cast.people[name].user.public_id): vote for name, vote in given.items()}

    def forwarded(self, *, heard: bool = True) -> Course:
        self.registered()
        self.invited()
        if heard:
            self.answer()
        self.kajian()
        self.step("pleno.forwarded", self.cast.citra, votes=self.votes(), minutes="Berita acara.")
        return self

    @property
    def pass_code(self) -> str:
        """The code printed in the last invitation, read off the letter as the accused reads it."""
        import re

        from saksama.cases.models import Document
        from saksama.vault import actions as vault
        from saksama.vault import queries as sealed

        with store.reading(SYSTEM):
            letter = Document.objects.filter(case__public_id=self.case_id, form="invitation").order_by("-pk").first()
        words = text_of_docx(vault.read(sealed.item(letter.editable), keys=self.cast.bagus.keys).content)
        return re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){4}", words).group()

    def answer(self, choice: str = "reply", text: str = "JAWABANSAYA Saya hanya lewat.", **more: Any) -> Act:
        return actions.file_reply(self.pass_code, choice=choice, text=text if choice == "reply" else "", now=self.now, **more)

    def reviewed(self, *, heard: bool = True) -> Course:
        self.forwarded(heard=heard)
        self.step("review.opened", self.cast.laila)
        return self

    def recommended(self, **how: Any) -> Course:
        self.reviewed(**how)
        self.step("recommendation.issued", self.cast.laila, grade="S-BER-1", reasons="Alasan rekomendasi.")
        return self

    def served(self, **how: Any) -> Course:
        self.recommended(**how)
        self.step("recommendation.served", self.cast.wati)
        return self

    def decided(self) -> Course:
        self.served()
        self.step(
            "ppk.decided", self.cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/12/2024", papers=(SCAN,)
        )
        return self


def text_of_docx(content: bytes) -> str:
    """The plain words of a DOCX file."""
    import io
    import re
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        xml = packed.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))
