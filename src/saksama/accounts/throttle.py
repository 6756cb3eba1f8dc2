"""Failed sign-ins: the delay belongs to the account, never to everybody, and grows; known and unknown names are treated alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from saksama.vault.fields import blind_index
from saksama.vault.session import real_now

from .models import FailedSignIn

FREE = 5                                # failures without delay
FIRST = timedelta(seconds=15)
LONGEST = timedelta(minutes=15)
MOST = 100                              # consecutive failures, then an administrator has to look (SP 800-63B)
FORGET = timedelta(days=30)


def seconds_to_wait(name: str, now: datetime | None = None) -> int:
    """Return how many seconds this name has to wait before its next attempt; none for most."""
    now = now or real_now()
    row = FailedSignIn.objects.filter(name_index=blind_index(name)).first()
    if row is None or row.count < FREE:
        return 0
    if row.count >= MOST:
        return int(FORGET.total_seconds())
    delay = min(LONGEST, FIRST * 2 ** min(row.count - FREE, 10))
    return max(0, int((row.last_at + delay - now).total_seconds()))


def failed(name: str, now: datetime | None = None) -> None:
    now = now or real_now()
    with transaction.atomic():
        row, new = FailedSignIn.objects.get_or_create(name_index=blind_index(name), defaults={"count": 1, "last_at": now})
        if not new:
            FailedSignIn.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=now)


def succeeded(name: str) -> None:
    FailedSignIn.objects.filter(name_index=blind_index(name)).delete()


def slowed() -> int:
    """Return under how many names, known or not, sign-in is being slowed down."""
    return FailedSignIn.objects.filter(count__gte=FREE).count()


def forget_old(now: datetime) -> int:
    """Delete counts that nobody touched for a month; return how many. Runs on a schedule."""
    gone, _ = FailedSignIn.objects.filter(last_at__lt=now - FORGET).delete()
    return gone
