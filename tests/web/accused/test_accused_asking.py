"""What he asks for beside his answer: a companion, witnesses, evidence, and who may be told that he is cleared."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.courses import SCAN, Course, text_of_docx
from tests.scenes import scene
from tests.web.accused.conftest import Invited, code_of, to_invitation

from saksama import store
from saksama.cases import actions, queries
from saksama.cases.models import Document, Party
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.vault import actions as vault
from saksama.vault import queries as sealed

pytestmark = pytest.mark.django_db
URL = "/jawaban/"


def enter(client, code: str) -> str:
    return client.post(URL, {"kode": code}).content.decode()


def send(client, html: str, step: str, **told):
    key = re.search(r'name="kunci" value="([^"]+)"', html)[1]
    seen = re.search(r'name="langkah_ke" value="(\d+)"', html)
    return client.post(URL, {"langkah": step, "kunci": key, "langkah_ke": seen[1] if seen else "0", **told})


def kinds(invited: Invited) -> list[str]:
    return [act.kind for act in invited.course.acts()]


def test_rights_come_first_then_what_is_suspected_and_his_appointment(invited, client):
    html = enter(client, invited.code)
    order = [html.index(words) for words in ("Hak Anda", "Yang diduga", "Baca dulu sebelum menjawab", 'name="isi"')]
    assert order == sorted(order)
    assert "Klarifikasi di kantor" in html and "16 Oktober 2024" in html


def test_a_companion_and_witnesses_are_named_and_shown_back(invited, client):
    html = enter(client, invited.code)
    assert send(client, html, "pendamping", pendamping="PENDAMPINGNAMA; palsu", sebagai="lawyer").status_code == 200
    page = enter(client, invited.code)
    assert "PENDAMPINGNAMA" in page
    answer = send(client, page, "saksi", saksi="SAKSISATU; tetangga\nSAKSIDUA", terangkan="RAHASIATERANGAN")
    assert "SAKSISATU" in answer.content.decode()
    assert kinds(invited)[-2:] == ["companion.named", "witness.requested"]
    with store.reading(SYSTEM):
        roles = {one.name: one.role for one in Party.objects.filter(case__public_id=invited.course.case_id)}
    assert roles["SAKSIDUA"] == "witness" and "companion" in roles.values()
    bagus = invited.course.cast.bagus
    notes = queries.sealed(invited.course.case_id, bagus.actor, bagus.keys, now=invited.course.now).notes
    assert any(one.texts.get("reasons") == "RAHASIATERANGAN" for one in notes)
    assert "RAHASIATERANGAN" not in str([act.body for act in invited.course.acts()])


def test_sent_twice_it_is_recorded_once(invited, client):
    html = enter(client, invited.code)
    told = {"pendamping": "Pendamping Umpamo", "sebagai": "family"}
    send(client, html, "pendamping", **told)
    assert "Sudah kami terima tadi" in send(client, html, "pendamping", **told).content.decode()
    assert kinds(invited).count("companion.named") == 1


def test_further_evidence_is_his_to_see_and_the_officers_too(invited, client):
    html = enter(client, invited.code)
    nothing = send(client, html, "bukti", tentang="Tanpa berkas")
    assert nothing.status_code == 422
    assert "Tanpa berkas" in nothing.content.decode()
    paper = SimpleUploadedFile("foto.pdf", SCAN.content, SCAN.type)
    assert send(client, html, "bukti", tentang="Foto keluarga", berkas=paper).status_code == 200
    assert kinds(invited)[-1] == "accused.added"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("pendamping", {}),
        ("pendamping", {"pendamping": "A", "sebagai": "hakim"}),
        ("pendamping", {"pendamping": "A" * 500, "sebagai": "family"}),
        ("saksi", {"saksi": "   "}),
        ("saksi", {"saksi": "\n".join(f"Orang {n}" for n in range(40))}),
        ("saksi", {"saksi": "A" * 5000}),
        ("setuju", {"kepada": "agency"}),
    ],
)
def test_wrong_and_endless_wishes_are_sentences_and_record_nothing(invited, client, step, told):
    before = kinds(invited)
    answer = send(client, enter(client, invited.code), step, **told)
    assert answer.status_code in (200, 422)
    assert kinds(invited) == before


def test_wishes_have_an_end(invited):
    values = {"companion": "Pendamping; x", "companion_role": "family"}
    for _n in range(10):
        actions.ask_from_room(invited.code, ask="companion", values=values, now=invited.course.now)
    with pytest.raises(Invalid):
        actions.ask_from_room(invited.code, ask="companion", values=values, now=invited.course.now)


def test_a_replaced_or_ended_code_asks_for_nothing(invited, client):
    html = enter(client, invited.code)
    invited.course.step("pass.reissued", invited.course.cast.bagus, way="hand")
    answer = send(client, html, "pendamping", pendamping="YANGDITULIS", sebagai="family")
    assert answer.status_code == 404
    assert "YANGDITULIS" in answer.content.decode()   # kept, to be copied
    assert "companion.named" not in kinds(invited)


def test_the_code_of_one_case_moves_nothing_in_another(invited, client):
    other = Course(invited.course.cast, invited.course.now)
    other_code = to_invitation(other)
    send(client, enter(client, other_code), "pendamping", pendamping="Orang", sebagai="family")
    assert "companion.named" not in kinds(invited)
    assert "companion.named" in [act.kind for act in other.acts()]


def test_nothing_can_be_asked_once_it_is_with_the_authority(course):
    course.recommended()
    with pytest.raises(NotAllowed):
        actions.ask_from_room(course.pass_code, ask="witness", values={"witnesses": "A"}, now=course.now)


# ---- who may be told -------------------------------------------------------------------------------------------------


@scene
def cleared(course) -> Invited:
    """Not proven, after a letter that went through his agency."""
    course.registered()
    course.holder()
    course.step(
        "accused.invited",
        course.cast.bagus,
        when=course.now + timedelta(days=2),
        where="Kantor",
        way="agency",
        allegation="Anda diduga naik panggung.",
    )
    course.kajian("not_proven")
    told = {"votes": course.votes(), "minutes": "-", "outcome_reasons": "Bukti kurang."}
    course.step("pleno.not_proven", course.cast.citra, **told)
    return Invited(course, code_of(course))


def test_only_those_told_formally_can_be_told_and_only_whom_he_agreed_to(cleared, client):
    course, bagus = cleared.course, cleared.course.cast.bagus
    course.step("exoneration.sent", bagus)
    html = enter(client, cleared.code)
    choices = html.split("Siapa yang boleh tahu hasil ini?")[1].split("</form>")[0]
    assert "instansi saya" in choices and "lembaga pengawas" not in choices
    with pytest.raises(Invalid):
        course.step("exoneration.agreed", bagus, provenance="letter", papers=(SCAN,), to=["oversight"])
    assert send(client, html, "setuju").status_code == 200
    with pytest.raises(Invalid):
        course.step("exoneration.shared", bagus, to=["agency"])
    send(client, enter(client, cleared.code), "setuju", kepada="agency")
    with pytest.raises(Invalid):
        course.step("exoneration.shared", bagus, to=["agency", "oversight"])
    act = course.step("exoneration.shared", bagus, to=["agency"])
    with store.reading(SYSTEM):
        letter = Document.objects.get(case__public_id=course.case_id, nth=act.nth)
    words = text_of_docx(vault.read(sealed.item(letter.editable), keys=bagus.keys).content)
    assert "Pimpinan" in words and "tidak terbukti" in words.lower()


def test_consent_is_not_asked_where_it_went_on(invited):
    with pytest.raises(Invalid):
        actions.ask_from_room(invited.code, ask="exoneration", values={"to": ["agency"]}, now=invited.course.now)
