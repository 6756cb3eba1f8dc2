"""Naming a telephone, and putting right an entry that came from one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.institutions.models import Office
from saksama.prevention.actions import VisitEntry, day_of, told_of
from saksama.prevention.fieldkit import KitEntry
from saksama.web.desk.prevention.forms import VisitForm


class NameForm(forms.Form):
    """How the officer calls this telephone."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama telepon ini"),
        max_length=40,
        help_text=_("Misalnya: telepon saya. Nama ini hanya Anda yang melihat."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Beri nama telepon ini."), "max_length": _("Paling banyak 40 huruf.")},
    )


def settling(entry: KitEntry, office: Office, data: Any = None) -> VisitForm:
    """Return the form of an activity, filled with what the telephone brought."""
    told = told_of(entry)
    known = {
        "token": str(entry.token),
        "headcount": told.headcount,
        "place": told.place,
        "held_on": day_of(entry, told, office),
        "able": told.able,
        "led_by": told.led_by,
        "questions": told.questions,
        "measure": told.measure,
    }
    return VisitForm(data, office=office, initial=known)


def visit_of(form: VisitForm) -> VisitEntry:
    """Return what a valid form of an activity says."""
    told = form.cleaned_data
    return VisitEntry(
        token=told["token"],
        measure=told["measure"],
        place_code=told["place"],
        agency="",
        held_on=told["held_on"],
        headcount=told["headcount"],
        able=told["able"],
        led_by=told["led_by"],
        questions=told["questions"],
    )
