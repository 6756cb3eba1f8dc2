"""Mail without content: that something waits, nothing of what. A server that fails stops nothing; the administrator sees it."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from saksama import store
from saksama.accounts import queries as accounts
from saksama.accounts.models import User
from saksama.kernel.actor import SYSTEM
from saksama.notices.kinds import BY_ID, group_of
from saksama.notices.models import Notice, Preference

WORDS: Mapping[str, tuple[str, str]] = {
    "id": ("Ada {count} hal yang menunggu Anda di {name}.", "Tidak mau surel ini lagi? Buka: {stop}"),
    "en": ("Waiting for you in {name}: {count}.", "Do you not want this mail any more? Open: {stop}"),
}
STOP_PATH = "/surel/berhenti/{mark}/"


def send(person: str, now: datetime) -> bool:
    """Send one mail about all that is unread and newer than the last one; tell whether one went out.

    Nothing is sent in quiet hours (the next notice afterwards tells of it too), to a closed account, or without a server.
    Never raises for a server's sake.
    """
    row = Preference.objects.filter(person=person, stop_mark__isnull=False).first()
    user = accounts.active(person)
    if row is None or user is None or not row.address or not settings.SAKSAMA.mail_host or in_quiet_hours(row, user, now):
        return False
    count = _waiting(row)
    if not count:
        return False
    trouble = _deliver(row, user.language, count)
    sent = {"mailed_at": now} if not trouble else {}
    with transaction.atomic():
        Preference.objects.filter(pk=row.pk).update(trouble=trouble, trouble_at=now if trouble else None, **sent)
    return not trouble


def _waiting(row: Preference) -> int:
    with store.reading(SYSTEM):
        rows = Notice.objects.filter(person=row.person, withdrawn_at=None, read_at=None)
        if row.mailed_at is not None:
            rows = rows.filter(at__gt=row.mailed_at)
        wanted = frozenset(row.mailed) & frozenset(BY_ID)
        return sum(1 for kind in rows.values_list("kind", flat=True) if group_of(kind) in wanted)


def text(language: str, count: int, mark: str) -> str:
    """Return the whole mail: a number of things, the name of the installation, and how to end it. Nothing else, ever."""
    said, ends = WORDS["en" if language == "en" else "id"]
    stop = settings.SAKSAMA.base_url.rstrip("/") + STOP_PATH.format(mark=mark)
    return said.format(count=count, name=settings.SAKSAMA.display_name) + "\n\n" + ends.format(stop=stop) + "\n"


def _deliver(row: Preference, language: str, count: int) -> str:
    """Hand the mail to the server; return what went wrong as a code, or nothing."""
    mail = EmailMessage(
        subject=settings.SAKSAMA.display_name, body=text(language, count, row.stop_mark or ""),
        from_email=settings.SAKSAMA.mail_from, to=[row.address], headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        return "address"
    except smtplib.SMTPAuthenticationError:
        return "sign_in"
    except (smtplib.SMTPException, OSError, ValueError):
        return "server"
    return ""


def in_quiet_hours(row: Preference, user: User, now: datetime) -> bool:
    """Tell whether it is a quiet hour on the wall of this person's office; quiet hours may go over midnight."""
    if row.quiet_from is None or row.quiet_to is None:
        return False
    _, post = accounts.acting_now(user, now)
    return between(now.astimezone(ZoneInfo(post.zone)).time(), row.quiet_from, row.quiet_to)


def between(at: time, begin: time, end: time) -> bool:
    """Tell whether an hour lies in a stretch of the day; the end does not belong to it."""
    return begin <= at < end if begin < end else at >= begin or at < end


def catch_up(now: datetime) -> list[str]:
    """Return who was told of something in quiet hours or while the server failed, and has had no mail of it."""
    since = now - timedelta(days=2)
    with store.reading(SYSTEM):
        told = set(Notice.objects.filter(withdrawn_at=None, read_at=None, at__gt=since).values_list("person", flat=True))
    rows = Preference.objects.filter(person__in=told, stop_mark__isnull=False)
    return sorted(row.person for row in rows if _waiting(row))
