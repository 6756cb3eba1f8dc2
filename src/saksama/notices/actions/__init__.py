"""The verbs of notices: telling, sweeping, following acts, reading, choosing ways, mail, calendar."""

from __future__ import annotations

from .choosing import choose, end_feed, make_feed, set_office_rule, stop_mail
from .following import follow_act, follow_person, follow_reset
from .mailing import send
from .reading import mark_read
from .sweeping import hand_over, tell_daily, tell_limits
from .telling import tell, withdraw

__all__ = [
    "choose", "end_feed", "follow_act", "follow_person", "follow_reset", "hand_over", "make_feed", "mark_read", "send",
    "set_office_rule", "stop_mail", "tell", "tell_daily", "tell_limits", "withdraw",
]
