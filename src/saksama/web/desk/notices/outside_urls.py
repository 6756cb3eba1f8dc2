"""Addresses that a calendar program and the last line of a mail open: on the public side, without cookie or account."""

from __future__ import annotations

from django.urls import path

from . import outside

urlpatterns = [
    path("kalender/<str:secret>.ics", outside.feed, name="notices_feed"),
    path("surel/berhenti/<str:mark>/", outside.stop, name="notices_stop"),
]
