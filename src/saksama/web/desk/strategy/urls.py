"""URLs of the strategy board, included by the desk under `strategi/`."""

from __future__ import annotations

from django.urls import path

from . import customs, load, views

urlpatterns = [
    path("", views.show, name="strategy"),
    path("makalah/", views.adopt, name="strategy_adopt"),
    path("tambah/<slug:kind>/", views.add, name="strategy_add"),
    path("bagian/<uuid:aim_id>/", views.change, name="strategy_change"),
    path("bagian/<uuid:aim_id>/akhiri/", views.end, name="strategy_end"),
    path("kebiasaan/", customs.show, name="strategy_customs"),
    path("kebiasaan/<uuid:sheet_id>/baca/", customs.read, name="strategy_custom_read"),
    path("kebiasaan/<uuid:sheet_id>/ambil/", customs.end, name="strategy_custom_end"),
    path("beban/", load.show, name="strategy_load"),
]
