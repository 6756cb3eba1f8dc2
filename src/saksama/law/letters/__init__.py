"""The letters of a case, built from facts alone and drawn by `law.forms.render`. In Indonesian: they are acts of offices."""

from .build import cited, exoneration, forwarding, handover, invitation, receipt_of_report, recommendation, reminder
from .escalation import Escalation, escalation
from .examination import Examination, minutes, summons, team
from .facts import Exoneration, Forwarding, Handover, Head, Invitation, Person, Receipt, Recommendation, Reminder
from .listing import ListNotice, list_notice

__all__ = [
    "Escalation",
    "Examination",
    "Exoneration",
    "Forwarding",
    "Handover",
    "Head",
    "Invitation",
    "ListNotice",
    "Person",
    "Receipt",
    "Recommendation",
    "Reminder",
    "cited",
    "escalation",
    "exoneration",
    "forwarding",
    "handover",
    "invitation",
    "list_notice",
    "minutes",
    "receipt_of_report",
    "recommendation",
    "reminder",
    "summons",
    "team",
]
