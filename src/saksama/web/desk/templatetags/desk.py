"""The shell of the desk for its base template: which rooms this person has, at which office, in which role."""

from __future__ import annotations

from django import template

from saksama.web.desk import shell

register = template.Library()


@register.simple_tag(takes_context=True)
def meja(context: template.Context) -> shell.Shell:
    """The shell of the signed-in person; `here` in the context names the room that is open."""
    return shell.of(context["request"], str(context.get("here", "")))
