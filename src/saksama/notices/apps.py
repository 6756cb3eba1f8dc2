from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "saksama.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saksama import ledger
        from saksama.jobs import schedule

        from . import facts, jobs

        del facts  # imported for what it declares
        ledger.subscribe("case.act_performed", jobs.follow_act)
        for kind in ("accounts.recused", "accounts.home_agency_set", "accounts.revoked", "accounts.user_deactivated"):
            ledger.subscribe(kind, jobs.follow_person)
        for kind in ("accounts.second_factor_reset", "accounts.passphrase_reset"):
            ledger.subscribe(kind, jobs.follow_reset)
        schedule("notices.sweep", timedelta(minutes=5), jobs.sweep)
        schedule("notices.catch_up_mail", timedelta(hours=1), jobs.catch_up_mail)
