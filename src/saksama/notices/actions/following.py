"""What acts and changes of people bring: whoever works on a case is told, and what asks nothing any more is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from saksama import store
from saksama.accounts import queries as accounts
from saksama.accounts.models import User
from saksama.cases.queries import due
from saksama.cases.queries.due import Limit
from saksama.kernel.actor import SYSTEM
from saksama.law.calendar import zone
from saksama.ledger import queries as entries
from saksama.ledger.queries import Told
from saksama.notices.kinds import NEWS
from saksama.notices.ladder import ladder
from saksama.notices.models import Notice, Preference
from saksama.notices.recipients import Directory

from .limits import due_moment, recipients, rules, tell_limit
from .sweeping import directory_for
from .telling import Matter, tell, withdraw

FRESH = timedelta(days=7)
TRANSFERS = frozenset({"case.transferred", "transfer.returned"})
FOLLOWED = NEWS | TRANSFERS | {"officer.assigned", "officer.unassigned"}


def follow_act(entry_id: str, now: datetime) -> int:
    """Tell what one act of a case brings; return how many notices were new. Safe to repeat."""
    said = entries.told([UUID(entry_id)]).get(UUID(entry_id))
    if said is None or said.detail is None:
        return 0
    case, act = UUID(said.object_id), str(said.detail.get("kind"))
    body = said.detail.get("body") or {}
    if act == "exclusion.recorded":
        withdraw(now=now, person=str(body.get("person")), case=case)
    standing = due.standing(case)
    if standing is None:
        return 0
    told = 0 if _followed_by_another(said.detail, standing) else tell_case(case, now)
    return told + _news(entry_id, said, standing, now)


def _followed_by_another(act: Mapping[str, Any], case: due.Standing) -> bool:
    """Tell whether a later act of the case will be followed too: the limits are told once, by the last of them."""
    return act.get("limb") == "asn" and int(act.get("nth") or 0) < case.act_count


def _is_old(act: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether an act is no news any more: after a long stop only the limits are caught up with."""
    try:
        return now - datetime.fromisoformat(str(act.get("recorded_at"))) > FRESH
    except ValueError:
        return False


def _news(entry_id: str, said: Told, case: due.Standing, now: datetime) -> int:
    detail = said.detail or {}
    act, body = str(detail.get("kind")), detail.get("body") or {}
    if act not in FOLLOWED or _is_old(detail, now):
        return 0
    directory = Directory(now.astimezone(zone(case.timezone)).date(), now)
    own = accounts.behind(said.actor)
    about = Matter(position=case.office_position, case=case.public_id, about=act)
    if act == "officer.assigned":
        if body.get("officer") != case.assigned_to:
            return 0     # somebody else has it by now
        to = [one for one in directory.working(case.public_id, case.office, str(body.get("officer"))) if one.person != own]
        return tell("assigned", to=to, matter=about, key=f"assigned:{entry_id}", now=now)
    if act in TRANSFERS or (act == "officer.unassigned" and body.get("ground") != "own"):
        to = directory.leading(case.public_id, case.office)
        return tell("waiting", to=to, matter=about, key=f"waiting:{entry_id}", now=now)
    if act.startswith("officer."):
        return 0     # given back by the officer's own step
    to = [one for one in directory.working(case.public_id, case.office, case.assigned_to) if one.person != own]
    return tell("news", to=to, matter=about, key=f"news:{entry_id}", now=now)


def tell_case(case: UUID, now: datetime) -> int:
    """Tell of each open limit of a case by its last moment; take back what ended, moved, or is not that person's any more."""
    told, offices = 0, rules()
    living: dict[tuple[str, str, int, datetime], set[str]] = {}
    for limit in due.limits_of_case(case, now=now):
        directory = directory_for(limit, now)
        living[(limit.limb, limit.subject, limit.started_by, limit.due_early)] = _people(limit, directory)
        moment = due_moment(limit, offices.get(limit.office, ladder().before), now)
        if moment is not None:
            told += tell_limit(limit, moment, directory, now)
    _take_back(case, living, now)
    return told


def _people(limit: Limit, directory: Directory) -> set[str]:
    return {one.person for one in recipients(limit, directory)}


def _take_back(case: UUID, living: Mapping[tuple[str, str, int, datetime], set[str]], now: datetime) -> None:
    with store.reading(SYSTEM):
        rows = list(Notice.objects.filter(case=case, kind__in=("limit", "rung"), withdrawn_at=None))
    gone = []
    for row in rows:
        people = living.get((row.limb, row.subject, row.started_by, row.due)) if row.due else None
        if people is None or (row.kind == "limit" and row.person not in people):
            gone.append(row.pk)
    if gone:
        withdraw(now=now, pk__in=gone)


def follow_person(entry_id: str, now: datetime) -> int:
    """After a recusal, another home agency, an ended role: take back what he may not read any more; return how much."""
    said = entries.told([UUID(entry_id)]).get(UUID(entry_id))
    if said is None:
        return 0
    person = str((said.detail or {}).get("user") or said.object_id)
    user = accounts.known(person)
    return withdraw_unreadable(user, now) if user else 0


def follow_reset(entry_id: str) -> None:
    """End the calendar of a person whose second factor or passphrase was reset: who has his telephone may have its address.

    One that he made since stays.
    """
    reset = entries.entry(UUID(entry_id))
    Preference.objects.filter(person=reset.object_id, feed_made_at__lte=reset.at).update(feed_mark=None, feed_made_at=None)


def withdraw_unreadable(user: User, now: datetime) -> int:
    """Take back every notice of a person about a case that he may not see today, from whichever office he was told."""
    with store.reading(SYSTEM):
        rows = list(Notice.objects.filter(person=str(user.public_id), withdrawn_at=None).exclude(case=None))
    gone: list[int] = []
    for office in sorted({row.office for row in rows}):
        actor = accounts.actor_for(user, now.date(), office=office)
        mine = [row for row in rows if row.office == office]
        seen = due.among({row.case for row in mine}, actor, now=now) if actor.office == office else {}
        gone += [row.pk for row in mine if str(row.case) not in seen]
    return withdraw(now=now, pk__in=gone) if gone else 0

