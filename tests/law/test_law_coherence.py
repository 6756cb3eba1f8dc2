"""Entries that do not fit each other are refused at load: contradictions, days out of order, codes without words, windows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from saksama import law
from saksama.institutions import rules as institutions
from saksama.law.records import records
from saksama.law.rulebook import DATA, load
from saksama.law.source import BrokenLaw, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "law"))


def change(folder: Path, file: str, old: str, new: str) -> tuple[int, list[Problem]]:
    """Break the file once; return the line of the change and what the load says."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.split(old)[0].count("\n") + 1, law.check([folder])


BROKEN = {
    "one rule twice from the same day": (
        "norms.yaml",
        "  - id: PP-94-2021.8\n",
        "  - id: PP-94-2021\n",
        "stands twice",
    ),
    "a class and a sanction of another class": (
        "violations.yaml",
        "sanction_class: moral\n    sanctions: [S-MOR-1, S-MOR-2]",
        "sanction_class: moral\n    sanctions: [S-MOR-1, S-BER-1]",
        "contradicts itself",
    ),
    "a sanction that did not exist yet": (
        "violations.yaml",
        '  - id: DS-12\n    valid_from: "2021-08-31"',
        '  - id: DS-12\n    valid_from: "2020-08-31"',
        "its sanction",
    ),
    "a pair that is not mutual": ("violations.yaml", "pair: DS-01", "pair: DS-02", "not paired with it"),
    "an element without words": (
        "violations.yaml",
        "elements: [presence, active_support]",
        "elements: [attendance]",
        "attendance",
    ),
    "an addressee without words": ("violations.yaml", "addressee: gakkumdu", "addressee: gakumdu", "gakumdu"),
    "an actor without words": ("clocks.yaml", "actor: bpasn", "actor: bapek", "bapek"),
    "a recalled part without words": ("clocks.yaml", "recalled_parts: [article]", "recalled_parts: [artikel]", "artikel"),
    "an exception nobody knows": ("violations.yaml", "exceptions: [EX-01]", "exceptions: [EX-77]", "EX-77"),
    "a clock of no regime": ("regimes.yaml", "clocks: [GK-01]", "clocks: []", "belongs to 0 regimes"),
    "a clock of two regimes": ("regimes.yaml", "clocks: [GK-01]", "clocks: [GK-01, PK-01]", "belongs to 2 regimes"),
    "a regime by an unknown norm": ("regimes.yaml", "norms: [PP-79-2021]", "norms: [PP-97-2021]", "PP-97-2021"),
    "a limit and desk hours at once": (
        "clocks.yaml",
        '    hours: {mon: "16:00"',
        '    limit: {count: 1, units: [hour]}\n    hours: {mon: "16:00"',
        "both a limit and desk hours",
    ),
    "a limit of no time": ("clocks.yaml", "limit: {count: 65,", "limit: {count: 0,", "no time at all"),
    "a unit named twice": ("clocks.yaml", "units: [calendar_day, working_day]", "units: [calendar_day, calendar_day]", "twice"),
    "an extension shorter than the limit": (
        "clocks.yaml",
        "count: 14, unit: working_day, from_start",
        "count: 5, unit: working_day, from_start",
        "shorter",
    ),
    "an extension by an act nobody performs": (
        "clocks.yaml",
        "{act: handling.extended, count: 2",
        "{act: handling.prolonged, count: 2",
        "handling.prolonged",
    ),
    "a start from an act nobody performs": (
        "clocks.yaml",
        "{acts: [report.received]",
        "{acts: [report.recieved]",
        "report.recieved",
    ),
    "a campaign without polling day": (
        "elections.yaml",
        '      voting: ["2020-12-09", "2020-12-09"]\n',
        "",
        "no dates for `voting`",
    ),
    "an election without any date": (
        "elections.yaml",
        '    stages: {voting: ["2019-04-17", "2019-04-17"]}\n',
        "    stages: {}\n",
        "no dated stage",
    ),
    "stages out of order": (
        "elections.yaml",
        'quiet: ["2024-11-24", "2024-11-26"]',
        'quiet: ["2024-09-24", "2024-09-26"]',
        "begins before `campaign`",
    ),
    "a stage outside its election": (
        "elections.yaml",
        'counting: ["2024-11-28", "2024-12-16"]',
        'counting: ["2024-11-28", "2025-12-16"]',
        "outside the election's own dates",
    ),
    "a determination outside its stage": (
        "elections.yaml",
        'determination: "2024-09-22"',
        'determination: "2024-09-21"',
        "not a day of its stage",
    ),
    "a row of the calendar that ends first": (
        "elections.yaml",
        '{from: "2024-08-24", to: "2024-08-26"',
        '{from: "2024-08-26", to: "2024-08-24"',
        "ends before it begins",
    ),
    "a window that does not fit its rule": ("windows.yaml", 'opens: "2024-03-22"', 'opens: "2024-04-22"', "not what PK-08 gives"),
    "a window left behind when the KPU moved the day": (
        "elections.yaml",
        '    determination: "2020-09-23"\n    stages:\n      determination: ["2020-09-23", "2020-09-23"]',
        '    determination: "2020-09-24"\n    stages:\n      determination: ["2020-09-23", "2020-09-24"]',
        "Recount the window",
    ),
    "a window by a clock of days": ("windows.yaml", "rule: PK-08", "rule: PK-07", "does not count in months"),
    "a chain out of order": ("norms.yaml", "follows: PP-53-2010", "follows: UU-20-2023", "younger"),
    "an instrument that is no norm": (
        "norms.yaml",
        "instrument: UU-10-2016",
        "instrument: UU-10-2061",
        "which is no norm",
    ),
    "an erratum that points nowhere": ("errata.yaml", "record: norms/MK-41-2014", "record: norms/MK-14-2014", "MK-14-2014"),
    "a body the institutions do not hold": (
        "bodies.yaml",
        "institution: oversight_role/kasn",
        "institution: oversight_role/kasm",
        "oversight_role/kasm",
    ),
    "an id two files share": ("bodies.yaml", "{id: sentra_gakkumdu,", "{id: gakkumdu,", "also an entry of regimes.yaml"),
    "one language only": ("exceptions.yaml", "    title_en: The spouse of a candidate who is on unpaid leave\n", "", "title_en"),
    "a list in one language only": (
        "exceptions.yaml",
        "    may_not_en: [give active support]\n",
        "",
        "`may_not_id` without `may_not_en`",
    ),
    "verified without a source, in any file": (
        "provisions.yaml",
        "source_kind: own_knowledge, confidence: recalled}",
        "source_kind: own_knowledge, confidence: verified}",
        "verified without a source",
    ),
    "our own rule called law": (
        "clocks.yaml",
        "source_kind: own_rule\n    confidence: own_rule",
        "source_kind: statute\n    confidence: own_rule",
        "own rule in one field only",
    ),
    "a signature without a day": (
        "norms.yaml",
        "    chain: remedies\n    citation: PP 79/2021\n",
        "    chain: remedies\n    reviewed_by: Ahli\n    citation: PP 79/2021\n",
        "signed by half",
    ),
    "a variant that stands alone": (
        "norms.yaml",
        "    variants:\n      - {id: KASN berhenti",
        "    variants:\n      # - {id: KASN berhenti",
        "variants",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_refused_with_file_line_and_what_to_do(name: str, folder: Path) -> None:
    file, old, new, words = BROKEN[name]

    line, problems = change(folder, file, old, new)

    problem = next((one for one in problems if words in str(one)), None)
    assert problem is not None, [str(one) for one in problems]
    assert problem.todo and problem.file.endswith(".yaml")
    if problem.file == file:
        assert abs(problem.line - line) <= 20 or problem.line == 1, (problem.line, line)
    with pytest.raises(BrokenLaw):
        load(folder)


def test_pk_08__uu_10_2016_71_2_a_recounted_window_follows_the_moved_determination(folder: Path) -> None:
    change(folder, "elections.yaml", '    determination: "2024-09-22"', '    determination: "2024-09-23"')
    change(
        folder,
        "elections.yaml",
        '      determination: ["2024-09-22", "2024-09-22"]',
        '      determination: ["2024-09-22", "2024-09-23"]',
    )
    _, problems = change(
        folder,
        "windows.yaml",
        'determination: "2024-09-22"\n    opens: "2024-03-22"',
        'determination: "2024-09-23"\n    opens: "2024-03-23"',
    )

    assert problems == []


def test_a_form_code_that_nobody_read_is_told_in_no_sentence() -> None:
    codes = [one for kind in ("FC-PK", "FC-PU") for one in law.book().entries["provisions"][kind][-1].codes]
    unread = {one["code"] for one in codes if not one["verified"]}
    assert unread

    for one in records(law.book()):
        told = f"{one.title_id} {one.text_id} {one.text_en} {' '.join(one.doubts_id)}"
        assert not [code for code in unread if re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", told)], one.version


def test_who_oversees_and_who_sanctions_is_dated_by_the_institutions_alone() -> None:
    """The records explain; the rows of the room institutions decide. Where both give a day it is the same one."""
    held = {row["id"]: row for row in institutions.book()["oversight_role"]}
    bodies = law.book().entries["bodies"]

    assert bodies["kasn"][-1].valid_from == held["kasn"]["valid_from"]
    assert bodies["bkn"][-1].valid_from == held["bkn"]["valid_from"] == held["kasn"]["valid_to"]
    assert (held["kasn"]["valid_to"] - bodies["kasn"][-1].valid_to).days == 1  # theirs is exclusive, ours the last day
    assert str(held["lembaga_independen"]["must_exist_by"]) == "2027-10-16"
    explained = {versions[-1].get("institution") for versions in bodies.values()}
    assert {f"authorities/PPK-{n}" for n in range(1, 7)} | {f"oversight_role/{name}" for name in held} <= explained
