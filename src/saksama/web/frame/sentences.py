"""What a refusal says, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.kernel.decision import Decision
from saksama.kernel.errors import SaksamaError


def said(refused: SaksamaError) -> str:
    """Return the sentence of an error."""
    return refused.detail_en if english() else refused.detail


def why_not(decision: Decision) -> str:
    """Return why a step is not for this person; nothing where it is."""
    if decision:
        return ""
    return (decision.reason_en if english() else decision.reason) or _("Langkah ini bukan untuk Anda.")


def english() -> bool:
    return (get_language() or "id").startswith("en")
