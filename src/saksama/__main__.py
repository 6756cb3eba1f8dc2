"""`python -m saksama` is the command `saksama`."""

from __future__ import annotations

import sys

from saksama.ops.cli import main

sys.exit(main())
