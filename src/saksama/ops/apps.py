from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "saksama.ops"
    label = "ops"

    def ready(self) -> None:
        from saksama.accounts import uses as people
        from saksama.cases import uses as cases
        from saksama.institutions import uses
        from saksama.intake import uses as reports
        from saksama.jobs import schedule
        from saksama.web.desk.drill import exercises as practice
        from saksama.web.desk.manage import machine

        from . import desk, exercises, jobs

        for name, asker in (("accounts", people.agencies), ("intake", reports.agencies), ("cases", cases.agencies)):
            uses.declare(name, asker)

        schedule("ops.keep_erasures", timedelta(minutes=10), jobs.keep_erasures)
        schedule("ops.drill", timedelta(days=7), jobs.drill, offset=timedelta(days=2, hours=19))    # Sundays, 2 in Jakarta
        machine.serve(desk.Machine())
        practice.serve(exercises.Exercises())
