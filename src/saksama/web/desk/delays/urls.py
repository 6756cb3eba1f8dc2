"""URLs of the sheet of limits, included by the desk."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("perkara/<uuid:case_id>/batas-waktu/", views.show, name="delays"),
    path("perkara/<uuid:case_id>/batas-waktu/pdf/", views.download, name="delays_pdf"),
]
