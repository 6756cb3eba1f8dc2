"""URLs of the content kit, included by the desk under `bahan/`."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.listing, name="kit"),
    path("unggah/", views.upload, name="kit_upload"),
]
