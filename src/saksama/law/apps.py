from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "saksama.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings
        from django.core.signals import request_finished, request_started

        from saksama.jobs import worker

        from . import in_use

        in_use.installed_in(lambda: settings.SAKSAMA.data)
        worker.run_within(in_use.hold)
        request_started.connect(_begin_request, dispatch_uid="saksama.law.begin")
        request_finished.connect(_end_request, dispatch_uid="saksama.law.end")


def _begin_request(**_: object) -> None:
    from . import in_use

    in_use.take_new()


def _end_request(**_: object) -> None:
    from . import in_use

    in_use.let_go()
