"""What a fault test found, in numbers: one JSON file for each claim and engine in `.dev/claims/`, for the reader of a claim."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

from tests.house import ROOT


def record(claim: str, **numbers: object) -> None:
    engine = "postgres" if os.environ.get("SAKSAMA_TEST_DATABASE") else "sqlite"
    folder = ROOT / ".dev" / "claims"
    folder.mkdir(parents=True, exist_ok=True)
    about = {"claim": claim, "engine": engine, "at": datetime.now(UTC).isoformat(timespec="minutes")}
    (folder / f"{claim}-{engine}.json").write_text(json.dumps(about | numbers, indent=2) + "\n")
