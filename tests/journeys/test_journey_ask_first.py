"""A civil servant asks before acting: finds an answer in three taps, or asks, is answered, and shows it. No script runs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.journeys.walker import DESK, NARROW, PHONE
from tests.web.public.walking import code_of

from saksama.prevention import queries

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SAKSAMA_TEST_PICTURES")

# What a civil servant would really ask: the words typed, the situation, and the answers on the way.
REAL = (
    ("like postingan calon", "suka-unggahan", "Tidak boleh", ("Ya",)),
    ("foto keluarga sama calon", "foto-keluarga", "Boleh, dengan syarat", ("Tidak", "Tidak", "Tidak")),
    ("dimasukkan grup wa tim sukses", "grup-pesan", "Tidak boleh", ("Ya",)),
    ("pakai mobil dinas ke kampanye", "mobil-dinas", "Tidak boleh", ("Tidak",)),
    ("istri saya caleg boleh mendampingi", "kampanye-pasangan", "Boleh, dengan syarat", ("Ya", "Ya")),
    ("disuruh atasan dukung calon", "disuruh-atasan", "Boleh", ("Ya",)),
    ("nama saya ada di sipol", "nama-dicatut", "Bukan pelanggaran, asal Anda bertindak", ("Tidak",)),
    ("saya p3k apa terikat", "pppk", "Tidak boleh", ()),
    ("baralek dihadiri calon bupati", "acara-keluarga", "Boleh, dengan syarat", ("Ya", "Tidak")),
    ("boleh nggak nyoblos", "memilih", "Boleh", ()),
)


def keep(walker, name: str) -> None:
    """Keep a picture of the page where somebody wants to look at it."""
    if PICTURES:
        walker.page.screenshot(path=Path(PICTURES) / f"{name}-{walker.width}.png", full_page=True)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_ten_real_questions_reach_their_short_answer_in_three_taps_and_their_verdict_by_links(phone, width):
    walker = phone(width=width)
    told = []
    for typed, situation, verdict, answers in REAL:
        begun = time.monotonic()
        walker.go("/")
        walker.page.locator('a[href="/boleh-atau-tidak/"]').first.click()
        walker.page.fill("#id_q", typed)
        walker.press("Cari")
        hit = walker.page.locator(".answers a").first
        assert hit.get_attribute("href") == f"/boleh-atau-tidak/{situation}/", typed
        hit.click()
        walker.reads(verdict)                       # the short answer, three taps from the front page
        taps = 3
        for answer in answers:
            walker.follow(answer)
            taps += 1
        assert walker.page.locator(".verdict h2").inner_text() == verdict
        walker.reads("Aturan", "Lain halnya", "Mengapa")
        took = time.monotonic() - begun
        told.append((typed, taps, took, len(walker.words.split())))
        assert took < 30, typed
        keep(walker, f"situation-{situation}")
    for typed, taps, took, count in told:
        print(f"{width:5} {taps} taps {took:5.2f} s {count:4} words  {typed}")  # noqa: T201  read by who measures
    assert not [url for url in walker.requests if not url.startswith(walker.base)]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_question_is_asked_answered_published_and_shown(phone, desk, cast, hour, width):
    asker = phone(width=width, audited=True)
    asker.go("/boleh-atau-tidak/?q=juri lomba burung")
    keep(asker, "search")
    asker.go("/tanya/")
    asker.fill(pertanyaan="Saya diminta panitia menjadi juri lomba burung yang diadakan partai. Bolehkah?", cari_tempat="Umpamo")
    asker.press("Cari")
    asker.page.locator('input[name="tempat"][value="99.01"]').check()
    keep(asker, "ask")
    asker.press("Lanjut")
    keep(asker, "check")
    hour.on(minutes=1)
    asker.press("Kirim pertanyaan")
    keep(asker, "sent")
    code = code_of(asker.page.content())

    bagus = desk(cast.bagus, audited=True)
    bagus.go("/petugas/tanya/")
    keep(bagus, "desk-list")
    bagus.page.locator(".list a").first.click()
    bagus.fill(verdict="tanya_dulu", others="DS-18, DS-08", text="Aturannya belum jelas. Tolak dulu sampai ada surat tugas.")
    keep(bagus, "desk-question")
    bagus.press("Kirim jawaban")
    bagus.follow("Tulis untuk diterbitkan")
    bagus.fill(asked="Bolehkah Pak Budi menjadi juri lomba partai?", answered="Tolak dulu sampai ada surat tugas.")
    bagus.press("Minta persetujuan")
    bagus.reads("Ini mungkin menunjuk kepada orangnya", "Pak Budi")
    keep(bagus, "desk-traits")
    bagus.fill(asked="Bolehkah ASN menjadi juri lomba yang diadakan partai politik?")
    bagus.press("Minta persetujuan")
    question = queries.answered(cast.bagus.actor, on=cast.on)[0]
    given = queries.answers_of(question, cast.bagus.keys, cast.bagus.actor)[0]
    draft = queries.publications_of([given.public_id])[0]
    citra = desk(cast.citra, audited=True)
    citra.go(f"/petugas/tanya/terbitan/{draft.public_id}/")
    keep(citra, "desk-publication")
    citra.press("Setujui dan terbitkan")
    citra.reads("terbit")

    asker.go("/tanya/jawaban/")
    asker.page.fill("#id_kode", code)
    asker.press("Buka")
    asker.reads("Sudah dijawab", "Tanya dulu", "DS-18")
    keep(asker, "box")
    asker.press("Buka lembar untuk ditunjukkan")
    keep(asker, "show")
    shown = asker.page.locator("article code.mono").inner_text()
    asker.go(f"/tanya/cek/{shown.replace('-', '')}/")
    asker.reads("Jawaban ini benar dari kami", cast.umpamo.name)
    asker.reads_nothing_of("juri lomba burung")
    keep(asker, "verified")
    asker.go("/boleh-atau-tidak/?q=juri lomba partai")
    asker.reads("Bolehkah ASN menjadi juri lomba yang diadakan partai politik?", "sudah pernah ditanyakan")
    asker.page.locator(".answers a").first.click()
    asker.audit()
    keep(asker, "answered")
    assert asker.page.context.cookies() == []


def test_pages_of_advice_pass_the_audit_on_the_narrowest_screen_in_both_languages(phone, hour):
    walker = phone(width=NARROW, audited=True)
    for prefix in ("", "/en"):
        for path in (
            "/boleh-atau-tidak/", "/boleh-atau-tidak/?q=foto", "/boleh-atau-tidak/survei/",
            "/boleh-atau-tidak/suka-unggahan/?j=y", "/boleh/cek/", "/boleh/cek/ZZZZZZZZ/",
            "/tanya/", "/tanya/jawaban/", "/tanya/cek/", "/tanya/dijawab/",
        ):
            walker.go(prefix + path)
        keep(walker, f"listing{prefix.strip('/')}")
