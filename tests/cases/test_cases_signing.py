"""A letter comes back signed: real signatures by throw-away certificates, files that were changed, other letters, no letter."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image
from tests.cases import signers
from tests.cast import NOW

from saksama import store
from saksama.cases import queries, signatures
from saksama.cases.models import Document
from saksama.cases.signatures import look
from saksama.cases.steps import Paper
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed, SaksamaError
from saksama.law.forms import render, sample
from saksama.ledger.queries import about, detail

NUMBER = sample.NUMBER


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render("reminder", sample.letter("reminder")).pdf


def judged(content: bytes, letter: bytes, *, way: str = "electronic", name: str = "surat.pdf", roots=()):
    return look(content, name=name, way=way, number=NUMBER, original=letter, roots=roots, now=NOW)


def roots(tmp_path, *names: str) -> tuple[bytes, ...]:
    for n, name in enumerate(names):
        (tmp_path / f"{n}.pem").write_bytes(signers.chain(name).root_pem)
    return signatures.roots_in(tmp_path)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "JPEG")
    return out.getvalue()


def test_a_signature_over_the_whole_letter_is_read_with_its_signer_and_chain(letter, tmp_path):
    content = signers.signed(letter)
    found = judged(content, letter, roots=roots(tmp_path, "Akar Karangan"))
    assert (found.match, found.chain) == ("exact", "trusted")
    assert signers.SIGNER in found.signatures[0].subject
    assert found.at is not None and not found.signatures[0].stamped
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_without_a_configured_root_the_chain_is_not_judged_and_a_strange_root_is_told(letter, tmp_path):
    content = signers.signed(letter)
    assert judged(content, letter).chain == "unchecked"
    assert judged(content, letter, roots=roots(tmp_path, "Akar Lain")).chain == "untrusted"


def test_two_people_sign_one_after_the_other(letter):
    found = judged(signers.signed(signers.signed(letter), field="Tanda2"), letter)
    assert len(found.signatures) == 2
    assert found.match == "exact"


def test_a_letter_changed_before_it_was_signed_is_told_apart(letter):
    assert judged(signers.signed(signers.updated(letter)), letter).match == "reworked"


def test_a_scan_is_taken_as_what_it_is(letter):
    assert judged(signers.plain(), letter, way="wet").match == "unknown"
    assert judged(jpeg(), letter, way="wet", name="surat.jpg").signatures == ()


EMPTY = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(
    ("make", "way", "name", "field"),
    [
        (lambda pdf: pdf, "electronic", "a.pdf", "documents"),
        (lambda pdf: pdf, "wet", "a.pdf", "documents"),
        (lambda pdf: signers.plain(), "electronic", "a.pdf", "way"),
        (lambda pdf: signers.updated(signers.signed(pdf)), "electronic", "a.pdf", "documents"),
        (lambda pdf: signers.updated(signers.signed(pdf)), "wet", "a.pdf", "documents"),
        (lambda pdf: signers.signed(pdf) + b"\nlebih", "electronic", "a.pdf", "documents"),
        (lambda pdf: signers.signed(pdf)[:-900], "electronic", "a.pdf", "documents"),
        (lambda pdf: signers.plain("Surat pengingat 001/S-REMI/Kab/99.01/X/2024"), "wet", "a.pdf", "document"),
        (lambda pdf: b"%PDF-1.7\n" + b"\x00" * 2000 + b"\n%%EOF", "wet", "a.pdf", "documents"),
        (lambda pdf: EMPTY, "wet", "a.pdf", "documents"),
        (lambda pdf: jpeg(), "electronic", "a.jpg", "way"),
        (lambda pdf: b"PK\x03\x04 bukan surat", "wet", "a.docx", "documents"),
        (lambda pdf: b"MZ program", "wet", "a.pdf", "documents"),
        (lambda pdf: b"", "wet", "a.pdf", "documents"),
        (lambda pdf: b"%PDF-1.7" + b"0" * (11 * 1024 * 1024), "wet", "a.pdf", "documents"),
    ],
)
def test_what_is_not_the_signed_letter_is_refused_with_its_field(letter, make, way, name, field):
    with pytest.raises(Invalid) as refused:
        judged(make(letter), letter, way=way, name=name)
    assert refused.value.context["field"] == field


def test_a_byte_changed_inside_of_a_signed_file_is_noticed(letter):
    content = signers.signed(letter)
    at = content.index(b"obj") + 3000
    with pytest.raises(Invalid):
        judged(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], letter)


def test_a_broken_root_certificate_is_not_passed_over(tmp_path):
    (tmp_path / "akar.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nrusak\n-----END CERTIFICATE-----\n")
    with pytest.raises(ValueError):
        signatures.roots_in(tmp_path)


# ---- on a case ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def issued(course, forwarded):
    course.letter = next(one for one in course.page(course.cast.bagus).documents if one.form == "forwarding")
    return course


def pdf_of(course) -> bytes:
    who = course.cast.bagus
    return queries.document(course.letter.public_id, who.actor, who.keys, now=course.now).content


def take_back(course, content: bytes, who=None, *, name: str = "surat.pdf", way: str = "electronic", of: str = ""):
    given = Paper(name, "application/pdf", content)
    who = who or course.cast.bagus
    return course.step("letter.signed", who, papers=(given,), document=of or course.letter.public_id, way=way)


def test_a_letter_comes_back_signed_and_anybody_can_compare_it(issued):
    content = signers.signed(pdf_of(issued))
    act = take_back(issued, content)
    sha256 = hashlib.sha256(content).hexdigest()
    page = issued.page(issued.cast.bagus)
    shown = next(one for one in page.documents if one.public_id == issued.letter.public_id).signed
    assert (shown.electronic, shown.match_id, shown.chain_id) == (True, "isinya persis surat kami", "rantai belum diperiksa")
    opened = queries.document(shown.document, issued.cast.bagus.actor, issued.cast.bagus.keys, now=issued.now)
    assert opened.content == content
    with store.reading(SYSTEM):
        code = Document.objects.get(public_id=issued.letter.public_id).check_code
    told = queries.checked(code).signed
    assert (told.sha256, told.electronic) == (sha256, True)
    assert signers.SIGNER not in f"{queries.checked(code)} {act.body}"
    entries = [detail(one) for one in about(str(issued.case_id))]
    assert any(sha256 in str(one) for one in entries)
    notes = queries.sealed(issued.case_id, issued.cast.bagus.actor, issued.cast.bagus.keys, now=issued.now).notes
    assert any(signers.SIGNER in str(one.texts) for one in notes)


def test_the_same_file_twice_is_refused_and_a_mistake_can_be_corrected(issued):
    content = signers.signed(pdf_of(issued))
    act = take_back(issued, content)
    with pytest.raises(Invalid):
        take_back(issued, content)
    given = Paper("pindai.pdf", "application/pdf", signers.plain())
    told = {"document": issued.letter.public_id, "way": "wet"}
    issued.step("letter.signed", issued.cast.bagus, papers=(given,), corrects=act.nth, **told)
    letter = next(one for one in issued.page(issued.cast.bagus).documents if one.public_id == issued.letter.public_id)
    assert letter.signed.electronic is False


def test_another_letter_of_the_case_is_not_taken_for_this_one(issued):
    other = next(one for one in issued.page(issued.cast.bagus).documents if one.form == "invitation")
    who = issued.cast.bagus
    content = signers.signed(queries.document(other.public_id, who.actor, who.keys, now=issued.now).content)
    with pytest.raises(Invalid) as refused:
        take_back(issued, content)
    assert refused.value.context["field"] == "document"


def test_who_did_not_issue_it_does_not_take_it_back(issued):
    content = signers.signed(pdf_of(issued))
    for name in ("malik", "wati", "joni", "tania", "laila"):
        with pytest.raises(SaksamaError) as refused:
            take_back(issued, content, issued.cast.people[name])
        assert refused.value.status in (403, 404, 422), name
    assert all(one.signed is None for one in issued.page(issued.cast.bagus).documents)


def test_a_signed_invitation_opens_for_the_office_that_sent_it_only(issued):
    letter = next(one for one in issued.page(issued.cast.bagus).documents if one.form == "invitation")
    take_back(issued, signers.plain(), way="wet", of=letter.public_id)
    signed = next(one for one in issued.page(issued.cast.bagus).documents if one.form == "signed")
    assert signed.public_id not in [one.public_id for one in issued.page(issued.cast.laila).documents]
    with pytest.raises(NotAllowed):
        queries.document(signed.public_id, issued.cast.laila.actor, issued.cast.laila.keys, now=issued.now)
