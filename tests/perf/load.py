"""The load generator: reporters who send at set instants, each over a connection of his own. One process beside the server's.

Latency counts from the instant at which a reporter was to send, not from when the generator got round to it; so a server that
stalls is charged for everybody who waited. Measured is the POST alone: its sheets are sealed beforehand with the installation's
key, as the check page seals them.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from tests.reporter import DEFAULTS, File, Sending, Sheets

from .photo import photo

LIMIT = 60.0             # seconds a reporter waits before his attempt counts as failed
DOORS = ("sealed", "named", "nameless")
SLOW_PIECE = 1024        # bytes a slow telephone sends at a time


@dataclass(slots=True)
class Tally:
    """What came of the attempts: seconds by answer, and why others failed."""

    took: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    failed_after: list[float] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0

    def note(self, seconds: float, trouble: str) -> None:
        if trouble:
            self.failed[trouble] += 1
            self.failed_after.append(round(seconds, 1))
        else:
            self.took.append(seconds)
            self.last = time.perf_counter()

    def as_dict(self, offered: float = 0.0) -> dict[str, Any]:
        span = max(0.0, self.last - self.first)
        return {
            "acknowledged": len(self.took), "failed": sum(self.failed.values()), "why": dict(self.failed),
            "failed_after_s": sorted(self.failed_after)[:100],
            "offered_per_s": offered, "seconds": round(span, 1), "per_s": round(len(self.took) / span, 1) if span else 0.0,
            "p50_ms": _percentile(self.took, 50), "p95_ms": _percentile(self.took, 95), "p99_ms": _percentile(self.took, 99),
            "max_ms": round(max(self.took, default=0) * 1000, 1),
            "generator_cpu_s": round(time.process_time(), 1),
        }


def _percentile(values: Sequence[float], at: int) -> float:
    if len(values) < 2:
        return round(values[0] * 1000, 1) if values else 0.0
    return round(statistics.quantiles(values, n=100, method="inclusive")[at - 1] * 1000, 1)


# What is sent

def _endless(size: int = 0) -> Iterator[Sending]:
    """Return reports through the three doors in turn, text of about 2 kB, with a photograph of `size` bytes where it is not 0."""
    photo(size, 0)
    makers = [Sheets.made(nama=DEFAULTS["nama"] | {"door": door}) for door in DOORS]
    return (_report(makers[n % len(makers)], n, size) for n in count())


def _report(sheets: Sheets, n: int, size: int) -> Sending:
    files = [File(f"IMG_{n:05d}.jpg", photo(size, n))] if size else []
    return sheets.sending(files, cerita={"story": f"{DEFAULTS['cerita']['story']}{n}"})


def _prepared(wanted: int, *, size: int = 0) -> list[Sending]:
    return list(islice(_endless(size), wanted))


async def _send(port: int, sending: Sending) -> str:
    """Send one report; return nothing when its receipt was shown, else why not."""
    try:
        async with asyncio.timeout(LIMIT):
            status, page = await _exchange(port, sending, lambda writer: _write(writer, sending))
    except TimeoutError:
        return "no answer"
    except (OSError, EOFError, ValueError) as error:
        return type(error).__name__
    if status != 200:
        return str(status)
    return "" if sending.acknowledged_by(page) else "no receipt"


async def _write(writer: asyncio.StreamWriter, sending: Sending) -> None:
    for piece in sending.pieces:
        writer.write(piece)
        await writer.drain()


async def _exchange(port: int, sending: Sending, write: Callable[[asyncio.StreamWriter], Awaitable[None]]) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sending.head(f"127.0.0.1:{port}"))
        await write(writer)
        return _parsed(await reader.read())
    finally:
        writer.close()


def _parsed(answer: bytes) -> tuple[int, bytes]:
    head, _, page = answer.partition(b"\r\n\r\n")
    if not head:
        raise EOFError
    return int(head.split()[1]), page


# How it is sent

def steady(*, port: int, seconds: float, per_s: float, size: int = 0) -> dict[str, Any]:
    """Offer `per_s` reports a second for `seconds`, at random instants, whatever the server does."""
    chance = random.Random(7)
    instants, at = [], 0.0
    while (at := at + chance.expovariate(per_s)) < seconds:
        instants.append(at)
    return asyncio.run(_steady(port, instants, iter(_prepared(len(instants), size=size)))).as_dict(per_s)


async def _steady(port: int, instants: Sequence[float], sendings: Iterator[Sending]) -> Tally:
    tally = Tally(first=time.perf_counter())

    async def one(due: float, sending: Sending) -> None:
        trouble = await _send(port, sending)
        tally.note(time.perf_counter() - due, trouble)

    waiting = set()
    for instant in instants:
        due = tally.first + instant
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        waiting.add(task := asyncio.create_task(one(due, next(sendings))))
        task.add_done_callback(waiting.discard)
    await asyncio.gather(*waiting)
    return tally


def crowd(*, port: int, seconds: float, at_once: int, size: int = 0) -> dict[str, Any]:
    """Let `at_once` reporters send one report after the other: what the server can do at most."""
    return asyncio.run(_crowd(port, seconds, at_once, _endless(size))).as_dict()


async def _crowd(port: int, seconds: float, at_once: int, sendings: Iterator[Sending]) -> Tally:
    tally = Tally(first=time.perf_counter())

    async def one() -> None:
        while time.perf_counter() - tally.first < seconds:
            sending = next(sendings)
            began = time.perf_counter()
            trouble = await _send(port, sending)
            tally.note(time.perf_counter() - began, trouble)

    await asyncio.gather(*(one() for _ in range(at_once)))
    return tally


def together(*, port: int, reporters: int, size: int) -> dict[str, Any]:
    """Let `reporters` press the button at the same instant."""
    return asyncio.run(_together(port, _prepared(reporters, size=size))).as_dict()


async def _together(port: int, sendings: Sequence[Sending]) -> Tally:
    tally = Tally(first=time.perf_counter())

    async def one(sending: Sending) -> None:
        trouble = await _send(port, sending)
        tally.note(time.perf_counter() - tally.first, trouble)

    await asyncio.gather(*(one(sending) for sending in sendings))
    return tally


def beside_slow(*, port: int, senders: int, size: int, bits_per_s: int, probes_per_s: float,
                at_most: float = 0.0) -> dict[str, Any]:
    """Ask for the form page while `senders` telephones send a photograph over a slow line.

    `at_most` seconds of it, for a quick look; else until every photograph has arrived and its receipt was shown.
    """
    return asyncio.run(_beside_slow(port, _prepared(senders, size=size), bits_per_s, probes_per_s, at_most))


async def _beside_slow(port: int, sendings: Sequence[Sending], bits_per_s: int, probes_per_s: float,
                       at_most: float) -> dict[str, Any]:
    began = time.perf_counter()
    slow, pages = Tally(first=began), Tally(first=began)

    async def drip(sending: Sending) -> None:
        try:
            status, page = await _exchange(port, sending, lambda writer: _dripped(writer, sending, bits_per_s))
            trouble = "" if status == 200 and sending.acknowledged_by(page) else str(status)
        except (OSError, EOFError, ValueError) as error:
            trouble = type(error).__name__
        slow.note(time.perf_counter() - began, trouble)

    async def probe(due: float) -> None:
        trouble = await _form_page(port)
        pages.note(time.perf_counter() - due, trouble)

    dripping = [asyncio.create_task(drip(sending)) for sending in sendings]
    probing, due = [], time.perf_counter()
    while not all(task.done() for task in dripping) and not (at_most and time.perf_counter() - began > at_most):
        probing.append(asyncio.create_task(probe(due)))
        due += 1 / probes_per_s
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    await asyncio.gather(*probing)
    for task in dripping:
        task.cancel()
    await asyncio.gather(*dripping, return_exceptions=True)
    return {"pages": pages.as_dict(probes_per_s), "slow": slow.as_dict(), "whole": not at_most}


async def _dripped(writer: asyncio.StreamWriter, sending: Sending, bits_per_s: int) -> None:
    pause = SLOW_PIECE * 8 / bits_per_s
    due = time.perf_counter()
    for piece in sending.pieces:
        for at in range(0, len(piece), SLOW_PIECE):
            writer.write(piece[at : at + SLOW_PIECE])
            await writer.drain()
            due += pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _form_page(port: int) -> str:
    try:
        async with asyncio.timeout(LIMIT):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET /lapor/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            status, page = _parsed(await reader.read())
            writer.close()
    except TimeoutError:
        return "no answer"
    except (OSError, EOFError, ValueError) as error:
        return type(error).__name__
    return "" if status == 200 and b'name="isian"' in page else str(status)


def drained(*, at_most: float) -> dict[str, Any]:
    """Wait until no job is due or running; return how long that took."""
    from saksama.jobs import queries

    began = time.perf_counter()
    depth = first = queries.depth()
    while depth.waiting + depth.running and time.perf_counter() - began < at_most:
        time.sleep(0.25)
        depth = queries.depth()
    return {"seconds": round(time.perf_counter() - began, 1), "left": depth.waiting + depth.running, "parked": depth.parked,
            "waiting_at_the_end_of_the_load": first.waiting + first.running}
