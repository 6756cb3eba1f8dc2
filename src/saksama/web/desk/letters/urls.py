"""URLs of letters, included by the desk under `surat-warga/`."""

from __future__ import annotations

from django.urls import path

from . import echoing, views

urlpatterns = [
    path("", views.listing, name="letters"),
    path("terima/", views.enter, name="letter_enter"),
    path("<uuid:letter>/", views.show, name="letter"),
    path("<uuid:letter>/foto/<int:nth>/", views.picture, name="letter_picture"),
    path("<uuid:letter>/terbitkan/", echoing.propose, name="echo_write"),
    path("terbitan/<uuid:echo>/", echoing.decide, name="echo"),
]
