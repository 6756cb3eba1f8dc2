"""URLs of prevention, included by the desk under `cegah/`."""

from __future__ import annotations

from django.urls import path

from . import activities, cascade, coming, reports, territories, views

urlpatterns = [
    path("", views.seven, name="prevention"),
    path("apel/", views.roll_call, name="roll_call"),
    path("rencana/", views.plan, name="prevention_plan"),
    path("semua-daerah/", territories.show, name="all_territories"),
    path("semua-daerah/unduh/", territories.download, name="all_territories_download"),
    path("laporan/", reports.listing, name="work_reports"),
    path("laporan/<uuid:report>/", reports.show, name="work_report"),
    path("laporan/<uuid:report>/tanda-tangan/", reports.sign, name="work_report_sign"),
    path("laporan/<uuid:report>/nilai/", reports.judge, name="work_report_judge"),
    path("laporan/<uuid:report>/unduh/", reports.download, name="work_report_download"),
    path("matriks/", activities.matrix, name="prevention_matrix"),
    path("kegiatan/", activities.listing, name="activities"),
    path("kegiatan/<uuid:activity>/", activities.show, name="activity"),
    path("kegiatan/<uuid:activity>/berkas/<int:nth>/", activities.file, name="activity_file"),
    path("kegiatan/<uuid:activity>/tarik/", activities.withdraw, name="activity_withdraw"),
    path("kegiatan/<uuid:activity>/unit/", cascade.unit, name="activity_unit"),
    path("berjenjang/", cascade.show, name="cascade"),
    path("jadwal/", coming.schedule, name="schedule"),
    path("jadwal/<uuid:plan>/batal/", coming.drop, name="schedule_drop"),
    path("kampanye/", coming.campaigns, name="campaigns"),
    path("komunikasi/", coming.messages, name="messages"),
]
