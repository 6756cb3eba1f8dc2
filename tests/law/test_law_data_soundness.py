"""Law data that is not sound is refused with file, line, what is wrong and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from saksama import law
from saksama.law import source
from saksama.law.rulebook import DATA, load
from saksama.law.source import BrokenLaw, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "law"))


def change(folder: Path, file: str, old: str, new: str) -> list[Problem]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return law.check([folder])


def test_the_released_data_is_sound() -> None:
    assert law.check() == []


def test_the_release_is_the_hash_of_the_files(folder: Path) -> None:
    assert load(folder).release == law.book().release
    change(folder, "norms.yaml", "Law 20/2023", "Law twenty of 2023")
    assert load(folder).release != law.book().release


BROKEN = {
    "versions that overlap": (
        "violations.yaml",
        '    valid_to: "2024-11-13"\n    name_id: Pejabat',
        '    valid_to: "2024-11-20"\n    name_id: Pejabat',
        "overlaps",
    ),
    "a version without end before the next": (
        "violations.yaml",
        '    valid_to: "2024-11-13"\n    name_id: Pejabat',
        "    name_id: Pejabat",
        "overlaps",
    ),
    "a gap between versions": (
        "violations.yaml",
        '    valid_to: "2024-11-13"\n    name_id: Pejabat',
        '    valid_to: "2024-11-10"\n    name_id: Pejabat',
        "nothing holds between",
    ),
    "a version that ends before it begins": (
        "norms.yaml",
        'valid_to: "2023-10-30"',
        'valid_to: "2013-10-30"',
        "ends before it begins",
    ),
    "a sanction nobody knows": ("violations.yaml", "sanctions: [S-MOR-1, S-MOR-2]", "sanctions: [S-MOR-9]", "S-MOR-9"),
    "a pair nobody knows": ("violations.yaml", "pair: DS-01", "pair: DS-99", "DS-99"),
    "a crime nobody knows": ("violations.yaml", "possible_crime: [PD-01]", "possible_crime: [PD-77]", "PD-77"),
    "a category of unknown violations": ("categories.yaml", "violations: [KE-07]", "violations: [KE-70]", "KE-70"),
    "a norm that follows nothing": ("norms.yaml", "follows: UU-43-1999", "follows: UU-99-1999", "UU-99-1999"),
    "a card by an unknown rule": ("situations.yaml", "rules: [SKB-2022, KE-01, DS-01]", "rules: [SKB-2099]", "SKB-2099"),
    "a process with an unknown clock": ("processes/asn.yaml", "initial_study: PK-02", "initial_study: PK-20", "PK-20"),
    "a step from an unknown stage": (
        "processes/asn.yaml",
        "from: [kajian], to: forwarded",
        "from: [kajain], to: forwarded",
        "kajain",
    ),
    "a step to an unknown stage": (
        "processes/asn.yaml",
        "from: [kajian], to: forwarded",
        "from: [kajian], to: forwarded2",
        "forwarded2",
    ),
    "a count without unit": ("clocks.yaml", "limit: {count: 7, units: [calendar_day]}", "limit: {count: 7}", "units"),
    "an empty list of units": (
        "clocks.yaml",
        "limit: {count: 7, units: [calendar_day]}",
        "limit: {count: 7, units: []}",
        "limit",
    ),
    "a unit nobody counts in": ("clocks.yaml", "units: [calendar_day]", "units: [fortnight]", "fortnight"),
    "a day no calendar has": (
        "violations.yaml",
        'valid_from: "2022-09-22"',
        'valid_from: "2022-02-30"',
        "not a day of the calendar",
    ),
    "a date in another form": ("violations.yaml", 'valid_from: "2022-09-22"', 'valid_from: "22-09-2022"', "22-09-2022"),
    "a field the schema does not know": ("norms.yaml", "    chain: asn\n", "    chian: asn\n", "chian"),
    "a field that is missing": ("sanctions.yaml", "class: moral, citation", "citation", "class"),
    "a key written twice": ("norms.yaml", "    chain: asn\n", "    chain: asn\n    chain: asn\n", "twice"),
    "a clock called verified without a source": (
        "clocks.yaml",
        "source_kind: own_knowledge\n    confidence: recalled",
        "source_kind: own_knowledge\n    confidence: verified",
        "verified without a source",
    ),
    "a stage that ends before it begins": (
        "elections.yaml",
        '["2020-09-26", "2020-12-05"]',
        '["2020-12-05", "2020-09-26"]',
        "before it begins",
    ),
    "a file that is no YAML": ("forms.yaml", "entries:", "entries: [", "forms.yaml"),
    "another schema": ("targets.yaml", "saksama/targets/1", "saksama/targets/2", "schema"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_refused_with_file_line_and_what_to_do(name: str, folder: Path) -> None:
    file, old, new, word = BROKEN[name]
    first_line = (folder / file).read_text(encoding="utf-8").split(old)[0].count("\n") + 1

    problems = change(folder, file, old, new)

    assert problems, name
    problem = next((one for one in problems if word in str(one)), None)
    assert problem is not None, [str(one) for one in problems]
    assert problem.file == Path(file).name
    assert problem.todo
    assert problem.line >= first_line - 15 or problem.line == 1
    with pytest.raises(BrokenLaw):
        load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "sanctions.yaml").unlink()

    assert [(problem.file, problem.todo) for problem in law.check([folder])] == [("sanctions.yaml", "Put it back.")]


def test_one_changed_file_is_checked_in_its_place_among_the_released_ones(folder: Path) -> None:
    path = folder / "categories.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[KE-07]", "[KE-70]", 1), encoding="utf-8")

    (problem,) = law.check([path])

    assert str(problem).startswith(f"categories.yaml:{problem.line}: ")
    assert "KE-70" in problem.what


def test_every_problem_is_reported_at_once(folder: Path) -> None:
    change(folder, "categories.yaml", "[KE-07]", "[KE-70]")

    assert len(change(folder, "violations.yaml", "pair: DS-01", "pair: DS-99")) == 2


def test_the_fast_reader_of_yaml_reads_what_the_slow_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [*DATA.glob("*.yaml"), *DATA.glob("processes/*.yaml")]
    fast = {path.name: source.read(path) for path in files}

    slow = type("Slow", (yaml.SafeLoader,), {"yaml_implicit_resolvers": source._Loader.yaml_implicit_resolvers})
    monkeypatch.setattr(source, "_Loader", slow)

    for path in files:
        again = source.read(path)
        assert (again.data, again.lines) == (fast[path.name].data, fast[path.name].lines), path.name
