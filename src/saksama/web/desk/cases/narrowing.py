"""What the address of a queue asks for: a view by its name or id, and narrowings beside it. Plain GET, codes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama import law
from saksama.cases import queries
from saksama.cases.kinds.door import CHANNELS, DOORS
from saksama.cases.policies import CRIMINAL_ROLES
from saksama.cases.shown import View, Wanted
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.law.process import Process
from saksama.web.casework import words

WAITING = (
    ("bawaslu", gettext_lazy("Bawaslu")),
    ("reporter", gettext_lazy("pelapor")),
    ("accused", gettext_lazy("yang dilaporkan")),
    ("oversight", gettext_lazy("lembaga pengawas")),
    ("agency", gettext_lazy("instansi (PPK)")),
    ("bpasn", gettext_lazy("BPASN")),
)
DUE = (
    ("today", gettext_lazy("hari ini")),
    ("soon", gettext_lazy("tiga hari")),
    ("week", gettext_lazy("tujuh hari")),
    ("late", gettext_lazy("sudah lewat")),
)
OFFICER = (("me", gettext_lazy("saya")), ("nobody", gettext_lazy("belum ada")))
STATE = (("new", gettext_lazy("belum dibuka")), ("silent", gettext_lazy("belum ada kabar")))
LIMB = (("criminal", gettext_lazy("ada jalur pidana")),)
NAMES = {
    "tahap": "stage", "menunggu": "waiting", "batas": "due", "petugas": "officer", "jenis": "category", "tempat": "place",
    "kanal": "channel", "pintu": "door", "keadaan": "state", "jalur": "limb",
}
VIEW, NOTHING = "lihat", ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A view that everybody has."""

    code: str
    label: str | Promise
    wanted: Wanted


PRESETS = (
    Preset("semua", gettext_lazy("Semua"), Wanted()),
    Preset("hari-ini", gettext_lazy("Hari ini harus"), Wanted(due="today")),
    Preset("menunggu-saya", gettext_lazy("Menunggu saya"), Wanted(waiting="us", officer="me_or_nobody")),
    Preset("perkara-saya", gettext_lazy("Perkara saya"), Wanted(officer="me")),
    Preset("belum-dibuka", gettext_lazy("Belum dibuka"), Wanted(state="new")),
    Preset("terlambat", gettext_lazy("Terlambat"), Wanted(due="late")),
    Preset("tanpa-kabar", gettext_lazy("Belum ada kabar"), Wanted(state="silent")),
)


class FilterForm(forms.Form):
    """The narrowings. Nothing is compulsory, so nothing says so."""

    tahap = forms.ChoiceField(label=gettext_lazy("Tahap"), required=False)
    menunggu = forms.ChoiceField(label=gettext_lazy("Menunggu"), required=False)
    batas = forms.ChoiceField(label=gettext_lazy("Batas dalam"), required=False)
    petugas = forms.ChoiceField(label=gettext_lazy("Petugas"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False)
    tempat = forms.CharField(label=gettext_lazy("Tempat"), required=False, max_length=80)
    kanal = forms.ChoiceField(label=gettext_lazy("Lewat"), required=False)
    pintu = forms.ChoiceField(label=gettext_lazy("Pintu"), required=False)
    keadaan = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    jalur = forms.ChoiceField(label=gettext_lazy("Jalur"), required=False)

    def __init__(self, *args: Any, criminal: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Iterable[tuple[str, str | Promise]]] = {
            "tahap": stages(), "menunggu": WAITING, "batas": DUE, "petugas": OFFICER, "keadaan": STATE, "jalur": LIMB,
            "jenis": [(one.id, words.of(one, "label")) for one in law.book().categories()],
            "kanal": _spoken(CHANNELS), "pintu": _spoken(DOORS),
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("semua")), *choices]  # type: ignore[attr-defined]
        if not criminal:
            del self.fields["jalur"]
        for field in self.fields.values():
            field.bare = True  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen, as `Wanted` names it; what is no choice is as if it were not there."""
        self.is_valid()
        return {NAMES[name]: value for name, value in self.cleaned_data.items() if value}


def _spoken(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(code, english if words.language() == "en" else indonesian) for code, indonesian, english in rows]


def stages() -> list[tuple[str, str]]:
    """Return the stages of a case in the order of the process, in the page's language."""
    process: Process = law.book().process("pilkada")
    return [(stage.code, stage.en if words.language() == "en" else stage.id) for stage in process.stages.values()]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for: the view, what it narrows to, and what of it stands in the address beside the view."""

    view: str
    wanted: Wanted
    beside: dict[str, str]

    @property
    def query(self) -> dict[str, str]:
        """What an address needs to ask the same again."""
        return ({VIEW: self.view} if self.view else {}) | self.beside

    @property
    def filtered(self) -> bool:
        return bool(self.beside)


def read(told: QueryDict, actor: Actor) -> Narrowing:
    """Return what an address asks for. A view that is gone is the whole queue; so is what it does not know."""
    chosen = FilterForm(told).wanted() if any(told.get(name) for name in NAMES) else {}
    name, wanted = _view(told.get(VIEW, ""), actor)
    names = {column: name for name, column in NAMES.items()}
    return Narrowing(name, Wanted.of(wanted.as_dict() | chosen), {names[column]: value for column, value in chosen.items()})


def _view(asked: str, actor: Actor) -> tuple[str, Wanted]:
    preset = next((one for one in PRESETS if one.code == asked), None)
    if preset is not None or not _is_uuid(asked):
        return (asked, preset.wanted) if preset else (NOTHING, Wanted())
    try:
        return asked, queries.view(asked, actor).wanted
    except NotFound:
        return NOTHING, Wanted()


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Tab:
    """A view as the head of the queue lists it."""

    label: str
    url: str
    here: bool


def tabs(narrowing: Narrowing, kept: Iterable[View], base: str) -> tuple[tuple[Tab, ...], tuple[Tab, ...]]:
    """Return the views everybody has, and those that are kept by this person and his office."""
    given = [(one.code, str(one.label)) for one in PRESETS]
    own = [(one.public_id, one.name) for one in kept]
    here = narrowing.view or PRESETS[0].code
    made = [tuple(Tab(label, f"{base}?{urlencode({VIEW: code})}", code == here) for code, label in rows) for rows in (given, own)]
    return made[0], made[1]


def fields(narrowing: Narrowing, actor: Actor) -> SafeString:
    """Return the narrowings as they are chosen, drawn once for each choice."""
    chosen = tuple(sorted((name, getattr(narrowing.wanted, column)) for name, column in NAMES.items()))
    return _drawn(words.language(), law.book().release, chosen, actor.has(*CRIMINAL_ROLES))


@lru_cache(maxsize=512)
def _drawn(_language: str, _release: str, chosen: tuple[tuple[str, str], ...], criminal: bool) -> SafeString:
    form = FilterForm(dict(chosen), criminal=criminal)
    return format_html_join("", "{}", ((form[name].as_field_group(),) for name in form.fields))


def kept_in_form(narrowing: Narrowing) -> SafeString:
    """Return the view as hidden fields, so that a form that narrows further stays in it."""
    return format_html('<input type="hidden" name="{}" value="{}">', VIEW, narrowing.view) if narrowing.view else SafeString("")
