"""Cases that have reached an agency."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cases.courses import Course
from tests.scenes import scene

from saksama.law import demonstration
from saksama.store import clock
from saksama.vault.session import real_now


@scene
def course(cast) -> Course:
    demonstration.fix_voting_day(date(2024, 11, 27))
    clock.set_offset(cast.now - real_now() + timedelta(seconds=2))  # whole seconds: never before the hour
    return Course(cast, cast.now)
