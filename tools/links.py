"""Do the links of the documentation lead somewhere? Files and pictures of this checkout only: nothing is asked of the network."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def broken(root: Path) -> list[str]:
    """Return `page: target` for every link to a file or heading that is not there."""
    found = ((page, target) for page in pages(root) for target in _targets(page))
    return [f"{page.relative_to(root)}: {target}" for page, target in found if not _exists(page, target)]


def _targets(page: Path) -> list[str]:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return [target for target in LINK.findall(text) if "://" not in target and not target.startswith("mailto:")]


def _exists(page: Path, target: str) -> bool:
    name, _, heading = unquote(target).partition("#")
    file = (page.parent / name).resolve() if name else page
    if not file.exists():
        return False
    return not heading or file.suffix != ".md" or heading in _headings(file)


def _headings(page: Path) -> set[str]:
    titles = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}
