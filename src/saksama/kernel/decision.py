"""The answer of every policy: yes, or no with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the reason in words (Indonesian, and English beside it)."""

    allowed: bool
    reason: str = ""
    reason_en: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `NotAllowed` with the reason unless the answer is yes."""
        if not self.allowed:
            raise NotAllowed(self.reason, self.reason_en)


ALLOW = Decision(True)


def deny(reason: str, reason_en: str = "") -> Decision:
    """Return a no with its reason."""
    return Decision(False, reason, reason_en or reason)
