"""What every page knows: the house's name, the language and its twin, whether this is a demonstration, and which season it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from saksama.store import clock

from . import season
from .sides import Side, side_of


def frame(request: HttpRequest) -> dict[str, object]:
    """Template context processor. Cheap: the season is looked up only where the base template asks for it."""
    english = getattr(request, "LANGUAGE_CODE", "id") == "en"
    now = clock.now()
    return {
        "display_name": settings.SAKSAMA.display_name,
        "demo": settings.SAKSAMA.demo,
        "drill": settings.SAKSAMA.drill,
        "language": "en" if english else "id",
        "other_language_url": _twin(request, english),
        "now": now,
        "season": season.line(now, "en" if english else "id"),
        "on_desk": side_of(request.path_info) is Side.DESK,
    }


def _twin(request: HttpRequest, english: bool) -> str:
    """Return this page's address in the other language; of a page reached by POST, the address it has by GET."""
    if side_of(request.path_info) is Side.DESK:
        return f"?bahasa={'id' if english else 'en'}"
    return request.path_info if english else "/en" + request.path_info
