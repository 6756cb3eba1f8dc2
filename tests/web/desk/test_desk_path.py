"""The path of a case through the officer's screens: each step as the form sends it, each refusal as a sentence."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cases.courses import SCAN

from saksama.intake import queries as intake

pytestmark = pytest.mark.django_db


def case_url(course) -> str:
    return f"/petugas/perkara/{course.case_id}/"


def url(course, act: str) -> str:
    return f"{case_url(course)}langkah/{act}/"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", SCAN.content, SCAN.type)


def post(client, course, act, **told):
    return client.post(url(course, act), {"act_when": "now", "seen": len(course.acts()), **told})


def kinds(course) -> list[str]:
    return [act.kind for act in course.acts()]


def test_what_is_missing_goes_to_the_reporters_box_with_its_closing_hour(course, reported):
    course.step("initial_study.opened", course.cast.bagus)
    client = course.cast.bagus.client()
    html = client.get(url(course, "completion.requested")).content.decode()
    assert "Batas bagi pelapor" in html
    answer = post(client, course, "completion.requested", missing=["evidence"], message="Satu foto dari depan akan membantu.")
    assert answer.status_code == 303
    box = intake.mailbox(course.codes[0], course.now)
    assert box.asked.text == "Satu foto dari depan akan membantu."
    assert box.asked.due is not None


def test_registration_draws_a_number_and_keeps_the_name_off_addresses(course, studied):
    client = course.cast.bagus.client()
    html = client.get(url(course, "registered")).content.decode()
    assert "Nama orang ke-1" in html
    answer = post(
        client,
        course,
        "registered",
        agency=str(course.cast.agency.public_id),
        accused_0="IRWANNAMA",
        accused_1="Camat",
        status="pns",
        violations=["DS-04"],
        contest="PB",
    )
    assert answer.status_code == 303
    assert "IRWANNAMA" not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).content.decode()
    assert re.search(r"001/Reg/LP/PB/Kab/99\.01/X/2024", page)
    assert "IRWANNAMA" in page
    assert "IRWANNAMA" not in re.search(r"<title>(.*?)</title>", page, re.S)[1]


def test_a_person_who_is_no_asn_is_not_registered_but_handed_over(course, studied):
    client = course.cast.bagus.client()
    told = {"agency": str(course.cast.agency.public_id), "accused_0": "IRWANNAMA", "accused_1": "Wali nagari"}
    answer = post(client, course, "registered", **told, status="not_asn")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "bukan ASN. Alihkan" in html
    assert 'value="IRWANNAMA"' in html
    answer = post(
        client, course, "handed_over", reason="not_asn", to_body="regent", accused_0="IRWANNAMA", accused_1="Wali nagari"
    )
    assert answer.status_code == 303
    assert course.case.stage == "handed_over"


def test_an_agency_is_found_by_three_letters_without_script(course, studied):
    client = course.cast.bagus.client()
    answer = client.post(
        url(course, "registered"), {"cari": "agency", "agency_cari": "kese", "accused_0": "IRWANNAMA", "seen": 4}
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert str(course.cast.agency.public_id) in html
    assert 'value="IRWANNAMA"' in html
    assert "Ada yang perlu diperbaiki" not in html
    few = client.post(url(course, "registered"), {"cari": "agency", "agency_cari": "ke", "seen": 4}).content.decode()
    assert "sedikitnya tiga huruf" in few


def test_no_invitation_before_somebody_recorded_who_held_the_post(course, registered):
    client = course.cast.bagus.client()
    told = {
        "when_0": "2024-10-16",
        "when_1": "10:00",
        "where": "Kantor",
        "allegation": "Anda diduga naik panggung.",
        "way": "hand",
    }
    for answer in (client.get(url(course, "accused.invited")), post(client, course, "accused.invited", **told)):
        html = answer.content.decode()
        assert answer.status_code == 409
        assert "baru bisa sesudah dicatat: pemegang jabatan" in html
        assert url(course, "post_holder.recorded") in html
    course.holder()
    answer = post(client, course, "accused.invited", **told)
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).content.decode()
    assert "DOCX" in page
    assert course.pass_code not in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"when_0": "2024-02-31", "when_1": "10:00"}, "Tanggal ini tidak ada"),
        ({"when_0": "2024-10-10", "when_1": "10:00"}, "harus sesudah undangan"),
        ({"when_0": "", "when_1": ""}, "Isi tanggal dan jamnya"),
    ],
)
def test_an_impossible_hour_is_a_sentence(course, registered, told, sentence):
    course.holder()
    rest = {"where": "Kantor", "allegation": "Anda diduga naik panggung.", "way": "hand"}
    answer = post(course.cast.bagus.client(), course, "accused.invited", **(rest | told))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Anda diduga naik panggung." in answer.content.decode()


def test_plenary_without_quorum_is_refused_and_with_votes_forwards(course):
    course.registered().invited().kajian()
    client = course.cast.citra.client()
    page = client.get(url(course, "pleno.forwarded")).content.decode()
    assert "Yang dilaporkan belum didengar" in page
    assert page.index("Citra") < page.index("Dewi")
    answer = post(client, course, "pleno.forwarded", votes_0="agree", votes_1="", minutes="Berita acara.")
    assert answer.status_code == 422
    assert "Belum kuorum" in answer.content.decode()
    answer = post(client, course, "pleno.forwarded", votes_0="agree", votes_1="agree", minutes="Berita acara.")
    assert answer.status_code == 303
    assert course.case.stage == "forwarded"
    assert "Penerusan" in client.get(answer.headers["Location"]).content.decode()


def test_a_stated_interest_is_shown_at_the_plenary(course):
    course.registered().invited().kajian()
    post(course.cast.dewi.client(), course, "interest.stated", interest="kin")
    html = course.cast.citra.client().get(url(course, "pleno.forwarded")).content.decode()
    assert "hubungan keluarga" in html
    answer = post(course.cast.citra.client(), course, "pleno.forwarded", votes_0="agree", votes_1="agree", minutes="x")
    assert answer.status_code == 422
    assert "Anggota yang menyatakan kepentingan" in answer.content.decode()


def test_five_questions_are_answered_one_by_one(course, forwarded):
    client = course.cast.laila.client()
    html = client.get(url(course, "conflict.tested")).content.decode()
    assert len(re.findall(r'<fieldset class="answer">', html)) == 5
    answer = post(client, course, "conflict.tested", questions_0="yes", questions_1="no", questions_2="no", questions_3="no")
    assert answer.status_code == 422
    answer = post(client, course, "conflict.tested", **{f"questions_{n}": "yes" if n == 0 else "no" for n in range(5)})
    assert answer.status_code == 303


def test_the_gate_holds_and_says_so(course):
    course.reviewed(heard=False)
    answer = course.cast.laila.client().get(url(course, "recommendation.issued"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "menunggu jawaban yang dilaporkan" in html


def test_a_recommendation_is_written_beside_what_must_stand(course, reviewed):
    client = course.cast.laila.client()
    html = client.get(url(course, "recommendation.issued")).content.decode()
    assert "Yang harus berdiri" in html
    assert "act_source" not in html
    answer = post(client, course, "recommendation.issued", grade="S-BER-1", reasons="Memenuhi PP 94/2021.")
    assert answer.status_code == 303
    assert "rekomendasi dikirim" in client.get(answer.headers["Location"]).content.decode().lower()


def test_anothers_step_wants_its_source_and_its_paper(course, forwarded):
    client = course.cast.bagus.client()
    html = client.get(url(course, "review.opened")).content.decode()
    assert "Dari mana Anda tahu?" in html
    answer = post(client, course, "review.opened")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih sumbernya" in text
    assert "Lampirkan dokumennya" in text
    answer = post(client, course, "review.opened", act_source="letter", act_papers=scan())
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).content.decode()
    assert "dari surat" in page


def test_belum_ada_kabar_is_an_open_ring_never_not_done(course, served):
    course.pass_days(40)
    from saksama.cases.actions import lapse_due_clocks

    lapse_due_clocks(course.now)
    html = course.cast.bagus.client().get(case_url(course)).content.decode()
    assert "elum ada kabar" in html
    assert "tidak dilaksanakan" not in html


def test_a_correction_leaves_both_on_the_timeline(course, reported):
    course.step("note.added", course.cast.bagus, note="salah")
    client = course.cast.bagus.client()
    html = client.get(case_url(course)).content.decode()
    link = re.search(r'href="([^"]+membetulkan=2)"', html)[1]
    assert "Ini membetulkan langkah nomor 2" in client.get(link).content.decode()
    answer = post(client, course, "note.added", note="benar", corrects="2")
    assert answer.status_code == 303
    page = client.get(case_url(course)).content.decode()
    assert "Dibetulkan langkah 3" in page
    assert "Membetulkan langkah 2" in page


def test_a_step_whose_stage_is_over_is_corrected_from_its_line_at_the_hour_it_happened(course, invited):
    client = course.cast.bagus.client()
    mistaken = next(act for act in course.acts() if act.kind == "post_holder.recorded")
    html = client.get(case_url(course)).content.decode()
    link = re.search(rf'href="([^"]+membetulkan={mistaken.nth})"', html)[1]
    page = client.get(link)
    assert page.status_code == 200
    form = page.content.decode()
    assert f"Ini membetulkan langkah nomor {mistaken.nth}" in form
    day = re.search(r'name="act_date"[^>]*value="([^"]+)"', form)[1]
    hour = re.search(r'name="act_time"[^>]*value="([^"]+)"', form)[1]
    on = re.search(r'name="on"[^>]*value="([^"]+)"', form)[1]
    agency = re.search(r'name="agency"[^>]*value="([^"]+)"', form)[1]
    assert agency == str(course.cast.agency.public_id), "what was right is not typed again"
    told = {"accused_0": "Irwan Betul", "accused_1": "Camat", "status": "pns", "source": "decree", "on": on, "agency": agency}
    answer = post(client, course, "post_holder.recorded", corrects=str(mistaken.nth), act_when="earlier", act_date=day,
                  act_time=hour, **told)
    assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])[:900]
    correction = course.acts()[-1]
    to_the_minute = [one.happened_at.replace(second=0, microsecond=0) for one in (correction, mistaken)]
    assert correction.corrects == mistaken.nth and to_the_minute[0] == to_the_minute[1]
    assert "Dibetulkan langkah" in client.get(case_url(course)).content.decode()


@pytest.mark.parametrize(("nth", "status"), [("99", 422), ("1", 409), ("x", 409)])
def test_what_cannot_be_corrected_is_said_before_anything_is_typed(course, invited, nth, status):
    answer = course.cast.bagus.client().get(url(course, "conditions.assessed") + f"?membetulkan={nth}")
    assert answer.status_code == status


def test_letters_come_as_pdf_and_docx_downloads(course, invited):
    client = course.cast.bagus.client()
    html = client.get(case_url(course)).content.decode()
    link = re.search(r'href="(/petugas/dokumen/[^"?]+/)\?bentuk=pdf"', html)[1]
    pdf = client.get(link, {"bentuk": "pdf"})
    docx = client.get(link, {"bentuk": "docx"})
    assert pdf.content.startswith(b"%PDF")
    assert docx.content.startswith(b"PK")
    for got in (pdf, docx):
        assert got["Content-Disposition"].startswith("attachment")
        assert got["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in got["Content-Security-Policy"]
    assert course.cast.yusuf.client().get(link).status_code == 404


def test_the_criminal_limb_is_for_its_role_only(course, registered):
    flagged = post(course.cast.bagus.client(), course, "criminal_limb.opened", basis="PD-01", reasons="Diduga pejabat memihak.")
    assert flagged.url == f"{case_url(course)}#pidana"      # ?baru=1 would tell of the report's arrival
    assert "Jalur pidana" in course.cast.bagus.client().get(case_url(course)).content.decode()
    assert "Gakkumdu" not in course.cast.rahmat.client().get(case_url(course)).content.decode()
    assert course.cast.rahmat.client().get(url(course, "criminal.handed_to_gakkumdu")).status_code == 404
    answer = course.cast.bagus.client().post(url(course, "criminal.handed_to_gakkumdu"), {"act_when": "now", "seen": 1})
    assert answer.status_code == 303


def test_joining_starts_from_a_comparison(course, reported):
    first = course.case_id
    course.report()
    client = course.cast.bagus.client()
    html = client.get(f"{case_url(course)}bandingkan/").content.decode()
    assert "Kejadian yang sama?" in html
    assert f"?case={first}" in html
    form = client.get(url(course, "joined"), {"case": str(first)}).content.decode()
    assert re.search(rf'value="{first}"[^>]* checked', form)
    assert post(client, course, "joined", case=str(first)).status_code == 303
    assert course.case.stage == "joined"


def test_a_joining_is_taken_back_from_the_screen(course):
    first = course.studied().case_id
    course.report()
    client = course.cast.bagus.client()
    assert "Batalkan gabungan" not in client.get(case_url(course)).content.decode()
    assert post(client, course, "joined", case=str(first)).status_code == 303
    assert "Batalkan gabungan" in client.get(case_url(course)).content.decode()
    assert "Batalkan gabungan" in client.get(url(course, "join.undone")).content.decode()
    seen = len(course.acts())
    answer = post(client, course, "join.undone", seen=seen)
    assert answer.status_code == 303
    assert course.case.stage == "received"
    assert "berjalan sendiri lagi" in client.get(answer.headers["Location"]).content.decode()
    assert post(client, course, "join.undone", seen=seen).status_code in (303, 409, 422)
    assert kinds(course).count("join.undone") == 1
    assert course.cast.malik.client().get(url(course, "join.undone")).status_code == 404


def test_two_are_told_apart_from_the_page_that_compares_them(course):
    first = course.studied().case_id
    course.report()
    client = course.cast.bagus.client()
    html = client.get(f"{case_url(course)}bandingkan/").content.decode()
    assert f"{url(course, 'told_apart')}?case={first}" in html
    assert "instansi sama, jenis sama, tempat sama, hari sama" in client.get(case_url(course)).content.decode()
    form = client.get(url(course, "told_apart"), {"case": str(first)}).content.decode()
    assert re.search(rf'value="{first}"[^>]* checked', form)
    assert post(client, course, "told_apart", case=str(first)).status_code == 303
    assert "Tidak ada yang mirip" in client.get(f"{case_url(course)}bandingkan/").content.decode()
    assert post(client, course, "told_apart", case=str(course.case_id)).status_code == 422
    assert course.cast.malik.client().get(url(course, "told_apart")).status_code == 404


def test_an_officer_is_excluded_and_sees_no_row(course, registered):
    person = str(course.cast.dewi.user.public_id)
    client = course.cast.bagus.client()
    assert "Dewi" in client.get(url(course, "exclusion.recorded")).content.decode()
    assert post(client, course, "exclusion.recorded", person=person, ground="kin").status_code == 303
    assert course.cast.dewi.client().get(case_url(course)).status_code == 404


def test_search_finds_by_number_and_by_name_without_an_address(course, registered):
    client = course.cast.bagus.client()
    for text in ("001/Reg", "Irwan Umpamo"):
        html = client.post("/petugas/cari/", {"cari": text}).content.decode()
        assert "1 perkara ditemukan" in html
    assert "Tidak ditemukan" in client.post("/petugas/cari/", {"cari": "Zulfikar"}).content.decode()
    assert "tiga huruf" in client.post("/petugas/cari/", {"cari": "Ir"}).content.decode()
    assert "Irwan" not in course.cast.yusuf.client().post("/petugas/cari/", {"cari": "Irwan Umpamo"}).content.decode().replace(
        'value="Irwan Umpamo"', ""
    )


def test_a_case_is_transferred_from_the_screen_and_the_other_office_accepts_it(course):
    """The office that gave it away is told where it went and gets no page of it; a form sent twice moves nothing twice."""
    cast = course.cast
    course.registered()
    number, giver, taker = course.case.number, cast.bagus.client(), cast.malik.client()
    assert "Limpahkan ke kantor lain" in giver.get(case_url(course)).content.decode()
    form = giver.get(url(course, "case.transferred")).content.decode()
    assert cast.misal.name in form and cast.seberang.name not in form and "perlu diperiksa ahli hukum" in form
    values = {"to_office": str(cast.misal.public_id), "reason": "place", "basis": "plenary", "reasons": "Kejadian di sana."}
    seen = len(course.acts())
    assert post(giver, course, "case.transferred", **{**values, "to_office": str(cast.seberang.public_id)}).status_code == 422
    answer = post(giver, course, "case.transferred", seen=seen, **values)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/petugas/dilimpahkan/")
    assert "Kantor penerima kini menanganinya" in giver.get(answer.headers["Location"]).content.decode()
    assert post(giver, course, "case.transferred", seen=seen, **values).status_code == 404
    assert giver.get(case_url(course)).status_code == 404
    page = taker.get(case_url(course)).content.decode()
    assert "Terima pelimpahan" in page and "Kembalikan pelimpahan" in page
    assert post(taker, course, "transfer.accepted").status_code == 303
    register = giver.get(reverse("desk:register", args=["register-LP", course.now.year])).content.decode()
    assert number in register and f"dilimpahkan ke {cast.misal.name}" in register
    assert str(course.case_id) not in register
