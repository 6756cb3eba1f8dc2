"""Verbs of the study itself: elements against evidence, versions, comments in the margin and their answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from saksama.cases import elements, kinds, reading
from saksama.cases.fold import ActView, CaseState
from saksama.cases.judging import ANSWERED, COMMENTED, GENERAL, WRITTEN, Choices, element_choices, evidence_choices
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case, Limb
from saksama.cases.projecting import Derived, derive
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid
from saksama.law import wording as say

from .door import violation_choices


@verb(WRITTEN)
class WriteStudy(Verb):
    """A version of the study. A conclusion needs every element of every violation in it treated, with its reason."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name == "violations":
            return violation_choices(case)
        if field.name == "elements":
            return replace(field, choices=element_choices(case), rows=evidence_choices(case))
        return None

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        """Return what the last version said of each element; of the first, what the register knows of the person."""
        last = derived.state.last(WRITTEN)
        known = {**super().prefilled(case, derived), "elements": _status_known(case, derived)}
        if last is None:
            return known
        found, files = dict(last.body.get("elements") or {}), dict(last.body.get("elements_evidence") or {})  # type: ignore[call-overload]
        return known | {
            "conclusion": last.body.get("conclusion", ""),
            "elements": {key: {"finding": finding, "evidence": files.get(key, [])} for key, finding in found.items()},
        }

    def check(self, taking: Taking) -> None:
        if taking.cleaned.body["conclusion"] == "transfer":
            return
        chosen = [str(one) for one in taking.cleaned.body.get("violations") or taking.case.violations]
        day = taking.case.happened_on or taking.case.opened_at.date()
        treated = taking.cleaned.body.get("elements") or {}
        offered = {key for field in taking.fields if field.name == "elements" for key, _, _ in field.choices}
        for element in elements.of(chosen, day):
            if element.key not in offered:
                raise Invalid(
                    f"Pilih dulu jalurnya (Pilih jalur) supaya unsur {element.violation} dapat dinilai di sini.",
                    f"Choose the track first, so that the elements of {element.violation} can be judged here.",
                    field="violations",
                )
            if element.key not in treated:
                raise Invalid(
                    f"Unsur ini belum dinilai: {element.id} ({element.violation}).",
                    f"This element is not judged yet: {element.en} ({element.violation}).",
                    field="elements",
                )


def _status_known(case: Case, derived: Derived) -> dict[str, object]:
    """Return what an officer recorded of status and post as the finding on the first element, with its source."""
    holder = derived.state.last("post_holder.recorded")
    if holder is None:
        return {}
    status, kind = holder.body.get("status"), kinds.get(holder.kind)
    finding = "yes" if status in ("pns", "cpns", "pppk") else "no" if status == "not_asn" else "doubt"
    day = _short(str(holder.body.get("on", "")))
    source = kind.field("source").word(holder.body.get("source"), "id")
    known = {"finding": finding, "reasons": f"Tercatat {kind.field('status').word(status, 'id')} pada {day}, dari {source}."}
    return {f"{violation}.asn_on_the_day": known for violation in case.violations}


def _short(day: str) -> str:
    try:
        return say.short_id(datetime.fromisoformat(day).date())
    except ValueError:
        return day


@verb(COMMENTED)
class Comment(Verb):
    """A comment at its place: an element of the last version, or one of its parts."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        return (*GENERAL, *element_choices(case)) if field.name == "element" else None


@verb(ANSWERED)
class Answer(Verb):
    """The office's answer to a comment that has none yet."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name != "comment":
            return None
        return self._open(case, derive(case, reading.acts_of(case, Limb.ASN), now).state)

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        """Where only one comment waits, it is the one."""
        waiting = self._open(case, derived.state)
        return {"comment": waiting[0][0]} if len(waiting) == 1 else {}

    @staticmethod
    def _open(case: Case, state: CaseState) -> Choices:
        answered = {str(act.body.get("comment")) for act in state.every(ANSWERED)}
        places = {key: (words_id, words_en) for key, words_id, words_en in (*GENERAL, *element_choices(case))}
        open_ones = [act for act in state.every(COMMENTED) if str(act.nth) not in answered]
        return tuple(_named(act, places) for act in open_ones)


def _named(act: ActView, places: dict[str, tuple[str, str]]) -> tuple[str, str, str]:
    """Return a comment by its number, with the place it is about in words."""
    element = str(act.body.get("element"))
    words_id, words_en = places.get(element, (element, element))
    return str(act.nth), f"{act.nth}. {words_id}", f"{act.nth}. {words_en}"


@verb("kajian.approved")
class Approve(Verb):
    """Somebody above, or a member of the office, has read the last version; a version is approved once by each."""

    def check(self, taking: Taking) -> None:
        version = self._version(taking)
        mine = [act for act in taking.state.every("kajian.approved") if act.actor == taking.actor.public_id]
        if any(act.body.get("version") == version for act in mine):
            raise Invalid("Versi ini sudah Anda setujui.", "You have approved this version already.")

    def write(self, taking: Taking) -> Act:
        taking.body["version"] = self._version(taking)
        return self.perform(taking)

    @staticmethod
    def _version(taking: Taking) -> int:
        return len(taking.state.every(WRITTEN))
