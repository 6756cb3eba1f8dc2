"""URLs of the public front door. The same addresses live under `/en/` in English (web.frame.middleware)."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import design, pages

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("keluar", pages.quick_exit, name="quick_exit"),
    path("tentang/", pages.about, name="about"),
    path("kantor/", pages.offices, name="offices"),
    path("data/", pages.data, name="data"),
    path("boleh-atau-tidak/", pages.allowed, name="allowed"),
    path("desain", design.show, name="design"),
]
