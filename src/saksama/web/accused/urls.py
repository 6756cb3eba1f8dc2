"""URLs of this front door."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "accused"
urlpatterns: list[URLPattern] = []
