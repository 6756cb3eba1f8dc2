"""URLs of this front door."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

app_name = "agency"
urlpatterns: list[URLPattern] = [
    path("", views.inbox, name="inbox"),
    path("berkas/<uuid:case_id>/", views.file, name="file"),
    path("berkas/<uuid:case_id>/langkah/<str:act>/", views.step, name="step"),
    path("dokumen/<uuid:document_id>/", views.document, name="document"),
]
