"""The field kit's pages: prepared by naming it, sent with the forgery token, settled by plain forms, and nothing for others."""

from __future__ import annotations

import json
from base64 import b64decode
from uuid import uuid4

import pytest
from django.test import Client

from saksama.prevention import actions, envelopes, queries
from saksama.prevention.envelopes import Parcel
from saksama.store import clock

pytestmark = pytest.mark.django_db
URL = "/petugas/lapangan/"
OCTETS = "application/octet-stream"


@pytest.fixture
def kit(cast):
    return actions.prepare_kit("telepon saya", actor=cast.pandu.actor, now=cast.now)


def at(kit, tail: str = "") -> str:
    return f"{URL}telepon/{kit.public_id}/{tail}"


def letter(kit, **changes) -> bytes:
    now = int(clock.now().timestamp() * 1000)
    told = {"k": "e", "p": "99.01.01", "t": now - 60_000, "s": now - 120_000, "h": 34, "q": "Boleh?"} | changes
    one = envelopes.sealed(json.dumps(told).encode(), b64decode(kit.public_key), kit.public_id, uuid4())
    return envelopes.written(Parcel(now, (one,)))


def test_naming_a_telephone_prepares_it_and_opens_its_page(cast):
    client = cast.pandu.client()
    answer = client.post(URL, {"name": "telepon saya"})
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    html = page.content.decode()
    [kit] = queries.kits(cast.pandu.actor)
    assert kit.public_key in html and kit.private_key not in html
    assert html.count('<details class="message"') == 7
    assert "worker-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert client.post(URL, {"name": ""}).status_code == 422


def test_the_form_works_without_script_as_the_ordinary_entry(cast, kit):
    client = cast.pandu.client()
    html = client.get(at(kit)).content.decode()
    assert 'action="/petugas/cegah/apel/"' in html
    assert "Tanpa skrip" in html


def test_a_telephone_asks_its_state_and_sends(cast, kit):
    client = cast.pandu.client()
    state = client.get(at(kit, "keadaan/")).json()
    assert set(state) == {"now", "token", "waiting"}
    answer = client.post(at(kit, "kirim/"), letter(kit), content_type=OCTETS)
    assert [state for _, state in answer.json()["entries"]] == ["taken"]
    assert "34 orang hadir" in client.get("/petugas/cegah/").content.decode()


def test_sending_needs_the_forgery_token(cast, kit):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.pandu.client().cookies
    assert strict.post(at(kit, "kirim/"), letter(kit), content_type=OCTETS).status_code == 403
    token = strict.get(at(kit, "keadaan/")).json()["token"]
    sent = strict.post(at(kit, "kirim/"), letter(kit), content_type=OCTETS, headers={"X-CSRFToken": token})
    assert sent.status_code == 200


@pytest.mark.parametrize("body", [b"", b"{}", b"SKF1", b"SKF1" + b"\xff" * 10, b"x" * 700_000])
def test_a_broken_or_huge_letter_is_refused_with_what_to_do(cast, kit, body):
    answer = cast.pandu.client().post(at(kit, "kirim/"), body, content_type=OCTETS)
    assert answer.status_code == 422
    assert "kirim lagi" in answer.json()["sentence"]


def test_an_entry_in_doubt_is_put_right_by_a_form_that_is_filled_already(cast, kit):
    client = cast.pandu.client()
    client.post(at(kit, "kirim/"), letter(kit, h=0), content_type=OCTETS)
    [row] = queries.waiting_entries(cast.pandu.actor)
    assert "Jumlah hadir perlu diperiksa" in client.get(URL).content.decode()
    page = client.get(f"{URL}catatan/{row.public_id}/").content.decode()
    assert "Boleh?" in page
    told = {"token": str(row.token), "headcount": "0", "place": "99.01.01", "held_on": f"{clock.now():%Y-%m-%d}", "measure": "e"}
    assert client.post(f"{URL}catatan/{row.public_id}/", told).status_code == 422
    assert client.post(f"{URL}catatan/{row.public_id}/", told | {"headcount": "30"}).status_code == 303
    assert queries.recent_visits(cast.pandu.actor)[0].headcount == 30
    assert client.get(f"{URL}catatan/{row.public_id}/").status_code == 404
    assert client.post(f"{URL}catatan/{row.public_id}/", {"buang": "1"}).status_code == 303      # settled: nothing happens
    assert len(queries.recent_visits(cast.pandu.actor)) == 1


def test_a_lost_telephone_is_ended_by_one_press(cast, kit):
    client = cast.pandu.client()
    assert client.post(at(kit, "akhiri/")).status_code == 303
    assert client.get(at(kit)).status_code == 404
    answer = client.post(at(kit, "kirim/"), letter(kit), content_type=OCTETS)
    assert answer.status_code == 409
    assert "diakhiri" in answer.json()["sentence"]
    state = client.get(at(kit, "keadaan/"))     # asked first: its sentence is shown, not "waiting for signal"
    assert state.status_code == 404
    assert "tidak terdaftar" in state.json()["sentence"]


@pytest.mark.parametrize("who", ["bagus", "yusuf", "wati", None])
def test_a_telephone_is_its_officers_alone(cast, kit, who):
    client = getattr(cast, who).client() if who else Client()
    for tail in ("", "keadaan/", "aplikasi.webmanifest", "kirim/", "akhiri/"):
        posted = tail in ("kirim/", "akhiri/")
        answer = client.post(at(kit, tail), letter(kit), content_type=OCTETS) if posted else client.get(at(kit, tail))
        assert answer.status_code in (302, 303, 403, 404), tail
        assert kit.public_key not in answer.content.decode()


def test_the_worker_keeps_styles_and_telephones_and_nothing_else(cast):
    answer = cast.pandu.client().get(f"{URL}pekerja.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert "/petugas/perkara" not in script
    assert script.count(".css") == 4


def test_the_form_on_paper_leads_by_its_code_to_the_entry(cast):
    html = cast.pandu.client().get(f"{URL}kertas/").content.decode()
    assert "<svg" in html and "/petugas/cegah/apel/" in html
