"""A joining taken back whole, and who is kept out when reports change their case."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

from saksama.accounts import queries as accounts
from saksama.cases import access
from saksama.cases.models import Act, Case, Exclusion, Link
from saksama.cases.performing import perform
from saksama.cases.processes import process_of
from saksama.cases.queries import resembling
from saksama.cases.verbs import Taking, Verb, verb
from saksama.evidence import queries as evidence
from saksama.intake import actions as intake
from saksama.kernel.errors import Invalid, NotAllowed, NotFound

from . import rooms


def keep_out(taking: Taking, source: Case, target: Case) -> None:
    """Keep out of the target, from now on, who is kept out of the source: reports that lay in one lie in the other now."""
    grounds = dict(Exclusion.objects.filter(case=source).values_list("person", "ground"))
    subjects = (source.public_id, source.opening_report)
    grounds |= {str(one.public_id): "recusal" for subject in subjects if subject for one in accounts.recused_from(subject)}
    for person, ground in grounds.items():
        Exclusion.objects.get_or_create(case=target, person=person, defaults={"ground": ground, "nth": target.act_count})
    rooms.bar(replace(taking, case=target), frozenset(f"officer:{person}" for person in grounds))


@verb("join.undone")
class UndoJoin(Verb):
    """Take a joining back: the case is as if it had never been joined, and its reports are its own again.

    Possible while the other case is still with Bawaslu and rests on nothing of these reports. What happened there meanwhile
    stays in its acts; who was kept out of it is kept out of this one.
    """

    def beside(self, taking: Taking) -> tuple[str, ...]:
        return (str(self._joined(taking).body["case"]),)

    def check(self, taking: Taking) -> None:
        target = self._target(taking)
        if target.stage not in process_of(target).groups["at_bawaslu"]:
            raise NotAllowed(
                "Perkara tujuan sudah selesai, digabung, atau diteruskan. Laporannya tetap di sana.",
                "The other case has ended, was joined itself, or has gone on. The report stays with it.",
            )
        if _rests_on(target, taking.case):
            raise NotAllowed(
                "Bukti laporan ini sudah dipakai dalam perkara tujuan. Laporannya tetap di sana.",
                "Evidence of this report is in use in the other case. The report stays with it.",
            )

    def _joined(self, taking: Taking) -> Act:
        last = taking.state.last("joined")
        assert last is not None  # noqa: S101  the table asks for it
        found: Act = Act.objects.get(case=taking.case, limb=taking.limb, nth=last.nth)
        return found

    def _target(self, taking: Taking) -> Case:
        """Return the other case; who may not see it is not told why."""
        try:
            return access.case(self.beside(taking)[0], taking.actor, taking.now.date())
        except NotFound:
            raise NotAllowed(
                "Anda tidak dapat membatalkan gabungan ini. Minta rekan yang menangani kedua perkara.",
                "You cannot undo this joining. Ask a colleague who handles both cases.",
            ) from None

    def write(self, taking: Taking) -> Act:
        target = self._target(taking)
        taking.step = replace(taking.step, corrects=self._joined(taking).nth)
        lent = _lent(taking.case, target)
        act = self.perform(taking)
        Link.objects.filter(case=target, report__in=lent, joined=True).delete()
        for report in lent:
            intake.link_case(report, taking.case.public_id)
            perform(
                target,
                "report.parted",
                actor=taking.actor,
                happened_at=taking.step.happened_at,
                now=taking.now,
                body={"report": str(report)},
            )
        keep_out(taking, target, taking.case)
        return act


@verb("told_apart")
class TellApart(Verb):
    """Keep that two cases are not about the same thing, in both: neither is suggested beside the other any more."""

    def beside(self, taking: Taking) -> tuple[str, ...]:
        return (str(taking.cleaned.body["case"]),)

    def check(self, taking: Taking) -> None:
        if self.beside(taking) == (str(taking.case.public_id),):
            raise Invalid("Pilih perkara lain untuk dibandingkan.", "Choose another case to compare.", field="case")
        other = self._other(taking)
        if other.office != taking.case.office:
            raise Invalid(
                "Perkara itu ditangani kantor lain. Kantor itu menilai sendiri.",
                "Another office handles that case. It judges for itself.",
                field="case",
            )
        if other.public_id in resembling.apart(taking.case, taking.state):
            raise Invalid("Keduanya sudah dicatat berbeda.", "The two are on record as different already.", field="case")

    def _other(self, taking: Taking) -> Case:
        try:
            return access.case(self.beside(taking)[0], taking.actor, taking.now.date())
        except NotFound as absent:
            raise Invalid(absent.detail, absent.detail_en, field="case") from None

    def write(self, taking: Taking) -> Act:
        other = self._other(taking)
        act = self.perform(taking)
        body = {"case": str(taking.case.public_id)}
        perform(other, "apart.noted", actor=taking.actor, happened_at=taking.step.happened_at, now=taking.now, body=body)
        return act


def _lent(case: Case, target: Case) -> list[UUID]:
    """Return the reports that the target holds only because this case was joined to it."""
    own = Link.objects.filter(case=case).values("report")
    return list(Link.objects.filter(case=target, joined=True, report__in=own).order_by("pk").values_list("report", flat=True))


def _rests_on(target: Case, case: Case) -> bool:
    """Tell whether a study, a disclosure or any other act of the target names evidence that came with this case."""
    files = {str(one.public_id) for one in evidence.of_matter(_lent(case, target), case.public_id)}
    if any(str(one.copy.file.public_id) in files for one in evidence.disclosures(target.public_id)):
        return True
    bodies = [json.dumps(body) for body in Act.objects.filter(case=target).values_list("body", flat=True)]
    return any(one in body for one in files for body in bodies)
