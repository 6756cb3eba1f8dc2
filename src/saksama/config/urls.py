"""URL roots per side."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("saksama.web.public.urls")),
    path("jawaban/", include("saksama.web.accused.urls")),
    path("petugas/", include("saksama.web.desk.urls")),
    path("instansi/", include("saksama.web.agency.urls")),
]
