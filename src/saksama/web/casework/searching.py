"""Places and agencies by three letters, without script: a text, a button, and what was found to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.places.models import Place


@dataclass(frozen=True, slots=True)
class Found:
    value: str
    label: str
    detail: str


class SearchWidget(forms.Widget):
    """Three letters, a button, and what was found to choose from; it works without script."""

    template_name = "casework/widgets/search.html"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.found: list[Found] = []
        self.searched = False
        super().__init__()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:
        return str(data.get(name, "")), str(data.get(f"{name}_cari", ""))

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        chosen, typed = value if isinstance(value, tuple) else (str(value or ""), "")
        found = self.look(chosen, typed)
        context["widget"] |= {
            "chosen": chosen or (found[0].value if len(found) == 1 else ""),
            "typed": typed,
            "found": found,
            "nothing": bool(typed) and not found,
            "short": 0 < len(typed.strip()) < 3,
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
            "invalid": "aria-invalid" in context["widget"]["attrs"],
        }
        return context

    def look(self, chosen: str, typed: str) -> list[Found]:
        found = search(self.kind, typed)
        if chosen and all(one.value != chosen for one in found):
            kept = one_of(self.kind, chosen)
            found = [kept, *found] if kept else found
        return found

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_cari"


class SearchField(forms.Field):
    """A place's code or an agency's or office's public id, chosen from a search."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(widget=SearchWidget(kind), **kwargs)

    def clean(self, value: object) -> str:
        chosen, typed = value if isinstance(value, tuple) else (str(value or ""), "")
        if not chosen and typed:
            found = search(self.kind, typed)
            chosen = found[0].value if len(found) == 1 else ""
            if not chosen:
                raise ValidationError(_("Pilih satu dari yang ditemukan. Tulis tiga huruf, lalu tekan Cari."), code="choose")
        if not chosen:
            if self.required:
                raise ValidationError(_("Tulis tiga huruf, tekan Cari, lalu pilih."), code="required")
            return ""
        if one_of(self.kind, chosen) is None:
            raise ValidationError(_("Pilihan ini tidak dikenal lagi. Cari sekali lagi."), code="unknown")
        return chosen


def search(kind: str, typed: str, *, limit: int = 12) -> list[Found]:
    """Return what begins with the typed letters; nothing for fewer than three."""
    if kind == "place":
        return [_place(one) for one in places.search(typed, limit=limit)]
    return [_agency(one) for one in institutions.search_agencies(typed, limit=limit)]


def one_of(kind: str, chosen: str) -> Found | None:
    try:
        return _place(places.by_code(chosen)) if kind == "place" else _agency(institutions.agency(chosen))
    except NotFound:
        return None


def _place(one: Place) -> Found:
    return Found(one.code, one.full_name, ", ".join(above.full_name for above in places.ancestors(one)[:2]))


def _agency(one: Agency) -> Found:
    return Found(str(one.public_id), one.name, one.place.full_name if one.place else "")
