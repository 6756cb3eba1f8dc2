"""Addresses of the team: who works on what, who is away, who stands in."""

from __future__ import annotations

from django.urls import path

from . import away, load, moving, taking_on, tree

urlpatterns = [
    path("perkara/<uuid:case_id>/kerjakan/", taking_on.take, name="take_on"),
    path("tim/", load.show, name="team"),
    path("tim/perkara/<uuid:officer>/", moving.show, name="team_cases"),
    path("tim/perkara/tanpa-petugas/", moving.show, name="team_cases_of_nobody"),
    path("tim/cuti/", away.leave, name="team_leave"),
    path("tim/cuti/<uuid:leave_id>/batal/", away.cancel, name="team_leave_cancel"),
    path("tim/limpahkan/", away.delegate, name="team_delegate"),
    path("tim/limpahkan/<uuid:grant_id>/akhiri/", away.end_delegation, name="team_delegation_end"),
    path("tim/piket/", away.duty, name="team_duty"),
    path("tim/pohon/", tree.show, name="team_tree"),
]
