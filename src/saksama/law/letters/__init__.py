"""The letters of a case, built from facts alone and drawn by `law.forms.render`. In Indonesian: they are acts of offices."""

from .build import cited, exoneration, forwarding, handover, invitation, receipt_of_report, recommendation, reminder
from .facts import Exoneration, Forwarding, Handover, Head, Invitation, Person, Receipt, Recommendation, Reminder

__all__ = [
    "Exoneration",
    "Forwarding",
    "Handover",
    "Head",
    "Invitation",
    "Person",
    "Receipt",
    "Recommendation",
    "Reminder",
    "cited",
    "exoneration",
    "forwarding",
    "handover",
    "invitation",
    "receipt_of_report",
    "recommendation",
    "reminder",
]
