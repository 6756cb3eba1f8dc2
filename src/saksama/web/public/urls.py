"""URLs of the public front door. The same addresses live under `/en/` in English (web.frame.middleware)."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import advice, design, desks, kampung, kit, learning, no_news, pact, pages, record
from .asking import box as answers
from .asking import views as asking
from .letters import box as letter_box
from .letters import views as letters
from .library import views as library
from .mailbox import views as mailbox
from .report import sending, sent
from .report import views as report

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("lapor/", report.seen, name="report"),
    path("lapor/perintah/", report.ordered, name="report_ordered"),
    path("lapor/kirim/", sending.send, name="report_send"),
    path("lapor/cocok/", sent.match, name="report_match"),
    path("laporan-saya/", mailbox.enter, name="mailbox"),
    path("laporan-saya/kirim/", mailbox.send, name="mailbox_send"),
    path("laporan-saya/tarik/", mailbox.withdraw, name="mailbox_withdraw"),
    path("laporan-saya/bukti/", mailbox.proof, name="mailbox_proof"),
    path("keluar", pages.quick_exit, name="quick_exit"),
    path("tentang/", pages.about, name="about"),
    path("kantor/", pages.offices, name="offices"),
    path("kantor/meja/<uuid:desk_id>/", desks.desk, name="desk"),
    path("data/", pages.data, name="data"),
    path("data/belum-ada-bukti/", no_news.show, name="no_news"),
    path("data/belum-ada-bukti.csv", no_news.as_csv, name="no_news_csv"),
    path("data/belum-ada-bukti.json", no_news.as_json, name="no_news_json"),
    path("bukti/", record.show, name="record"),
    path("bukti/saksama_verify.py", record.program, name="record_program"),
    path("bukti/<int:number>.txt", record.checkpoint, name="record_checkpoint"),
    path("boleh-atau-tidak/", advice.listing, name="allowed"),
    path("boleh-atau-tidak/<slug:situation>/", advice.card, name="situation"),
    path("boleh-atau-tidak/<slug:situation>/kartu.png", advice.picture, {"form": "png"}, name="card_png"),
    path("boleh-atau-tidak/<slug:situation>/kartu.pdf", advice.picture, {"form": "pdf"}, name="card_pdf"),
    path("boleh/cek/", advice.ask_check, name="card_ask"),
    path("boleh/cek/<str:code>/", advice.check, name="card_check"),
    path("tanya/", asking.ask, name="ask"),
    path("tanya/kirim/", asking.send, name="ask_send"),
    path("tanya/jawaban/", answers.enter, name="answer"),
    path("tanya/cek/", answers.ask_check, name="answer_check_ask"),
    path("tanya/cek/<str:code>/", answers.check, name="answer_check"),
    path("tanya/dijawab/", answers.answered, name="answered"),
    path("tanya/dijawab/<uuid:publication>/", answers.answered_one, name="answered_one"),
    path("surat/", letters.write, name="letter"),
    path("surat/kirim/", letters.send, name="letter_send"),
    path("surat/jawaban/", letter_box.enter, name="letter_box"),
    path("surat/anda-bilang/", letter_box.echoes, name="echoes"),
    path("kampung/", kampung.listing, name="kampung"),
    path("kampung/<uuid:point>/", kampung.show, name="point"),
    path("kampung/<uuid:point>/poster.pdf", kampung.poster, name="point_poster"),
    path("belajar/", learning.start, name="learn"),
    path("belajar/kuis/", learning.quiz, name="quiz"),
    path("belajar/<int:nth>/", learning.lesson, name="lesson"),
    path("survei/<uuid:survey>/<slug:wave>/", learning.survey, name="survey"),
    path("bahan/", kit.listing, name="kit"),
    path("bahan/<uuid:item>/", kit.show, name="kit_item"),
    path("bahan/<uuid:item>/<slug:form>/", kit.take, name="kit_take"),
    path("pakta/", pact.entrance, name="pact"),
    path("pakta/sertifikat.pdf", pact.certificate, name="pact_certificate"),
    path("pakta/cek/", pact.check, name="pact_check"),
    path("pakta/cek/<str:code>/", pact.check, name="pact_check_code"),
    path("pakta/<uuid:drive>/", pact.sign, name="pact_sign"),
    path("hukum/", library.entrance, name="library"),
    path("hukum/perubahan/", library.changes, name="law_changes"),
    path("hukum/ralat/", library.errata, name="errata"),
    path("hukum/dasar/<slug:slug>/", library.instrument, name="instrument"),
    path("hukum/<slug:place>/<str:key>/", library.rule, name="rule"),
    path("desain", design.show, name="design"),
]
