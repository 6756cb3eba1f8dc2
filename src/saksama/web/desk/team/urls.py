"""Addresses of the team: who works on what, who is away, who stands in."""

from __future__ import annotations

from django.urls import path

from . import taking_on

urlpatterns = [
    path("perkara/<uuid:case_id>/kerjakan/", taking_on.take, name="take_on"),
]
