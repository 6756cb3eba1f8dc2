"""Addresses of an office's templates, included by the desk under `surat/templat/`."""

from __future__ import annotations

from django.urls import path

from . import files, pages

urlpatterns = [
    path("", pages.index, name="templates"),
    path("<uuid:version>/berlakukan/", pages.put_in_force, name="template_use"),
    path("<uuid:version>/berkas/", files.version, name="template_file"),
    path("<slug:form>/", pages.show, name="template"),
    path("<slug:form>/kembali/", pages.back, name="template_back"),
    path("<slug:form>/bawaan/", files.ours, name="template_ours"),
    path("<slug:form>/isian/", files.fields, name="template_fields"),
]
