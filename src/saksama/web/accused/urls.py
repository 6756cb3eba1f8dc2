"""URLs of this front door."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import views

app_name = "accused"
urlpatterns: list[URLPattern] = [
    path("", views.room, name="room"),
    path("berkas/<uuid:item_id>/", views.item, name="item"),
]
