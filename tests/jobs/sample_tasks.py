"""Tasks that the tests of this room run."""

from __future__ import annotations

from pathlib import Path
from threading import Event

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
def add_line(path: str) -> None:
    """Leave one line for each run."""
    with Path(path).open("a") as file:
        file.write("x\n")


@task
def hang_once(path: str) -> None:
    """Begin and never end the first time; end the second time."""
    if Path(path).exists():
        Path(path).write_text("ended")
        return
    Path(path).write_text("begun")
    Event().wait()


@task
def chain(name: str) -> None:
    note.enqueue(name)
    return SECRET


@task
def fail_unless_there(path: str) -> None:
    if not Path(path).exists():
        raise FileNotFoundError(path)


@task
def sweep() -> None:
    """What a schedule asks for."""
