"""Agenda, proposed hours, minutes, study and the covering of pictures on the officer's screens; wrong and hostile input too."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from tests.cases.courses import Course
from tests.evidence.pictures import MARK, jpeg
from tests.scenes import scene

from saksama.cases import queries
from saksama.cases.steps import Paper
from saksama.evidence import queries as evidence

pytestmark = pytest.mark.django_db
AGENDA = "/petugas/agenda/"
WARNED = ["criminal_use", "silence", "company"]


def case_url(course) -> str:
    return f"/petugas/perkara/{course.case_id}/"


def step_url(course, act: str) -> str:
    return f"{case_url(course)}langkah/{act}/"


def post(client, course, act, **told):
    return client.post(step_url(course, act), {"act_when": "now", "seen": len(course.acts()), **told})


@scene
def ready(course) -> Course:
    course.registered()
    course.holder()
    return course


LETTER = {"where": "Kantor", "allegation": "Anda diduga naik panggung.", "way": "hand"}


# ---- hours -----------------------------------------------------------------------------------------------------------


def test_proposed_hours_are_buttons_that_keep_what_was_typed(ready):
    client = ready.cast.bagus.client()
    html = client.get(step_url(ready, "accused.invited")).content.decode()
    hours = re.findall(r'name="usul" value="(\d{4}-\d\d-\d\d \d\d:\d\d)"', html)
    assert hours and "Penanganan berakhir" in html
    assert "Tetap pakai waktu ini" not in html
    answer = post(client, ready, "accused.invited", **{**LETTER, "where": "RUANGTERTULIS"}, usul=hours[0])
    html = answer.content.decode()
    day, hour = hours[0].split()
    assert answer.status_code == 200
    assert f'value="{day}"' in html and f'value="{hour}"' in html
    assert "RUANGTERTULIS" in html and "Ada yang perlu diperbaiki" not in html
    assert "accused.invited" not in [act.kind for act in ready.acts()]


@pytest.mark.parametrize("forged", ["", "besok", "2024-99-99 99:99", "x" * 5000, "<script>"])
def test_a_forged_proposal_changes_nothing(ready, forged):
    answer = post(ready.cast.bagus.client(), ready, "accused.invited", **LETTER, usul=forged)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_an_hour_that_does_not_fit_asks_for_a_tick_and_then_goes(ready):
    client = ready.cast.bagus.client()
    told = {**LETTER, "when_0": "2024-10-19", "when_1": "10:00"}
    answer = post(client, ready, "accused.invited", **told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "bukan hari kerja" in html and "Tetap pakai waktu ini" in html
    assert post(client, ready, "accused.invited", **told, anyway="on").status_code == 303


# ---- the agenda ------------------------------------------------------------------------------------------------------


def test_the_agenda_lists_hearings_by_day_without_a_name(ready):
    client = ready.cast.bagus.client()
    post(client, ready, "accused.invited", **LETTER, when_0="2024-10-15", when_1="10:00", room="room_1")
    ready.step(
        "witness.invited",
        ready.cast.bagus,
        who="witness",
        person="SAKSINAMA; pedagang",
        when=ready.now.replace(day=15, hour=3, minute=30),
        where="RAHASIATEMPAT",
        way="hand",
        room="room_1",
        anyway=True,
    )
    html = client.get(AGENDA).content.decode()
    assert html.count('class="hour"') == 2
    assert ready.case.number in html and "Ruang 1" in html
    assert html.count("bentrok petugas atau ruang") == 2
    for secret in ("Irwan", "SAKSINAMA", "RAHASIATEMPAT", "SARINAMA"):
        assert secret not in html
    ics = client.get(f"{AGENDA}kalender.ics")
    text = ics.content.decode()
    assert ics["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 2 and "DTSTART:20241015T030000Z" in text
    for secret in ("Irwan", "SAKSINAMA", "RAHASIATEMPAT"):
        assert secret not in text


@pytest.mark.parametrize(
    "query",
    ["?hari=kemarin", "?hari=9999-12-31", "?hari=0001-01-01", "?rentang=9999", "?rentang=-1", "?hari=2024-10-15&rentang=1"],
)
def test_an_impossible_day_is_today(course, query):
    assert course.cast.bagus.client().get(AGENDA + query).status_code == 200


def test_the_agenda_of_another_office_and_of_who_is_excluded_shows_nothing(ready):
    client = ready.cast.bagus.client()
    post(client, ready, "accused.invited", **LETTER, when_0="2024-10-15", when_1="10:00")
    for stranger in (ready.cast.yusuf, ready.cast.malik, ready.cast.joni):   # Joni is lent by an agency under the same PPK
        html = stranger.client().get(AGENDA).content.decode()
        assert 'class="hour"' not in html
        assert "BEGIN:VEVENT" not in stranger.client().get(f"{AGENDA}kalender.ics").content.decode()
    assert ready.cast.wati.client().get(AGENDA).status_code == 403


# ---- minutes and study ----------------------------------------------------------------------------------------------


def test_minutes_are_written_in_rows_and_the_warnings_are_ticked(ready):
    ready.invited()
    client = ready.cast.bagus.client()
    html = client.get(step_url(ready, "clarification.held")).content.decode()
    assert html.index("Bacakan dulu sebelum bertanya") < html.index('name="questions_0"')
    told = {"present": "yes", "questions_0": "Di mana Anda?", "questions_1": "DIRUMAH", "questions_2": "Kosong"}
    answer = post(client, ready, "clarification.held", **told)
    assert answer.status_code == 422
    assert "Bacakan dulu peringatan ini" in answer.content.decode() and "DIRUMAH" in answer.content.decode()
    assert post(client, ready, "clarification.held", **told, warned=WARNED).status_code == 303
    [shown] = queries.for_pass(ready.pass_code, now=ready.now).minutes
    assert shown.pairs == (("Di mana Anda?", "DIRUMAH"),)


def test_minutes_without_end_are_refused_with_the_text_kept(ready):
    ready.invited()
    told = {"present": "yes", "warned": WARNED, "minutes": "p" * 20_001}
    answer = post(ready.cast.bagus.client(), ready, "clarification.held", **told)
    assert answer.status_code == 422
    assert "pppppppp" in answer.content.decode()


def test_elements_are_judged_in_rows_and_every_version_is_read_with_its_differences(ready):
    client = ready.cast.bagus.client()
    html = client.get(step_url(ready, "kajian.written")).content.decode()
    assert html.count('class="element"') == 4
    assert "tafsir kami, perlu diperiksa ahli hukum" in html
    rows = {f"elements_{3 * n}": "yes" for n in range(4)} | {f"elements_{3 * n + 1}": "Terlihat." for n in range(4)}
    told = {"facts": "FAKTASATU lama.", "analysis": "Analisis.", "conclusion": "forward", "violations": "DS-04"}
    answer = post(client, ready, "kajian.written", **told, **(rows | {"elements_9": ""}))
    assert answer.status_code == 422
    assert "Unsur ini belum dinilai" in answer.content.decode() and "FAKTASATU" in answer.content.decode()
    assert post(client, ready, "kajian.written", **told, **rows).status_code == 303
    again = {**told, "facts": "FAKTASATU baru."}
    assert post(client, ready, "kajian.written", **again, **(rows | {"elements_0": "doubt"})).status_code == 303
    url = f"{case_url(ready)}kajian/"
    closed = client.get(url).content.decode()
    assert "Versi 2" in closed and "berubah" in closed and "FAKTASATU" not in closed
    opened = client.post(url, {"buka": "kajian"}).content.decode()
    assert "<del>lama.</del>" in opened and "<ins>baru.</ins>" in opened
    assert url in client.get(case_url(ready)).content.decode()
    for stranger in (ready.cast.yusuf, ready.cast.malik, ready.cast.joni):
        assert stranger.client().get(url).status_code == 404
        assert stranger.client().post(url, {"buka": "kajian"}).status_code == 404


def test_a_case_without_a_study_has_no_page_of_it(ready):
    assert ready.cast.bagus.client().get(f"{case_url(ready)}kajian/").status_code == 404


# ---- covering --------------------------------------------------------------------------------------------------------


@pytest.fixture
def photo(ready):
    ready.step("evidence.added", ready.cast.bagus, papers=(Paper("foto.jpg", "image/jpeg", jpeg()),))
    return evidence.of_case(ready.case_id)[0]


def box(photo, row: int, *sides: str) -> dict[str, str]:
    """One black area as the form takes it, in percent: left, top, right, bottom."""
    names = ("left", "top", "right", "bottom")
    return {f"{photo.public_id}_{row}_{name}": side for name, side in zip(names, sides, strict=True)}


def cover_url(course) -> str:
    return f"{case_url(course)}bukti-untuk-yang-dilaporkan/"


def test_the_preview_is_exactly_what_he_is_given_pixels_gone_and_nothing_in_the_file(ready, photo, client):
    ready.invited()
    desk = ready.cast.bagus.client()
    areas = box(photo, 0, "0", "0", "50", "100") | box(photo, 7, "62.5", "10", "75,5", "90")
    told = {"seen": len(ready.acts()), f"{photo.public_id}_pilih": "1", **areas}
    html = desk.post(cover_url(ready), {**told, "langkah": "lihat"}).content.decode()
    address = re.search(r'src="([^"]+pratinjau/[^"]+)"', html)[1].replace("&amp;", "&")
    preview = desk.get(address)
    assert preview.status_code == 200 and preview["Content-Security-Policy"].startswith("sandbox")
    assert desk.post(cover_url(ready), {**told, "langkah": "buka"}).status_code == 303
    room = client.post("/jawaban/", {"kode": ready.pass_code}).content.decode()
    link = re.search(r'action="(/jawaban/berkas/[^"]+)" target', room)[1]
    given = client.post(link, {"kunci": re.search(r'name="kunci" value="([^"]+)"', room)[1]}).content
    assert given == preview.content
    assert MARK.encode() not in given
    with Image.open(BytesIO(given)) as shown:
        assert not shown.getexif() and "comment" not in shown.info
        flat = shown.convert("RGB")
        black = [max(flat.getpixel((x, y))) for x in (2, 80, 150, 205, 238) for y in range(40, 200)]
        open_part = [max(flat.getpixel((x, y))) for x in range(260, 320) for y in range(40, 200)]
    assert max(black) < 40
    assert max(open_part) > 100


@pytest.mark.parametrize("areas", ["a,b,c,d", "10,10,5,20", "0,0,1000", "0,0,2000,1000", "-1,0,10,10"])
def test_a_forged_area_of_the_preview_draws_nothing(ready, photo, areas):
    answer = ready.cast.bagus.client().get(f"{cover_url(ready)}{photo.public_id}/pratinjau/", {"bidang": areas})
    assert answer.status_code == 422
    assert not answer["Content-Type"].startswith("image/")


def test_the_preview_is_for_this_case_and_its_officers_only(ready, photo):
    url = f"{cover_url(ready)}{photo.public_id}/pratinjau/"
    for stranger in (ready.cast.yusuf, ready.cast.malik, ready.cast.joni):
        assert stranger.client().get(url).status_code == 404
    other = Course(ready.cast, ready.now)
    other.registered()
    assert ready.cast.bagus.client().get(f"{cover_url(other)}{photo.public_id}/pratinjau/").status_code == 404


def test_lines_of_the_study_are_chosen_typed_and_taken_back(ready, client):
    ready.invited()
    ready.step(
        "kajian.written",
        ready.cast.bagus,
        facts="Ia berada di panggung.\nRAHASIABARIS dua.\nFoto pukul 16.",
        analysis="x",
        conclusion="forward",
        elements=ready.judged(),
    )
    desk, url = ready.cast.bagus.client(), cover_url(ready)
    assert "RAHASIABARIS" not in desk.get(url).content.decode()
    html = desk.post(url, {"langkah": "baris", "seen": len(ready.acts())}).content.decode()
    assert html.count('name="baris_ke"') == 3
    html = desk.post(url, {"langkah": "kutip", "baris_ke": ["0", "2", "99", "x"], "seen": len(ready.acts())}).content.decode()
    text = re.search(r'name="kutipan" rows="6">([^<]*)<', html)[1]
    assert text == "Ia berada di panggung.\nFoto pukul 16."
    assert desk.post(url, {"langkah": "buka", "kutipan": text, "seen": len(ready.acts())}).status_code == 422
    assert desk.post(url, {"langkah": "buka", "kutipan": text, "sumber": "kajian", "seen": len(ready.acts())}).status_code == 303
    room = client.post("/jawaban/", {"kode": ready.pass_code}).content.decode()
    assert "Foto pukul 16." in room and "RAHASIABARIS" not in room
    nth = len(ready.acts())
    assert post(desk, ready, "disclosure.withdrawn", quotation=str(nth), reasons="Keliru.").status_code == 303
    assert "Foto pukul 16." not in client.post("/jawaban/", {"kode": ready.pass_code}).content.decode()


def test_nothing_chosen_and_nothing_typed_opens_nothing(ready, photo):
    answer = ready.cast.bagus.client().post(cover_url(ready), {"langkah": "buka", "seen": len(ready.acts())})
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu salinan, atau ketik kutipan" in answer.content.decode()


def test_an_opened_copy_is_taken_back_once_with_its_reason(ready, photo, client):
    ready.invited()
    ready.step("evidence.disclosed", ready.cast.bagus, files=[str(photo.public_id)])
    [shown] = queries.for_pass(ready.pass_code, now=ready.now).evidence
    desk = ready.cast.bagus.client()
    forged = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    for wrong in ({"disclosure": forged, "reasons": "x"}, {"reasons": "x"}, {"disclosure": shown.public_id}):
        assert post(desk, ready, "disclosure.withdrawn", **wrong).status_code == 422
    assert post(desk, ready, "disclosure.withdrawn", disclosure=shown.public_id, reasons="Keliru.").status_code == 303
    assert queries.for_pass(ready.pass_code, now=ready.now).evidence == ()
    assert post(desk, ready, "disclosure.withdrawn", disclosure=shown.public_id, reasons="Lagi.").status_code == 422
