"""Durable bytes, the scope of every read, the clock, and all that differs between SQLite and PostgreSQL.

No tables. `store.scope(actor)` and `store.reading(actor)` are here; the rest are modules: `blobs`, `bulk`, `clock`, `engine`,
`scoped`. May be imported by every room; imports the kernel only. Holds no rule and no name of a subject.
"""

from __future__ import annotations

from .scopes import reading, scope

__all__ = ["reading", "scope"]
