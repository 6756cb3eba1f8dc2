"""URLs of prevention, included by the desk under `cegah/`."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.seven, name="prevention"),
    path("apel/", views.roll_call, name="roll_call"),
    path("rencana/", views.plan, name="prevention_plan"),
]
