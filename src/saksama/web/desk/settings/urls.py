"""Addresses of the settings."""

from __future__ import annotations

from django.urls import path

from . import pages

urlpatterns = [
    path("pengaturan/", pages.home, name="settings"),
    path("pengaturan/<uuid:office_id>/", pages.index, name="settings_of"),
    path("pengaturan/<uuid:office_id>/usulan/<uuid:change_id>/", pages.decide, name="setting_decide"),
    path("pengaturan/<uuid:office_id>/<slug:name>/", pages.one, name="setting"),
]
