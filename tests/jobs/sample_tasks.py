"""Tasks that the tests of this room run."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django_tasks import task

from saksama.jobs.models import Schedule
from saksama.kernel.errors import Unavailable

SECRET = "Irwan memaksa staf memasang spanduk"


@task
def note(name: str) -> None:
    """Leave a mark that it ran."""
    Schedule.objects.create(name=name, next_at="2026-01-01T00:00:00Z")


@task
def fail(subject: str) -> None:
    story = f"{SECRET} {subject}"
    raise ValueError(story)


@task
def fail_deeper(subject: str) -> None:
    try:
        fail.func(subject)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


@task
def busy(subject: str) -> None:
    raise Unavailable


@task
def count_in_file(path: str) -> None:
    """Append one line: atomic for so few bytes."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, b"x\n")
    os.close(handle)
    time.sleep(0.001)


@task
def hang(path: str) -> None:
    """Say that it began, and never end."""
    Path(path).write_text("begun")
    time.sleep(600)


@task
def chain(name: str) -> None:
    note.enqueue(name)
    return SECRET
