"""URLs of the check of a letter, at `/verifikasi/`."""

from __future__ import annotations

from django.urls import path

from . import letters

app_name = "letters"
urlpatterns = [
    path("", letters.ask, name="ask"),
    path("<str:code>/", letters.check, name="check"),
]
