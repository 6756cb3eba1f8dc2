"""`saksama init`: a new installation in earnest: folder, configuration, keys, recovery sheet, tables, reference data."""

from __future__ import annotations

import argparse

from saksama.ops import children, installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base-url", default="http://127.0.0.1:8000", metavar="URL",
                        help="the address people will open, with https")
    parser.add_argument("--onion-url", default="", metavar="URL", help="the address of the onion service, if there is one")
    parser.add_argument("--display-name", default="Saksama", metavar="NAME", help="the name shown on every page")
    parser.add_argument("--database", default="", metavar="URL",
                        help="postgresql://user@host/name (default: SQLite in the data folder)")


def run(args: argparse.Namespace) -> int:
    chosen = {name: getattr(args, name) for name in ("base_url", "onion_url", "display_name", "database")}
    recovery = installation.create(installation.data_folder(), **{name: value for name, value in chosen.items() if value})
    children.must(_furnish)
    installation.wake()

    from saksama.ops import opening
    from saksama.store import clock

    token = installation.setup_token(clock.now())
    for line in opening.first_steps(args.base_url.rstrip("/") + "/", token, recovery):
        say(line)
    say("")
    say("Start the services with `saksama serve`, and look at the whole with `saksama doctor`.")
    return 0


def _furnish() -> int:
    installation.wake()
    installation.migrate()
    installation.load_reference_data()
    return 0
