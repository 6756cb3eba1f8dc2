"""URLs of the look-up in staff lists, included by the desk."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("perkara/<uuid:case_id>/pemegang-jabatan/", views.show, name="holders")]
