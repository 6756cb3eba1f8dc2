"""Addresses of the recap."""

from __future__ import annotations

from django.urls import path

from . import pages

urlpatterns = [path("rekap/", pages.show, name="recap"), path("rekap/unduh/", pages.download, name="recap_download")]
