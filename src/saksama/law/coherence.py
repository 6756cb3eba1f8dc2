"""Whether entries of law data fit each other: contradictions, dates out of order, codes without words, stray windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from saksama.institutions import rules as institutions

from . import signing
from .calendar import add_months
from .source import Problem, Source, Where

Sources = Mapping[str, Source]
_ONE_LANGUAGE = frozenset({"subject_id", "standing_id", "id"})
_WORDS = (
    ("violations", "elements", "elements"),
    ("violations", "subjects", "subjects"),
    ("violations", "acts", "acts"),
    ("violations", "addressee", "addressees"),
    ("clocks", "actor", "actors"),
    ("sanctions", "actor", "actors"),
)
_STAGE_ORDER = (
    "party_registration",
    "nomination",
    "registration",
    "verification",
    "determination",
    "number_drawing",
    "campaign",
    "quiet",
    "voting",
    "counting",
)
_CLASS_OF = {"moral": {"moral"}, "medium": {"medium"}, "heavy": {"heavy"}, "dismissal": {"dismissal"}}
_ACTS = (("also_from", "acts"), ("also_from", "unless"), ("extension", "act"), ("pauses",), ("resumes",), ("restarts",))


def check(sources: Sources, kinds: tuple[str, ...]) -> list[Problem]:
    """Return what does not fit, in the files of `kinds` and between them. The schema and the ids have been checked before."""
    problems: list[Problem] = []
    for kind in kinds:
        problems += _each(sources[kind])
        problems += _parts(sources[kind], sources["words"])
        problems += _instruments(sources[kind], _ids(sources, "norms"))
    problems += _one_bearer(sources, kinds)
    problems += _words(sources)
    problems += _violations(sources)
    problems += _clocks(sources)
    problems += _elections(sources["elections"])
    problems += _windows(sources)
    problems += _norms(sources["norms"])
    problems += _pointers(sources, kinds)
    return problems


def _entries(source: Source) -> list[dict[str, Any]]:
    return source.data["entries"]  # type: ignore[return-value]  # the schema has made sure


def _ids(sources: Sources, kind: str) -> set[str]:
    return {entry["id"] for entry in _entries(sources[kind])}


def _at(n: int, *more: str | int) -> Where:
    return ("entries", n, *more)


# ---- every entry ------------------------------------------------------------------------------------------------------


def _each(source: Source) -> Iterator[Problem]:
    for n, entry in enumerate(_entries(source)):
        name = entry["id"]
        if entry["confidence"] == "verified" and entry["source_kind"] == "own_knowledge":
            yield source.problem(
                _at(n, "confidence"),
                f"{name} is called verified without a source.",
                "Call it recalled or name where it was read.",
            )
        if (entry["confidence"] == "own_rule") != (entry["source_kind"] == "own_rule"):
            yield source.problem(
                _at(n, "confidence"), f"{name} is our own rule in one field only.", "Say own_rule in source_kind and confidence."
            )
        yield from (source.problem(_at(n), what, todo) for what, todo in signing.faults(entry))
        yield from _both_languages(source, n, entry)


def _both_languages(source: Source, n: int, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for key in entry:
        other = f"{key[:-3]}_en" if key.endswith("_id") else f"{key[:-3]}_id"
        if key.endswith(("_id", "_en")) and key not in _ONE_LANGUAGE and other not in entry:
            yield source.problem(_at(n, key), f"{entry['id']} has `{key}` without `{other}`.", "Write it in both languages.")


def _parts(source: Source, words: Source) -> Iterator[Problem]:
    known: Any = words.data["parts"]
    for n, entry in enumerate(_entries(source)):
        for part in entry.get("recalled_parts", ()):
            if part not in known:
                yield source.problem(
                    _at(n, "recalled_parts"),
                    f"{entry['id']}: the recalled part `{part}` has no words.",
                    "Add it under `parts` in words.yaml, in both languages.",
                )


def _instruments(source: Source, norms: set[str]) -> Iterator[Problem]:
    for n, entry in enumerate(_entries(source)):
        named = entry.get("instrument")
        if named and named not in norms:
            yield source.problem(
                _at(n, "instrument"), f"{entry['id']} stands under `{named}`, which is no norm.", "Name a norm of norms.yaml."
            )


def _words(sources: Sources) -> Iterator[Problem]:
    for kind, key, group in _WORDS:
        known: Any = sources["words"].data[group]
        for n, entry in enumerate(_entries(sources[kind])):
            named = entry.get(key, [])
            for code in [named] if isinstance(named, str) else named:
                if code not in known:
                    yield sources[kind].problem(
                        _at(n, key),
                        f"{entry['id']}: the code `{code}` has no words.",
                        f"Mend its spelling or add it under `{group}` in words.yaml.",
                    )


def _one_bearer(sources: Sources, kinds: tuple[str, ...]) -> Iterator[Problem]:
    """An id alone names a rule, in a letter and on the command line, so no two files share one (answers of the form aside)."""
    first: dict[str, str] = {}
    for kind in (kind for kind in kinds if kind != "categories"):
        for n, entry in enumerate(_entries(sources[kind])):
            if first.setdefault(entry["id"], kind) != kind:
                elsewhere = f"`{entry['id']}` is also an entry of {first[entry['id']]}.yaml."
                yield sources[kind].problem(_at(n, "id"), elsewhere, "Give one of the two another id.")


# ---- violations and their sanctions --------------------------------------------------------------------------------------


def _violations(sources: Sources) -> Iterator[Problem]:
    source = sources["violations"]
    classes = {entry["id"]: entry["class"] for entry in _entries(sources["sanctions"])}
    begins: dict[str, str] = {}
    for entry in _entries(sources["sanctions"]):
        begins[entry["id"]] = min(begins.get(entry["id"], entry["valid_from"]), entry["valid_from"])
    pairs = {entry["id"]: entry.get("pair", "") for entry in _entries(source)}
    for n, entry in enumerate(_entries(source)):
        allowed = _CLASS_OF.get(entry["sanction_class"])
        for sanction in entry["sanctions"]:
            if allowed and classes.get(sanction, "") not in allowed:
                yield source.problem(
                    _at(n, "sanctions"),
                    f"{entry['id']} contradicts itself: its class is {entry['sanction_class']}, {sanction} is not.",
                    "Mend the class or the sanction.",
                )
            if begins.get(sanction, "") > entry["valid_from"]:
                yield source.problem(
                    _at(n, "sanctions"),
                    f"{entry['id']} holds from {entry['valid_from']}, its sanction {sanction} only from {begins[sanction]}.",
                    "Let one begin with the other, or add the earlier version.",
                )
        pair = entry.get("pair", "")
        if pair in pairs and pairs[pair] != entry["id"]:
            yield source.problem(
                _at(n, "pair"), f"{entry['id']} is paired with {pair}, which is not paired with it.", "Name each from the other."
            )


# ---- clocks and procedures ------------------------------------------------------------------------------------------------


def _clocks(sources: Sources) -> Iterator[Problem]:
    source = sources["clocks"]
    acts = {step["act"] for name, one in sources.items() if name.startswith("processes/") for step in one.data["steps"]}  # type: ignore[attr-defined]
    owners: dict[str, list[str]] = {}
    for regime in _entries(sources["regimes"]):
        for clock in regime["clocks"]:
            owners.setdefault(clock, []).append(regime["id"])
    for n, entry in enumerate(_entries(source)):
        yield from _limit(source, n, entry)
        for act in _acts_of(entry):
            if act not in acts:
                yield source.problem(
                    _at(n), f"{entry['id']} names the act `{act}`, which no process performs.", "Mend the spelling."
                )
        of_state, held = entry["procedure"] != "own", set(owners.get(entry["id"], ()))
        if of_state and len(held) != 1:
            yield source.problem(
                _at(n),
                f"{entry['id']} belongs to {len(held)} regimes.",
                "Name it under `clocks` of exactly one regime in regimes.yaml.",
            )


def _acts_of(entry: Mapping[str, Any]) -> Iterator[str]:
    for path in _ACTS:
        value: Any = entry
        for key in path:
            value = value.get(key, {})
        yield from ([value] if isinstance(value, str) else value)


def _limit(source: Source, n: int, entry: Mapping[str, Any]) -> Iterator[Problem]:
    limit = entry.get("limit", {})
    if "limit" in entry and "hours" in entry:
        yield source.problem(_at(n), f"{entry['id']} has both a limit and desk hours.", "Make two clocks of it.")
    if limit.get("count") == 0:
        yield source.problem(
            _at(n, "limit"), f"{entry['id']} gives no time at all.", "Write the count, or null where none is published."
        )
    for key, values in (("units", limit.get("units", [])), ("first_day", entry["first_day"])):
        if len(set(values)) != len(values):
            yield source.problem(_at(n), f"{entry['id']}: `{key}` names one reading twice.", "Name each reading once.")
    if bool(entry.get("pauses")) != bool(entry.get("resumes")):
        yield source.problem(_at(n), f"{entry['id']} pauses without resuming, or the reverse.", "Name both acts.")
    more = entry.get("extension", {})
    if more.get("from_start") and more.get("unit") in limit.get("units", ()) and more["count"] < (limit["count"] or 0):
        yield source.problem(
            _at(n, "extension"),
            f"{entry['id']}: the extension is shorter than the limit.",
            "Write the whole length from the start.",
        )


# ---- elections and windows ------------------------------------------------------------------------------------------------


def _elections(source: Source) -> Iterator[Problem]:
    for n, entry in enumerate(_entries(source)):
        stages, name = entry["stages"], entry["id"]
        if not stages and "expected_id" not in entry:
            yield source.problem(
                _at(n, "stages"),
                f"{name} has no dated stage.",
                "Date its stages, or say when it is expected (expected_id, expected_en).",
            )
        if "campaign" in stages:
            for missing in [stage for stage in ("determination", "voting") if stage not in stages]:
                yield source.problem(
                    _at(n, "stages"), f"{name} has a campaign but no dates for `{missing}`.", "Add the dates of that stage."
                )
        yield from _in_order(source, n, entry)
        words: Any = source.data["stages"]
        for stage in stages:
            if stage not in words:
                yield source.problem(
                    _at(n, "stages", stage), f"{name} has the unknown stage `{stage}`.", "Use a stage listed under `stages`."
                )
        for m, row in enumerate(entry.get("calendar", ())):
            if row["from"] > row["to"]:
                yield source.problem(_at(n, "calendar", m), f"{name}: this row ends before it begins.", "Swap the two days.")


def _in_order(source: Source, n: int, entry: Mapping[str, Any]) -> Iterator[Problem]:
    stages, name = entry["stages"], entry["id"]
    known = [stage for stage in _STAGE_ORDER if stage in stages]
    for before, after in pairwise(known):
        if stages[before][0] > stages[after][0]:
            yield source.problem(
                _at(n, "stages", after),
                f"{name}: `{after}` ({stages[after][0]}) begins before `{before}` ({stages[before][0]}).",
                "Put the dates in their order.",
            )
    end = entry.get("valid_to") or "9999-12-31"
    for stage, (first, last) in stages.items():
        if first < entry["valid_from"] or last > end:
            yield source.problem(
                _at(n, "stages", stage),
                f"{name}: `{stage}` lies outside the election's own dates.",
                "Widen valid_from or valid_to.",
            )
    fixed = entry.get("determination")
    if fixed and "determination" in stages and not stages["determination"][0] <= fixed <= stages["determination"][1]:
        yield source.problem(
            _at(n, "determination"),
            f"{name}: {fixed} is not a day of its stage `determination`.",
            "Write the day on which candidates were determined.",
        )


def _windows(sources: Sources) -> Iterator[Problem]:
    source = sources["windows"]
    limits = {entry["id"]: entry.get("limit", {}) for entry in _entries(sources["clocks"])}
    fixed = {entry["id"]: entry.get("determination") for entry in _entries(sources["elections"])}
    for n, entry in enumerate(_entries(source)):
        limit = limits.get(entry["rule"], {})
        if limit.get("units") != ["month"] or limit.get("count") is None:
            yield source.problem(
                _at(n, "rule"), f"{entry['id']}: `{entry['rule']}` does not count in months.", "Name PK-08 or its like."
            )
            continue
        for row, where in ((entry, _at(n, "opens")), (entry.get("before"), _at(n, "before", "opens"))):
            if row and row["opens"] != add_months(date.fromisoformat(row["determination"]), limit["count"]).isoformat():
                yield source.problem(
                    where,
                    f"{entry['id']}: {row['opens']} is not what {entry['rule']} gives for {row['determination']}.",
                    "Count it again from the determination.",
                )
        if fixed.get(entry["election"]) != entry["determination"]:
            yield source.problem(
                _at(n, "determination"),
                f"{entry['id']} counts from {entry['determination']}, {entry['election']} has {fixed.get(entry['election'])}.",
                "Recount the window when the KPU moves the determination.",
            )


# ---- norms and pointers ---------------------------------------------------------------------------------------------------


def _norms(source: Source) -> Iterator[Problem]:
    begins: dict[str, str] = {}
    for entry in _entries(source):
        begins[entry["id"]] = min(begins.get(entry["id"], entry["valid_from"]), entry["valid_from"])
    for n, entry in enumerate(_entries(source)):
        follows = entry.get("follows", "")
        if begins.get(follows, "") > entry["valid_from"]:
            yield source.problem(
                _at(n, "follows"),
                f"{entry['id']} follows {follows}, which is younger.",
                "Put the chain in the order of its dates.",
            )


def _pointers(sources: Sources, kinds: tuple[str, ...]) -> Iterator[Problem]:
    known = {f"{kind}/{name}" for kind in kinds for name in _ids(sources, kind)}
    for n, entry in enumerate(_entries(sources["errata"])):
        if entry.get("record") and entry["record"] not in known:
            yield sources["errata"].problem(
                _at(n, "record"), f"{entry['id']} names `{entry['record']}`, which no file holds.", "Write it as file/id."
            )
    held = institutions.book()
    rows = {f"oversight_role/{row['id']}" for row in held["oversight_role"]}
    rows |= {f"authorities/{row['rule']}" for row in held["authorities"]}
    for n, entry in enumerate(_entries(sources["bodies"])):
        if entry.get("institution") and entry["institution"] not in rows:
            yield sources["bodies"].problem(
                _at(n, "institution"),
                f"{entry['id']} explains `{entry['institution']}`, which the institutions' file does not hold.",
                "Mend the spelling, or add the row there.",
            )


__all__ = ["check"]
