"""Every fact collected at the design is carried by a record or said to be reference only; the table is held against both."""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

from saksama import law
from saksama.law.records import records

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "reference" / "law-facts.md"
IDS = (HERE / "fact_ids.txt").read_text(encoding="utf-8").split()
_FACT = re.compile(r"^\| `([a-z_]+:[^`]+)` \| (.+) \|$", re.M)
_BEYOND = re.compile(r"^\| `([a-z]+/[^`]+)` \| (.+) \|$", re.M)
_RECORD = re.compile(r"`([a-z]+/[A-Za-z0-9_.-]+)`")


def rows() -> list[tuple[str, str]]:
    return _FACT.findall(TABLE.read_text(encoding="utf-8"))


def named() -> set[str]:
    """Return the records that carry a fact."""
    return {record for _, carried in rows() for record in _RECORD.findall(carried)}


def held() -> set[str]:
    return {f"{one.kind}/{one.id}" for one in records(law.book())}


def test_every_fact_stands_in_the_table_once() -> None:
    assert Counter(fact for fact, _ in rows()) == Counter(IDS)
    assert len(IDS) == len(set(IDS)) == 302


def test_every_fact_names_a_record_or_why_there_is_none() -> None:
    for fact, carried in rows():
        reason = carried.removeprefix("reference only: ")
        assert _RECORD.search(carried) or (reason != carried and len(reason) > 10), fact


def test_every_record_the_table_names_exists() -> None:
    assert named() - held() == set()


def test_no_record_that_stems_from_the_facts_is_missing() -> None:
    beyond = [pattern for pattern, why in _BEYOND.findall(TABLE.read_text(encoding="utf-8")) if why]
    missing = {record for record in held() - named() if not any(fnmatch(record, pattern) for pattern in beyond)}

    assert missing == set()


def test_every_norm_is_cited_by_a_rule_follows_one_that_is_or_is_its_article() -> None:
    book = law.book()
    cited = " | ".join(one.citation for one in records(book) if one.kind != "norms")
    norms = {norm: versions[-1] for norm, versions in book.entries["norms"].items()}
    known = {norm for norm, entry in norms.items() if re.search(rf"{re.escape(entry.short)}(?![0-9])", cited)}
    known |= {named for regime in book.entries["regimes"].values() for one in regime for named in one.norms}
    while more := {entry.follows for norm, entry in norms.items() if norm in known and entry.get("follows")} - known:
        known |= more
    known |= {norm for norm, entry in norms.items() if norm.partition(".")[0] in known or entry.get("follows") in known}

    assert set(norms) - known == {"PKPU-8-2024"}


def test_statistics_and_complaints_are_no_rules() -> None:
    for fact, carried in rows():
        if fact.startswith(("statistics:", "institutions:CP-")):
            assert carried.startswith("reference only: "), fact
