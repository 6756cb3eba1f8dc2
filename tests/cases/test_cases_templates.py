"""An office's own templates: only known fields, nothing that runs or reaches out, read by two, and no issued letter changes."""

from __future__ import annotations

import io

import docx
import pytest
from tests.cases import templates as made
from tests.cases.courses import text_of_docx

from saksama import store
from saksama.cases import lettering, queries
from saksama.cases.actions import templates as actions
from saksama.cases.models import Document
from saksama.cases.office_templates import OfficeTemplate
from saksama.cases.queries import templates as asked
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.law.forms import fields, word

LETTERHEAD = "KOPKANTOR Bawaslu Kabupaten Umpamo"


def faults(content: bytes, form: str = "receipt") -> tuple[lettering.Fault, ...]:
    with pytest.raises(lettering.TemplateRefused) as refused:
        lettering.look(form, content)
    return refused.value.faults


@pytest.mark.parametrize("form", fields.OFFICES_OWN)
def test_our_own_template_holds_for_every_form(form):
    preview = lettering.look(form, word.template()).preview
    words = text_of_docx(preview)
    assert "KARANGAN" in words.upper()
    assert docx.Document(io.BytesIO(preview)).core_properties.author == ""


def test_an_unknown_field_is_refused_with_its_paragraph_and_the_nearest_name():
    [fault] = faults(made.with_words("Kop kantor", "Nomor surat: {{ nomber }}"))
    assert (fault.code, fault.name, fault.near) == ("unknown", "nomber", "number")
    assert (fault.part, fault.paragraph) == ("body", paragraph_of("{{ nomber }}", made.with_words("Kop kantor", "{{ nomber }}")))
    assert "{{ nomber }}" in fault.quote


def paragraph_of(text: str, content: bytes) -> int:
    """The number of a paragraph as a person counts them, cells of tables included."""
    document = docx.Document(io.BytesIO(content))
    rows = [node for node in document.element.body.iter() if node.tag.endswith("}p")]
    return next(n for n, row in enumerate(rows, start=1) if text in "".join(row.itertext()))


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        ("{{ paragraphs.teks }}", "unknown", "paragraphs.teks"),
        ("{%p for p in paragraphs %}{{ p.isi }}{%p endfor %}", "unknown", "p.isi"),
        ("{{ nomor", "syntax", None),
        ("{% if number %}", "syntax", None),
        ("{{ office }}", "not_text", "office"),
        ("{{ kode_rahasia }}", "unknown", "kode_rahasia"),
        ("{%p for c in number %}{{ c }}{%p endfor %}", "not_a_list", "number"),
        ("{{ number|safe }}", "filter", "safe"),
        ("{{ number|attr('x') }}", "filter", "attr"),
    ],
)
def test_what_a_form_does_not_know_is_named(words, code, name):
    found = faults(made.with_words(words))
    assert code in [one.code for one in found]
    if name:
        assert name in [one.name for one in found]
    assert all(one.paragraph for one in found)


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ number.__init__.__globals__ }}",
        "{{ number.format(number) }}",
        "{{ cycler('a') }}",
        "{{ range(9**9)|join }}",
        "{{ 'a' * 10**9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set x = 1 %}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}",
        "{% for a in enclosures recursive %}{{ loop(enclosures) }}{% endfor %}",
        "{% for a in enclosures %}{% for b in enclosures %}{% for c in enclosures %}x{% endfor %}{% endfor %}{% endfor %}",
        "{{ self }}",
        "{{ lipsum }}",
        "{{r number }}",
        "{{ labels['__class__'] }}",
        "{% filter upper %}x{% endfilter %}",
    ],
)
def test_nothing_that_calls_assigns_or_loops_for_ever_is_taken(hostile):
    assert faults(made.with_words(hostile))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (made.related("image", "http://luar.example/logo.png"), "outside"),
        (made.related("attachedTemplate", "file:///C:/kop.dotm"), "outside"),
        (made.related("hyperlink", "javascript:alert(1)"), "outside"),
        (made.changed({}, {"word/vbaProject.bin": b"x"}), "active"),
        (made.changed({}, {"word/embeddings/oleObject1.bin": b"x"}), "active"),
        (made.changed({}, {"word/media/x.svg": b"<svg/>"}), "active"),
        (made.changed({}, {"word/comments.xml": b"<w/>"}), "comments"),
        (made.body('<w:p><w:ins w:id="1" w:author="Nama"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'), "tracked"),
        (made.body("<w:p><w:r><w:instrText>INCLUDEPICTURE http://luar.example</w:instrText></w:r></w:p>"), "field_code"),
        (made.body('<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\x"><w:r/></w:fldSimple></w:p>'), "field_code"),
        (made.body('<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'),
         "active"),
        (made.changed({"word/document.xml": lambda xml: b'<!DOCTYPE a [<!ENTITY x "y">]>' + xml.split(b"?>", 1)[1]}), "entity"),
        (made.bomb(), "too_large"),
        (b"PK\x03\x04" + b"\x00" * 400, "not_word"),
        (b"", "not_word"),
        (b"%PDF-1.7 bukan Word", "not_word"),
        (made.body('<w:p><w:bookmarkStart w:id="9" w:name="{{ cycler.__init__ }}"/></w:p>'), "unknown"),
        (made.body("<w:p><w:r><w:t>{% if box %}</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t>{% endif %}</w:r></w:p>"), "syntax"),
    ],
)
def test_a_file_that_runs_reaches_out_or_bursts_is_refused(content, code):
    assert code in [one.code for one in faults(content)]


@pytest.mark.parametrize(
    ("gone", "name"),
    [("{{ check_code }}", "check_code"), ("{{ p.text }}", "paragraphs.text"), ("{{ sentence }}", "standing")],
)
def test_what_a_letter_must_say_cannot_be_left_out(gone, name):
    found = faults(made.without(gone))
    assert [(one.code, one.name) for one in found] == [("missing", name)]


def test_an_invitation_cannot_leave_out_the_code_of_the_answer_room():
    hidden = made.without("{{ item.code }}")
    lettering.look("receipt", hidden)
    assert ("missing", "codes.code") in [(one.code, one.name) for one in faults(hidden, "invitation")]


@pytest.mark.django_db
def test_a_letter_is_drawn_by_the_office_and_earlier_ones_stay(course):
    bagus, citra = course.cast.bagus, course.cast.citra
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("letter.issued", bagus, form="receipt")
    row = actions.offer_template("receipt", made.with_words(LETTERHEAD), actor=bagus.actor, now=course.now)
    course.step("letter.issued", bagus, form="receipt")
    with pytest.raises(NotAllowed):
        actions.put_in_force(row.public_id, actor=bagus.actor, now=course.now)
    actions.put_in_force(row.public_id, actor=citra.actor, now=course.now)
    course.step("letter.issued", bagus, form="receipt")
    actions.back_to_ours("receipt", actor=bagus.actor, now=course.now)
    course.step("letter.issued", bagus, form="receipt")
    letters = [one for one in course.page(bagus).documents if one.form == "receipt"]
    assert [one.template for one in letters] == [0, 0, 1, 0]
    words = [text_of_docx(queries.document(one.public_id, bagus.actor, bagus.keys, now=course.now, format="docx").content)
             for one in letters]
    assert [LETTERHEAD in one for one in words] == [False, False, True, False]
    assert "SARINAMA" not in words[2]
    with store.reading(SYSTEM):
        pdfs = {one.sha256 for one in Document.objects.filter(form="receipt")}
    assert len(pdfs) == 4


@pytest.mark.django_db
def test_versions_are_kept_and_one_is_in_force(course):
    bagus, citra = course.cast.bagus, course.cast.citra
    first = actions.offer_template("reminder", made.with_words("satu"), actor=bagus.actor, now=course.now)
    twice = made.with_words("dua")
    second = actions.offer_template("reminder", twice, actor=bagus.actor, now=course.now)
    with pytest.raises(Invalid):
        actions.offer_template("reminder", twice, actor=bagus.actor, now=course.now)
    for one in (first, second, first):
        actions.put_in_force(one.public_id, actor=citra.actor, now=course.now)
    states = {one.row.version: one.row.state for one in asked.versions_of(bagus.actor, "reminder")}
    assert states == {1: "in_force", 2: "retired"}
    assert asked.form_of(citra.actor, "reminder").version == 1


@pytest.mark.django_db
def test_another_office_the_auditor_and_the_administrator_find_no_template(course):
    row = actions.offer_template("receipt", made.with_words("SURATKAMI"), actor=course.cast.bagus.actor, now=course.now)
    for name in ("malik", "laila"):
        with pytest.raises(NotFound):
            asked.content(course.cast.people[name].actor, row.public_id)
        with pytest.raises(NotFound):
            actions.put_in_force(row.public_id, actor=course.cast.people[name].actor, now=course.now)
    for name in ("wati", "tania"):
        with pytest.raises(NotAllowed):
            asked.forms_of(course.cast.people[name].actor)
        with pytest.raises(NotAllowed):
            actions.offer_template("receipt", word.template(), actor=course.cast.people[name].actor, now=course.now)
    assert OfficeTemplate.objects.get().state == "offered"


@pytest.mark.django_db
def test_a_template_that_fails_on_a_letter_gives_no_number(course):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    row = actions.offer_template("receipt", made.with_words(LETTERHEAD), actor=bagus.actor, now=course.now)
    actions.put_in_force(row.public_id, actor=course.cast.citra.actor, now=course.now)
    OfficeTemplate.objects.filter(pk=row.pk).update(content="")
    with pytest.raises(lettering.DoesNotDraw):
        course.step("letter.issued", bagus, form="receipt")
    assert not course.page(bagus).documents
