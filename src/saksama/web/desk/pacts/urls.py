"""URLs of the integrity pact, included by the desk under `pakta/`."""

from __future__ import annotations

from django.urls import path

from . import drive, views

urlpatterns = [
    path("", views.listing, name="pacts"),
    path("buka/", views.choose, name="pact_choose"),
    path("buka/<uuid:agency>/", views.open_drive, name="pact_open"),
    path("<uuid:drive>/", drive.show, name="pact_drive"),
    path("<uuid:drive>/poster.pdf", drive.poster, name="pact_poster"),
    path("<uuid:drive>/lembar/", drive.slips, name="pact_slips"),
    path("<uuid:drive>/kertas/", drive.paper, name="pact_paper"),
    path("<uuid:drive>/tutup/", drive.close, name="pact_close"),
    path("<uuid:drive>/nama/", drive.names, name="pact_names"),
]
