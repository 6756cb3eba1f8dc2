"""URLs of Kelola, included by the desk under `kelola/`."""

from __future__ import annotations

from django.urls import path

from . import backups, drill_mode, health, home, lists

urlpatterns = [
    path("", home.show, name="manage"),
    path("cadangan/", backups.show, name="backups"),
    path("cadangan/<str:name>/unduh/", backups.fetch, name="backup_fetch"),
    path("cadangan/minta/<slug:what>/", backups.order, name="backup_order"),
    path("latihan/", drill_mode.show, name="drill_mode"),
    path("latihan/perintah/", drill_mode.order, name="drill_mode_order"),
    path("kesehatan/", health.show, name="health"),
    path("kesehatan/coba-lagi/", health.retry, name="health_retry"),
    path("pembaruan/", health.upgrade, name="upgrade"),
    path("daftar/", lists.index, name="lists"),
    path("daftar/<uuid:list_id>/", lists.show, name="list"),
    path("daftar/<uuid:list_id>/ambil/", lists.take, name="list_take"),
    path("daftar/<uuid:list_id>/batalkan/", lists.undo, name="list_undo"),
    path("daftar/<uuid:list_id>/buang/", lists.discard, name="list_discard"),
    path("daftar/<uuid:list_id>/kesalahan.csv", lists.faults, name="list_faults"),
]
