"""The law engine against the paper counter over many limits drawn by chance: `python -m tools.law_oracle --count 1000000`.

Exit status 1 where they disagree over any reading of any limit. The test suite runs a few thousand of the same draws.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WALLS_EVERY = 20_000


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20240922)
    args = parser.parse_args(argv)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    from tests.law import chance

    drawn_by, wrong, readings = random.Random(args.seed), 0, 0  # noqa: S311  a draw that can be repeated
    began = time.process_time()
    for n in range(args.count):
        if n % WALLS_EVERY == 0:
            walls = [chance.wall(drawn_by) for _ in range(8)]
        drawn, calendar = chance.draw(drawn_by, walls)
        readings += len(drawn.starts)
        told = chance.disagreement(drawn, calendar)
        if told:
            wrong += 1
            if wrong <= 5:
                print(told)
    print(f"{args.count} limits ({readings} starts), seed {args.seed}: {wrong} disagreements, "
          f"{time.process_time() - began:.0f} s of processor time")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
