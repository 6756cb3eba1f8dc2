"""The field kit in a real browser: its weight, how soon it opens without network, 500 entries through a thin wire, and through
one that breaks at random. Knows the product by its address only.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Route, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUEUED = 500
THIN = {"offline": False, "latency": 100, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}
READY = "() => ['ready', 'sent', 'offline', 'kept'].includes(document.getElementById('keadaan').dataset.state)"
PUT = """count => Promise.all(Array.from({length: count}, () => saksamaField.put(
    {k: "f", p: "99.01.01", t: Date.now(), s: Date.now() - 1000, h: 34, a: 12, l: "Camat Umpamo", q: "Boleh pasang stiker?"})))"""
LEFT = "() => saksamaField.waiting().then(all => all.length)"
SEND = "() => saksamaField.send()"


def measured(base: str, cookies: str, path: str, *, runs: int) -> dict[str, Any]:
    """Return bytes of the first load, seconds to open without network on a slowed processor, seconds for 500, and the runs."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 360, "height": 780})
        host = base.partition("//")[2].partition(":")[0]
        pairs = [one.partition("=") for one in cookies.split("; ")]
        context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"} for name, _, value in pairs])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        found = {"first_load_kb": _weight(page, wire, base + path), "offline_open_s": _without_network(context, base + path)}
        found |= _thin(page, wire)
        found |= _breaking(page, runs)
        browser.close()
    return found


def _weight(page: Page, wire: CDPSession, address: str) -> float:
    total = 0

    def count(event: dict[str, Any]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    wire.on("Network.loadingFinished", count)
    wire.send("Network.enable")
    page.goto(address)
    page.wait_for_function(READY)
    page.wait_for_function("() => navigator.serviceWorker.ready.then(one => Boolean(one.active))")
    page.reload()
    page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    page.wait_for_timeout(500)
    return round(total / 1000, 1)       # two loads and the worker's own: an upper bound


def _without_network(context: BrowserContext, address: str) -> float:
    context.set_offline(True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took = []
    for _ in range(7):
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_function(READY)
        took.append(time.perf_counter() - began)
    page.close()
    context.set_offline(False)
    return round(sorted(took)[len(took) // 2], 2)


def _thin(page: Page, wire: CDPSession) -> dict[str, float]:
    page.route(re.compile("/kirim/$"), lambda route: route.abort())
    page.evaluate(PUT, QUEUED)
    page.unroute(re.compile("/kirim/$"))
    queued = page.evaluate(LEFT)
    wire.send("Network.emulateNetworkConditions", THIN)
    began = time.perf_counter()
    while page.evaluate(LEFT):
        page.evaluate(SEND)
    took = time.perf_counter() - began
    wire.send("Network.emulateNetworkConditions", THIN | {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    return {"queued": queued, "thin_s": round(took, 1)}


def _breaking(page: Page, runs: int) -> dict[str, int]:
    """Let requests and answers get lost at random; each run saves three entries and sends until none is left."""
    luck, put, lost = random.Random(1945), 0, 0

    def fate(route: Route) -> None:
        nonlocal lost
        drawn = luck.randrange(4)
        lost += drawn < 2
        if drawn == 0:
            route.abort()
        elif drawn == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/(kirim|keadaan)/$"), fate)
    for _ in range(runs):
        page.evaluate(PUT, 3)
        put += 3
        while page.evaluate(LEFT):
            page.evaluate(SEND)
    page.unroute(re.compile("/(kirim|keadaan)/$"))
    return {"runs": runs, "put": put, "lost": lost}
