"""Who held a post on a day, by the staff lists. It suggests; an officer decides and says from which source he knows.

Every look-up is a reading of names, and stands in the record.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from saksama import ledger
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.kernel.text import fold
from saksama.vault.fields import blind_index

from . import facts, policies
from .importing.roster import name_index
from .models import Candidacy, Holding, Placement, Post

SHORTEST = 3
MOST = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held a post on the day. `as_of` is the day of the list that says so."""

    name: str
    post: str
    agency: str
    agency_name: str
    status: str
    since: date
    until: date | None
    as_of: date


def holders(text: str, *, agency: str, on: date, actor: Actor, now: datetime) -> tuple[Holder, ...]:
    """Return who held a post on the day: by a part of the post's name in an agency, or by a whole name or NIP anywhere.

    At most twenty. The look-up is recorded, by whom and how, without the words that were typed.
    """
    policies.may_look_up(actor).require()
    wanted = text.replace("\0", "").strip()[:160]
    if len(fold(wanted).replace(" ", "")) < SHORTEST:
        raise Invalid("Tulis sedikitnya tiga huruf jabatan, nama lengkap, atau NIP.",
                      "Write at least three letters of the post, a full name, or a NIP.", field="text")
    rows, way = _matching(wanted, agency)
    found = rows.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("person", "post")
    listed = list(found.order_by("post__folded", "pk")[:MOST])
    with transaction.atomic():
        ledger.append(facts.HoldersRead(object_id=agency or "registry", at=now, detail={
            "agency": agency, "by": way, "on": on, "shown": len(listed)}), actor=actor)
    names = institutions.agency_names(row.post.agency for row in listed)
    return tuple(Holder(row.person.name, row.post.title, row.post.agency, names.get(row.post.agency, ""), row.person.status,
                        row.valid_from, row.valid_to, row.as_of) for row in listed)


def _matching(wanted: str, agency: str) -> tuple[QuerySet[Placement], str]:
    figures = re.sub(r"\s", "", wanted)
    if figures.isdecimal() and len(figures) == 18:
        return Placement.objects.filter(person__nip_index=blind_index(figures)), "nip"
    by_name = Placement.objects.filter(person__name_index=name_index(wanted))
    if not agency:
        return by_name, "name"
    folded = fold(wanted)
    return Placement.objects.filter(
        Q(post__agency=agency, post__folded__contains=folded) | Q(person__name_index=name_index(wanted))), "post"


def newest_list() -> date | None:
    """Return the day of the newest staff list that was taken; None where there is none."""
    return Placement.objects.order_by("-as_of").values_list("as_of", flat=True).first()


def strength(public_ids: Collection[str]) -> dict[str, int]:
    """Return how many people hold a post in each agency by the latest lists; an agency without a list is left out."""
    rows = Placement.objects.filter(post__agency__in=list(public_ids), valid_to=None).order_by()
    return dict(rows.values_list("post__agency").annotate(Count("pk")))


def agencies_with_posts(public_ids: Collection[str]) -> set[str]:
    """Return those of the agencies that have posts, holdings or candidates on record."""
    found = set(Post.objects.filter(agency__in=public_ids).values_list("agency", flat=True))
    found |= set(Holding.objects.filter(agency__in=public_ids).values_list("agency", flat=True))
    return found | set(Candidacy.objects.filter(agency__in=public_ids).values_list("agency", flat=True))
