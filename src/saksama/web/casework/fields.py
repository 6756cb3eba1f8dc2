"""How one declared field becomes a form field: shape and type only, the value in the form the case room asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.cases.kinds import Field
from saksama.cases.reading import CONDITION_WORDS, QUESTIONS
from saksama.law.conditions import KEYS
from saksama.web.frame import dates

from . import words
from .searching import SearchField

DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
TIME_INPUTS = ["%H:%M", "%H.%M", "%H:%M:%S"]
LONGEST = 20_000
FEW = 7
PERSONS = 3
REQUIRED = {"required": gettext_lazy("Isi bagian ini.")}


def date_field(label: str = "", *, required: bool = True, hint: str = "") -> forms.DateField:
    """A date as `2024-10-19` or as people write it, `19-10-2024`."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=DATE_INPUTS,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak ada. Tulis seperti 19-10-2024.")},
    )


def time_field(label: str = "", *, required: bool = True, hint: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=TIME_INPUTS,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"required": _("Isi jamnya."), "invalid": _("Jam ini tidak ada. Tulis seperti 16.20.")},
    )


def moment(day: object, at: object, zone: str) -> datetime:
    """Return the aware instant of a date and a time in an office's zone."""
    if not isinstance(day, date) or not isinstance(at, time):
        raise TypeError("a moment needs a date and a time")
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone or dates.DEFAULT_ZONE)).astimezone(UTC)


class Rows(forms.MultiWidget):
    """Several controls under one question, each with its own label: a table of radios, or name and post side by side."""

    template_name = "casework/widgets/rows.html"
    use_fieldset = True

    def __init__(
        self, labels: Sequence[str], widgets: Sequence[forms.Widget], *, shape: str = "", notes: Sequence[str] = ()
    ) -> None:
        self.labels = tuple(labels)
        self.notes = tuple(notes)
        self.shape = shape
        super().__init__(list(widgets))

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        blank = ("",) * len(self.labels)
        context["widget"]["rows"] = list(zip(self.labels, self.notes or blank, context["widget"]["subwidgets"], strict=True))
        context["widget"]["shape"] = self.shape
        return context

    def decompress(self, value: object) -> list[object]:
        return list(value) if isinstance(value, (list, tuple)) else [None] * len(self.widgets)


class RowsField(forms.MultiValueField):
    """The rows' values as one; `pack` and `unpack` turn them into what the case room takes and back."""

    def __init__(
        self, rows: Sequence[forms.Field], *, widget: Rows, pack: Callable[[Sequence[object]], object], **kwargs: Any
    ) -> None:
        self.pack = pack
        super().__init__(fields=rows, widget=widget, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[object]) -> object:
        return self.pack(data_list)


def choice_table(
    field: Field, options: Sequence[tuple[str, str]], *, initial: object, notes: Sequence[str] = (), skip: str = ""
) -> RowsField:
    """A row for each of the field's choices and the same few answers for each: conditions, votes, the five questions.

    `skip` names the answer of a row that is left out; without it every row must be answered.
    """
    options = [*options, ("", skip)] if skip else list(options)
    keys = [key for key, _id, _en in field.choices]
    labels = [en if words.language() == "en" else indonesian for _key, indonesian, en in field.choices]
    rows = [
        forms.ChoiceField(
            choices=options,
            required=field.required and not skip,
            initial="" if skip else None,
            widget=forms.RadioSelect(attrs={"class": "across"}),
            error_messages={"incomplete": _("Belum dijawab: %(label)s") % {"label": label}},
        )
        for label in labels
    ]
    return RowsField(
        rows,
        widget=Rows(labels, [row.widget for row in rows], shape="answers", notes=notes),
        pack=lambda values: {key: value for key, value in zip(keys, values, strict=False) if value},
        label=field.label(words.language()),
        help_text=field.hint(words.language()),
        required=field.required,
        initial=[initial.get(key, "") for key in keys] if isinstance(initial, dict) else [""] * len(keys) if skip else None,
        error_messages={
            "required": _("Catat suara anggota yang memutus.") if skip else _("Jawab semua baris."),
            "incomplete": _("Jawab semua baris."),
        },
    )


class PersonsField(RowsField):
    """Names with their posts, as lines `name; post`."""

    def __init__(self, field: Field, initial: object) -> None:
        count = PERSONS if field.many else 1
        lines = [line for line in str(initial or "").splitlines() if line.strip()]
        count = max(count, len(lines) + 1) if field.many else 1
        texts = [forms.CharField(required=False, max_length=200) for _n in range(2 * count)]
        labels = [label for n in range(count) for label in self._labels(n, count)]
        super().__init__(
            texts,
            widget=Rows(labels, [text.widget for text in texts], shape="pairs"),
            pack=_person_lines,
            label=field.label(words.language()),
            help_text=_("Kosongkan baris yang tidak dipakai.") if count > 1 else "",
            required=field.required,
            initial=[part for line in lines for part in _person_parts(line)] + [""] * (2 * (count - len(lines)))
            if lines
            else None,
            error_messages=REQUIRED,
        )

    @staticmethod
    def _labels(n: int, count: int) -> tuple[str, str]:
        if count == 1:
            return _("Nama"), _("Jabatan")
        return _("Nama orang ke-%(n)d") % {"n": n + 1}, _("Jabatan orang ke-%(n)d") % {"n": n + 1}

    def clean(self, value: Sequence[object]) -> object:
        packed = super().clean(value)
        if self.required and not packed:
            raise ValidationError(self.error_messages["required"], code="required")
        return packed


def _person_parts(line: str) -> tuple[str, str]:
    name, _sep, post = line.partition(";")
    return name.strip(), post.strip()


def _person_lines(values: Sequence[object]) -> str:
    pairs = [(str(values[n] or "").strip(), str(values[n + 1] or "").strip()) for n in range(0, len(values) - 1, 2)]
    return "\n".join(f"{name}; {post}" if post else name for name, post in pairs if name or post)


class MomentField(RowsField):
    """A date and a time in the office's zone, as an aware instant."""

    def __init__(self, field: Field, *, zone: str, initial: object) -> None:
        rows: list[forms.Field] = [date_field(required=field.required), time_field(required=field.required)]
        zone_name = dates.ZONES.get(zone, "WIB")
        local = dates.local(initial, zone) if isinstance(initial, datetime) else None
        super().__init__(
            rows,
            widget=Rows([_("Tanggal"), _("Jam (%(zone)s)") % {"zone": zone_name}], [row.widget for row in rows], shape="moment"),
            pack=lambda values: moment(values[0], values[1], zone) if len(values) == 2 and all(values) else None,
            label=field.label(words.language()),
            help_text=field.hint(words.language()),
            required=field.required,
            initial=[local.date(), local.time()] if local else None,
            error_messages={"required": _("Isi tanggal dan jamnya."), "incomplete": _("Isi tanggal dan jamnya.")},
        )


CODE = re.compile(r"^\S{1,60}$")


def plain_choices(field: Field) -> list[tuple[str, str]]:
    """Return the choices of a field in the page's language."""
    return [(value, en if words.language() == "en" else indonesian) for value, indonesian, en in field.choices]


def filled(field: Field) -> Field:
    """Return the field with the rows that are the same for every case: six conditions, five questions."""
    if field.choices:
        return field
    if field.type == "conditions":
        pairs = {key: CONDITION_WORDS[key] for key in KEYS}
        return replace(
            field, choices=tuple((key, words_id.capitalize(), en.capitalize()) for key, (words_id, en) in pairs.items())
        )
    if field.type == "questions":
        return replace(field, choices=tuple((str(n), words_id, en) for n, (words_id, en) in enumerate(QUESTIONS, start=1)))
    return field


@dataclass(frozen=True, slots=True)
class Asked:
    """A declared field on its way to a form field."""

    field: Field
    zone: str
    initial: Any
    notes: tuple[str, ...]

    @property
    def common(self) -> dict[str, Any]:
        """Return what every form field takes."""
        spoken = words.language()
        return {"label": self.field.label(spoken), "help_text": self.field.hint(spoken), "required": self.field.required}


def build(field: Field, *, zone: str, initial: object, notes: Iterable[str] = ()) -> forms.Field:
    """Return the form field of a declared field."""
    asked = Asked(filled(field), zone, initial, tuple(notes))
    made = BUILDERS.get(field.type, _text)(asked)
    if made.initial is None and initial not in (None, ""):
        made.initial = initial
    return made


def _conditions(asked: Asked) -> forms.Field:
    answers = (("yes", _("Ada")), ("no", _("Belum")), ("assess", _("Ragu")))
    return choice_table(asked.field, answers, initial=asked.initial, notes=asked.notes)


def _votes(asked: Asked) -> forms.Field:
    answers = (("agree", _("Setuju")), ("against", _("Tidak")), ("abstain", _("Abstain")))
    return choice_table(asked.field, answers, initial=asked.initial, skip=_("Tidak ikut"))


def _questions(asked: Asked) -> forms.Field:
    answers = (("yes", _("Ya")), ("no", _("Tidak")), ("unknown", _("Belum tahu")))
    return choice_table(asked.field, answers, initial=asked.initial)


def _date(asked: Asked) -> forms.Field:
    common = asked.common
    return date_field(common["label"], required=common["required"], hint=common["help_text"])


def _number(asked: Asked) -> forms.Field:
    return forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={**REQUIRED, "invalid": _("Tulis angka saja.")},
        **asked.common,
    )


def _several(asked: Asked) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=plain_choices(asked.field),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "top"}),
        error_messages={"required": _("Pilih sedikitnya satu.")},
        **asked.common,
    )


def _code(asked: Asked) -> forms.Field:
    return forms.RegexField(
        CODE,
        widget=forms.TextInput(attrs={"class": "medium mono", "autocomplete": "off"}),
        error_messages={**REQUIRED, "invalid": _("Tulis nomornya tanpa spasi, paling banyak 60 huruf.")},
        **asked.common,
    )


def _text(asked: Asked) -> forms.Field:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), error_messages=REQUIRED, **asked.common)


def _choice(asked: Asked) -> forms.Field:
    """Radios for a few, a list for many; a choice that may stay open gets an empty answer of its own."""
    options = plain_choices(asked.field)
    few = len(options) <= FEW
    if not asked.field.required:
        options = [("", _("tidak diisi")), *options]
    elif not few:
        options = [("", _("pilih")), *options]
    made = forms.ChoiceField(
        choices=options,
        widget=forms.RadioSelect(attrs={"class": "top"}) if few else forms.Select(),
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu dari daftar.")},
        **asked.common,
    )
    if not asked.field.required:
        made.initial = asked.initial or ""
    return made


def _bool(asked: Asked) -> forms.Field:
    """Yes or no where it must be answered, one tick where it may stay open."""
    if not asked.field.required:
        return forms.BooleanField(initial=bool(asked.initial), **asked.common)
    made = forms.TypedChoiceField(
        choices=(("yes", _("Ya")), ("no", _("Tidak"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(attrs={"class": "across"}),
        error_messages={"required": _("Jawab ya atau tidak.")},
        **asked.common,
    )
    if asked.initial is not None:
        made.initial = "yes" if asked.initial else "no"
    return made


def _elements(asked: Asked) -> forms.Field:
    from .rows import ElementsField

    return ElementsField(asked.field, asked.initial)


def _dialogue(asked: Asked) -> forms.Field:
    from .rows import DialogueField

    return DialogueField(asked.field, asked.initial)


def _outcomes(asked: Asked) -> forms.Field:
    """One row for each person; every row is answered."""
    from .rows import outcome_answers

    return choice_table(replace(asked.field, required=True), list(outcome_answers()), initial=asked.initial)


BUILDERS: Mapping[str, Callable[[Asked], forms.Field]] = {
    "conditions": _conditions,
    "votes": _votes,
    "questions": _questions,
    "elements": _elements,
    "dialogue": _dialogue,
    "outcomes": _outcomes,
    "person": lambda asked: PersonsField(asked.field, asked.initial),
    "datetime": lambda asked: MomentField(asked.field, zone=asked.zone, initial=asked.initial),
    "date": _date,
    "number": _number,
    "bool": _bool,
    "place": lambda asked: SearchField("place", **asked.common),
    "agency": lambda asked: SearchField("agency", **asked.common),
    "choices": _several,
    "files": _several,
    "code": _code,
    **dict.fromkeys(("office", "officer", "case", "choice", "grade"), _choice),
}
