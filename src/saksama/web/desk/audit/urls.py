"""URLs of the auditor's room, included by the desk under `audit/`."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show, name="audit"),
    path("sampel/", views.drawn, name="audit_sample"),
    path("kejadian/", views.happened, name="audit_events"),
    path("temuan/", views.findings, name="audit_findings"),
    path("catatan.jsonl", views.record, name="audit_record"),
    path("saksama_verify.py", views.verifier, name="audit_verifier"),
]
