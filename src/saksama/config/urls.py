"""URL roots per side."""

from __future__ import annotations

from django.urls import include, path

from .health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("saksama.web.public.urls")),
    path("", include("saksama.web.desk.account.urls")),
    path("", include("saksama.web.desk.demo.urls")),
    path("jawaban/", include("saksama.web.accused.urls")),
    path("verifikasi/", include("saksama.web.accused.letter_urls")),
    path("", include("saksama.web.desk.notices.outside_urls")),
    path("petugas/", include("saksama.web.desk.urls")),
    path("instansi/", include("saksama.web.agency.urls")),
]

handler400 = "saksama.web.frame.middleware.bad_request"
handler403 = "saksama.web.frame.middleware.forbidden"
handler404 = "saksama.web.frame.middleware.not_found"
handler500 = "saksama.web.frame.middleware.server_error"
