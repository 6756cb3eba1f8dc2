"""Who works on a case, as its page shows it to this reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from saksama.cases.policies import ASSIGNING, may_assign_to
from saksama.cases.shown import AssignmentShown, StepOffer

if TYPE_CHECKING:
    from .page import Read


def shown(read: Read, steps: Iterable[StepOffer]) -> AssignmentShown | None:
    """Return who works on the case and what the reader may do about it; nothing to an agency."""
    if read.outside:
        return None
    case, actor = read.case, read.actor
    allowed = {one.act for one in steps if one.allowed}
    may_name = "officer.assigned" in allowed
    return AssignmentShown(
        officer=case.assigned_to,
        name=read.names.officers.get(case.assigned_to, ""),
        since=case.assigned_since,
        handed_back=case.handed_back,
        may_take=may_name and case.assigned_to != actor.public_id,
        may_assign=may_name and actor.has(*ASSIGNING),
        may_release="officer.unassigned" in allowed
        and bool(case.assigned_to)
        and bool(may_assign_to(actor, case.assigned_to)),
    )
