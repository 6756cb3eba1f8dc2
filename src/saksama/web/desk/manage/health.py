"""Is the machine well? The doctor's answers, jobs that failed, and what an upgrade would meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.accounts import throttle
from saksama.institutions import queries as institutions
from saksama.jobs import actions as job_actions
from saksama.jobs import queries as jobs
from saksama.vault import queries as vault
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, see_other

from .door import manage_page
from .machine import FindingShown, machine


@require_GET
@manage_page
def show(request: DeskRequest) -> HttpResponse:
    """The worst first; each with what to do."""
    alone = [one.removeprefix("office:") for one in vault.held_by_one()]
    return render(request, "desk/manage/health.html", {
        "here": "manage", "rows": _told(machine().findings()), "parked": [_Parked.of(one) for one in jobs.parked()[:50]],
        "depth": jobs.depth(), "slowed": throttle.slowed(), "alone": sorted(institutions.office_names(alone).values()),
    })


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding with the words of its question and of its level."""

    label: str
    level: str
    word: str
    finding: FindingShown


def _told(findings: Iterable[FindingShown]) -> list[_Told]:
    order = {"bad": 0, "warn": 1, "ok": 2}
    ranked = sorted(findings, key=lambda one: order[one.level])
    return [_Told(label_of(one.about), one.level, level_of(one.level), one) for one in ranked]


def level_of(level: str) -> str:
    return {"ok": _("baik"), "warn": _("perlu dilihat"), "bad": _("perlu segera")}[level]


def label_of(about: str) -> str:
    """Return what a question of the doctor is about."""
    return {
        "folder": _("Folder data"), "keys": _("Kunci"), "database": _("Basis data"), "disk": _("Ruang disk"),
        "memory": _("Memori"), "services": _("Layanan"), "background": _("Pekerjaan latar"), "limits": _("Tenggat"),
        "rules": _("Basis aturan"), "year": _("Hari libur"), "moment": _("Jam"), "safety": _("Cadangan"),
        "version": _("Versi"), "settings": _("Pengaturan"), "migrations": _("Perubahan basis data"),
    }.get(about, about)


@dataclass(frozen=True, slots=True)
class _Parked:
    """A job that failed for good: its task and the kind of error, never its arguments or words."""

    task: str
    error: str

    @classmethod
    def of(cls, job: object) -> _Parked:
        failure = jobs.last_failure(job)  # type: ignore[arg-type]
        return cls(str(job.task), failure.error_type if failure else "")  # type: ignore[attr-defined]


@require_http_methods(["POST"])
@manage_page
def retry(request: DeskRequest) -> HttpResponse:
    """Give every parked job five attempts again."""
    job_actions.retry_parked()
    return see_other("desk:health")


@require_GET
@manage_page
def upgrade(request: DeskRequest) -> HttpResponse:
    """What `saksama upgrade` would meet; it is carried out on the machine, with the services stopped."""
    return render(request, "desk/manage/upgrade.html", {"here": "manage", "rows": _told(machine().check_upgrade())})
