"""The typed configuration: one object read from `SAKSAMA_*` variables, secrets by `SAKSAMA_*_FILE`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are and who we are. Every field is documented in docs/reference/settings.md."""

    data: Path
    database: str
    base_url: str
    display_name: str
    demo: bool
    debug: bool
    allowed_hosts: tuple[str, ...]

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def blobs(self) -> Path:
        return self.data / "blobs"


def read() -> Config:
    data = Path(os.environ.get("SAKSAMA_DATA", "var")).resolve()
    return Config(
        data=data,
        database=os.environ.get("SAKSAMA_DATABASE", f"sqlite:///{data / 'saksama.sqlite3'}"),
        base_url=os.environ.get("SAKSAMA_BASE_URL", "http://127.0.0.1:8000"),
        display_name=os.environ.get("SAKSAMA_DISPLAY_NAME", "Saksama"),
        demo=os.environ.get("SAKSAMA_DEMO", "") == "1",
        debug=os.environ.get("SAKSAMA_DEBUG", "") == "1",
        allowed_hosts=tuple(os.environ.get("SAKSAMA_ALLOWED_HOSTS", "127.0.0.1,localhost,testserver,[::1]").split(",")),
    )
