"""URLs of learning, included by the desk under `belajar/`."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show, name="learning"),
    path("pertanyaan/", views.question, name="learning_question"),
    path("survei/", views.survey, name="learning_survey"),
    path("perjanjian/", views.agreement, name="learning_agreement"),
    path("perjanjian/<uuid:agreement>/angka.csv", views.export, name="learning_export"),
]
