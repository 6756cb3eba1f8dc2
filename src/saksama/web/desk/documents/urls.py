"""Addresses of letters and registers, included by the desk under `surat/`."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="documents"),
    path("register/<slug:form>/<int:year>/", views.show, name="register"),
    path("register/<slug:form>/<int:year>/unduh/", views.download, name="register_download"),
]
