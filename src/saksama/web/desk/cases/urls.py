"""Addresses of the queue's views, of steps on many cases, of the search in sealed words, and of the evidence viewer."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import bulk, mass, search, viewer, views

urlpatterns: list[URLPattern] = [
    path("tampilan/", views.show, name="views"),
    path("tampilan/<uuid:view_id>/", views.change, name="view_change"),
    path("cari/tersegel/", search.inside, name="search_inside"),
    path("sekaligus/", bulk.start, name="bulk"),
    path("sekaligus/<uuid:run_id>/", bulk.show, name="bulk_run"),
    path("sekaligus/<uuid:run_id>/hentikan/", mass.stop, name="bulk_stop"),
    path("sekaligus/<uuid:run_id>/lanjutkan/", mass.go_on, name="mass_go_on"),
    path("sekaligus/<uuid:run_id>/surat/", mass.archive, name="mass_zip"),
    path("surat/massal/", mass.start, name="mass_letters"),
    path("perkara/<uuid:case_id>/bukti/<uuid:file_id>/", viewer.show, name="viewer"),
]
