"""Migration operations in the SQL of each engine: row-level security and append-only tables."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

LOW = "NULLIF(current_setting('saksama.low', true), '')::bigint"
HIGH = "NULLIF(current_setting('saksama.high', true), '')::bigint"
KEY = "NULLIF(current_setting('saksama.key', true), '')"


class _PerEngine(Operation):
    """SQL that depends on the engine and leaves the models' state alone."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Columns stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, self.forwards(schema_editor))

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, self.backwards(schema_editor))

    def _run(self, schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        raise NotImplementedError

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        raise NotImplementedError


class RowSecurity(_PerEngine):
    """See `store.engine.enable_row_security`."""

    def __init__(
        self, table: str, *, position: str | None = None, keys: tuple[str, ...] = (), through: tuple[str, str] | None = None
    ) -> None:
        super().__init__(table)
        if not (position or keys or through):
            raise ValueError("row-level security needs a position, a key or a parent table")
        self.position, self.keys, self.through = position, keys, through

    def describe(self) -> str:
        return f"Row-level security on {self.table}"

    def condition(self, quote: Any) -> str:
        """Return what makes a row visible. Settings are read once a statement, hence the sub-selects."""
        parts = []
        if self.position:
            parts.append(f"{quote(self.position)} BETWEEN (SELECT {LOW}) AND (SELECT {HIGH})")
        parts += [f"{quote(key)}::text = (SELECT {KEY})" for key in self.keys]
        if self.through:
            column, parent = self.through
            table = quote(self.table)
            parts.append(f"EXISTS (SELECT 1 FROM {quote(parent)} AS parent WHERE parent.id = {table}.{quote(column)})")  # noqa: S608
        return " OR ".join(f"({part})" for part in parts)

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        if schema_editor.connection.vendor != "postgresql":
            return []
        table, condition = schema_editor.quote_name(self.table), self.condition(schema_editor.quote_name)
        return [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS scope ON {table}",
            f"CREATE POLICY scope ON {table} USING ({condition}) WITH CHECK ({condition})",
        ]

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        if schema_editor.connection.vendor != "postgresql":
            return []
        table = schema_editor.quote_name(self.table)
        return [
            f"DROP POLICY IF EXISTS scope ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ]


class AppendOnly(_PerEngine):
    """See `store.engine.append_only`."""

    def describe(self) -> str:
        return f"Rows of {self.table} are added and never changed"

    def names(self) -> list[str]:
        return [f"{self.table}_append_only_{verb}" for verb in ("update", "delete")]

    def forwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        quote = schema_editor.quote_name
        if schema_editor.connection.vendor == "postgresql":
            return self._postgres(quote)
        return [
            statement
            for name, verb in zip(self.names(), ("UPDATE", "DELETE"), strict=True)
            for statement in (
                f"DROP TRIGGER IF EXISTS {quote(name)}",
                f"CREATE TRIGGER {quote(name)} BEFORE {verb} ON {quote(self.table)} "
                f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END",
            )
        ]

    def _postgres(self, quote: Any) -> list[str]:
        table, name = quote(self.table), quote(f"{self.table}_append_only")
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{self.table} is append-only' USING ERRCODE = 'restrict_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]

    def backwards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        quote = schema_editor.quote_name
        if schema_editor.connection.vendor == "postgresql":
            name = quote(f"{self.table}_append_only")
            return [f"DROP TRIGGER IF EXISTS {name} ON {quote(self.table)}", f"DROP FUNCTION IF EXISTS {name}()"]
        return [f"DROP TRIGGER IF EXISTS {quote(name)}" for name in self.names()]
