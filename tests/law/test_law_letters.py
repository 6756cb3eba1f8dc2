"""What each letter says and must not say."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
from pypdf import PdfReader
from tests.law import papers
from tests.law.papers import all_letters, words

from saksama import law
from saksama.kernel.errors import Invalid, NoRule
from saksama.law import letters, library
from saksama.law.forms import render

EVERY = sorted(all_letters())


@pytest.mark.parametrize("form", EVERY)
def test_a_letter_asks_one_thing_and_shouts_at_nobody(form: str) -> None:
    letter = all_letters()[form]

    assert letter.box is not None and letter.box.what
    assert not re.search(r"\b(pelaku|oknum|kamu|tersangka|terbukti bersalah)\b|!", words(letter), re.IGNORECASE)
    assert letter.number == papers.HEAD.number and letter.date == papers.HEAD.on


@pytest.mark.parametrize("form", ["invitation", "forwarding", "recommendation", "handover"])
def test_the_accused_is_not_called_guilty(form: str) -> None:
    said = words(all_letters()[form]).lower()

    assert re.search(r"diduga|dugaan|menurut telaah kami", said)
    if form != "recommendation":
        assert "belum" in said and "bersalah" in said


@pytest.mark.parametrize("form", ["invitation", "forwarding", "recommendation"])
def test_no_letter_goes_out_before_somebody_recorded_who_held_the_post(form: str) -> None:
    facts = {"invitation": papers.INVITATION, "forwarding": papers.FORWARDING, "recommendation": papers.RECOMMENDATION}[form]
    unknown = replace(facts, person=replace(papers.PERSON, source=" "))

    with pytest.raises(Invalid) as refused:
        getattr(letters, form)(unknown)
    assert "siapa yang memegang jabatan" in refused.value.detail


def test_a_receipt_is_safe_to_carry_it_names_nobody_and_tells_nothing() -> None:
    said = words(letters.receipt_of_report(papers.RECEIPT))

    for secret in ("Syafnil", "Camat", "panggung", papers.CODE):
        assert secret not in said
    assert "Minggu, 20 Oktober 2024, pukul 10.00 WIB" in said
    assert "Kajian awal." in said and "ab12" in said


def test_an_invitation_tells_rights_and_warnings_and_carries_the_code() -> None:
    letter = letters.invitation(papers.INVITATION)
    said = words(letter)

    for right in ("belum dinyatakan bersalah", "boleh didampingi", "boleh diam", "dapat dipakai dalam perkara pidana"):
        assert right in said
    assert letter.codes == (("Kode surat, hanya untuk Anda", papers.CODE),)
    assert "Standar kami sendiri, bukan undang-undang" in said
    assert papers.CODE not in repr(papers.INVITATION) and papers.CODE not in repr(letter)


def test_forwarding_says_belum_didengar_where_he_was_not_heard() -> None:
    said = words(letters.forwarding(papers.FORWARDING))

    assert "Yang bersangkutan belum didengar. Ia diundang untuk 23 Oktober 2024 dan tidak hadir." in said
    assert "Mohon ia didengar sebelum keputusan dibuat." in said


def test_forwarding_does_not_say_so_where_he_was_heard() -> None:
    said = words(letters.forwarding(replace(papers.FORWARDING, heard=True, hearing="Ia didengar pada 23 Oktober 2024.")))

    assert "belum didengar" not in said
    assert "Ia didengar pada 23 Oktober 2024." in said


def test_forwarding__no_limit_is_invented_for_the_stretch_after_it() -> None:
    box = letters.forwarding(papers.FORWARDING).box

    assert box is not None
    assert box.by_when == "Tidak ada batas waktu yang kami temukan dalam aturan"


def test_no_recommendation_is_written_before_the_reply_or_its_lapse() -> None:
    with pytest.raises(Invalid) as refused:
        letters.recommendation(replace(papers.RECOMMENDATION, replied_on=None))
    assert "lewatnya batas jawaban" in refused.value.detail


def test_a_lapsed_reply_is_told_as_one() -> None:
    said = words(letters.recommendation(replace(papers.RECOMMENDATION, replied=False, reply_words="")))

    assert "kami belum menerima jawaban" in said


def test_bk_03__perpres_116_2022_a_recommendation_asks_within_fourteen_working_days_of_receipt() -> None:
    letter = letters.recommendation(papers.RECOMMENDATION)

    assert letter.subject == "Rekomendasi penjatuhan hukuman disiplin"
    assert letter.box is not None
    assert letter.box.what == "Menjatuhkan hukuman disiplin berat kepada pegawai tersebut di bawah"
    assert letter.box.by_when == "14 hari kerja sejak surat ini diterima"
    assert "PP 94/2021 ps. 8" in words(letter)
    assert letter.needs_check


def test_ke_03__pp_42_2004_15_an_ethics_matter_asks_for_a_moral_sanction() -> None:
    letter = letters.recommendation(
        replace(papers.RECOMMENDATION, violation="KE-03", sanctions=(), happened_on=date(2024, 8, 20))
    )

    assert letter.subject == "Rekomendasi penjatuhan sanksi moral"
    assert "PP 42/2004 ps. 15" in words(letter)


def test_ds_18__a_class_that_is_not_established_is_not_invented() -> None:
    letter = letters.recommendation(replace(papers.RECOMMENDATION, violation="DS-18", sanctions=()))

    assert "Tingkat sanksinya belum dapat kami tentukan" in words(letter)
    assert letter.box is not None and "hukuman" not in letter.box.what


def test_a_conflict_of_interest_sends_a_copy_upward_and_cites_nothing_unchecked() -> None:
    letter = letters.recommendation(replace(papers.RECOMMENDATION, conflict=True, higher_authority="Gubernur Andai"))

    assert letter.to.startswith("Bupati Umpamo")
    assert letter.copies[0].startswith("Gubernur Andai: salinan dan usul mengambil alih")
    assert "perlu diperiksa ahli hukum" in letter.copies[0]
    assert "UU 30/2014" not in words(letter) and "17/2024" not in words(letter)


def test_a_reminder_accuses_nobody() -> None:
    said = words(letters.reminder(papers.REMINDER))

    assert "Kami belum menerima bukti keputusan. Itu tidak berarti keputusan belum dibuat." in said
    assert "Sejak itu 19 hari kerja berlalu." in said
    assert "Perpres 116/2022" in said


def test_the_letter_that_clears_may_be_shown_to_anyone_and_tells_others_only_by_consent() -> None:
    said = words(letters.exoneration(papers.EXONERATION))

    assert "tidak terbukti" in said
    assert "boleh Anda tunjukkan kepada siapa pun" in said
    assert "diberitahukan kepada" not in said
    assert "Dengan persetujuan Anda" in words(letters.exoneration(replace(papers.EXONERATION, told=("BKPSDM Umpamo",))))


def test_oa_01__uu_6_2014_29_a_handover_names_the_rule_and_asks_for_a_hearing() -> None:
    said = words(letters.handover(papers.HANDOVER))

    assert "UU 6/2014 ps. 29 huruf b, g, j" in said
    assert "belum kami dengar" in said
    assert "Identitas pelapor tidak disertakan." in said


def test_the_criminal_limb_stays_out_of_every_letter_of_the_asn_path() -> None:
    for form in ("forwarding", "recommendation", "reminder"):
        assert not re.search(r"gakkumdu|pidana", words(all_letters()[form]), re.IGNORECASE)


def test_a_rule_not_in_force_on_the_day_is_not_cited() -> None:
    with pytest.raises(NoRule):
        letters.forwarding(replace(papers.FORWARDING, happened_on=date(2019, 4, 1)))


ADDRESS = re.compile(r"hukum/([a-z-]+)/([a-z0-9-]+)@(\d{4}-\d\d-\d\d)/")


@pytest.mark.parametrize("form", EVERY)
def test_every_rule_a_letter_names_is_one_the_library_holds(form: str) -> None:
    shelf = library.of(law.book())
    for path in all_letters()[form].rules:
        place, slug, begun = ADDRESS.fullmatch(path).groups()
        assert date.fromisoformat(begun) in [one.valid_from for one in shelf.versions(library.kind_at(place), slug)]


@pytest.mark.parametrize(("form", "rule"), [
    ("invitation", "hukum/pelanggaran/ds-04@2022-09-22/"),
    ("recommendation", "hukum/batas-waktu/bk-03@2024-09-04/"),
    ("reminder", "hukum/batas-waktu/bk-03@2024-09-04/"),
])  # fmt: skip
def test_a_letter_tells_where_its_rules_can_be_read(form: str, rule: str) -> None:
    letter = replace(all_letters()[form], library_url="https://saksama.example/")
    assert rule in letter.rules
    drawn = render(form, letter)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)
    assert f"https://saksama.example/{rule}" in printed.replace("\n", "")
    assert f"https://saksama.example/{rule}" in "\n".join(one.text for one in docx.Document(io.BytesIO(drawn.docx)).paragraphs)
    notes = [note.get_object() for page in PdfReader(io.BytesIO(drawn.pdf)).pages for note in page.get("/Annots", [])]
    assert f"https://saksama.example/{rule}" in [note["/A"]["/URI"] for note in notes]


def test_without_an_address_no_rule_is_given_one() -> None:
    drawn = render("reminder", all_letters()["reminder"])
    assert "hukum/" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)
