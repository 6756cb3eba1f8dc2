"""Fields with a block for each row: the elements of a study, the questions of a hearing, the outcome for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from saksama.cases.kinds import Field
from saksama.cases.minutes import MOST

from . import words
from .fields import LONGEST, Rows, RowsField

QUESTIONS, AT_ONCE = 24, 10    # rows for questions without script, and how many of them stand open
PER_ELEMENT = 3


class Blocks(Rows):
    """Controls in groups: one block for each row, its controls with labels of their own."""

    def __init__(self, titles: Sequence[str], labels: Sequence[str], widgets: Sequence[forms.Widget], *, shape: str) -> None:
        self.titles = tuple(titles)
        self.per = len(labels)
        self.names = tuple(labels)
        super().__init__([label for _title in titles for label in labels], widgets, shape=shape)

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        subs = context["widget"]["subwidgets"]
        blocks = [
            (title, list(zip(self.names, subs[n * self.per : (n + 1) * self.per], strict=True)))
            for n, title in enumerate(self.titles)
        ]
        context["widget"]["blocks"], context["widget"]["later"] = blocks[:AT_ONCE], blocks[AT_ONCE:]
        return context


class Elements(Blocks):
    template_name = "casework/widgets/elements.html"


class Dialogue(Blocks):
    template_name = "casework/widgets/dialogue.html"


class ElementsField(RowsField):
    """A finding, its reason and its evidence for each element. What is missing is said by the case room, at its place."""

    def __init__(self, field: Field, initial: object) -> None:
        spoken = words.language()
        keys = [key for key, _id, _en in field.choices]
        titles = [en if spoken == "en" else indonesian for _key, indonesian, en in field.choices]
        files = [(file, en if spoken == "en" else indonesian) for file, indonesian, en in field.rows]
        rows = [one for _key in keys for one in _element(files)]
        super().__init__(
            rows,
            widget=Elements(
                titles, (_("Penilaian"), _("Alasan"), _("Bukti")), [row.widget for row in rows], shape="elements"
            ),
            pack=lambda values: _judged(keys, values),
            label=field.label(spoken),
            help_text=field.hint(spoken),
            required=False,
            initial=_flat(keys, initial),
        )
        self.bare = True


def _element(files: Sequence[tuple[str, str]]) -> list[forms.Field]:
    findings = (("yes", _("Terpenuhi")), ("no", _("Tidak")), ("doubt", _("Ragu")))
    return [
        forms.ChoiceField(choices=findings, required=False, widget=forms.RadioSelect(attrs={"class": "across"})),
        forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})),
        forms.MultipleChoiceField(choices=files, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "across"})),
    ]


def _judged(keys: Sequence[str], values: Sequence[object]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for n, key in enumerate(keys):
        finding, reasons, evidence = (*values[n * PER_ELEMENT : (n + 1) * PER_ELEMENT], "", "", ())[:PER_ELEMENT]
        if finding:
            found[key] = {"finding": finding, "reasons": reasons or "", "evidence": list(evidence or ())}  # type: ignore[call-overload]
    return found


def _flat(keys: Sequence[str], initial: object) -> list[object]:
    known = initial if isinstance(initial, Mapping) else {}
    flat: list[object] = []
    for key in keys:
        one: Mapping[str, Any] = known.get(key) or {}
        flat += [one.get("finding", ""), one.get("reasons", ""), list(one.get("evidence", ()))]
    return flat


class DialogueField(RowsField):
    """Questions and answers as pairs; rows without an answer are left out by the case room."""

    def __init__(self, field: Field, initial: object) -> None:
        spoken = words.language()
        known = list(initial) if isinstance(initial, (list, tuple)) else []
        count = min(max(QUESTIONS, len(known) + 4), MOST)
        rows: list[forms.Field] = [
            forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
            for _n in range(2 * count)
        ]
        titles = [_("Tanya jawab %(n)d") % {"n": n + 1} for n in range(count)]
        super().__init__(
            rows,
            widget=Dialogue(titles, (_("Pertanyaan"), _("Jawaban")), [row.widget for row in rows], shape="dialogue"),
            pack=_pairs,
            label=field.label(spoken),
            help_text=field.hint(spoken),
            required=False,
            initial=[part for pair in known for part in pair] + [""] * (2 * (count - len(known))),
        )
        self.bare = True


def _pairs(values: Sequence[object]) -> list[tuple[str, str]]:
    texts = [str(one or "") for one in values]
    return [(texts[n], texts[n + 1]) for n in range(0, len(texts) - 1, 2) if texts[n + 1].strip()]


def outcome_answers() -> Iterable[tuple[str, str]]:
    """Return the answers of the table of outcomes, one row for each person."""
    return ("forward", _("Diteruskan")), ("not_proven", _("Tidak terbukti")), ("transfer", _("Dialihkan"))
