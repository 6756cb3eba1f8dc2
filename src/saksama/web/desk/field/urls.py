"""URLs of the field kit, included by the desk under `lapangan/`. The service worker's reach is this folder and no more."""

from __future__ import annotations

from django.urls import path

from . import sending, telephone, views

urlpatterns = [
    path("", views.home, name="field"),
    path("kertas/", views.paper, name="field_paper"),
    path("catatan/<uuid:entry_id>/", views.settle, name="field_entry"),
    path("telepon/<uuid:kit_id>/", telephone.show, name="field_kit"),
    path("telepon/<uuid:kit_id>/akhiri/", views.end, name="field_end"),
    path("telepon/<uuid:kit_id>/keadaan/", sending.state, name="field_state"),
    path("telepon/<uuid:kit_id>/kirim/", sending.send, name="field_send"),
    path("telepon/<uuid:kit_id>/gambar/<uuid:token>/<int:nth>/", sending.picture, name="field_picture"),
    path("telepon/<uuid:kit_id>/aplikasi.webmanifest", telephone.manifest, name="field_manifest"),
    path("pekerja.js", telephone.worker, name="field_worker"),
]
