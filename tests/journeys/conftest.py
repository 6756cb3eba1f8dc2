"""A browser, the product's own server, and the hour of the story: what every journey needs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright
from tests.cases.courses import Course
from tests.journeys.walker import DESK, PHONE, Auditor, Reporter, Walker

from saksama.jobs import worker
from saksama.law import demonstration
from saksama.store import clock
from saksama.vault import worker as vault_worker
from saksama.vault.session import real_now

CHROMIUM = os.environ.get("SAKSAMA_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")      # playwright keeps a loop of its own
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def chromium(browser: Browser) -> Iterator[Browser]:
    """The browser, with no window of an earlier journey left open."""
    cache.clear()
    yield browser
    for context in browser.contexts:
        context.close()


class Hour:
    """The installation's clock, which the journey moves; helpers and screens see the same hour."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.stand_at(course.now)

    def stand_at(self, now: datetime) -> None:
        clock.set_offset(now - real_now() + timedelta(seconds=2))    # whole seconds: never before the hour
        self.course.now = now
        vault_worker.rotate(clock.now())                             # the worker is awake: it copies photographs

    def on(self, **by: float) -> None:
        """Let time pass: `hours=`, `days=`, `minutes=` as of `timedelta`; then the worker does what is due."""
        self.stand_at(max(self.course.now + timedelta(**by), clock.now().replace(microsecond=0)))
        self.work()

    def work(self) -> None:
        """Let the worker finish what waits."""
        while worker.run_once(real_now()):
            pass

    def catch_up(self) -> None:
        """Let the helpers go on from where the screens are."""
        self.course.now = clock.now().replace(microsecond=0)


@pytest.fixture
def course(cast, data_folder) -> Course:
    """A case to be told, while Pilkada Andai is under way."""
    demonstration.fix_voting_day(date(2024, 11, 27))
    return Course(cast, cast.now)


@pytest.fixture
def hour(course: Course) -> Hour:
    return Hour(course)


@pytest.fixture
def desk(chromium, live_server, hour) -> Callable[..., Walker]:
    """`desk(person)`: an officer's signed-in browser."""
    return lambda person, width=DESK, **how: Walker(chromium, live_server.url, width=width, **how).signed_in(person)


@pytest.fixture
def phone(chromium, live_server, hour) -> Callable[..., Reporter]:
    """`phone()`: a browser of somebody without an account, at 360 px."""
    return lambda width=PHONE, **how: Reporter(chromium, live_server.url, width=width, **how)


@pytest.fixture
def auditor(chromium, live_server) -> Auditor:
    return Auditor(chromium, live_server.url)
