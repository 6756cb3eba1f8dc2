from datetime import timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "saksama.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama import ledger
        from saksama.jobs import schedule

        from . import actions, facts, jobs

        del actions, facts  # imported for what they declare: verbs and kinds
        ledger.subscribe("report.received", jobs.open_file)
        ledger.subscribe("reporter.completed", jobs.take_completion)
        ledger.subscribe("reporter.wrote", jobs.take_message)
        ledger.subscribe("reporter.withdrew", jobs.take_withdrawal)
        ledger.subscribe("evidence.added", jobs.take_evidence)
        schedule("cases.lapse_due_clocks", timedelta(minutes=1), jobs.lapse_due_clocks)
        schedule("cases.release_departed", timedelta(hours=1), jobs.release_departed)
        schedule("cases.move_clocks", timedelta(hours=1), jobs.move_clocks)
