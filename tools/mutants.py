"""Mutation testing of the law engine: one small change of its source at a time, and whether a test notices.

`python -m tools.mutants --shard 1/2 --to FILE` in a copy of the checkout. Each mutant runs in a forked child that imports the
changed module from memory; a child that outlives its time counts as killed. Results are JSON lines; `--sum FILE...` adds them up.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.util
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ("calendar", "counting", "clocks", "basis", "keeping", "process", "holidays")
TESTS = (
    "golden_dates", "engine", "engine_words", "basis", "keeping", "walking", "next_steps", "clock_rules", "two_readings",
    "explain", "processes", "counting_oracle",
)
PRELOADED = (
    "pytest", "hypothesis", "hypothesis.strategies", "yaml", "jsonschema", "referencing", "holidays",
    "holidays.countries.indonesia",
)
PATIENCE = 90
NAMES_ONLY = {"__all__", "Pause", "Ends", "Kept", "_Key"}    # exported names, and names of types

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    module: str
    line: int
    what: str
    source: str


def mutants(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a module of the law room."""
    path = ROOT / "src" / "saksama" / "law" / f"{module}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for n, (node, _) in enumerate(_places(tree)):
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            place, parent = list(_places(changed))[n]
            _apply(place, parent, what)
            yield Mutant(module, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed)))


def _places(parent: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Walk what runs: no annotations, docstrings, imports, decorators and lists of exported names."""
    for name, value in ast.iter_fields(parent):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_alone(child):
                yield child, parent
                yield from _places(child)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    names = {t.id for t in node.targets if isinstance(t, ast.Name)} if isinstance(node, ast.Assign) else set()
    return bool(names & NAMES_ONLY)


def _changes(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare):
        return [f"compare {n}" for n, op in enumerate(node.ops) if type(op) in _COMPARED]
    if isinstance(node, ast.BoolOp):
        return ["and/or"]
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return ["operator"] if type(node.op) in _COUNTED else []
    if isinstance(node, ast.UnaryOp):
        return ["no sign"] if isinstance(node.op, (ast.Not, ast.USub)) else []
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        return ["condition turned"]
    if isinstance(node, ast.comprehension):
        return [f"filter {n} dropped" for n in range(len(node.ifs))]
    if isinstance(node, ast.Return):
        return ["returns None"] if node.value is not None and not _is_none(node.value) else []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ["call dropped"]
    if isinstance(node, ast.Constant):
        return ["constant"] if (isinstance(node.value, (int, str)) and node.value != "") or node.value in (True, False) else []
    return []


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _apply(node: Any, parent: ast.AST, what: str) -> None:
    if what.startswith("compare"):
        n = int(what.split()[1])
        node.ops[n] = _COMPARED[type(node.ops[n])]()
    elif what == "and/or":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif what == "operator":
        node.op = _COUNTED[type(node.op)]()
    elif what == "condition turned":
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif what.startswith("filter"):
        del node.ifs[int(what.split()[1])]
    elif what == "returns None" or what == "call dropped":
        node.value = ast.Constant(None)
    elif what == "no sign":
        _put(parent, node, node.operand)
    else:
        value = node.value
        node.value = (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"XX{value}"


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
        elif isinstance(value, list) and old in value:
            value[value.index(old)] = new


# The engine needs neither Django nor fixtures, so a child is spared both.
_BARE = ("-x", "-q", "-c", os.devnull, "--noconftest", "--import-mode=importlib", "-p", "no:django", "-p", "no:randomly",
         "-p", "no:cacheprovider")


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from memory."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.source = f"saksama.law.{mutant.module}", mutant.source

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.source, f"<mutant of {self.name}>", "exec"), module.__dict__)  # noqa: S102


def outcome(mutant: Mutant) -> str:
    """Return `killed`, `late` or `survived`, from a child of its own."""
    child = os.fork()
    if child == 0:
        os._exit(_judge(mutant))
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(PATIENCE)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    if os.WIFSIGNALED(status):
        return "late"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"


def _judge(mutant: Mutant) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, _Changed(mutant))
    import pytest

    files = [str(ROOT / "tests" / "law" / f"test_law_{name}.py") for name in TESTS]
    return int(pytest.main([*_BARE, f"--rootdir={ROOT}", *files]) != 0)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shard", default="1/1")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--module", action="append", choices=ENGINE)
    parser.add_argument("--line", type=int, action="append", help="only mutants of these lines")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only what survived there")
    parser.add_argument("--sum", type=Path, nargs="+", metavar="FILE")
    args = parser.parse_args(argv)
    if args.sum:
        return _sum(args.sum)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.dont_write_bytecode = True
    for name in PRELOADED:
        importlib.import_module(name)
    part, of = map(int, args.shard.split("/"))
    wanted = [one for module in args.module or ENGINE for one in mutants(module) if not args.line or one.line in args.line]
    if args.again:
        left = {_place(one) for one in _read(args.again) if one["outcome"] == "survived"}
        wanted = [one for one in wanted if (one.module, one.line, one.what) in left]
    with args.to.open("a", encoding="utf-8") if args.to else os.fdopen(os.dup(1), "w") as out:
        for mutant in wanted[part - 1 :: of]:
            told = {"module": mutant.module, "line": mutant.line, "what": mutant.what, "outcome": outcome(mutant)}
            out.write(json.dumps(told) + "\n")
            out.flush()
    return 0


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _place(one: dict[str, Any]) -> tuple[str, int, str]:
    return one["module"], one["line"], one["what"]


def _sum(files: list[Path]) -> int:
    """Add the results up; those of a later file take the place of earlier ones of the same place."""
    places: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for path in files:
        read: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
        for one in _read(path):
            read.setdefault(_place(one), []).append(one)
        places |= read
    found = [one for told in places.values() for one in told]
    for module in dict.fromkeys(one["module"] for one in found):
        counts = Counter(one["outcome"] for one in found if one["module"] == module)
        noticed = counts["killed"] + counts["late"]
        print(f"{module:<10} {counts.total():>5} mutants, {noticed:>5} killed, {counts['survived']:>4} survived "
              f"({noticed / counts.total():.1%})")
    left = [one for one in found if one["outcome"] == "survived"]
    print(f"{len(found)} mutants, {len(found) - len(left)} killed ({1 - len(left) / len(found):.2%})")
    for one in left:
        print(f"  {one['module']}.py:{one['line']} {one['what']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
