"""URLs of the public front door. The same addresses live under `/en/` in English (web.frame.middleware)."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import advice, design, pages
from .report import views as report

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("lapor/", report.seen, name="report"),
    path("lapor/perintah/", report.ordered, name="report_ordered"),
    path("keluar", pages.quick_exit, name="quick_exit"),
    path("tentang/", pages.about, name="about"),
    path("kantor/", pages.offices, name="offices"),
    path("data/", pages.data, name="data"),
    path("boleh-atau-tidak/", advice.listing, name="allowed"),
    path("boleh-atau-tidak/<slug:situation>/", advice.card, name="situation"),
    path("desain", design.show, name="design"),
]
