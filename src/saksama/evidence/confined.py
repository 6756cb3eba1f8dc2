"""Programs that open what strangers made, other than pictures: templates and signed files. Each run has nothing in reach.

The same walls as `evidence.sandbox` builds round pictures: no network where the machine allows it, no file to write, no process,
bounded memory and time. What comes back is not trusted: it is a line of JSON and parts whose sizes must add up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .nursery import Ended, Nursery
from .sandbox import ENVIRONMENT, _without_network

RUNNER = Path(__file__).with_name("confinement.py")
MOST_LINE = 400_000
MB = 1024 * 1024


class NoAnswer(Exception):
    """The program gave none. `reason`: too_long, too_large or broken."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said, and the files it made."""

    about: Mapping[str, object]
    parts: tuple[bytes, ...]


@dataclass(slots=True)
class Confined:
    """A program and its bounds: seconds of the processor, bytes of memory, of input and of output."""

    program: Path
    cpu: int = 10
    memory: int = 768 * MB
    most_input: int = 32 * MB
    most_output: int = 32 * MB
    _nursery: Nursery | None = None

    def run(self, content: bytes, *arguments: str) -> Answer:
        """Run once. Raises `NoAnswer`."""
        if len(content) > self.most_input:
            raise NoAnswer("too_large")
        return self._read(self._waiting(content, arguments) if self._nursery else self._once(content, arguments))

    @contextmanager
    def kept_warm(self) -> Iterator[None]:
        """Within this block the program is started once and waits, loaded; every input still has a child of its own."""
        if self._nursery is not None:
            yield
            return
        self._nursery = Nursery(self._command(), ENVIRONMENT, longest=self._longest, most_line=MOST_LINE, most=self.most_output)
        try:
            yield
        finally:
            self._nursery.close()
            self._nursery = None

    @property
    def _longest(self) -> float:
        return self.cpu * 2 + 5

    def _command(self) -> list[str]:
        limits = {"cpu": self.cpu, "memory": self.memory, "input": self.most_input}
        return [*_without_network(), sys.executable, "-I", str(RUNNER), str(self.program), json.dumps(limits)]

    def _waiting(self, content: bytes, arguments: tuple[str, ...]) -> bytes:
        assert self._nursery is not None  # noqa: S101
        try:
            return self._nursery.run(content, arguments)
        except Ended as ended:
            raise NoAnswer("too_long" if ended.too_long else "broken") from ended

    def _once(self, content: bytes, arguments: tuple[str, ...]) -> bytes:
        try:
            done = subprocess.run([*self._command(), *arguments], input=content, capture_output=True, check=False,  # noqa: S603
                                  timeout=self._longest, cwd="/", env=ENVIRONMENT, start_new_session=True)
        except subprocess.TimeoutExpired as error:
            raise NoAnswer("too_long") from error
        if done.returncode != 0 or len(done.stdout) > self.most_output + MOST_LINE:
            raise NoAnswer("too_long" if done.returncode in (-9, -24, 137, 152) else "broken")
        return done.stdout

    def _read(self, output: bytes) -> Answer:
        line, _, body = output.partition(b"\n")
        try:
            about = json.loads(line)
            sizes = [int(size) for size in about.pop("sizes")]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoAnswer("broken") from error
        if about.get("refused") == "too_large":
            raise NoAnswer("too_large")
        if min(sizes, default=0) < 0 or sum(sizes) != len(body):
            raise NoAnswer("broken")
        ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
        return Answer(about, tuple(body[end - size : end] for end, size in zip(ends, sizes, strict=True)))
