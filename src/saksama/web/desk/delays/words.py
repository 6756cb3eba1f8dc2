"""The sheet of limits in words, for screen and paper. Calm ones: within, after; never late, never guilty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saksama.cases.shown import Words
from saksama.cases.shown.delays import DelaySheet, LimitLine, Moment, OwnerSum, Turn
from saksama.law.forms.letter import LABELS
from saksama.law.forms.sheet import Sheet, Table
from saksama.web.casework import clocks, words
from saksama.web.frame import dates

TITLE_FILE = "batas-waktu"


@dataclass(frozen=True, slots=True)
class Cell:
    """A moment in words: which act, when, whose it was, and since when it is on record where it was entered later."""

    what: str
    when: str
    by: str
    entered: str

    def __str__(self) -> str:
        return "\n".join(part for part in (self.when, self.what, self.by, self.entered) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One limit in words. `late_*` are empty where both readings end at the same moment."""

    name: str
    citation: str
    version: str
    marks: tuple[str, ...]
    owner: str
    begun: Cell | None
    ended: Cell | None
    due_early: str
    due_late: str
    early: str
    late: str
    used: str
    why: str


def row(line: LimitLine, zone: str) -> Row:
    """Return one limit in the words of the page's language."""
    shown = line.clock
    return Row(
        name=words.of(shown, "label"),
        citation=shown.citation,
        version=shown.version,
        marks=tuple(part for part in (_sort(line), words.of(shown, "check")) if part),
        owner=_of(line.owner),
        begun=_cell(line.started, zone) or _from_day(line.started_at, zone),
        ended=_cell(line.ended, zone),
        due_early=_due(shown.due_early, zone),
        due_late="" if shown.settled else _due(shown.due_late, zone),
        early=words.of(shown, "refused") if line.early == "none" else _verdict(line.early, line.over_early, line),
        late="" if shown.settled else _verdict(line.late, line.over_late, line),
        used=_used(line),
        why=words.of(shown, "why"),
    )


def _of(pair: Words) -> str:
    return pair.of(words.language())


def _sort(line: LimitLine) -> str:
    """Return what a right is called; our own standard says so in its own label already."""
    return _("hak, bukan kewajiban") if line.clock.kind == "right" else ""


def _verdict(state: str, over: int, line: LimitLine) -> str:
    if state != "passed":
        return {"kept": _("dalam batas"), "running": _("masih berjalan"), "void": _("gugur"), "none": ""}[state]
    after = _days_after(over) if over else _("sesudah batas, pada hari yang sama")
    return after if line.ended else _("belum ada catatan; %(after)s") % {"after": after}


def _days_after(over: int) -> str:
    return ngettext("%(n)s hari sesudah batas", "%(n)s hari sesudah batas", over) % {"n": over}


def _used(line: LimitLine) -> str:
    shown = line.clock
    if shown.day is None:
        return ""
    of = _(" dari %(of)s") % {"of": shown.of} if shown.of else ""
    return f"{shown.day}{of} {words.of(shown, 'unit')}"


def _cell(moment: Moment | None, zone: str) -> Cell | None:
    if moment is None:
        return None
    entered = _("dicatat kemudian, %(at)s") % {"at": _when(moment.recorded_at, zone)} if moment.late else ""
    return Cell(_of(moment.label), _when(moment.happened_at, zone), _of(moment.by), entered)


def _from_day(at: datetime | None, zone: str) -> Cell | None:
    """Return the bare day from which a limit ran before there was a case; nothing where no day is known."""
    return Cell("", dates.long_date(at, words.language(), zone), "", "") if at else None


def _when(at: datetime, zone: str) -> str:
    return dates.long_moment(at, words.language(), zone)


def _due(at: datetime | None, zone: str) -> str:
    if at is None:
        return ""
    here = dates.local(at, zone)
    whole = (here.hour, here.minute) >= clocks.DAY_END
    return dates.long_date(at, words.language(), zone) if whole else _when(at, zone)


def turn(one: Turn, zone: str) -> tuple[str, str, str, str]:
    """Return whose turn, from, until and how long."""
    until = dates.long_date(one.until, words.language(), zone) if one.until else _("sampai sekarang")
    length = ngettext("%(n)s hari", "%(n)s hari", one.days) % {"n": one.days} if one.days else _("pada hari itu juga")
    return _of(one.body), dates.long_date(one.since, words.language(), zone), until, length


def notes() -> tuple[str, ...]:
    """Return how the sheet is to be read."""
    return (
        _("Lembar ini memuat tanggal yang tercatat, bukan penilaian atas orang atau kantor."),
        _("Pembacaan awal ialah cara hitung yang berakhir lebih dulu. Pembacaan akhir berakhir paling belakang."),
        _("Cara hitung mana yang berlaku belum kami putuskan. Serahkan kepada ahli hukum."),
        _("Jumlah hanya menghitung kewajiban menurut aturan. Hak dan standar kami sendiri tidak dijumlahkan."),
        _("Hari sesudah batas dihitung sebagai hari kalender. Hari terpakai dihitung menurut satuan aturannya."),
        _("Lembar ini memuat jalur ASN saja, tanpa nama dan tanpa isi yang tersegel."),
    )


# ---- on paper -----------------------------------------------------------------------------------------------------------


def sheet(found: DelaySheet, now: datetime, *, demo: bool) -> Sheet:
    """Return the sheet for the PDF, in the page's language."""
    zone, language = found.timezone, words.language()
    labels = LABELS[language]
    subject = ", ".join(part for part in (found.number, words.of(found, "title"), found.place) if part)
    stand = _("Keadaan %(at)s. Data hukum %(release)s.") % {"at": _when(now, zone), "release": found.law_release}
    return Sheet(
        title=_("Lembar batas waktu"),
        house=found.office,
        lines=(subject, stand),
        tables=(_limits(found), _sums(found), _turns(found)),
        notes=notes(),
        foot=found.number or found.public_id,
        page=labels["page"],
        of=labels["of"],
        language=language,
        demo=labels["drill"] if settings.SAKSAMA.drill else labels["demo"] if demo else "",
    )


def _limits(found: DelaySheet) -> Table:
    heads = (
        _("Batas waktu"),
        _("Milik"),
        _("Mulai"),
        _("Berakhir, pembacaan awal"),
        _("Berakhir, pembacaan akhir"),
        _("Dilakukan"),
        _("Terpakai"),
    )
    return Table(
        _("Setiap batas waktu"),
        heads,
        tuple(_printed(row(one, found.timezone)) for one in found.lines),
        (1.5, 1.1, 1.2, 1.3, 1.3, 1.2, 0.7),
    )


def _printed(one: Row) -> tuple[str, ...]:
    name = "\n".join((one.name, one.citation, *one.marks))
    early = "\n".join(part for part in (one.due_early, one.early) if part)
    late = "\n".join((one.due_late, one.late)) if one.due_late else _("sama")
    return name, one.owner, str(one.begun or ""), early, late, str(one.ended or _("belum ada catatan")), one.used


def _sums(found: DelaySheet) -> Table:
    heads = (
        _("Milik"),
        _("Kewajiban"),
        _("Dalam batas"),
        _("Menurut satu pembacaan"),
        _("Sesudah batas"),
        _("Masih berjalan"),
        _("Hari, pembacaan awal"),
        _("Hari, pembacaan akhir"),
    )
    return Table(
        _("Jumlah menurut kantor"),
        heads,
        tuple(_summed(one) for one in found.sums),
        (2.4, 1, 1, 1.1, 1, 1, 1, 1),
        numeric=(1, 2, 3, 4, 5, 6, 7),
    )


def _summed(one: OwnerSum) -> tuple[str, ...]:
    figures = (one.limits, one.kept, one.unsettled, one.passed, one.running, one.over_early, one.over_late)
    return (_of(one.owner), *(str(figure) for figure in figures))


def _turns(found: DelaySheet) -> Table:
    heads = (_("Giliran"), _("Sejak"), _("Sampai"), _("Lama"))
    return Table(_("Siapa yang ditunggu"), heads, tuple(turn(one, found.timezone) for one in found.turns), (1.4, 1.4, 1.4, 1))
