"""The papers of casework: request to complete, refusal of registration, minutes, study, plenary. Facts in, a `Letter` out.

The first two go to a reporter and name nobody; the others stay in the file of the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.law import explain
from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.clocks import Reading
from saksama.law.forms import Box, Letter, Paragraph
from saksama.law.rulebook import Book, Entry, released

from .build import RESTRICTED, _letter, cited
from .facts import Head

HIDDEN = "Pelapor; identitasnya ditutup."


@dataclass(frozen=True, slots=True)
class Completion:
    """What a report lacks. `missing` in plain words; `due` is the end of the repair clock, by the later reading."""

    head: Head
    reference: str
    received_at: datetime
    timezone: str
    missing: tuple[str, ...]
    message: str = field(repr=False)
    due: datetime | None
    rule: Reading | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A report is not registered. `ground` in words; `conditions` are those that are not met; `traced`: its content lives on."""

    head: Head
    reference: str
    received_at: datetime
    timezone: str
    ground: str
    reasons: str = field(repr=False)
    conditions: tuple[str, ...] = ()
    traced: bool = False


@dataclass(frozen=True, slots=True)
class HearingMinutes:
    """One hearing. `heard` names the person, or says that the reporter's name is hidden; `pairs` are questions with answers."""

    head: Head
    register_number: str
    heard: str = field(repr=False)
    present: bool
    at: datetime
    timezone: str
    warned: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    course: str = field(default="", repr=False)
    persons: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    recording: str = ""
    read_back: str = ""
    signature: str = ""
    refusal: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """One element of a violation as the study judged it. `ours`: the law data do not name it."""

    name: str
    finding: str
    reasons: str = field(repr=False)
    evidence: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Study:
    """One version of the study."""

    head: Head
    register_number: str
    version: int
    accused: str = field(repr=False)
    happened_on: date
    happened_where: str
    violations: tuple[str, ...]
    facts: str = field(repr=False)
    elements: tuple[Judged, ...]
    analysis: str = field(repr=False)
    conclusion: str
    heard: bool
    hearing: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Plenary:
    """One plenary. `votes` are (member, vote in words); `outcome` in words; `dissent` is sealed like the rest."""

    head: Head
    register_number: str
    held_on: date
    outcome: str
    votes: tuple[tuple[str, str], ...]
    members: int
    away: tuple[str, ...]
    interests: tuple[str, ...]
    heard: bool
    minutes: str = field(repr=False)
    dissent: str = field(default="", repr=False)
    persons: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def completion(facts: Completion, *, book: Book | None = None) -> Letter:
    """Return the request to complete a report: what is missing and until when, without a word of the report itself."""
    book = book or released()
    office_zone = zone(facts.timezone)
    until = say.instant_id(facts.due, office_zone) if facts.due else "Secepatnya; batasnya belum dapat dihitung"
    paragraphs = [
        Paragraph(f"{facts.reference}, diterima {say.instant_id(facts.received_at, office_zone)}.", "Laporan.", numbered=True),
        Paragraph(f"{_begun('; '.join(facts.missing) or 'lihat pesan petugas')}.", "Yang kurang.", numbered=True),
        Paragraph(facts.message, "Pesan petugas.", numbered=True),
        Paragraph(f"{until}.", "Ditunggu sampai.", numbered=True, check=bool(facts.rule and facts.rule.needs_check)),
    ]
    if facts.rule is not None:
        paragraphs.append(Paragraph(explain.due(facts.rule, office_zone).id, "Cara menghitung.", check=facts.rule.needs_check))
    paragraphs += [
        Paragraph("Lengkapi dengan kode laporan Anda, atau datang ke kantor kami."),
        Paragraph("Bila tidak dilengkapi, isinya tetap disimpan sebagai informasi awal."),
    ]
    form = book.form("completion", facts.head.on)
    box = Box("Melengkapi laporan", until, facts.rule.citation if facts.rule else form.citation, form.needs_check)
    rules = [facts.rule] if facts.rule is not None else []
    return _letter(form, facts.head, "Pelapor", box, paragraphs, rules=rules)


def refusal(facts: Refusal, *, book: Book | None = None) -> Letter:
    """Return the letter that a report is not registered, with the reason and what becomes of its content."""
    book = book or released()
    form = book.form("refusal", facts.head.on)
    office_zone = zone(facts.timezone)
    lives = "Isinya disimpan sebagai informasi awal dan dapat ditelusuri." if facts.traced else "Isinya tetap tersegel."
    paragraphs = [
        Paragraph(f"{facts.reference}, diterima {say.instant_id(facts.received_at, office_zone)}.", "Laporan.", numbered=True),
        Paragraph(f"Tidak diregistrasi (tidak dicatat sebagai perkara): {facts.ground}.", "Keputusan.", numbered=True),
        Paragraph(facts.reasons, "Alasan.", numbered=True),
    ]
    if facts.conditions:
        paragraphs.append(Paragraph(f"{_begun('; '.join(facts.conditions))}.", "Syarat yang belum terpenuhi.", numbered=True))
    paragraphs += [
        Paragraph(lives, "Sesudah itu.", numbered=True),
        Paragraph("Anda dapat membaca kabar dan menulis kepada petugas dengan kode laporan Anda.", ""),
    ]
    return _letter(form, facts.head, "Pelapor", Box("Tidak ada. Surat ini pemberitahuan."), paragraphs)


def hearing_minutes(facts: HearingMinutes, *, book: Book | None = None) -> Letter:
    """Return the minutes of a hearing: who sat there, the warnings read out, question by question, how it was signed."""
    book = book or released()
    form = book.form("minutes", facts.head.on)
    at = say.instant_id(facts.at, zone(facts.timezone))
    paragraphs = [
        Paragraph(f"{at}. Register {facts.register_number or 'belum bernomor'}.", "Waktu.", numbered=True),
        Paragraph(facts.heard if facts.present else f"{facts.heard} Tidak hadir.", "Yang didengar.", numbered=True),
        *(Paragraph(f"{name}.", f"{role.capitalize()}.", numbered=True) for role, name in facts.persons),
    ]
    if facts.warned:
        paragraphs.append(Paragraph(f"{'; '.join(facts.warned)}.", "Dibacakan sebelum bertanya.", numbered=True))
    for n, (question, answer) in enumerate(facts.pairs, start=1):
        paragraphs += [Paragraph(question, f"Tanya {n}."), Paragraph(answer, f"Jawab {n}.")]
    if facts.course:
        paragraphs.append(Paragraph(facts.course, "Jalannya pemeriksaan.", numbered=True))
    closing = (("Rekaman.", facts.recording), ("Dibacakan kembali.", facts.read_back), ("Tanda tangan.", facts.signature))
    paragraphs += [Paragraph(f"{_begun(words)}.", label, numbered=True) for label, words in closing if words]
    if facts.refusal:
        paragraphs.append(Paragraph(facts.refusal, "Alasan tidak menandatangani."))
    paragraphs.append(Paragraph("........................................", "Yang didengar, tanda tangan."))
    return _letter(form, facts.head, "Berkas perkara", Box("Membaca, lalu menandatangani"), paragraphs, classification=RESTRICTED)


def study(facts: Study, *, book: Book | None = None) -> Letter:
    """Return a version of the study: facts, every element with finding, evidence and reason, analysis, proposed conclusion."""
    book = book or released()
    form = book.form("study", facts.head.on)
    words, check = cited(book, facts.violations, facts.happened_on)
    where = f"{say.day_id(facts.happened_on)}, {facts.happened_where}"
    paragraphs = [
        Paragraph(f"Nomor {facts.register_number or 'belum bernomor'}, versi {facts.version}.", "Register.", numbered=True),
        Paragraph(f"{facts.accused} Diduga pada {where}.", "Yang dilaporkan.", numbered=True),
        Paragraph(facts.hearing if facts.heard else f"Belum didengar. {facts.hearing}".strip(), "Keterangannya.", numbered=True),
        Paragraph(facts.facts, "Fakta dan bukti.", numbered=True),
        Paragraph(f"{words}." if words else "Belum ditentukan.", "Aturan pada hari itu.", numbered=True, check=check),
        *(_judged(one) for one in facts.elements),
        Paragraph(facts.analysis, "Analisis hukum.", numbered=True),
        Paragraph(f"{facts.conclusion.capitalize()}. Pleno yang memutus.", "Simpulan usulan.", numbered=True),
    ]
    rules: list[Entry] = [book.violation(one, facts.happened_on) for one in facts.violations]
    box = Box("Membahas kajian ini dalam rapat pleno", "", words, check)
    return _letter(form, facts.head, "Rapat pleno", box, paragraphs, classification=RESTRICTED, rules=rules)


def _begun(words: str) -> str:
    """Return the words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def _judged(one: Judged) -> Paragraph:
    evidence = f" Bukti nomor {', '.join(one.evidence)}." if one.evidence else " Tanpa bukti yang disebut."
    text = f"{one.finding.capitalize()}.{evidence} {one.reasons}".strip()
    return Paragraph(text, f"Unsur: {one.name}.", check=one.ours)


def plenary(facts: Plenary, *, book: Book | None = None) -> Letter:
    """Return the minutes of a plenary: who voted how, who stood aside or was away, the outcome, dissent with its reasons."""
    book = book or released()
    form = book.form("plenary", facts.head.on)
    votes = "; ".join(f"{member}: {vote}" for member, vote in facts.votes)
    paragraphs = [
        Paragraph(f"{say.day_id(facts.held_on)}. Register {facts.register_number}.", "Rapat.", numbered=True),
        Paragraph(f"{len(facts.votes)} dari {facts.members} anggota memberi suara.", "Kuorum.", numbered=True),
        Paragraph(f"{votes}." if votes else "Tidak ada suara.", "Suara.", numbered=True),
    ]
    if facts.away:
        paragraphs.append(Paragraph(f"{'; '.join(facts.away)}.", "Berhalangan.", numbered=True))
    stated = f"{'; '.join(facts.interests)}." if facts.interests else "Tidak ada yang dinyatakan."
    paragraphs += [
        Paragraph(stated, "Pernyataan kepentingan.", numbered=True),
        Paragraph("Ia sudah didengar." if facts.heard else "Ia belum didengar.", "Yang dilaporkan.", numbered=True),
        Paragraph(f"{facts.outcome.capitalize()}.", "Putusan.", numbered=True),
        *(Paragraph(f"{outcome}.", f"{name}.") for name, outcome in facts.persons),
        Paragraph(facts.minutes, "Jalannya rapat.", numbered=True),
    ]
    if facts.dissent:
        paragraphs.append(Paragraph(facts.dissent, "Pendapat berbeda.", numbered=True))
    box = Box("Melaksanakan putusan ini", "", form.citation, form.needs_check)
    return _letter(form, facts.head, "Berkas perkara", box, paragraphs, classification=RESTRICTED)
