"""URLs of the study, included by the desk."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("perkara/<uuid:case_id>/kajian/", views.show, name="study"),
]
