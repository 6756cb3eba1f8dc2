"""Letters drawn and sealed before the transaction: PDF and editable form, numbered by the office that writes.

A letter of this office is drawn; what another body wrote is attached by whoever records it, and never drawn in its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from saksama import store
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.cases import checkcodes, counters, kinds, lettering, parties
from saksama.cases.models import Case, Party
from saksama.cases.verbs import Letter, Taking
from saksama.institutions import office_settings
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NoRule, NotFound
from saksama.law import book, forms, letters
from saksama.law import wording as say
from saksama.vault import actions as vault
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.sealed import Compartment

LETTER = "letter"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SIGNING = (Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR, Role.OVERSIGHT_ANALYST)
LEVELS = {"national": "RI", "province": "Prov", "kabkota": "Kab", "kecamatan": "Kec", "village": "Kel"}
NO_HOLDER = (
    "Catat dahulu siapa yang memegang jabatan itu pada hari kejadian, dan dari sumber apa.",
    "First record who held the post on the day, and from which source.",
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number a letter will have, and how it is claimed."""

    text: str
    claim: Callable[[], None]


def issuer(taking: Taking) -> Office:
    """Return the office that writes: the actor's own, else the one that handles the case."""
    return institutions.office(taking.actor.office or taking.case.office)


def number_for(office: Office, form: str, on: date) -> Number:
    """Return the next letter number of an office; an own pattern, not an official one."""
    office_id = str(office.public_id)
    n = counters.peek(office_id, form, on.year)
    text = f"{n:03d}/S-{form[:4].upper()}/{area(office)}/{ROMAN[on.month - 1]}/{on.year}"
    return Number(text, lambda: counters.claim(office_id, form, on.year, n))


def area(office: Office) -> str:
    """Return the level and territory of an office as they stand in a number: `Kab/99.01`."""
    level = LEVELS.get(office.level, office.level)
    if office.level == "kabkota" and office.place is not None and office.place.kind == "kota":
        level = "Kota"
    return f"{level}/{office.place.code if office.place else '00.00'}"


def head(taking: Taking, number: str) -> letters.Head:
    """Return what every letter of this office shares, signed by who takes the step."""
    office = issuer(taking)
    own = office_settings.values(office)
    return letters.Head(
        office="\n".join([office.name, *own["letterhead"]]),
        office_address="\n".join(own[name] for name in ("address", "phone", "mail") if own[name]),
        place=office.place.full_name if office.place else "Jakarta",
        number=number,
        on=taking.on,
        signed_by="\n".join(signature(office, own, taking)),
        demo=bool(settings.SAKSAMA.demo and (office.is_demo or taking.case.place_code.startswith("99"))),
    )


def signature(office: Office, own: Mapping[str, Any], taking: Taking) -> tuple[str, str]:
    """Return who stands under a letter: the office's signatory while he serves there, else whoever takes the step."""
    people = accounts.users_of_office(str(office.public_id), taking.on, *SIGNING) if own["signatory"] else ()
    if own["signatory"] in {str(one.public_id) for one in people}:
        post = own["signatory_post"]
        return f"{office.name}, {post}" if post else office.name, accounts.name_of(own["signatory"])
    return office.name, accounts.name_of(taking.actor.public_id)


def draw(
    taking: Taking, form: str, letter: forms.Letter, number: Number, target: Compartment | Draft, audience: str = "case"
) -> Letter:
    """Draw a letter and seal both its forms to `target`. Under it stands a code with which anybody can check that it is ours."""
    code = checkcodes.draw()
    home = settings.SAKSAMA.base_url.rstrip("/") + "/"
    checked = replace(letter, check_code=checkcodes.pretty(code), verify_url=f"{home}verifikasi/{code}/", library_url=home)
    own = lettering.in_force(str(issuer(taking).public_id), form)
    rendered = forms.render(form, checked, words_by=own.draw if own else None)
    stem = f"{form}-{taking.step.seen + 1}"
    return Letter(
        form=form,
        number=number.text,
        version=f"{book().form(form).version}",
        audience=audience,
        pdf=_seal(target, f"{stem}.pdf", "application/pdf", rendered.pdf),
        editable=_seal(target, f"{stem}.docx", DOCX, rendered.docx),
        compartment=target if isinstance(target, Compartment) else None,
        at=taking.now,
        claim=number.claim,
        check_code=code,
        template=own.version if own else 0,
    )


def _seal(target: Compartment | Draft, name: str, type: str, content: bytes) -> PreparedItem:  # noqa: A002
    if isinstance(target, Draft):
        sealing = target.open_sealing(LETTER, name, type)
        sealing.write(content)
        return sealing.finish()
    return vault.add_stream(target, klass=LETTER, name=name, type=type, chunks=[content])


def holder_of(case: Case, taking: Taking) -> Party:
    """Return the person whom an officer recorded as holder of the post; `Invalid` until somebody did."""
    recorded = taking.state.last("post_holder.recorded")
    with store.reading(SYSTEM):
        rows = parties.of(case, role=parties.ACCUSED)
    found = next((row for row in reversed(rows) if recorded is not None and row.nth == recorded.nth), None)
    if found is None:
        raise Invalid(*NO_HOLDER, field="accused")
    return found


def person_of(taking: Taking) -> letters.Person:
    """Return the reported person as a letter names him, with the source of who held the post."""
    row = holder_of(taking.case, taking)
    recorded = taking.state.last("post_holder.recorded")
    source = kinds.get("post_holder.recorded").field("source").word(recorded.body.get("source"), "id") if recorded else ""
    return letters.Person(
        name=row.name,
        post=row.post,
        agency=agency_name(taking.case),
        source=source,
        status=row.status.upper() if row.status in ("pns", "cpns", "pppk") else "",
    )


def agency_name(case: Case) -> str:
    return institutions.agency_names([case.agency]).get(case.agency, "") if case.agency else ""


def event_day(case: Case) -> date:
    return case.happened_on or case.opened_at.date()


def violations_of(taking: Taking) -> tuple[str, ...]:
    """Return the suspected violations that were in force on the day of the act, for a letter to cite."""
    day = event_day(taking.case)
    chosen = taking.cleaned.body.get("violations") or taking.case.violations
    return tuple(one for one in chosen if _in_force(one, day))


def _in_force(violation: str, day: date) -> bool:
    try:
        book().violation(violation, day)
    except NoRule:
        return False
    return True


def hearing_words(taking: Taking) -> str:
    """Return when he was heard, or why not, for the forwarding letter."""
    replied = taking.state.last("accused.replied")
    if replied is not None:
        return f"Ia menjawab pada {say.short_id(taking.derived.calendar.local_day(replied.happened_at))}."
    invited = taking.state.last("accused.invited")
    if invited is None:
        return "Ia belum diundang."
    return f"Ia diundang pada {say.short_id(taking.derived.calendar.local_day(invited.happened_at))} dan belum menjawab."


def answer_url() -> str:
    """Return the address of the accused's room, as it is printed in a letter."""
    return f"{settings.SAKSAMA.base_url.rstrip('/')}/jawaban/"


def compartment_or_refuse(taking: Taking, kind: str) -> Compartment:
    found = taking.compartment(kind)
    if found is None:
        raise NotFound(
            "Berkas perkara ini belum siap. Muat ulang halaman.", "This case's file is not ready. Load the page again."
        )
    return found
