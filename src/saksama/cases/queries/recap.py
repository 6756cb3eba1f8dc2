"""The provincial recap: one row a case, as the columns of the data say, of cases within the actor's reach only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from saksama import store
from saksama.cases import access
from saksama.cases.kinds import get
from saksama.cases.models import Case
from saksama.cases.reading import grade_words, violation_words
from saksama.cases.recaps import Cell, Column, pattern, sums
from saksama.cases.words import WAITING_WORDS, category_words
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.law import book

from .lists import stage_words
from .matters import CHANNEL_WORDS, Done, Matter, Wanted, matters, selected

MOST = 20_000
LONGEST_DAYS = 366 * 2
Row = Mapping[str, Cell]
_RESULTS = {"pleno.forwarded": 0, "pleno.not_proven": 1, "pleno.transferred": 2}
_RESULT_WORDS = (("diteruskan", "forwarded"), ("tidak terbukti", "not proven"), ("dialihkan", "handed over"))
_ENTRIES = {"report": ("laporan", "report"), "finding": ("temuan", "finding"), "tip": ("informasi awal", "initial information")}
_FOUND = ("finding.recorded", "temuan.made")


@dataclass(frozen=True, slots=True)
class Recap:
    """A recap: its columns, all its rows, and the sums row by column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sums: Mapping[str, int]
    with_names: bool


def recap(actor: Actor, wanted: Wanted, *, names: bool, now: datetime, at: tzinfo, language: str = "id") -> Recap:
    """Return the recap. Raises `Invalid` for an impossible period, or more cases than one file may hold.

    `names` puts the reported persons in: the caller has seen to who may ask for that.
    """
    if wanted.until < wanted.since or (wanted.until - wanted.since).days > LONGEST_DAYS:
        raise Invalid(
            "Periksa kedua tanggal: paling lama dua tahun, dan awal sebelum akhir.",
            "Check both days: two years at most, the first before the last.",
            field="sampai",
        )
    with store.reading(actor):
        cases = list(selected(actor, wanted, now=now, at=at)[: MOST + 1])
        if len(cases) > MOST:
            raise Invalid(
                f"Lebih dari {MOST} perkara. Persempit tanggal atau pilih satu kantor.",
                f"More than {MOST} cases. Narrow the days or choose one office.",
                field="sampai",
            )
        found = matters(cases, names=names)
    columns = pattern().shown(names=names)
    rows = tuple(_row(one, columns, language) for one in found)
    return Recap(columns, rows, sums(columns, rows), names)


def offices(actor: Actor, *, now: datetime) -> list[tuple[str, str]]:
    """Return the offices whose cases the actor sees, by name."""
    with store.reading(actor):
        ids = set(access.visible(actor, now.date()).order_by().values_list("office", flat=True).distinct())
    return sorted(institutions.office_names(ids).items(), key=lambda pair: pair[1])


def stages(language: str) -> list[tuple[str, str]]:
    """Return the stages of a case in their order, in words."""
    found = book().process("pilkada").stages
    return [(code, stage.en if language == "en" else stage.id) for code, stage in found.items()]


def table(recap: Recap) -> Iterator[list[Cell]]:
    """Give the rows as cells in the order of the columns."""
    return ([row.get(column.key) for column in recap.columns] for row in recap.rows)


def _row(one: Matter, columns: tuple[Column, ...], language: str) -> Row:
    english = language == "en"
    case = one.case
    told: dict[str, Cell] = {
        "office": one.office,
        "register_number": case.number,
        "entry": _ENTRIES[_entry(one)][english],
        "received_on": one.received_on,
        "channel": _channel(case, english),
        "category": category_words(case.category)[english],
        "violations": ", ".join(violation_words(code)[english] for code in case.violations),
        "place": case.place_label,
        "accused_agency": one.agency,
        "accused_name": one.name,
        "accused_post": one.post,
        "sigaplapor": one.number("sigaplapor"),
        "sbt": one.number("sbt"),
        "stage": stage_words(case)[english],
        "waiting": WAITING_WORDS.get(case.waiting_on, ("", ""))[english],
        "lapses": sum(1 for act in one.acts if act.kind == "clock.lapsed"),
        **_steps(one, english),
    }
    return {column.key: told.get(column.key) for column in columns}


def _steps(one: Matter, english: bool) -> dict[str, Cell]:
    refused, plenary = one.last("registration.refused"), one.last(*_RESULTS)
    decided = one.last("ppk.decided", "appeal.upheld")
    stands = decided is not None and decided.kind == "ppk.decided"
    return {
        "registered_on": _on(one.last("registered")),
        "refused": _reason(refused, english),
        "heard": ("yes" if english else "ya") if one.last("accused.replied") else "",
        "result": _RESULT_WORDS[_RESULTS[plenary.kind]][english] if plenary else "",
        "result_on": _on(plenary),
        "forwarded_on": _on(one.last("pleno.forwarded")),
        "recommended_on": _on(one.last("recommendation.issued")),
        "sanction": grade_words(str(decided.body["grade"]))[english] if stands and decided and decided.body.get("grade") else "",
        "decided_on": _on(decided) if stands else None,
        "executed_on": _on(one.last("effect.proved")),
    }


def _entry(one: Matter) -> str:
    if one.last(*_FOUND):
        return "finding"
    return "tip" if one.last("tip.received", "kept_as_tip") and not one.last("registered") else "report"


def _channel(case: Case, english: bool) -> str:
    if not english:
        return CHANNEL_WORDS.get(case.channel, case.channel)
    return str(get("report.received").field("channel").word(case.channel, "en"))


def _reason(refused: Done | None, english: bool) -> str:
    if refused is None:
        return ""
    return get("registration.refused").field("reason").word(refused.body.get("reason"), "en" if english else "id")


def _on(act: Done | None) -> date | None:
    return act.on if act else None


def release() -> str:
    """Return the release of the law data, for the sheet of definitions."""
    return book().release[:12]
