"""A page that is sent while it is being made: its head at once, each part as it is ready, its foot at the end. No script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest

HERE = SafeString("<!--bagian-->")
Part = tuple[str, Mapping[str, object]]


def page(request: DeskRequest, template: str, context: Mapping[str, object], parts: Iterator[Part]) -> StreamingHttpResponse:
    """Answer with a template in which `HERE` stands where the parts go; each part is a template and its context.

    A browser that goes away closes `parts`: what was done stays done, the rest is not begun.
    """
    head, _mark, foot = render_to_string(template, {**context, "bagian": HERE}, request).partition(HERE)
    answer = StreamingHttpResponse(_written(head, parts, foot, words.language()))
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"      # a proxy in front hands the parts on as they come
    return answer


def _written(head: str, parts: Iterator[Part], foot: str, language: str) -> Iterator[str]:
    yield head
    for template, context in parts:
        with translation.override(language):
            yield render_to_string(template, dict(context))
    yield foot
