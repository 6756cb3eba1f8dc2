"""The page on the path names every stage and act, and only tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from saksama.law import book

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/path.md").read_text()
TESTS = {
    path.stem.removeprefix("test_"): set(re.findall(r"^def test_(\w+)", path.read_text(), flags=re.M))
    for folder in ("cases", "followup")
    for path in (ROOT / "tests" / folder).glob("test_*.py")
}


def test_every_stage_and_every_act_of_the_process_tables_stands_on_the_page():
    for name in ("pilkada", "gakkumdu"):
        process = book().process(name)
        missing = [code for code in process.stages if f"`{code}`" not in PAGE and code != "ended"]
        assert missing == []
        acts = {row.act for row in process.steps}
        shortened = {act for act in acts if f"`.{act.partition('.')[2]}`" in PAGE}
        assert sorted(act for act in acts - shortened if f"`{act}`" not in PAGE) == []


def test_every_test_that_is_named_exists():
    named = re.findall(r"((?:cases|followup)_\w+): ([\w, ]+?) \|", PAGE)
    assert len(named) > 30
    for file, tests in named:
        for test in tests.split(", "):
            assert test in TESTS[file], f"{file}: {test}"
