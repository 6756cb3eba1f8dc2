"""The letters as files: PDF by typst, DOCX by docxtpl, from one context; what is written in comes out as text."""

from __future__ import annotations

import hashlib
import io
import re
import socket
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from pypdf import PdfReader
from tests.law import papers
from tests.law.papers import all_letters

from saksama.kernel.errors import NoRule
from saksama.law import letters
from saksama.law.forms import Box, Letter, Paragraph, make_docx_template, render
from saksama.law.forms.word import TEMPLATE

HOSTILE = [
    '#let x = read("/etc/passwd")',
    '#import "@preview/x:1.0.0": y',
    "$ x^2 $ \\ *tebal* _miring_ `kode`",
    "{{ 7*7 }} {% for a in b %}",
    "{{ ''.__class__.__mro__ }}",
    "<w:p/> & </w:t> \"'",
    "] ) } #",
    "@label <label> = Judul",
    "// komentar /* x */ https://a.b",
    "-- --- ... ~",
]


def pdf_text(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def docx_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    rest = [p.text for part in (document, section.header, section.footer) for p in part.paragraphs]
    return re.sub(r"\s+", " ", " ".join([*cells, *rest]))


def squeezed(text: str) -> str:
    """A PDF breaks a long number over two lines; compare without the blanks."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("form", sorted(all_letters()))
def test_both_files_say_what_the_letter_says(form: str) -> None:
    letter = all_letters()[form]
    rendered = render(form, letter)

    for text in (pdf_text(rendered.pdf), docx_text(rendered.docx)):
        for part in (
            letter.number,
            letter.subject,
            "R42K-9TDM",
            "Marnis Andaian",
            "Kabupaten Umpamo",
            "25 Oktober 2024",
            *letter.standing,
            *letter.enclosures,
            *letter.copies,
            *(paragraph.text for paragraph in letter.paragraphs),
        ):
            assert squeezed(part) in squeezed(text), part
        assert ("Perlu diperiksa ahli hukum" in text) is letter.needs_check
        assert "PERAGAAN" not in text
    assert rendered.sha256 == hashlib.sha256(rendered.pdf).hexdigest()


@pytest.mark.parametrize("form", sorted(all_letters()))
def test_the_pdf_is_tagged_a4_and_carries_its_own_fonts(form: str) -> None:
    reader = PdfReader(io.BytesIO(render(form, all_letters()[form]).pdf))
    root = reader.trailer["/Root"]

    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root and root["/Lang"] == "id"
    assert reader.metadata is not None and reader.metadata.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode("utf-8", "replace")
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        for font in page["/Resources"]["/Font"].values():
            assert re.search(r"Libertinus|DejaVuSansMono", font.get_object()["/BaseFont"])
            for part in font.get_object().get("/DescendantFonts", []):
                assert {"/FontFile2", "/FontFile3"} & set(part.get_object()["/FontDescriptor"])


def test_the_same_letter_gives_the_same_pdf() -> None:
    letter = letters.forwarding(papers.FORWARDING)

    assert render("forwarding", letter).sha256 == render("forwarding", letter).sha256
    assert render("forwarding", replace(letter, number="0032")).sha256 != render("forwarding", letter).sha256


def test_the_pdf_of_a_forwarding_says_belum_didengar() -> None:
    assert "Yang bersangkutan belum didengar." in pdf_text(render("forwarding", letters.forwarding(papers.FORWARDING)).pdf)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_out_as_text_everywhere_it_can_stand(hostile: str) -> None:
    letter = Letter(
        office=hostile,
        office_address=hostile,
        number=hostile,
        date=date(2024, 10, 25),
        to=hostile,
        subject=hostile,
        box=Box(hostile, hostile, hostile, True),
        paragraphs=(Paragraph(hostile, hostile, True, True), Paragraph(hostile)),
        enclosures=(hostile,),
        signed_by=hostile,
        check_code=hostile,
        verify_url="https://saksama.example/x",
        place=hostile,
        classification=hostile,
        greeting=hostile,
        standing=(hostile,),
        copies=(hostile,),
        codes=((hostile, hostile),),
    )
    rendered = render("handover", letter)

    assert squeezed(pdf_text(rendered.pdf)).count(squeezed(hostile)) >= 15
    assert squeezed(docx_text(rendered.docx)).count(squeezed(hostile)) >= 15


def test_characters_no_document_can_hold_are_left_out() -> None:
    rendered = render("handover", replace(all_letters()["handover"], subject="satu\x00dua\x07tiga\ufffe\ud800empat"))

    assert "satuduatigaempat" in pdf_text(rendered.pdf)
    assert "satuduatigaempat" in docx_text(rendered.docx)


@pytest.mark.parametrize("sign", ["😀", "漢字", "نص عربي", "\u202e", "ʼ é ō – “”"])
def test_a_sign_no_font_has_does_not_stop_a_letter(sign: str) -> None:
    rendered = render("handover", replace(all_letters()["handover"], paragraphs=(Paragraph(f"Tertulis {sign} di sana."),)))

    assert "Tertulis" in pdf_text(rendered.pdf)
    assert sign in docx_text(rendered.docx)
    assert bool(PdfReader(io.BytesIO(rendered.pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"])


def test_a_demonstration_says_so_on_every_page() -> None:
    long = tuple(Paragraph("Kalimat yang panjang sekali. " * 40, numbered=True) for _ in range(6))
    rendered = render("forwarding", replace(letters.forwarding(papers.FORWARDING), demo=True, paragraphs=long))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(rendered.pdf)).pages]

    assert len(pages) > 1
    assert all("Bukan surat resmi" in page for page in pages)
    assert "Bukan surat resmi" in docx_text(rendered.docx)
    assert "Halaman 2 dari" in pages[1]


def test_a_draft_says_that_it_has_no_number() -> None:
    assert "konsep, belum bernomor" in pdf_text(
        render("forwarding", replace(letters.forwarding(papers.FORWARDING), number="")).pdf
    )


def test_a_letter_without_box_addressee_or_code_is_still_a_letter() -> None:
    bare = Letter("Kantor", "", "1", date(2024, 10, 25), "", "Hal", None, (Paragraph("Isi."),))
    rendered = render("receipt", bare)

    assert "Isi." in pdf_text(rendered.pdf)
    assert "Isi." in docx_text(rendered.docx)
    assert "Kode periksa" not in pdf_text(rendered.pdf)


def test_the_labels_can_be_english() -> None:
    text = pdf_text(render("receipt", replace(all_letters()["receipt"], language="en")).pdf)

    assert "Subject" in text and "25 October 2024" in text and "Page 1 of 1" in text


def test_nothing_is_fetched_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a letter asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert render("forwarding", letters.forwarding(papers.FORWARDING)).pdf.startswith(b"%PDF")


def test_the_docx_names_no_author_and_opens() -> None:
    data = render("invitation", all_letters()["invitation"]).docx
    properties = docx.Document(io.BytesIO(data)).core_properties

    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "Undangan klarifikasi 0031/PM.00.02/K.99/X/2024"
    assert any(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(data)).namelist())


def test_the_committed_template_is_what_its_program_makes() -> None:
    assert TEMPLATE.read_bytes() == make_docx_template.make()


def test_a_form_the_data_do_not_hold_is_refused() -> None:
    with pytest.raises(NoRule):
        render("verdict", all_letters()["handover"])
