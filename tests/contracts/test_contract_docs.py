"""The documentation tells of everything there is: settings, commands and their options, facts, links."""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from saksama import __version__
from saksama.config.config import Config
from saksama.institutions.known_settings import KNOWN
from saksama.ops.cli import COMMANDS
from tools import links

from .reading import ROOT

REFERENCE = ROOT / "docs" / "reference"


def rows(page: str) -> dict[str, list[str]]:
    """The rows of a page's first table by the name in their first cell."""
    table = re.findall(r"^\| *\[?`([^`]+)`.*?\|(.*)\|$", (REFERENCE / page).read_text(), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in table}


def section(command: str) -> str:
    text = (REFERENCE / "commands.md").read_text()
    return text.split(f"\n## {command}\n", 1)[1].split("\n## ", 1)[0]


def test_every_setting_is_described_and_no_other():
    assert set(rows("settings.md")) == {each.name for each in fields(Config) if "parse" in each.metadata}


def test_defaults_are_told_as_they_are():
    told = {name: cells[0].strip("`") for name, cells in rows("settings.md").items()}
    for each in fields(Config):
        if "parse" in each.metadata and isinstance(each.default, bool):
            assert told[each.name] == str(each.default).lower()
        elif "parse" in each.metadata and each.default and isinstance(each.default, int | str):
            assert told[each.name] == str(each.default), each.name


def test_every_setting_of_an_office_is_described_and_no_other():
    told = rows("office-settings.md")
    assert set(told) == set(KNOWN)
    assert {name for name, cells in told.items() if "second person" in cells[2]} == {
        one.name for one in KNOWN.values() if one.second
    }
    assert {name for name, cells in told.items() if "administrator" in cells[2]} == {
        one.name for one in KNOWN.values() if one.administrator
    }


def test_every_command_is_described_and_no_other():
    assert set(rows("commands.md")) == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_described(command):
    module = importlib.import_module(f"saksama.ops.commands.{COMMANDS[command][0]}")
    parser = argparse.ArgumentParser()
    module.configure(parser)
    text = section(command)
    missing = [option for option in _options(parser) if f"{option}" not in text]
    assert missing == []


def _options(parser: argparse.ArgumentParser) -> list[str]:
    found: list[str] = []
    for action in parser._actions:
        found += [option for option in action.option_strings if option.startswith("--") and option != "--help"]
        if isinstance(action, argparse._SubParsersAction):
            for name, part in action.choices.items():
                found += [name, *_options(part)]
    return found


def test_every_link_leads_somewhere():
    assert links.broken(ROOT) == []


def test_every_page_can_be_found_from_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    pages = [path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "adr" and path.name != "README.md"]
    assert [str(path.relative_to(ROOT / "docs")) for path in pages if str(path.relative_to(ROOT / "docs")) not in index] == []


def test_decisions_have_the_four_parts_and_a_number_of_their_own():
    adrs = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in adrs]
    assert len(set(numbers)) == len(numbers)
    for path in adrs:
        text = path.read_text()
        assert text.startswith(f"# {path.name[:4]}"), path.name
        assert [part for part in ("Status:", "## Context", "## Decision", "## Consequences") if part not in text] == [], path.name


def test_the_changelog_names_the_version():
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == __version__
    assert f'softwareVersion: "{__version__}"' in (ROOT / "publiccode.yaml").read_text()


def test_nothing_committed_names_a_machine_or_a_registry():
    """Paths of somebody's machine and hosts of package registries do not belong into text that others read."""
    hosts = ("pypi" + ".org", "files." + "pythonhosted", "registry." + "npmjs", "deb." + "debian.org",
             "/work" + "/main", "/home" + "/")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    texts = [ROOT / name for name in listed if name and Path(name).suffix not in (".png", ".jpg", ".whl", ".pdf", ".mo", ".docx")]
    found = [f"{path.relative_to(ROOT)}: {host}" for path in texts if path.is_file()
             for host in hosts if host in path.read_text(encoding="utf-8", errors="ignore")]
    assert found == []


def test_every_button_the_tutorial_names_stands_on_a_screen():
    named = re.findall(r"\*\*(.+?)\*\*", (ROOT / "docs" / "tutorial" / "first-case.md").read_text())
    sources = [path.read_text() for path in (ROOT / "src" / "saksama").rglob("*") if path.suffix in (".py", ".html")]
    assert len(named) > 20
    assert [one for one in named if not any(one.lower() in source.lower() for source in sources)] == []
