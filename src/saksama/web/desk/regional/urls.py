"""Addresses of the regional desks of one's office."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.desks, name="regional"),
    path("buka/", views.open_desk, name="regional_open"),
    path("<uuid:desk_id>/", views.desk, name="regional_desk"),
    path("<uuid:desk_id>/ubah/", views.describe, name="regional_describe"),
    path("<uuid:desk_id>/piket/", views.duty, name="regional_duty"),
    path("<uuid:desk_id>/kunjungan/", views.visit, name="regional_visit"),
    path("<uuid:desk_id>/akhiri/", views.end, name="regional_end"),
]
