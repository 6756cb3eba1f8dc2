"""Settings of the test run: a throw-away installation (keys, data folder, database) of its own for every process.

SAKSAMA_TEST_DATABASE names a PostgreSQL server to run on instead of SQLite; its role must be allowed to create databases
and must be neither superuser nor exempt from row-level security, because those rules are under test.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="saksama-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("SAKSAMA_") and not name.startswith("SAKSAMA_TEST_")]:
    del os.environ[name]
os.environ["SAKSAMA_DATA"] = str(FOLDER)
os.environ["SAKSAMA_DEMO"] = "true"
os.environ["SAKSAMA_DATABASE_POOL"] = "0"
if os.environ.get("SAKSAMA_TEST_DATABASE"):
    os.environ["SAKSAMA_DATABASE"] = os.environ["SAKSAMA_TEST_DATABASE"]

from saksama.config import keys  # noqa: E402

keys.create_missing(FOLDER / "keys")

from saksama.config.settings import *  # noqa: E402, F403
from saksama.config.settings import DATABASES  # noqa: E402

# For tests only: slow hashes cost next to nothing, so that stories may sign in as often as they like.
ARGON2_MEMORY_KIB, ARGON2_TIME_COST = 64, 1

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: WAL, locks and several connections behave as in earnest.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"saksama_test_{os.getpid()}", "TEMPLATE": "template0"}
