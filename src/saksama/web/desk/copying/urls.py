"""Addresses of copy sheets beyond one case."""

from __future__ import annotations

from django.urls import path

from . import archive, arranging, differences

urlpatterns = [
    path("perkara/<uuid:case_id>/salin/<slug:target>/berkas/", archive.files, name="copy_files"),
    path("salin/<slug:target>/susunan/", arranging.show, name="sheet_layout"),
    path("salin/<slug:target>/bandingkan/", differences.show, name="sheet_differences"),
]
