"""Pages that work on one case beside its steps: one line here puts a page among the tools of the case.

A tool is an address under the case, its name, and to whom it is offered; the page behind it asks its own policy again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.cases.shown import CasePage
from saksama.kernel.actor import Actor

Offered = Callable[[CasePage, Actor], bool]


@dataclass(frozen=True, slots=True)
class Tool:
    """`name` is the url name under `desk:`, taking the case's public id."""

    name: str
    label: str | Promise
    offered: Offered


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool with its address, as the page of the case lists it."""

    name: str
    label: str
    url: str


def _has_study(page: CasePage, actor: Actor) -> bool:
    return any(one.act == "kajian.written" and one.corrected_by is None for one in page.entries)


def _records_holder(page: CasePage, actor: Actor) -> bool:
    return any(step.act == "post_holder.recorded" and step.allowed for step in page.steps)


def _has_limits(page: CasePage, actor: Actor) -> bool:
    return bool(page.clocks)


TOOLS: tuple[Tool, ...] = (
    Tool("holders", _("Cari pemegang jabatan di daftar pegawai"), _records_holder),
    Tool("study", _("Kajian: versi dan catatan"), _has_study),
    Tool("delays", _("Lembar batas waktu"), _has_limits),
)


def offers(page: CasePage, actor: Actor) -> tuple[Offer, ...]:
    """Return the tools of a case for one person, in the order of the table."""
    found = []
    for tool in TOOLS:
        if not tool.offered(page, actor):
            continue
        try:
            url = reverse(f"desk:{tool.name}", args=[page.public_id])
        except NoReverseMatch:
            continue
        found.append(Offer(tool.name, str(tool.label), url))
    return tuple(found)
