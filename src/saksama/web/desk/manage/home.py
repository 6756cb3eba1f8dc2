"""The administrator's first page: where everything is."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render

from . import first_day
from .door import manage_page


@require_http_methods(["GET"])
@manage_page
def show(request: DeskRequest) -> HttpResponse:
    return render(request, "desk/manage/home.html", {"here": "manage", "first_day": first_day.steps()})
