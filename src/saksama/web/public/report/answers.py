"""All answers of one sheet, read and in order: what the check page shows and the sending hands to intake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.places.models import Place

from .forms import Question
from .sheet import ORDERED, Sheet

PRESSURE = "tekanan"  # what "Saya diperintah" is about


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the reporter told us, validated. Empty strings where nothing was said."""

    what: str
    who: str
    agency: Agency | None
    happened_on: date
    happened_at: str
    known_on: date
    known_since_event: bool
    place: Place
    landmark: str
    story: str
    links: str
    door: str
    name: str
    address: str
    contact: str
    crowd: str
    exclude_district: bool
    exclude_province: bool


@dataclass(frozen=True, slots=True)
class Lacking:
    """The first question whose answer cannot be used, with its errors."""

    step: str
    form: Question


def read(sheet: Sheet, today: date) -> Told | Lacking:
    """Return the answers, or the first question that has to be answered again."""
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
        form.add_error("place_search", unknown.detail)
        return Lacking("tempat", form)
    when, who, name = data["kapan"], data["siapa"], data["nama"]
    readers = data.get("pembaca", {})
    return Told(
        what=PRESSURE if sheet.variant == ORDERED else str(data["apa"]["what"]),
        who=str(who["who"]),
        agency=_agency(str(who.get("agency") or "")),
        happened_on=when["happened_date"],  # type: ignore[arg-type]
        happened_at=str(when["happened_at"]),
        known_on=when["known_date"],  # type: ignore[arg-type]
        known_since_event=when["known"] == "event",
        place=place,
        landmark=str(data["tempat"]["landmark"]),
        story=str(data["cerita"]["story"]),
        links=str(data["tautan"]["links"]),
        door=str(name["door"]),
        name=str(name["name"]),
        address=str(name["address"]),
        contact=str(name["contact"]),
        crowd=str(data.get("risiko", {}).get("crowd", "")),
        exclude_district=bool(readers.get("exclude_district")),
        exclude_province=bool(readers.get("exclude_province")),
    )


def _agency(public_id: str) -> Agency | None:
    """Return the chosen agency; an unknown id is no agency: it is an optional hint, and the officer will ask."""
    if not public_id:
        return None
    try:
        return institutions.agency(public_id)
    except NotFound:
        return None
