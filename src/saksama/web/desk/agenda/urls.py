"""URLs of the agenda, included by the desk."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("agenda/", views.show, name="agenda"),
    path("agenda/kalender.ics", views.calendar_file, name="agenda_ics"),
]
