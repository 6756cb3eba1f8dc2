"""How many notices somebody has not read: for the head of the desk, and for one case."""

from __future__ import annotations

from django import template

from saksama.notices import queries
from saksama.notices.queries import Item
from saksama.store import clock
from saksama.web.desk import shell

register = template.Library()
READERS = (*shell.HANDLERS, "field_supervisor")


@register.simple_tag(takes_context=True)
def pemberitahuan(context: template.Context) -> int | None:
    """Return the number of unread notices of the signed-in person; None where he has no notices at all."""
    actor = getattr(context.get("request"), "actor", None)
    if actor is None or not actor.office or not actor.has(*READERS):
        return None
    return queries.unread(actor)


@register.simple_tag(takes_context=True)
def pemberitahuan_perkara(context: template.Context, case: str) -> tuple[Item, ...]:
    """Return the unread notices of one case for the signed-in person."""
    return queries.unread_of_case(case, context["request"].actor, now=clock.now())
