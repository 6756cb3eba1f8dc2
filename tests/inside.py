"""Run one function inside an installation: `python -m tests.inside module:function`, its arguments and its answer as JSON.

The installation is the one SAKSAMA_DATA names. Faults and measurements use it, so that what needs the installation's keys or
tables runs in a process of its own with the product's own settings.
"""

from __future__ import annotations

import importlib
import json
import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.config.settings")
    import django

    django.setup()
    module, _, name = sys.argv[1].partition(":")
    arguments = json.load(sys.stdin)
    answer = getattr(importlib.import_module(module), name)(**arguments)
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
