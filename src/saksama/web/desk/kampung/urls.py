"""URLs of kampung pengawasan, included by the desk under `kampung/`."""

from __future__ import annotations

from django.urls import path

from . import goal, point, views

urlpatterns = [
    path("", views.listing, name="kampung"),
    path("sasaran/", goal.show, name="kampung_goal"),
    path("sasaran/<str:kabkota>/", goal.set_one, name="kampung_goal_set"),
    path("buka/", views.open_point, name="point_open"),
    path("<uuid:point>/", point.show, name="point"),
    path("<uuid:point>/ubah/", views.describe, name="point_describe"),
    path("<uuid:point>/canangkan/", views.declare, name="point_declare"),
    path("<uuid:point>/akhiri/", views.end, name="point_end"),
    path("<uuid:point>/relawan/", point.volunteer, name="point_volunteer"),
    path("<uuid:point>/kegiatan/", point.activity, name="point_activity"),
    path("<uuid:point>/papan/", point.board, name="point_board"),
]
