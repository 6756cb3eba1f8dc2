"""The product's addresses and two hellos: what the middleware costs by itself on either side of the house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("halo", hello, name="halo"),
    path("petugas/halo", hello, name="halo_petugas"),
    path("", include("saksama.config.urls")),
]
