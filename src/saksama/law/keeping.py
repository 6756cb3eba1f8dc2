"""Ended limits stay as they were counted when they ended: a new rule, holiday or stage date moves open limits only. Pure.

The act that ends a limit carries it (`record`); whoever reads the acts later puts it back (`kept`). A limit whose facts were
corrected since (another start, another extension) is counted anew: it rests on another `basis`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from . import wording as say
from .clocks import Reading, State

Kept = Mapping[str, object]
_Key = tuple[str, int, str]


def record(found: Iterable[Reading], before: Sequence[Kept], release: str) -> list[dict[str, object]]:
    """Return the ended limits that no earlier act carries, as plain values for the act that is being written."""
    known = {_key_of(kept) for kept in before}
    return [_plain(one, release) for one in found if one.ended and _key(one) not in known]


def kept(found: Iterable[Reading], before: Iterable[Kept], zone: tzinfo) -> tuple[Reading, ...]:
    """Return the readings with ended ones as they were when they ended; the first record of a limit stands."""
    records: dict[_Key, Kept] = {}
    for one in before:
        records.setdefault(_key_of(one), one)
    return tuple(_back(one, records.get(_key(one)), zone) if one.ended else one for one in found)


def _key(one: Reading) -> _Key:
    return one.subject, one.started_by, one.basis


def _key_of(kept: Kept) -> _Key:
    started = kept.get("started_by")
    return str(kept.get("subject", "")), started if isinstance(started, int) else 0, str(kept.get("basis", ""))


def _plain(one: Reading, release: str) -> dict[str, object]:
    return {
        "subject": one.subject,
        "started_by": one.started_by,
        "basis": one.basis,
        "rule": one.rule,
        "version": one.version,
        "due_early": one.due_early.isoformat() if one.due_early else "",
        "due_late": one.due_late.isoformat() if one.due_late else "",
        "release": one.release or release,
    }


def _back(one: Reading, then: Kept | None, zone: tzinfo) -> Reading:
    if then is None:
        return one
    early, late = _instant(then.get("due_early"), zone), _instant(then.get("due_late"), zone)
    version = str(then.get("version", ""))
    if (one.due_early, one.due_late, one.version) == (early, late, version):
        return replace(one, release=str(then.get("release", "")))
    words = _words(one, early, late, zone)
    refused = words if late is None else ("", "")
    return replace(
        one,
        rule=str(then.get("rule", "")),
        version=version,
        due_early=early,
        due_late=late,
        state=_state(one, late),
        why_id=words[0],
        why_en=words[1],
        refused=refused[0],
        refused_en=refused[1],
        readings=(),
        release=str(then.get("release", "")),
    )


def _instant(text: object, zone: tzinfo) -> datetime | None:
    return datetime.fromisoformat(str(text)).astimezone(zone) if text else None


def _state(one: Reading, late: datetime | None) -> State:
    if late is None or one.stopped_at is None:
        return State.VOID
    return State.MET if one.stopped_at <= late else State.MISSED


def _words(one: Reading, early: datetime | None, late: datetime | None, zone: tzinfo) -> tuple[str, str]:
    """Return why an ended limit does not say what today's law would: never silently."""
    was = _until(early, late, zone)
    now = _until(one.due_early, one.due_late, zone)
    basis_id, basis_en = (f" Dasar: {one.citation}.", f" Basis: {one.citation}.") if one.citation else ("", "")
    return (
        f"Tenggat ini sudah berakhir dan tetap seperti dihitung waktu itu: {was[0]}. "
        f"Menurut aturan dan kalender sekarang: {now[0]}.{basis_id}",
        f"This limit has ended and stays as it was counted then: {was[1]}. By today's rules and calendar: {now[1]}.{basis_en}",
    )


def _until(early: datetime | None, late: datetime | None, zone: tzinfo) -> tuple[str, str]:
    if early is None or late is None:
        return "tidak ada tanggal", "no date"
    if early == late:
        return say.instant_id(late, zone), say.instant_en(late, zone)
    return (
        f"{say.instant_id(early, zone)} atau {say.instant_id(late, zone)}",
        f"{say.instant_en(early, zone)} or {say.instant_en(late, zone)}",
    )


__all__ = ["Kept", "kept", "record"]
