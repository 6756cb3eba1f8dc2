"""Addresses of the queue's views, of steps on many cases, of the search in sealed words, and of the evidence viewer."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import bulk, search, viewer, views

urlpatterns: list[URLPattern] = [
    path("tampilan/", views.show, name="views"),
    path("tampilan/<uuid:view_id>/", views.change, name="view_change"),
    path("cari/tersegel/", search.inside, name="search_inside"),
    path("sekaligus/", bulk.start, name="bulk"),
    path("sekaligus/<uuid:run_id>/", bulk.show, name="bulk_run"),
    path("perkara/<uuid:case_id>/bukti/<uuid:file_id>/", viewer.show, name="viewer"),
]
