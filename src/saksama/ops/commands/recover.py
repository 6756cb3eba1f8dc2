"""`saksama recover`: the recovery sheet opens an office's keys for one officer, where nobody inside and above can.

With `--release` it is the second person of one opening, where no second unit had a key: the sheet is never typed into a page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from saksama.ops import installation
from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("office", nargs="?", default="", metavar="OFFICE",
                        help="the office's name, or a part of it that only one has")
    parser.add_argument("username", nargs="?", default="", metavar="USER",
                        help="an officer who serves there and has made his own key")
    parser.add_argument("--release", metavar="REQUEST",
                        help="the number of one request to open what is sealed to two persons, as its page shows it")
    parser.add_argument("--recovery-file", type=Path, required=True, metavar="FILE",
                        help="a text file with the recovery key, as on its sheet; delete it afterwards")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.kernel.actor import SYSTEM
    from saksama.store import clock
    from saksama.vault import actions, recovery

    now = clock.now()
    if args.release:
        return _release(args.release, args.recovery_file)
    if not args.office or not args.username:
        raise CommandRefused("Name an office and an officer, or a request with --release.")
    office, officer = _office(args.office), _officer(args.username)
    _require_duty(officer, office, now)
    keys = recovery.keyring(_sheet(args.recovery_file))
    owner = f"office:{office.public_id}"
    actions.admit_by_recovery(owner, officer.owner, keys=keys, actor=SYSTEM, now=now)
    say(f"{officer.username} holds the key of {office.name} again. The ceremony is in the record. "
        f"Delete {args.recovery_file.name}; in the web, begin a new key for the office.")
    return 0


def _release(number: str, sheet: Path) -> int:
    from uuid import UUID

    from saksama.kernel.actor import SYSTEM
    from saksama.store import clock
    from saksama.vault import actions, queries, recovery
    from saksama.vault.errors import NotAMember, ReleaseOver

    try:
        request = queries.release(UUID(number))
    except ValueError:
        request = None
    if request is None:
        raise CommandRefused("There is no such request. Its page shows the number to type.")
    try:
        made = actions.release_by_recovery(request, keys=recovery.keyring(_sheet(sheet)), actor=SYSTEM, now=clock.now())
    except NotAMember:
        raise CommandRefused("This request has a second person: a custodian of the other unit releases it.") from None
    except ReleaseOver:
        raise CommandRefused("This request was released already.") from None
    say(f"Released until {made.expires_at:%Y-%m-%d %H:%M} UTC for the named reader only. The ceremony is in the record. "
        f"Delete {sheet.name}.")
    return 0


def _office(text: str):  # type: ignore[no-untyped-def]
    from saksama.accounts.posts import NO_POST
    from saksama.institutions import queries as institutions
    from saksama.store import clock

    found = institutions.search_offices(text, NO_POST.day(clock.now()))
    exact = [office for office in found if office.name.lower() == text.strip().lower()]
    if len(exact or found) != 1:
        names = ", ".join(office.name for office in found) or "none"
        raise CommandRefused(f"Name one office; found: {names}.")
    return (exact or found)[0]


def _officer(username: str):  # type: ignore[no-untyped-def]
    from saksama.accounts import queries

    user = queries.by_username(username.strip().lower())
    if user is None:
        raise CommandRefused(f"There is no open account {username}.")
    return user


def _require_duty(user, office, now) -> None:  # type: ignore[no-untyped-def]
    """Nobody is handed an office's keys who does not serve there today in a role that holds them."""
    from saksama.accounts import policies, queries
    from saksama.accounts.posts import of_office

    post = of_office(str(office.public_id))
    policies.may_hold_key(queries.roles_in(user, post.office, post.day(now))).require()


def _sheet(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"{path.name} cannot be read: {type(error).__name__}.") from None
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))
