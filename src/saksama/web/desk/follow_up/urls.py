"""Addresses of the follow-up: the board, and a prepared letter to look at before anybody sends it."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.board, name="follow_up"),
    path("disiapkan/<uuid:draft_id>/", views.prepared, name="follow_up_draft"),
    path("disiapkan/<uuid:draft_id>/surat.pdf", views.letter, name="follow_up_letter"),
]
