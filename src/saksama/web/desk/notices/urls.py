"""Addresses of the notices. What is opened by a secret, without signing in, stands in `outside_urls`."""

from __future__ import annotations

from django.urls import path

from . import choosing, inbox

urlpatterns = [
    path("pemberitahuan/", inbox.show, name="notices"),
    path("pemberitahuan/dibaca/", inbox.read, name="notices_read"),
    path("pemberitahuan/pilihan/", choosing.show, name="notices_choose"),
    path("pemberitahuan/kalender/", choosing.calendar, name="notices_calendar"),
    path("pemberitahuan/kantor/", choosing.office, name="notices_office"),
]
