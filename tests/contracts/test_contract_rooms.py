"""The house rules: which room may do what. import-linter holds the layers; these hold what it cannot see."""

from __future__ import annotations

import ast
import tomllib

import pytest

from .reading import DOMAIN, ROOT, SOURCE, imports, modules, name, room, tree


def test_every_room_has_its_place_in_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [layers] = [contract for contract in contracts if contract["type"] == "layers"]
    placed = {part.strip(" ()") for line in layers["layers"] for part in line.split("|")}
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= placed
    assert layers["exhaustive"]


@pytest.mark.parametrize("banned", ["django.http", "django.shortcuts", "logging", "structlog", "requests", "rest_framework"])
def test_domain_rooms_know_neither_http_nor_logs(banned):
    found = [f"{name(path)}: {each}" for path in modules() if room(path) in DOMAIN
             for each in imports(path) if each == banned or each.startswith(f"{banned}.")]
    allowed = ("accounts/middleware.py", "accounts/adapter.py", "accounts/keep.py", "accounts/entry.py", "accounts/forms.py")
    assert [each for each in found if not each.startswith(allowed)] == []


def test_nobody_prints():
    """Commands talk through ops.console; everything else is silent or logs by the allow-list."""
    found = [name(path) for path in modules() if name(path) != "ledger/saksama_verify.py" for node in ast.walk(tree(path))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert found == []


def test_the_clock_is_read_at_the_edges_only():
    """`now` is an argument below views, jobs and commands."""
    edges = ("web/", "ops/", "config/", "store/clock.py", "store/blobs.py", "jobs/", "vault/session.py", "vault/forms.py",
             "vault/items.py", "vault/actions/compartments.py", "accounts/")     # the vault rounds its rows' times to the hour
    readers = ("now", "today", "utcnow", "localtime", "localdate")
    found = []
    for path in modules():
        if name(path).startswith(edges) or path.name == "jobs.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in readers:
                owner = ast.unparse(node.func.value)
                if owner in ("datetime", "date", "timezone", "clock", "datetime.datetime", "datetime.date"):
                    found.append(f"{name(path)}:{node.lineno} {owner}.{node.func.attr}")
    assert found == []


def test_a_rooms_tables_are_asked_in_that_room_only():
    """`Model.objects` of another room never appears: reading goes through its queries, writing through its actions.

    The demonstration, which plays everybody's part, may look for what it made.
    """
    found = []
    for path in modules():
        if name(path).startswith("ops/demo/"):
            continue
        foreign = {each.rsplit(".", 1)[1]: each for each in imports(path)
                   if each.startswith("saksama.") and ".models." in f"{each}." and not each.startswith(f"saksama.{room(path)}.")}
        found += [f"{name(path)}:{node.lineno} {foreign[node.value.id]}" for node in ast.walk(tree(path))
                  if isinstance(node, ast.Attribute) and node.attr in ("objects", "_base_manager", "_default_manager")
                  and isinstance(node.value, ast.Name) and node.value.id in foreign]
    assert found == []


def test_engine_specific_sql_stands_in_the_store_only():
    words = ("PRAGMA", "pg_", "ON CONFLICT", "VACUUM", "set_config")
    found = []
    for path in modules():
        if name(path).startswith(("store/", "config/database.py", "ops/doctor.py")):
            continue
        constants = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found += [f"{name(path)}:{node.lineno}" for node in constants
                  if any(word in node.value for word in words) and not _is_docstring(path, node)]
    assert found == []


def _is_docstring(path, node: ast.Constant) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(owner, holders) and owner.body and isinstance(owner.body[0], ast.Expr) and owner.body[0].value is node
               for owner in ast.walk(tree(path)))


def test_there_is_no_room_for_what_has_no_home():
    homeless = {"utils", "helpers", "common", "core", "manager", "service_utils", "misc", "base"}
    django_looks_for_an_engine_here = "store/sqlite3/base.py"
    assert [name(path) for path in modules() if path.stem in homeless and name(path) != django_looks_for_an_engine_here] == []


def test_every_room_says_what_it_is():
    packages = [path for path in modules() if path.name == "__init__.py" and path.parent.parent in (SOURCE, SOURCE / "web")]
    assert [path.parent.name for path in packages if not (ast.get_docstring(tree(path)) or "").strip()] == []
