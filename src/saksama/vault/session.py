"""Unlocked sessions: an officer's opened identity lies here encrypted under a key that only his cookie holds.

A sign-in has two halves (security.md section 4). After the password the *opener* waits half-open; only the second factor opens
the officer's key with it. A failed or unfinished sign-in forgets it. Times here are real ones: a demonstration that moves its
calendar on by days must not sign anybody out, and must not keep anybody in.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from pyrage import x25519

from saksama.kernel.actor import Actor
from saksama.kernel.errors import Locked

from .actions.officers import enrol_with_identity, unlock_officer
from .keyring import Keyring, with_offices
from .keys import UnlockedSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
HALF = timedelta(minutes=30)       # from the password to the second factor; the first time an app has to be set up
FRESH = timedelta(minutes=10)      # how long a second factor counts for releases and exports
TOUCH = timedelta(minutes=1)       # a session's row is written at most this often
TOKEN, KEY, NONCE = 16, 32, 12


class FactorNeeded(Locked):
    """The step asks for the second factor again: identity release, exports."""

    code = "factor_needed"
    default_detail = "Langkah ini meminta kode dari aplikasi autentikator Anda sekali lagi."
    default_detail_en = "This step asks for the code of your authenticator app once more."


class Request(Protocol):
    """What this module needs of a request: its cookies and its user. Cookies are set by accounts' middleware."""

    @property
    def COOKIES(self) -> Mapping[str, str]: ...

    @property
    def user(self) -> Any: ...


@dataclass(frozen=True, slots=True, repr=False)
class HalfOpen:
    """What waits between the password and the second factor."""

    owner: str
    opener: x25519.Identity
    terms: str


def cookie_name() -> str:
    """Return the cookie's name; `__Host-` needs https, which a machine's own loopback address does not have.

    A drill on this machine has names of its own: cookies know no port, and signing in there must not end the real session.
    """
    name = "__Host-saksama-kunci" if settings.SAKSAMA.base_url.startswith("https://") else "saksama-kunci"
    return f"{name}-latihan" if settings.SAKSAMA.drill else name


def real_now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def begin_half(owner: str, opener: x25519.Identity, terms: str, *, now: datetime) -> str:
    """Keep the passphrase's identity until the second factor; return the cookie's value."""
    return _keep(owner, {"opener": str(opener), "terms": terms}, half_open=True, now=now)


def half_of(cookie: str, *, now: datetime) -> HalfOpen | None:
    """Return what waits half-open under this cookie, or nothing when its half hour is over."""
    found = _find(cookie, half_open=True, now=now)
    if found is None:
        return None
    row, inside = found
    return HalfOpen(row.owner, x25519.Identity.from_str(inside["opener"]), inside["terms"])


def open_half(cookie: str, *, now: datetime) -> str:
    """Open the officer's key after the second factor; return the new cookie's value. `Locked` when nothing waits.

    Every other session of this officer ends. `WrongSecret` where the passphrase does not open the key (it was changed), and
    `NoLivingKey` where none is made yet: the half then stays, for enrolment.
    """
    half = half_of(cookie, now=now)
    if half is None:
        raise Locked
    return open_for(half.owner, unlock_officer(half.owner, half.opener), now=now)


def enrol_half(cookie: str, *, actor: Actor, now: datetime, at: datetime) -> tuple[str, str]:
    """Make the officer's key at the first sign-in; return the new cookie's value and the recovery code to print once.

    `now` is the session's real time, `at` the installation's.
    """
    half = half_of(cookie, now=now)
    if half is None:
        raise Locked
    code = enrol_with_identity(half.owner, half.opener, half.terms, actor=actor, now=at)
    return open_for(half.owner, unlock_officer(half.owner, half.opener), now=now), code


def open_for(owner: str, identity: x25519.Identity, *, now: datetime) -> str:
    """Begin an unlocked session and end every other of this officer; return the cookie's value."""
    with transaction.atomic():
        UnlockedSession.objects.filter(owner=owner).delete()
        return _keep(owner, {"identity": str(identity)}, half_open=False, now=now, fresh_at=now)


def identity_of(cookie: str, owner: str, *, now: datetime) -> x25519.Identity:
    """Return the officer's own opened identity, by his cookie; `Locked` without a living session of exactly this officer."""
    found = _find(cookie, half_open=False, now=now)
    if found is None or found[0].owner != owner:
        raise Locked
    row, inside = found
    if now - row.last_used_at > TOUCH:
        UnlockedSession.objects.filter(pk=row.pk).update(last_used_at=now)
    return x25519.Identity.from_str(inside["identity"])


def keyring_of(cookie: str, owner: str, *, now: datetime) -> Keyring:
    """Return what the officer can open, by his cookie; `Locked` without a living session of exactly this officer."""
    return with_offices(owner, identity_of(cookie, owner, now=now))


def own_identity(request: Request) -> x25519.Identity:
    """Return the identity of the request's officer, opened once a request; `Locked` where his session is not open."""
    kept = getattr(request, "_vault_identity", None)
    if kept is None:
        if not request.user.is_authenticated:
            raise Locked
        kept = identity_of(cookie_of(request), f"officer:{request.user.public_id}", now=real_now())
        request._vault_identity = kept  # type: ignore[attr-defined]
    return kept


def keyring(request: Request) -> Keyring:
    """Return the keyring of the request's officer, made once a request; `Locked` where his session is not open."""
    kept = getattr(request, "_vault_keyring", None)
    if kept is None:
        kept = with_offices(f"officer:{request.user.public_id}", own_identity(request))
        request._vault_keyring = kept  # type: ignore[attr-defined]
    return kept


def is_open(request: Request) -> bool:
    """Tell whether the request's officer can open sealed content now. Opens no office's key."""
    try:
        own_identity(request)
    except Locked:
        return False
    return True


def cookie_of(request: Request) -> str:
    """Return the vault cookie of the request, or the one its answer is about to set."""
    return getattr(request, "vault_cookie", None) or request.COOKIES.get(cookie_name(), "")


def is_fresh(request: Request) -> bool:
    """Tell whether the second factor was given within the last ten minutes."""
    found = _find(cookie_of(request), half_open=False, now=real_now())
    return found is not None and found[0].fresh_at is not None and real_now() - found[0].fresh_at <= FRESH


def require_fresh(request: Request) -> None:
    """Raise `FactorNeeded` unless `is_fresh`."""
    if not is_fresh(request):
        raise FactorNeeded


def refresh(cookie: str, *, now: datetime) -> None:
    """Note that the second factor was given again."""
    UnlockedSession.objects.filter(token_hash=_hash(_split(cookie)[0]), half_open=False).update(fresh_at=now)


def forget(cookie: str) -> None:
    """End the session of this cookie: signing out, an abandoned sign-in."""
    UnlockedSession.objects.filter(token_hash=_hash(_split(cookie)[0])).delete()


def forget_officer(owner: str) -> None:
    """End every session of an officer: left, dismissed, key lost."""
    UnlockedSession.objects.filter(owner=owner).delete()


def end_stale(now: datetime) -> int:
    """Delete sessions whose time is over; return how many. Runs on a schedule, safe to repeat."""
    idle, _ = UnlockedSession.objects.filter(last_used_at__lt=now - IDLE).delete()
    long, _ = UnlockedSession.objects.filter(created_at__lt=now - LONGEST).delete()
    half, _ = UnlockedSession.objects.filter(half_open=True, created_at__lt=now - HALF).delete()
    return idle + long + half


def _keep(owner: str, inside: Mapping[str, str], *, half_open: bool, now: datetime, fresh_at: datetime | None = None) -> str:
    token, key, nonce = secrets.token_bytes(TOKEN), secrets.token_bytes(KEY), secrets.token_bytes(NONCE)
    blob = nonce + AESGCM(key).encrypt(nonce, json.dumps(inside).encode(), _context(token, owner, half_open))
    UnlockedSession(token_hash=_hash(token), owner=owner, blob=blob, half_open=half_open, created_at=now, last_used_at=now,
                    fresh_at=fresh_at).save(force_insert=True)
    return urlsafe_b64encode(token + key).decode()


def _find(cookie: str, *, half_open: bool, now: datetime) -> tuple[UnlockedSession, dict[str, str]] | None:
    token, key = _split(cookie)
    row = UnlockedSession.objects.filter(token_hash=_hash(token), half_open=half_open).first() if len(key) == KEY else None
    if row is None:
        return None
    lasts = HALF if half_open else LONGEST
    if now - row.created_at >= lasts or now - row.last_used_at >= IDLE:
        row.delete()
        return None
    blob = bytes(row.blob)
    try:
        inside = AESGCM(key).decrypt(blob[:NONCE], blob[NONCE:], _context(token, row.owner, half_open))
    except InvalidTag:
        return None
    return row, json.loads(inside)


def _split(cookie: str) -> tuple[bytes, bytes]:
    try:
        raw = urlsafe_b64decode(cookie.encode("ascii"))
    except ValueError:
        return b"", b""
    return raw[:TOKEN], raw[TOKEN:]


def _hash(token: bytes) -> str:
    return hashlib.sha256(b"saksama/session/v1\0" + token).hexdigest()


def _context(token: bytes, owner: str, half_open: bool) -> bytes:
    return f"{_hash(token)}|{owner}|{half_open}".encode()
