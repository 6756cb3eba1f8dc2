"""What screens may ask of cases. Every read goes through `access`: scope, role, exclusion; out of reach looks like absent."""

from __future__ import annotations

from .accused import for_pass, pass_item
from .agenda import agenda, planned_days, proposals
from .checked import checked
from .closing import completion_closes
from .delays import delay_sheet
from .health import unswept
from .limits import open_limits
from .lists import for_agency, head, worklist
from .opened import document, sealed
from .page import page
from .searching import search
from .sheets import copy_sheet
from .since import since
from .step import step
from .study import study
from .views import view, views

__all__ = [
    "agenda",
    "checked",
    "completion_closes",
    "copy_sheet",
    "delay_sheet",
    "document",
    "for_agency",
    "for_pass",
    "head",
    "open_limits",
    "page",
    "pass_item",
    "planned_days",
    "proposals",
    "sealed",
    "search",
    "since",
    "step",
    "study",
    "unswept",
    "view",
    "views",
    "worklist",
]
