"""URLs of this front door."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .cases import compare, contact, copy_sheet, disclose, files, messages, page, queue, search, steps, take_in

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.show, name="queue"),
    path("hari-ini/", queue.today, name="today"),
    path("terima/", take_in.report, name="take_in"),
    path("rekam/", take_in.capture, name="capture"),
    path("cari/", search.find, name="search"),
    path("perkara/<uuid:case_id>/", page.show, name="case"),
    path("dilimpahkan/", steps.moved, name="moved"),
    path("perkara/<uuid:case_id>/cetak/", page.printed, name="case_print"),
    path("perkara/<uuid:case_id>/bandingkan/", compare.show, name="compare"),
    path("perkara/<uuid:case_id>/identitas/<uuid:report_id>/", contact.ask, name="identity"),
    path("perkara/<uuid:case_id>/pesan/", messages.send, name="message"),
    path("perkara/<uuid:case_id>/bukti-untuk-yang-dilaporkan/", disclose.show, name="disclose"),
    path(
        "perkara/<uuid:case_id>/bukti-untuk-yang-dilaporkan/<uuid:file_id>/pratinjau/", disclose.preview, name="cover_preview"
    ),
    path("perkara/<uuid:case_id>/salin/<slug:target>/", copy_sheet.show, name="copy_sheet"),
    path("perkara/<uuid:case_id>/langkah/<str:act>/", steps.take, name="step"),
    path("perkara/<uuid:case_id>/berkas/<uuid:file_id>/", files.copy, name="evidence"),
    path("tindak-lanjut/", include("saksama.web.desk.follow_up.urls")),
    path("meja-wilayah/", include("saksama.web.desk.regional.urls")),
    path("dokumen/<uuid:document_id>/", files.document, name="document"),
    path("", include("saksama.web.desk.cases.urls")),
    path("", include("saksama.web.desk.team.urls")),
    path("", include("saksama.web.desk.notices.urls")),
    path("kelola/", include("saksama.web.desk.manage.urls")),
    path("audit/", include("saksama.web.desk.audit.urls")),
    path("", include("saksama.web.desk.roster.urls")),
    path("", include("saksama.web.desk.settings.urls")),
    path("", include("saksama.web.desk.drill.urls")),
    path("", include("saksama.web.desk.agenda.urls")),
    path("", include("saksama.web.desk.study.urls")),
    path("", include("saksama.web.desk.delays.urls")),
    path("", include("saksama.web.desk.copying.urls")),
    path("", include("saksama.web.desk.recap.urls")),
    path("kampung/", include("saksama.web.desk.kampung.urls")),
    path("pakta/", include("saksama.web.desk.pacts.urls")),
    path("bahan/", include("saksama.web.desk.kit.urls")),
    path("belajar/", include("saksama.web.desk.learning.urls")),
    path("cegah/", include("saksama.web.desk.prevention.urls")),
    path("strategi/", include("saksama.web.desk.strategy.urls")),
    path("lapangan/", include("saksama.web.desk.field.urls")),
    path("tanya/", include("saksama.web.desk.questions.urls")),
    path("surat-warga/", include("saksama.web.desk.letters.urls")),
    path("surat/templat/", include("saksama.web.desk.templating.urls")),
    path("surat/", include("saksama.web.desk.documents.urls")),
]
