"""Reading the source as source: modules, syntax trees, templates. For the tests that hold the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "saksama"
DOMAIN = ("kernel", "store", "ledger", "jobs", "vault", "places", "institutions", "accounts", "law", "registry", "evidence",
          "intake", "cases", "followup", "notices", "prevention", "insight", "opendata")


@lru_cache(maxsize=1)
def modules() -> tuple[Path, ...]:
    return tuple(path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


@lru_cache(maxsize=2000)
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def room(path: Path) -> str:
    """The room a file belongs to: `cases`, `web.public`, ..."""
    parts = path.relative_to(SOURCE).parts
    return ".".join(parts[:2]) if parts[0] == "web" else parts[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the full names a module imports, relative ones resolved; `from x import y` yields `x.y`."""
    package = ["saksama", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))
