"""The shell of the desk for its base template, and the addresses that a case page writes dozens of."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django import template
from django.urls import reverse

from saksama.web.desk import shell

register = template.Library()
SOME = UUID(int=0)


@register.simple_tag(takes_context=True)
def meja(context: template.Context) -> shell.Shell:
    """The shell of the signed-in person; `here` in the context names the room that is open."""
    return shell.of(context["request"], str(context.get("here", "")))


@register.simple_tag
def alamat_langkah(case: str, act: str) -> str:
    """The address of a step of a case: as `{% url "desk:step" case act %}`, which looks through every route each time."""
    before, between = _around_case()
    return f"{before}{case}{between}{act}/"


@lru_cache(maxsize=1)
def _around_case() -> tuple[str, str]:
    before, _some, rest = reverse("desk:step", args=[SOME, "act"]).partition(str(SOME))
    return before, rest.removesuffix("act/")
