"""`saksama run`: from an empty folder to a running installation with its demonstration, in one command."""

from __future__ import annotations

import argparse
import os
import socket
from dataclasses import dataclass
from datetime import date

from saksama.ops import children, installation
from saksama.ops.console import note
from saksama.ops.errors import CommandRefused
from saksama.ops.serving import listening, supervisor

DEMO_RECOVERY = "demo-recovery.txt"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on; 0 takes a free one (default: 8000)")
    parser.add_argument("--no-demo", action="store_true", help="an empty installation, with a token for its first administrator")
    parser.add_argument("--today", type=_day, metavar="DATE", help="the demonstration's present day, such as 2024-10-07")
    parser.add_argument("--drill", metavar="URL", default="", help=argparse.SUPPRESS)     # said by the supervisor only
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of the sheet, for scripts")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the calendar; write it as 2024-10-07") from None


@dataclass(frozen=True, slots=True)
class Made:
    """What only this first start can tell."""

    recovery: installation.Recovery | None


def run(args: argparse.Namespace) -> int:
    supervisor.harden()
    opened = listening.listen(args.host, args.port)
    _point_at(opened, args)
    made = _make_if_missing(no_demo=args.no_demo, drill=args.drill)
    installation.wake()
    return _start(opened, args, made)


def _point_at(opened: socket.socket, args: argparse.Namespace) -> None:
    """This command serves the machine it runs on; the demonstration may also be shown to others in the room."""
    if not listening.is_loopback(args.host):
        if args.no_demo:
            raise CommandRefused("Others are served by `saksama serve` behind https; docs/how-to/install.md says how.")
        os.environ["SAKSAMA_ALLOWED_HOSTS"] = "*"
    os.environ["SAKSAMA_BASE_URL"] = (args.drill or listening.address(opened)).rstrip("/")


def _make_if_missing(*, no_demo: bool, drill: str = "") -> Made:
    data = installation.data_folder()
    if drill and not installation.exists(data):
        # Nobody keeps its recovery sheet: what is sealed in a drill ends with it.
        installation.create(data, demo=True, drill=True, web_workers="1", job_workers="1")
        return Made(None)
    if installation.exists(data):
        return Made(None)
    note(f"Making a new {'installation' if no_demo else 'demonstration'} ...")
    recovery = installation.create(data, demo=not no_demo)
    if not no_demo:
        installation.write_private(data / DEMO_RECOVERY, recovery.identity + "\n")
    return Made(recovery if no_demo else None)


def _start(opened: socket.socket, args: argparse.Namespace, made: Made) -> int:
    # Only now: these read the settings and the models.
    from django.conf import settings

    from saksama.ops import opening
    from saksama.ops.serving import service

    if args.no_demo and settings.SAKSAMA.demo:
        raise CommandRefused("This data folder holds a demonstration; name another one with --data.")
    if args.today and not settings.SAKSAMA.demo:
        raise CommandRefused("--today moves the demonstration's clock; an installation in earnest has the real one.")
    if bool(args.drill) != settings.SAKSAMA.drill:
        raise CommandRefused("This data folder holds a drill; it is started by the installation it belongs to.")
    held = service.lock()
    children.must(lambda: opening.prepare(today=args.today))
    children.must(service.require_fit)
    url = listening.address(opened)
    with held, opening.log_file().open("a", encoding="utf-8") as log:
        return service.serve(opened.fileno(), url=url, redirect=log,
                             on_ready=lambda: _open(url, args, made))


def _open(url: str, args: argparse.Namespace, made: Made) -> None:
    from saksama.ops import drill_mode, opening

    if args.drill:
        installation.write_private(installation.data_folder() / drill_mode.READY, "")
    else:
        opening.show(url, as_json=args.json, recovery=made.recovery)
