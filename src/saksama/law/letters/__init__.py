"""The letters of a case, built from facts alone and drawn by `law.forms.render`. In Indonesian: they are acts of offices."""

from .build import cited, exoneration, forwarding, handover, invitation, receipt_of_report, recommendation, reminder
from .casework import (
    Completion,
    HearingMinutes,
    Judged,
    Plenary,
    Refusal,
    Study,
    completion,
    hearing_minutes,
    plenary,
    refusal,
    study,
)
from .escalation import Escalation, escalation
from .examination import Examination, minutes, summons, team
from .facts import Exoneration, Forwarding, Handover, Head, Invitation, Person, Receipt, Recommendation, Reminder
from .listing import ListNotice, list_notice

__all__ = [
    "Completion",
    "Escalation",
    "Examination",
    "Exoneration",
    "Forwarding",
    "Handover",
    "Head",
    "HearingMinutes",
    "Invitation",
    "Judged",
    "ListNotice",
    "Person",
    "Plenary",
    "Receipt",
    "Recommendation",
    "Refusal",
    "Reminder",
    "Study",
    "cited",
    "completion",
    "escalation",
    "exoneration",
    "forwarding",
    "handover",
    "hearing_minutes",
    "invitation",
    "list_notice",
    "minutes",
    "plenary",
    "receipt_of_report",
    "recommendation",
    "refusal",
    "reminder",
    "study",
    "summons",
    "team",
]
