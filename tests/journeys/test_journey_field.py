"""A roll call without signal: the page opens, the entry is sealed, the tab is killed, and what was saved arrives once."""

from __future__ import annotations

import io
import os
import random
import re
from pathlib import Path

import pytest
from PIL import Image
from tests.journeys.walker import DESK, PHONE, Auditor

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.prevention import actions
from saksama.prevention.models import Enclosure, KitEntry, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SAKSAMA_TEST_PICTURES")


@pytest.fixture
def telephone(chromium, live_server, cast, hour):
    """An officer's telephone with script, signed in, and the address of its page."""
    kit = actions.prepare_kit("telepon saya", actor=cast.pandu.actor, now=hour.course.now)
    context = chromium.new_context(viewport={"width": PHONE, "height": 780})
    base = live_server.url
    host = base.partition("//")[2].partition(":")[0]
    cookies = cast.pandu.client().cookies
    context.add_cookies([{"name": name, "value": one.value, "domain": host, "path": "/"} for name, one in cookies.items()])
    yield context, f"{base}/petugas/lapangan/telepon/{kit.public_id}/"
    context.close()


def keep(page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"field-{name}-{page.viewport_size['width']}.png", full_page=True)


def grey() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2400, 1800), "grey").save(out, "JPEG")
    return out.getvalue()


def state(page) -> str:
    return page.locator("#keadaan").get_attribute("data-state")


def until(page, *states: str) -> None:
    page.wait_for_function("names => names.includes(document.getElementById('keadaan').dataset.state)", arg=list(states))


def enter(page, headcount: int, place: str = "99.01.01") -> None:
    page.fill('[name="headcount"]', str(headcount))
    page.select_option('[name="place"]', place)
    page.locator("#apel button.primary").click()
    page.wait_for_function("() => document.querySelector('[name=headcount]').value === ''")


def test_a_roll_call_without_signal_arrives_once_after_reload_and_kill(telephone, chromium, live_server):
    context, address = telephone
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.ready.then(one => Boolean(one.active))")
    page.reload()                                               # now the worker keeps the page
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    keep(page, "ready")
    auditor = Auditor(chromium, live_server.url)
    assert auditor.look_at(page.content(), widths=[PHONE, DESK], name="telephone") == []
    auditor.close()
    context.set_offline(True)
    page.reload()
    until(page, "ready")
    page.set_input_files("#foto", files=[{"name": "apel.jpg", "mimeType": "image/jpeg", "buffer": grey()}])
    page.locator("#tanda").scroll_into_view_if_needed()
    box = page.locator("#tanda").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 60, steps=4)
    page.mouse.up()
    enter(page, 34)
    until(page, "offline")
    keep(page, "offline")
    stored = page.evaluate("() => saksamaField.waiting().then(all => new TextDecoder('latin1').decode(all[0].sealed))")
    assert "99.01" not in stored and "34" not in stored[:16]
    page.close()                                                # killed
    page = context.new_page()
    page.goto(address)
    until(page, "offline")
    assert "Menunggu sinyal: 1 catatan" in page.inner_text("#keadaan")
    context.set_offline(False)
    page.evaluate("() => saksamaField.send()")
    until(page, "sent")
    keep(page, "sent")
    page.set_viewport_size({"width": DESK, "height": 800})
    keep(page, "sent")
    with store.reading(SYSTEM):
        assert [visit.headcount for visit in Visit.objects.all()] == [34]
        assert [one.kind for one in Enclosure.objects.order_by("nth")] == ["photo", "signature"]


def test_a_picture_stays_while_its_entry_waits_and_an_ended_telephone_says_so(telephone, cast, hour):
    context, address = telephone
    page = context.new_page()
    page.goto(address)
    until(page, "ready")
    sent = []
    page.on("request", lambda request: sent.append(request.url.rsplit("/", 3)[1]) if "/gambar/" in request.url else None)
    page.set_input_files("#foto", files=[{"name": "apel.jpg", "mimeType": "image/jpeg", "buffer": grey()}])
    page.fill('[name="held_on"]', "2099-01-01")
    enter(page, 34)
    until(page, "later")
    assert "menunggu catatannya diperiksa" in page.inner_text("#keadaan")
    page.evaluate("() => saksamaField.send()")
    until(page, "later")
    assert sent == []                                           # a picture is large: it is not carried to hear "not yet"
    page.wait_for_function("() => navigator.serviceWorker.ready.then(one => Boolean(one.active))")
    page.reload()
    actions.end_kit(address.rstrip("/").rpartition("/")[2], actor=cast.pandu.actor, now=hour.course.now)
    page.evaluate("() => saksamaField.send()")
    until(page, "refused")
    assert "tidak terdaftar" in page.inner_text("#keadaan")
    page.goto(address)
    assert page.evaluate("() => caches.match(location.href).then(Boolean)") is False


def test_answers_lost_on_the_way_make_no_second_visit(telephone):
    context, address = telephone
    page = context.new_page()
    page.goto(address)
    until(page, "ready")
    luck = random.Random(1945)

    def unsteady(route) -> None:
        """The request is lost, or it arrives and its answer is lost, or all goes well."""
        fate = luck.randrange(3)
        if fate == 0:
            route.abort()
        elif fate == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/kirim/$"), unsteady)
    places = page.eval_on_selector_all('[name="place"] option', "all => all.map(one => one.value).filter(Boolean)")
    for n in range(12):
        enter(page, 20 + n, places[n % len(places)])
    for _ in range(60):
        page.evaluate("() => saksamaField.send()")
        if page.evaluate("() => saksamaField.waiting().then(all => all.length)") == 0:
            break
    with store.reading(SYSTEM):
        tokens = set(KitEntry.objects.values_list("token", flat=True))
        assert len(tokens) == KitEntry.objects.count() == 12
        assert Visit.objects.count() == KitEntry.objects.filter(state="taken").count() == len(places[:12])
