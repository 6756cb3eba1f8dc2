"""What a view of the desk or the agency side may rely on: somebody is signed in, at an office or agency, with an opened key."""

from __future__ import annotations

from django.http import HttpRequest

from saksama.accounts.models import User
from saksama.accounts.posts import Post
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Locked
from saksama.vault import session
from saksama.vault.keyring import Keyring


class DeskRequest(HttpRequest):
    """A request behind `signed_in_required`; `accounts.middleware` sets these."""

    actor: Actor
    post: Post
    user: User  # type: ignore[assignment]


def keys(request: DeskRequest) -> Keyring:
    """Return what this officer can open now; `Locked` where his session is not open."""
    return session.keyring(request)  # type: ignore[arg-type]  # the vault asks for cookies and user only


def own_keys(request: DeskRequest) -> Keyring | None:
    """Return what this officer can open now; None where his session is not open: a form is then drawn without sealed words."""
    try:
        return keys(request)
    except Locked:
        return None
