"""URL of the card "who am I"; it exists in the demonstration only."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("masuk/peragaan/", views.card, name="demo_card")]
