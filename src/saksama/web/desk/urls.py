"""URLs of this front door."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cegah/", include("saksama.web.desk.prevention.urls")),
]
