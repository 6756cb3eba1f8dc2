"""Write the table of golden dates into its page: `python -m tools.golden`, after `tests/law/golden.csv` was changed."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "golden-dates.md"


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from tests.law import golden

    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text[: text.index("| aturan |")] + golden.table(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(golden.rows())} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
