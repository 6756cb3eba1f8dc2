"""The form of one step, built from its declaration: what is asked, when it happened, whose act it is, and the papers.

`StepForm.read` turns it into the `Input` that the case room takes. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.cases.shown import StepPage
from saksama.cases.steps import Input, Paper, Provenance
from saksama.web.frame import dates

from . import fields, words

LATE_AFTER = timedelta(days=1)
NOON = time(12)
LEEWAY = timedelta(minutes=10)  # a moment typed a little ahead of the clock is now
MOST_PAPERS = 10
MOST_LINES = 18      # of a text that was filled in: the file is Indonesian, whatever the page speaks
LARGEST_PAPER = 10 * 1024 * 1024
OWN_NAMES = ("act_source", "act_when", "act_date", "act_time", "act_late", "act_papers", "act_note", "seen")
SOURCES = (
    (Provenance.LETTER, gettext_lazy("Dari surat")),
    (Provenance.OTHER_SYSTEM, gettext_lazy("Dari sistem lain")),
    (Provenance.PRESS, gettext_lazy("Dari pers atau terbitan resmi")),
)


class PapersInput(forms.ClearableFileInput):
    """Several files in one field; nothing of what was chosen before can be kept by a page."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"
    input_type = "file"


class PapersField(forms.FileField):
    """Every chosen file, or none. The evidence room judges what is in them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PapersInput(attrs={"multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[UploadedFile, ...]:
        found = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if not found:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return ()
        if len(found) > MOST_PAPERS:
            raise forms.ValidationError(_("Paling banyak %(n)d berkas sekali kirim.") % {"n": MOST_PAPERS}, code="many")
        for one in found:
            if one.size > LARGEST_PAPER:
                raise forms.ValidationError(
                    _("Berkas %(name)s lebih dari 10 MB. Kecilkan, lalu pilih lagi.") % {"name": one.name}, code="large"
                )
            if not one.size:
                raise forms.ValidationError(
                    _("Berkas %(name)s kosong. Pilih berkas yang lain.") % {"name": one.name}, code="empty"
                )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Clocked:
    """What the form needs of the hour: now, and the office's zone."""

    now: datetime
    zone: str


class SearchingForm(forms.Form):
    """A form with searches in it: pressing one redraws the page and judges nothing."""

    use_required_attribute = False

    def forget_errors(self) -> None:
        """Show what was typed without a word about what is still missing."""
        self._errors = ErrorDict()


class StepForm(SearchingForm):
    """Drawn from `StepPage`: the declared fields, then source, time, papers and a sealed note of our own."""

    def __init__(
        self,
        page: StepPage,
        *args: Any,
        now: datetime,
        notes: Mapping[str, tuple[str, ...]] | None = None,
        corrects: int | None = None,
        given: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`notes` stand beside the rows of a field; `given` are values that the address proposes."""
        super().__init__(*args, **kwargs)
        self.page = page
        self.corrects = corrects
        self.hour = Clocked(now, page.timezone)
        for field in page.fields:
            known = (given or {}).get(field.name) or page.values.get(field.name)
            beside = (notes or {}).get(field.name, ())
            self.fields[field.name] = fields.build(field, zone=page.timezone, initial=known, notes=beside)
            self._say_source(field.name, known)
        self._source()
        self._when()
        self._papers()
        self._note()
        self.fields["seen"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=page.seen)

    def _say_source(self, name: str, known: object) -> None:
        """Say beside a field that was filled in where its value was written."""
        source = self.page.sources.get(name)
        if source is None or known != self.page.values.get(name):
            return
        widget = self.fields[name].widget
        if isinstance(known, str) and isinstance(widget, forms.Textarea):
            lines = sum(1 + len(line) // 70 for line in known.splitlines())
            widget.attrs |= {"lang": "id", "rows": max(int(widget.attrs.get("rows", 5)), min(lines + 1, MOST_LINES))}
        hint = str(self.fields[name].help_text or "")
        self.fields[name].help_text = f"{hint} {source.of(words.language())}".strip()

    def _source(self) -> None:
        """Asked only of who records another body's step; a body's own people act as their own."""
        if not self.page.must_be_by_proxy:
            return
        self.fields["act_source"] = forms.ChoiceField(
            label=_("Dari mana Anda tahu?"),
            choices=SOURCES,
            widget=forms.RadioSelect,
            error_messages={"required": _("Pilih sumbernya.")},
            help_text=_("Langkah ini milik badan lain. Lampirkan suratnya, tangkapan layarnya, atau beritanya."),
        )

    def _when(self) -> None:
        """A correction happened when the act that it corrects did, unless somebody says otherwise."""
        before = dates.local(self.page.corrected_at, self.hour.zone) if self.page.corrected_at else None
        self.fields["act_when"] = forms.ChoiceField(
            label=_("Kapan terjadi?"),
            initial="earlier" if before else "now",
            widget=forms.RadioSelect(attrs={"class": "across"}),
            required=False,
            choices=(("now", _("Sekarang")), ("earlier", _("Sebelumnya"))),
        )
        self.fields["act_when"].bare = True  # type: ignore[attr-defined]
        zone = dates.ZONES.get(self.hour.zone, "WIB")
        self.fields["act_date"] = fields.date_field(_("Tanggal terjadi"), required=False)
        self.fields["act_time"] = fields.time_field(
            _("Jam (%(zone)s)") % {"zone": zone},
            required=False,
            hint=_("Kosongkan bila jamnya tidak tercatat; dipakai pukul 12.00."),
        )
        if before:
            self.fields["act_date"].initial, self.fields["act_time"].initial = before.date(), before.time()
        self.fields["act_late"] = forms.CharField(
            label=_("Mengapa dicatat kemudian?"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Diisi bila lebih dari sehari yang lalu, bersama pindaian kertasnya. Mencatat kemudian itu biasa."),
        )
        for name in ("act_date", "act_time", "act_late"):
            self.fields[name].bare = True  # type: ignore[attr-defined]

    def _papers(self) -> None:
        needed = self.page.needs_document
        self.fields["act_papers"] = PapersField(
            label=_("Dokumen"),
            required=False,
            error_messages={"required": _("Lampirkan dokumennya.")},
            help_text=_("Wajib untuk langkah ini. PDF atau foto, masing-masing paling besar 10 MB.")
            if needed
            else _("PDF atau foto, masing-masing paling besar 10 MB."),
        )
        self.fields["act_papers"].bare = needed  # type: ignore[attr-defined]

    def _note(self) -> None:
        """A sealed note, unless the step asks for one itself."""
        if any(field.name == "note" for field in self.page.fields):
            return
        self.fields["act_note"] = forms.CharField(
            label=_("Catatan"),
            required=False,
            max_length=fields.LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Tersegel bersama langkah ini. Hanya petugas perkara yang dapat membukanya."),
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("act_when") == "earlier":
            self._check_earlier(told)
        else:
            told["happened_at"] = self.hour.now
        if self._document_wanted(told) and not told.get("act_papers") and "act_papers" not in self.errors:
            self.add_error("act_papers", _("Lampirkan dokumennya: pindaian surat, tangkapan layar, atau kertasnya."))
        return told

    def _check_earlier(self, told: dict[str, Any]) -> None:
        day, at = told.get("act_date"), told.get("act_time")
        if day is None:
            if "act_date" not in self.errors:
                self.add_error("act_date", _("Isi tanggal terjadinya."))
            return
        today = dates.local(self.hour.now, self.hour.zone).date()
        happened = self.hour.now if at is None and day == today else fields.moment(day, at or NOON, self.hour.zone)
        if happened > self.hour.now + LEEWAY:
            self.add_error("act_date", _("Waktu ini masih di depan. Isi waktu yang sudah lewat."))
            return
        told["happened_at"] = min(happened, self.hour.now)
        if self._late(told) and not str(told.get("act_late") or "").strip():
            self.add_error("act_late", _("Tulis mengapa dicatat kemudian, misalnya: menunggu kertas dari kecamatan."))

    def _late(self, told: Mapping[str, Any]) -> bool:
        return self.hour.now - told.get("happened_at", self.hour.now) > LATE_AFTER  # type: ignore[operator]

    def _document_wanted(self, told: Mapping[str, Any]) -> bool:
        by_proxy = told.get("act_source", Provenance.OWN) != Provenance.OWN
        return self.page.needs_document or by_proxy or self._late(told)

    @property
    def by_proxy(self) -> bool:
        return "act_source" in self.fields

    def asked(self) -> list[forms.BoundField]:
        """Return the declared fields, in order."""
        return [self[name] for name in self.fields if name not in OWN_NAMES]

    def read(self) -> Input:
        """Return what was filled in, for `cases.actions.take`. Only after `is_valid`."""
        told = self.cleaned_data
        return Input(
            values={field.name: told[field.name] for field in self.page.fields if told.get(field.name) not in (None, "", [], {})},
            happened_at=told["happened_at"],
            seen=told["seen"],
            text=told.get("act_note", ""),
            documents=tuple(Paper(one.name or "", one.content_type or "", one.read()) for one in told.get("act_papers", ())),
            provenance=str(told.get("act_source") or Provenance.OWN),
            late_reason=told.get("act_late", "") if told.get("act_when") == "earlier" else "",
            corrects=self.corrects,
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Put a refusal of the case room beside its field, or at the top where it belongs to none."""
        beside = {
            "happened_at": "act_date",
            "late_reason": "act_late",
            "documents": "act_papers",
            "document": "act_papers",
            "provenance": "act_source",
            "text": "act_note",
        }.get(field, field)
        self.add_error(beside if beside in self.fields else None, sentence)


def names_of(files: MultiValueDict) -> list[str]:
    """Return the names of files that came along with a form which has to be sent again."""
    return [one.name for key in files for one in files.getlist(key)]
