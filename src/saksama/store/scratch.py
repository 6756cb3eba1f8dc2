"""An empty PostgreSQL database beside the one in use, for as long as somebody tries something; needs no Django."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from saksama.kernel.errors import Unavailable


class NoScratch(Unavailable):
    """The role may not make a database, or the server is away."""

    code = "no_scratch"
    default_detail = "Peran basis data tidak boleh membuat basis data uji. Beri hak CREATEDB, atau sebut yang kosong."
    default_detail_en = "The database role may not make a scratch database. Grant it CREATEDB, or name one with --database."


@contextmanager
def database(url: str) -> Iterator[str]:
    """Make an empty database on the server of this address, yield its own address, and drop it whatever happens."""
    import psycopg
    from psycopg import sql

    name = f"saksama_drill_{secrets.token_hex(6)}"
    parts = urlsplit(url)
    plain = urlunsplit(parts._replace(scheme="postgresql"))
    try:
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise NoScratch from error
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
