"""`saksama jobs`: how much background work waits, what failed for good, and trying that again."""

from __future__ import annotations

import argparse

from saksama.ops import installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--retry", action="store_true", help="give all parked jobs five attempts again")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.jobs import actions, queries

    if args.retry:
        say(f"{actions.retry_parked()} parked jobs wait again.")
    depth = queries.depth()
    say(f"{depth.waiting} wait, {depth.later} are for later, {depth.running} run, {depth.parked} are parked.")
    for job in queries.parked():
        failure = queries.last_failure(job)
        where = failure.error_at[-1] if failure and failure.error_at else ""
        about = " ".join(map(str, job.arguments.get("args", ())))
        say(f"{job.public_id}  {job.task}  {about}  {failure.error_type if failure else ''}  {where}")
    return int(bool(depth.parked))
