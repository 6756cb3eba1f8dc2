"""Talking to the person at the terminal. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def note(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def say_json(value: Any) -> None:
    """Exactly one line."""
    say(json.dumps(value, ensure_ascii=False, default=str))
