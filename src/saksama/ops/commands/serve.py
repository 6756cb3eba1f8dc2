"""`saksama serve`: the services of an installation that is set up, until told to stop."""

from __future__ import annotations

import argparse

from saksama.ops import children, installation
from saksama.ops.console import say
from saksama.ops.serving import listening, supervisor

ROLES = ("web", "worker", "clock")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine, for an https proxy)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--only", action="append", choices=ROLES, metavar="ROLE",
                        help="run only this role (web, worker or clock; may be given again), for one service each")


def run(args: argparse.Namespace) -> int:
    supervisor.harden()
    installation.wake()

    from saksama.ops.serving import service

    roles = tuple(args.only or ROLES)
    held = service.lock("-".join(sorted(roles)) if args.only else "")
    children.must(service.require_fit)
    if "web" not in roles:
        with held:
            return service.serve(-1, only=roles, on_ready=lambda: say(f"Saksama ready: {', '.join(roles)}"))
    opened = listening.listen(args.host, args.port)
    url = listening.address(opened)
    with held:
        return service.serve(opened.fileno(), only=roles, url=url, on_ready=lambda: say(f"Saksama ready: {url}"))
