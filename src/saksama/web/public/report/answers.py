"""All answers of one sheet, read and in order: what the check page shows and the sending hands to intake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.intake.answers import Answers
from saksama.intake.recent import Recent
from saksama.intake.routing import Wishes
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.places.models import Place

from .forms import Question
from .sheet import ORDERED, Sheet

PRESSURE = "tekanan"  # what "Saya diperintah" is about
NAMELESS = "nameless"
TICKED = ("on", "true", "1")


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the reporter told us, found usable. `agency` is only looked up for the check page."""

    answers: Answers
    place: Place
    agency: Agency | None
    known_since_event: bool
    door: str
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Lacking:
    """The first question whose answer cannot be used, with its errors."""

    step: str
    form: Question


def read(sheet: Sheet, today: date) -> Told | Lacking:
    """Judge every answer; return them, or the first question that has to be answered again.

    What was understood is noted in the sheet, so that the sending need not judge again what was shown and sealed.
    """
    data: dict[str, dict[str, object]] = {}
    for step in sheet.steps:
        form = sheet.form(step, today)
        if not form.is_valid():
            return Lacking(step, form)
        data[step] = form.cleaned_data
    try:
        place = places.by_code(str(data["tempat"]["place"]))
    except NotFound as unknown:
        form = sheet.form("tempat", today)
        form.is_valid()
        form.add_error("place_search", unknown.detail_en if get_language() == "en" else unknown.detail)
        return Lacking("tempat", form)
    when = data["kapan"]
    agency = _agency(str(data["siapa"].get("agency") or ""))
    sheet.understood = {
        "happened": when["happened_date"].isoformat(),  # type: ignore[attr-defined]
        "known": when["known_date"].isoformat(),  # type: ignore[attr-defined]
        "at": str(when["happened_at"]),
        "agency": str(agency.public_id) if agency else "",
    }
    return _told(sheet, place, agency)


_places: Recent[Place] = Recent()


def understood(sheet: Sheet, now: datetime) -> Told:
    """Return the answers of a sheet whose check page was shown, without judging them again: the seal vouches for them."""
    code = sheet.answers["tempat"]["place"]
    return _told(sheet, _places.get(code, now, lambda: places.by_code(code)), None)


def _told(sheet: Sheet, place: Place, agency: Agency | None) -> Told:
    def said(step: str, field: str) -> str:
        return sheet.answers.get(step, {}).get(field, "").strip()

    door = said("nama", "door")
    named = door != NAMELESS
    answers = Answers(
        category=PRESSURE if sheet.variant == ORDERED else said("apa", "what"),
        place_code=place.code,
        happened_on=date.fromisoformat(sheet.understood["happened"]),
        known_on=date.fromisoformat(sheet.understood["known"]),
        who=said("siapa", "who"),
        story=said("cerita", "story"),
        agency=sheet.understood["agency"],
        happened_at=sheet.understood["at"],
        landmark=said("tempat", "landmark"),
        links="\n".join(line.strip() for line in said("tautan", "links").splitlines() if line.strip()),
        name=said("nama", "name") if named else "",
        address=said("nama", "address") if named else "",
        contact=said("nama", "contact") if named else "",
        crowd=said("risiko", "crowd"),
        helper=sheet.helper,
    )
    wishes = Wishes(_ticked(said("pembaca", "exclude_district")), _ticked(said("pembaca", "exclude_province")))
    return Told(answers, place, agency, said("kapan", "known") == "event", door, wishes)


def _ticked(value: str) -> bool:
    return value.lower() in TICKED


def _agency(public_id: str) -> Agency | None:
    """Return the chosen agency; an unknown id is no agency: it is an optional hint, and the officer will ask."""
    if not public_id:
        return None
    try:
        return institutions.agency(public_id)
    except NotFound:
        return None
