"""Drill mode without processes: orders, bad states, the supervisor's part, the verdicts, the gate, the pages."""

from __future__ import annotations

import dataclasses
import io
import json
import socket
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from saksama.config.config import ConfigError, read
from saksama.kernel.errors import Conflict, Invalid
from saksama.law import forms
from saksama.law.forms.letter import context
from saksama.ops import drill_mode
from saksama.ops.exercises import RIGHT, verdict
from saksama.ops.serving import drills
from saksama.web.frame.drill import DrillGate

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
HERE = "http://127.0.0.1:8010"


@pytest.fixture
def place(tmp_path) -> Path:
    """A data folder with nothing in it."""
    found = tmp_path / "installation"
    found.mkdir()
    return found


def ordered(data: Path, **change) -> None:
    wanted = {"hours": 4, "url": HERE, "now": NOW} | change
    drill_mode.order(data, **wanted)


# ---- orders and states -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0, -1, 5, 100000])
def test_a_drill_lasts_as_long_as_the_list_says(place, hours):
    with pytest.raises(Invalid):
        ordered(place, hours=hours)
    assert list(place.iterdir()) == []


def test_there_is_one_drill_at_a_time_and_none_without_an_address(place):
    with pytest.raises(Invalid):
        ordered(place, url="")
    ordered(place)
    with pytest.raises(Conflict):
        ordered(place)
    assert drill_mode.found(place).state == "preparing"
    assert (place / drill_mode.ORDER).stat().st_mode & 0o077 == 0


def test_too_little_memory_is_refused_before_anything_is_made(place, monkeypatch):
    monkeypatch.setattr(drill_mode, "MEMORY_NEEDED", 1 << 60)
    with pytest.raises(Conflict):
        ordered(place)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "written", ["", "{", "[]", "null", "{}", '{"url": 1}', '{"url": "x", "word": "y", "until": "never"}', "\x00"]
)
def test_a_state_that_cannot_be_read_is_a_drill_that_is_over(place, written):
    drill_mode.folder(place).mkdir()
    (drill_mode.folder(place) / drill_mode.STATE).write_text(written)
    assert drill_mode.is_over(drill_mode.found(place), NOW)


def test_a_port_that_another_program_has_is_not_taken(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, base_url="http://127.0.0.1:8000")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(drill_mode, "PORT", taken)
            url = drill_mode.address()
    assert url.startswith("http://127.0.0.1:")
    assert url != f"http://127.0.0.1:{taken}"


# ---- the supervisor's part ---------------------------------------------------------------------------------------------


def keeper(data: Path, monkeypatch, at: datetime = NOW) -> drills.Drills:
    """The real keeper; its process is one that waits, since the drill's own is tried in tests/faults."""
    monkeypatch.setattr(drills, "EVERY", 0.0)
    monkeypatch.setattr(drills, "serve_apart", _wait)
    return drills.Drills(data, now=lambda: at)


def _wait(folder: Path, url: str) -> int:
    (folder / "worked.txt").write_text("invented")
    time.sleep(60)
    return 0


def test_an_order_is_carried_out_and_wiped_without_a_rest(place, monkeypatch):
    ordered(place)
    kept = keeper(place, monkeypatch)
    kept.beat()
    assert [path.name for path in place.iterdir()] == [drill_mode.FOLDER]
    drill_mode.order_wipe(place)
    for _ in range(200):
        kept.beat()
        if not kept._pid and not drill_mode.folder(place).exists():
            break
        time.sleep(0.02)
    assert list(place.iterdir()) == []


def test_its_time_is_over_even_where_nobody_ran_it_meanwhile(place, monkeypatch):
    drill_mode.begin(place, {"url": HERE, "word": "abcdef", "until": NOW.isoformat()})
    keeper(place, monkeypatch, at=NOW + timedelta(seconds=1)).beat()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("written", ["{", "[]", '"start"', '{"do": "start"}', '{"do": "destroy"}', "0"])
def test_an_order_that_makes_no_sense_does_not_take_the_services_with_it(place, monkeypatch, written):
    (place / drill_mode.ORDER).write_text(written)
    kept = keeper(place, monkeypatch)
    kept.beat()
    kept.beat()
    assert list(place.iterdir()) == []


def test_what_starts_a_drill_hands_on_none_of_our_settings(monkeypatch):
    monkeypatch.setenv("SAKSAMA_DATAbase", "postgresql://secret@host/real")
    monkeypatch.setenv("SAKSAMA_MAIL_PASSWORD", "hush")
    monkeypatch.setenv("PGPASSWORD", "hush")
    assert set(drills.environment()) <= set(drills.KEPT)


# ---- configuration -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "words"), [
    ({"DRILL": "true"}, "real installation cannot"),
    ({"DRILL_URL": "http://latihan.example.go.id"}, "https"),
    ({"DRILL_URL": "https://lapor.example.go.id"}, "host name of its own"),
    ({"DRILL_URL": "https://latihan.example.go.id/sub"}, "without a path"),
    ({"DRILL_URL": "latihan"}, "full address"),
])
def test_an_unsafe_drill_stops_the_start(place, chosen, words):
    base = {"SAKSAMA_DATA": str(place), "SAKSAMA_BASE_URL": "https://lapor.example.go.id"}
    with pytest.raises(ConfigError) as refused:
        read(base | {f"SAKSAMA_{name}": value for name, value in chosen.items()})
    assert words in refused.value.detail


# ---- the gate and the marks --------------------------------------------------------------------------------------------


@pytest.fixture
def inside(settings, tmp_path) -> None:
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=True, drill=True, data=tmp_path)
    (tmp_path / "drill.json").write_text(json.dumps({"word": "ab23cd", "url": HERE, "until": NOW.isoformat()}))


@pytest.mark.usefixtures("inside")
def test_nobody_reports_to_a_drill_by_mistake(tmp_path):
    from django.http import HttpResponse

    gate = DrillGate(lambda request: HttpResponse("inside"))
    make = RequestFactory()
    for request in (make.get("/lapor/"), make.post("/lapor/", {"story": "x"}), make.post("/latihan/", {"kata": "x" * 100000}),
                    make.post("/latihan/", {"kata": "é\x00"}), make.get("/latihan/?kata=ab23cd")):
        answer = gate(request)
        assert answer.status_code == 403
        assert b"inside" not in answer.content
        assert b"bukan tempat melapor" in answer.content
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    let = gate(make.post("/latihan/", {"kata": " AB23CD "}))
    cookie = let.cookies["saksama-latihan-masuk"]
    assert cookie["samesite"] == "Strict"
    assert gate(make.get("/lapor/", headers={"cookie": f"saksama-latihan-masuk={cookie.value}"})).content == b"inside"
    (tmp_path / "drill.json").unlink()
    assert gate(make.get("/", headers={"cookie": f"saksama-latihan-masuk={cookie.value}"})).status_code == 403


@pytest.mark.usefixtures("inside")
def test_every_letter_of_a_drill_says_so():
    letter = forms.Letter(office="Bawaslu", office_address="", number="", date=NOW.date(), to="", subject="x", box=None,
                          paragraphs=())
    drawn = forms.render("invitation", letter)
    with zipfile.ZipFile(io.BytesIO(drawn.docx)) as parts:
        assert any(b"LATIHAN" in parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
    assert context(dataclasses.replace(letter, drill=True, demo=True), "x")["demo_short"] == "LATIHAN"


# ---- the result --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lesson", "kinds", "expected"), [
    ("registered", [], "open"),
    ("registered", ["initial_study.opened"], "open"),
    ("registered", ["registered"], "right"),
    ("registered", ["registration.refused"], "wrong_refusal"),
    ("registered", ["completion.requested"], "wrong"),
    ("completion_requested", ["registration.refused"], "wrong_refusal"),
    ("completion_requested", ["completion.requested", "registration.refused"], "right"),
    ("joined", ["joined"], "right"),
    ("handed_over", ["handed_over"], "right"),
    ("criminal", ["registered"], "half"),
    ("criminal", ["criminal_limb.opened", "registered"], "right"),
    ("conflict", ["registered", "conflict.tested"], "right"),
    ("wrong_person", ["registered"], "half"),
])
def test_a_report_is_judged_by_its_first_deciding_act(lesson, kinds, expected):
    assert verdict(lesson, kinds) == expected


def test_every_lesson_has_its_right_acts_and_they_exist():
    from saksama.cases import kinds
    from saksama.ops.demonstration import LESSONS

    assert set(RIGHT) == set(LESSONS)
    for acts in RIGHT.values():
        for act in acts:
            assert kinds.get(act)


# ---- the pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_administrator_starts_and_wipes_a_drill_and_nobody_else(cast, data_folder, settings):
    from saksama.ledger.models import Entry

    fresh = cast.tania.client()
    before = Entry.objects.count()
    for person in ("bagus", "citra", "aulia", "wati"):
        client = cast.people[person].client()
        assert client.get("/petugas/kelola/latihan/").status_code == 403
        assert client.post("/petugas/kelola/latihan/perintah/", {"jam": "4"}).status_code in (302, 303, 403)
    assert Client().get("/petugas/kelola/latihan/").status_code in (302, 303)
    assert drill_mode.found(settings.SAKSAMA.data) is None
    assert "drill_url" in fresh.get("/petugas/kelola/latihan/").content.decode() or settings.SAKSAMA.base_url.startswith("http://1")
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_the_exercise_does_not_exist_outside_a_drill(cast):
    assert cast.bagus.client().get("/petugas/latihan/").status_code == 404
    assert cast.bagus.client().post("/petugas/latihan/").status_code == 404
    assert "/petugas/latihan/" not in cast.bagus.client().get("/petugas/").content.decode()
