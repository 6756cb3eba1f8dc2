"""A mailbox in words: the headline, since when, the line, who wrote, what was sent."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from saksama import law
from saksama.evidence import words as evidence_words
from saksama.intake.line import NOBODY, REPORTER, Stop
from saksama.intake.mailbox import Letter, Mailbox
from saksama.intake.models import Report
from saksama.web.frame import dates
from saksama.web.frame.line import State, Station

STATES = {"past": State.PAST, "waiting": State.WAITING, "silent": State.SILENT, "ahead": State.AHEAD}


def status(box: Mailbox, now: datetime, language: str) -> dict[str, str]:
    """Return the status in one line: where it is, whose turn, since when, until when."""
    current = next((stop for stop in reversed(box.stops) if stop.state in ("waiting", "past")), box.stops[-1])
    return {"headline": headline(box, current, language), "since": since(box, current, now, language), "sentence": _sentence(box)}


def headline(box: Mailbox, current: Stop, language: str) -> str:
    if current.owner == NOBODY or box.report.closed_at:
        stage = _stage(box, language)
        return _("Selesai: %(stage)s") % {"stage": stage} if stage else _("Selesai")
    if current.owner == REPORTER:
        return _("Menunggu Anda")
    return _("Menunggu %(owner)s") % {"owner": current.label_en if language == "en" else current.label_id}


def _stage(box: Mailbox, language: str) -> str:
    stages = law.book().process("off_season").stages
    stage = stages.get(box.status.stage) if box.status else None
    return "" if stage is None else stage.en if language == "en" else stage.id


def since(box: Mailbox, current: Stop, now: datetime, language: str) -> str:
    """Return "Hari ke-3 sejak Senin, 14 Oktober 2024. Batasnya Rabu, 16 Oktober 2024."; of an end, its date."""
    if current.since is None:
        return ""
    begun = dates.local(current.since, box.timezone).date()
    day = dates.long_date(begun, language)
    if current.owner == NOBODY or box.report.closed_at:
        return _("Sejak %(day)s.") % {"day": day}
    nth = (dates.local(now, box.timezone).date() - begun).days + 1
    words = _("Hari ke-%(nth)d sejak %(day)s.") % {"nth": max(nth, 1), "day": day}
    if current.due is not None:
        words += " " + _("Batasnya %(day)s.") % {"day": dates.long_date(current.due, language, box.timezone)}
    return words


def _sentence(box: Mailbox) -> str:
    if box.report.withdrawn_at is not None:
        return _("Anda menarik laporan ini. Petugas dapat tetap menelusurinya sebagai informasi awal.")
    if box.report.closed_at is not None:
        return _("Kotak ini sudah ditutup. Isinya masih dapat Anda baca.")
    return ""


def stations(box: Mailbox, language: str) -> list[Station]:
    """Return the line as the frame draws it."""
    return [_station(box, stop, nth, language) for nth, stop in enumerate(box.stops)]


def _station(box: Mailbox, stop: Stop, nth: int, language: str) -> Station:
    english = language == "en"
    on = dates.local(stop.since, box.timezone).date() if stop.since else None
    if stop.state == "silent" and on is not None:
        label = _("Belum ada kabar sejak %(day)s") % {"day": dates.long_date(on, language)}
        return Station(label, State.SILENT, detail=_("Kami belum menerima dokumen. Bukan berarti tidak dikerjakan."))
    sentences = dict.fromkeys(said[1] if english else said[0] for said in stop.said)   # a step taken twice is told once
    detail = "\n\n".join(sentences)
    if nth == 0:
        detail = _sent_on(box, language)
    elif stop.state == "ahead":
        detail = _("Dicatat setelah ada dua bukti: keputusan diserahkan, dan akibatnya terlihat.")
    return Station(stop.label_en if english else stop.label_id, STATES[stop.state], on, detail=detail)


def _sent_on(box: Mailbox, language: str) -> str:
    at = box.report.received_at
    if box.report.door == Report.Door.NAMED:
        return _("Terkirim %(moment)s.") % {"moment": dates.long_moment(at, language, box.timezone)}
    return _("Terkirim %(day)s.") % {"day": dates.long_date(at, language, box.timezone)}


def letters(box: Mailbox) -> list[dict[str, object]]:
    """Return the messages, newest first."""
    return [{"author": _author(box, one), "at": dates.local(one.at, box.timezone).date(), "text": one.text, "mine": one.mine}
            for one in reversed(box.letters)]


def _author(box: Mailbox, letter: Letter) -> str:
    return _("Anda") if letter.mine else box.office_name


def openings(box: Mailbox) -> list[dict[str, object]]:
    return [{"words": one.who + ". " + _("Alasan:") + " " + one.why, "at": one.at} for one in reversed(box.openings)]


def files(box: Mailbox, language: str) -> list[dict[str, str]]:
    return [{"words": evidence_words.sentence(file)[1 if language == "en" else 0]} for file in box.files]
