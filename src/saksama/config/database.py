"""From a database address to Django's settings, for both engines.

Acknowledged means durable: SQLite runs with WAL and synchronous=FULL, PostgreSQL with synchronous_commit=on.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from saksama.store.engine import SQLITE_OPTIONS

from .config import Config, ConfigError

POSTGRES_OPTIONS = (
    "-c synchronous_commit=on -c statement_timeout=30s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=60s -c timezone=UTC"
)
# Parameters that libpq takes as part of an address and that make sense for an installation.
POSTGRES_PARAMETERS = ("host", "port", "user", "password", "passfile", "sslmode", "sslrootcert", "sslcert", "sslkey", "service")


def django_database(config: Config) -> dict[str, Any]:
    url = urlsplit(config.database_url)
    if url.scheme == "sqlite":
        return _sqlite(unquote(url.path))
    if url.scheme in ("postgres", "postgresql"):
        return _postgres(config)
    raise ConfigError("database must begin with sqlite:/// or postgresql://.")


def _sqlite(path: str) -> dict[str, Any]:
    if not path.startswith("/"):
        raise ConfigError("database must name the SQLite file by its full path: sqlite:////srv/saksama/saksama.sqlite3.")
    return {
        "ENGINE": "saksama.store.sqlite3",
        "NAME": path.replace("//", "/", 1) if path.startswith("//") else path,
        # One connection a thread for its whole life: opening one costs more than a small query.
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgres(config: Config) -> dict[str, Any]:
    url = urlsplit(config.database_url)
    parameters = dict(parse_qsl(url.query))
    for name in parameters:
        if name not in POSTGRES_PARAMETERS:
            raise ConfigError(f"database has the unknown parameter {name!r}; known are: {', '.join(POSTGRES_PARAMETERS)}.")
    name = unquote(url.path.lstrip("/"))
    if not name and "service" not in parameters:
        raise ConfigError("database must end in the name of the database: postgresql://user@host/saksama.")
    options: dict[str, Any] = {"options": POSTGRES_OPTIONS, "connect_timeout": 5, "application_name": "saksama"}
    if config.database_pool:
        options["pool"] = {"min_size": 1, "max_size": config.database_pool, "timeout": 5}
    options |= {name: value for name, value in parameters.items() if name not in ("host", "port", "user", "password")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(url.username or parameters.get("user", "")),
        "PASSWORD": unquote(url.password or parameters.get("password", "")),
        "HOST": unquote(url.hostname or "") or parameters.get("host", ""),
        "PORT": str(url.port or parameters.get("port", "")),
        "CONN_MAX_AGE": 0,   # the pool keeps them
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
