"""Refusals of the commands."""

from __future__ import annotations

from saksama.kernel.errors import SaksamaError


class CommandRefused(SaksamaError):
    """The command cannot be carried out; the text says why and what to do. Exit status 2."""

    code = "command_refused"
    status = 400
