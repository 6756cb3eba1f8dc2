"""URLs of questions, included by the desk under `tanya/`."""

from __future__ import annotations

from django.urls import path

from . import publishing, views

urlpatterns = [
    path("", views.listing, name="questions"),
    path("<uuid:question>/", views.show, name="question"),
    path("jawaban/<uuid:answer>/terbitkan/", publishing.propose, name="question_publish"),
    path("terbitan/<uuid:publication>/", publishing.decide, name="publication"),
]
