"""The builders: facts in, a `Letter` out. Respectful and short; every rule cited, what a lawyer must still see marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo

from saksama.kernel.errors import Invalid
from saksama.law import explain, library
from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.clocks import Reading, State
from saksama.law.forms import Box, Letter, Paragraph
from saksama.law.records import CLOCKS
from saksama.law.rule import ClockRule
from saksama.law.rulebook import Book, Entry, released

from .facts import Exoneration, Forwarding, Handover, Head, Invitation, Person, Receipt, Recommendation, Reminder

GREETING = "Dengan hormat kami sampaikan hal-hal berikut."
RESTRICTED = "Terbatas"
NOT_HEARD = "Yang bersangkutan belum didengar."
_DOORS = {
    "named": "laporan resmi; nama pelapor diketahui kantor yang menerima",
    "sealed": "rahasia; nama pelapor disegel",
    "nameless": "tanpa nama; kiriman menjadi informasi awal",
}
_CLASSES = {
    "moral": ("Rekomendasi penjatuhan sanksi moral", "Menjatuhkan sanksi moral kepada pegawai tersebut di bawah"),
    "medium": ("Rekomendasi penjatuhan hukuman disiplin", "Menjatuhkan hukuman disiplin sedang kepada pegawai tersebut di bawah"),
    "heavy": ("Rekomendasi penjatuhan hukuman disiplin", "Menjatuhkan hukuman disiplin berat kepada pegawai tersebut di bawah"),
    "dismissal": ("Rekomendasi pemberhentian", "Memproses pemberhentian pegawai tersebut di bawah menurut aturan"),
}
_UNDECIDED = ("Rekomendasi pemeriksaan", "Memeriksa pegawai tersebut di bawah dan memutuskan menurut aturan")


def receipt_of_report(facts: Receipt, *, book: Book | None = None) -> Letter:
    """Return the receipt a reporter keeps. It names no person and nothing of the content."""
    book = book or released()
    office_zone = zone(facts.timezone)
    paragraphs = [
        Paragraph(f"{say.instant_id(facts.received_at, office_zone)}.", "Diterima.", numbered=True),
        Paragraph(f"{facts.reference}.", "Tanda laporan.", numbered=True),
        Paragraph(f"{facts.channel}. Pintu: {_DOORS.get(facts.door, facts.door)}.", "Cara.", numbered=True),
        Paragraph(f"{facts.enclosed} berkas disertakan." if facts.enclosed else "Tidak ada berkas.", "Bukti.", numbered=True),
    ]
    for reading in facts.next_steps:
        name = book.clock(reading.rule).name_id if reading.rule else "Langkah berikutnya"
        paragraphs.append(
            Paragraph(f"{explain.due(reading, office_zone).id}.", f"{name}.", numbered=True, check=reading.needs_check)
        )
    if facts.leaf_hash:
        paragraphs.append(Paragraph(facts.leaf_hash, "Sidik dalam buku besar.", numbered=True))
    paragraphs.append(
        Paragraph("Anda dapat melihat kabar, menambah bukti, dan menarik laporan dengan kode Anda.", "Sesudah itu.")
    )
    what = Box("Simpan kode laporan Anda. Kode itu tidak tercetak di sini.")
    return _letter(book.form("receipt"), facts.head, "Pelapor", what, paragraphs, rules=facts.next_steps)


def invitation(facts: Invitation, *, book: Book | None = None) -> Letter:
    """Return the invitation to a clarification. Raises `Invalid` where nobody recorded who held the post on the day."""
    book = book or released()
    _known(facts.person)
    office_zone = zone(facts.timezone)
    words, check = cited(book, facts.violations, facts.happened_on)
    place = f"{facts.where}. {f'Hubungi {facts.contact} jika perlu hari lain.' if facts.contact else ''}".strip()
    paragraphs = [
        Paragraph(
            f"{facts.person.words}, pada {say.short_id(facts.happened_on)}. Sumber: {facts.person.source}.",
            "Anda.",
            numbered=True,
        ),
        Paragraph(f"{facts.allegation} Hal ini diduga, belum terbukti.", "Yang diduga.", numbered=True),
        Paragraph(f"{words}.", "Aturan.", numbered=True, check=check),
        Paragraph(f"{say.instant_id(facts.meeting_at, office_zone)}, {place}", "Waktu dan tempat.", numbered=True),
        Paragraph(_how_to_answer(facts), "Menjawab tertulis.", numbered=True),
    ]
    if facts.reply is not None:
        until = explain.due(facts.reply, office_zone).id
        paragraphs.append(Paragraph(f"{until}. {facts.reply.label_id}.".replace(". .", "."), "Batas jawaban.", numbered=True))
    paragraphs.append(
        Paragraph("Identitas pelapor ditutup. Bukti yang boleh Anda lihat disertakan atau dibuka dengan kode surat.", "Bukti.")
    )
    box = Box(
        "Hadir untuk memberi keterangan, atau menjawab tertulis", say.instant_id(facts.meeting_at, office_zone), words, check
    )
    codes = (("Kode surat, hanya untuk Anda", facts.pass_code),) if facts.pass_code else ()
    rules: list[Entry | Reading] = [*_violations(book, facts), *([facts.reply] if facts.reply else [])]
    return _letter(book.form("invitation"), facts.head, facts.to, box, paragraphs, codes=codes, rules=rules)


def _how_to_answer(facts: Invitation) -> str:
    if facts.pass_code and facts.answer_url:
        return f"Buka {facts.answer_url}, tulis kode surat di bawah, lalu jawab. Anda juga dapat membalas dengan surat."
    return "Anda dapat membalas dengan surat ke kantor kami."


def forwarding(facts: Forwarding, *, book: Book | None = None) -> Letter:
    """Return the letter of the plenary to the oversight body. It says *belum didengar* where he was not heard (decision 37)."""
    book = book or released()
    _known(facts.person)
    words, check = cited(book, facts.violations, facts.happened_on)
    heard = facts.hearing or "Keterangannya ada dalam berita acara."
    paragraphs = [
        Paragraph(
            f"{facts.person.words}, pada {say.short_id(facts.happened_on)}. Sumber: {facts.person.source}.",
            "Pegawai.",
            numbered=True,
        ),
        Paragraph(
            f"Diduga pada {say.day_id(facts.happened_on)} di {facts.happened_where}: {facts.act}", "Perbuatan.", numbered=True
        ),
        Paragraph(f"{facts.register_number}, pleno {say.short_id(facts.pleno_on)}.", "Register.", numbered=True),
        Paragraph(f"{words}.", "Aturan yang diduga dilanggar.", numbered=True, check=check),
        Paragraph(heard, "Keterangan yang bersangkutan.", numbered=True)
        if facts.heard
        else Paragraph(
            f"{NOT_HEARD} {facts.hearing}".strip() + " Mohon ia didengar sebelum keputusan dibuat.",
            "Keterangan yang bersangkutan.",
            numbered=True,
        ),
        Paragraph("Mohon kabar penerimaan surat ini dan hasil pemeriksaannya.", "Sesudah itu."),
    ]
    form = book.form("forwarding", facts.head.on)
    box = Box(
        "Memeriksa dugaan pelanggaran netralitas pegawai tersebut di bawah",
        "Tidak ada batas waktu yang kami temukan dalam aturan",
        form.citation,
        form.needs_check,
    )
    rules = _violations(book, facts)
    return _letter(form, facts.head, facts.to, box, paragraphs, classification=RESTRICTED, rules=rules)


def recommendation(facts: Recommendation, *, book: Book | None = None) -> Letter:
    """Return the recommendation to the personnel authority. Raises `Invalid` before a reply or its lapse is recorded."""
    book = book or released()
    _known(facts.person)
    if facts.replied_on is None:
        raise Invalid(
            "Catat dahulu jawaban yang dilaporkan atau lewatnya batas jawaban.",
            "First record the reported person's answer or the lapse of its limit.",
            field="replied_on",
        )
    violation = book.violation(facts.violation, facts.happened_on)
    clock = book.clock("BK-03", facts.head.on)
    subject, asked = _CLASSES.get(violation.sanction_class, _UNDECIDED)
    box = Box(asked, f"{clock.count} hari kerja sejak surat ini diterima", clock.citation, clock.needs_check)
    paragraphs = [
        Paragraph(
            f"{facts.person.words}, pada {say.short_id(facts.happened_on)}. Sumber: {facts.person.source}.",
            "Pegawai.",
            numbered=True,
        ),
        Paragraph(
            f"Menurut telaah kami, pada {say.day_id(facts.happened_on)}: {facts.act} Register Bawaslu {facts.register_number}.",
            "Perbuatan.",
            numbered=True,
        ),
        Paragraph(_reply(facts, facts.replied_on), "Jawaban yang bersangkutan.", numbered=True),
        Paragraph(f"{violation.citation}. {facts.reasons}", "Penilaian.", numbered=True, check=violation.needs_check),
        *_choice(book, facts, violation),
        Paragraph(
            "Dipanggil dan diperiksa menurut aturan, didampingi, serta mengajukan keberatan atau banding.",
            "Hak yang bersangkutan.",
            numbered=True,
        ),
        Paragraph(
            "Mohon keputusan dan tanggal penyerahannya disampaikan lewat kotak masuk instansi atau surat balasan. "
            "Jika Saudara memerlukan waktu tambahan, mohon sebutkan alasannya sebelum tenggat.",
            "Sesudah itu.",
        ),
    ]
    return _letter(
        book.form("recommendation", facts.head.on),
        facts.head,
        facts.to,
        box,
        paragraphs,
        classification=RESTRICTED,
        subject=subject,
        copies=_copies(facts),
        rules=(violation, clock),
    )


def _reply(facts: Recommendation, on: date) -> str:
    if facts.replied:
        return f"Diterima {say.short_id(on)} dan dipertimbangkan. {facts.reply_words}".strip()
    return f"Sampai {say.short_id(on)}, sesudah batas jawaban lewat, kami belum menerima jawaban. {facts.reply_words}".strip()


def _choice(book: Book, facts: Recommendation, violation: Entry) -> list[Paragraph]:
    named = [book.sanction(sanction, facts.happened_on) for sanction in facts.sanctions or violation.sanctions]
    if not named:
        return [
            Paragraph(
                "Tingkat sanksinya belum dapat kami tentukan. Jenisnya Saudara tetapkan menurut aturan.",
                "Sanksi.",
                numbered=True,
                check=True,
            )
        ]
    kinds = "; ".join(sanction.name_id for sanction in named)
    bases = "; ".join(dict.fromkeys(sanction.citation for sanction in named))
    return [
        Paragraph(
            f"{kinds} ({bases}). Jenisnya Saudara tetapkan; jika berbeda, mohon alasannya.",
            "Sanksi.",
            numbered=True,
            check=any(sanction.needs_check for sanction in named),
        )
    ]


def _copies(facts: Recommendation) -> tuple[str, ...]:
    if not facts.conflict or not facts.higher_authority:
        return facts.head.copies
    basis = "dasar hukum perlu diperiksa ahli hukum"
    why = f"salinan dan usul mengambil alih, karena uji benturan kepentingan menjawab “ya” ({basis})"
    return (f"{facts.higher_authority}: {why}", *facts.head.copies)


def reminder(facts: Reminder, *, book: Book | None = None) -> Letter:
    """Return the reminder to a personnel authority of which nothing was heard. It accuses nobody: *belum menerima kabar*."""
    book = book or released()
    office_zone = zone(facts.timezone)
    controls = [book.sanction(control, facts.head.on) for control in ("C-1", "C-4")]
    names = "; ".join(control.name_id.lower() for control in controls)
    paragraphs = [
        Paragraph(
            f"Nomor {facts.recommendation_number}, {say.short_id(facts.recommendation_on)}.", "Rekomendasi.", numbered=True
        ),
        Paragraph(f"{say.short_id(facts.served_on)}. Sejak itu {facts.days} hari kerja berlalu.", "Diterima.", numbered=True),
        Paragraph(facts.ppk.refused or facts.ppk.why_id, "Tenggat.", numbered=True, check=facts.ppk.needs_check),
        Paragraph("Kami belum menerima bukti keputusan. Itu tidak berarti keputusan belum dibuat.", "Kabar.", numbered=True),
        Paragraph(
            f"Lembaga pengawas dapat menempuh: {names} ({controls[0].citation}).",
            "Menurut aturan.",
            numbered=True,
            check=any(control.needs_check for control in controls),
        ),
    ]
    box = Box(
        "Menyampaikan keputusan, atau alasan jika memerlukan waktu tambahan",
        _until(facts.ppk, office_zone),
        facts.ppk.citation,
        facts.ppk.needs_check,
    )
    form = book.form("reminder", facts.head.on)
    rules: list[Entry | Reading] = [facts.ppk, *controls]
    return _letter(form, facts.head, facts.to, box, paragraphs, classification=RESTRICTED, rules=rules)


def _until(ppk: Reading, office_zone: tzinfo) -> str:
    """Return the end of the authority's limit, and that it lies behind where it does."""
    until = explain.due(ppk, office_zone).id
    return f"{until} (sudah lewat)" if ppk.state is State.MISSED and not ppk.refused else until


def exoneration(facts: Exoneration, *, book: Book | None = None) -> Letter:
    """Return the letter that clears a person: always to him, to others only where they were formally notified and he agrees."""
    book = book or released()
    by = "Rapat pleno" if facts.decided_by == "pleno" else "Telaah lembaga pengawas"
    paragraphs = [
        Paragraph(f"{facts.person.words}.", "Anda.", numbered=True),
        Paragraph(facts.act, "Yang diperiksa.", numbered=True),
        Paragraph(
            f"{by} pada {say.short_id(facts.decided_on)} menyatakan: tidak terbukti. Register {facts.register_number}.",
            "Hasil.",
            numbered=True,
        ),
        Paragraph(
            "Perkara ini tidak dicatat sebagai pelanggaran dan tidak muncul dalam cek rekam disiplin Saksama.",
            "Akibatnya.",
            numbered=True,
        ),
    ]
    if facts.told:
        paragraphs.append(
            Paragraph(f"Dengan persetujuan Anda hasil ini juga diberitahukan kepada: {'; '.join(facts.told)}.", "Pemberitahuan.")
        )
    paragraphs.append(Paragraph("Terima kasih atas keterangan dan kesabaran Anda.", ""))
    return _letter(book.form("exoneration"), facts.head, facts.to, Box("Tidak ada. Pemeriksaan ini selesai."), paragraphs)


def handover(facts: Handover, *, book: Book | None = None) -> Letter:
    """Return the letter that hands a matter to the body it belongs to: no civil servant, or another body's act."""
    book = book or released()
    entry = book.violation(facts.violation, facts.happened_on) if facts.violation else None
    form = book.form("handover", facts.head.on)
    paragraphs = [
        Paragraph(f"{facts.person.words}.", "Yang dilaporkan.", numbered=True),
        Paragraph(
            f"Diduga pada {say.day_id(facts.happened_on)} di {facts.happened_where}: {facts.act}", "Perbuatan.", numbered=True
        ),
        Paragraph(facts.reason, "Mengapa kami alihkan.", numbered=True),
    ]
    if entry is not None:
        paragraphs.append(Paragraph(f"{entry.citation}.", "Aturan yang mungkin berlaku.", numbered=True, check=entry.needs_check))
    heard = "Ia sudah kami dengar." if facts.heard else "Ia belum kami dengar. Mohon ia didengar."
    paragraphs.append(Paragraph(f"{heard} Mohon kabar hasilnya.", "Sesudah itu."))
    box = Box("Menangani informasi ini menurut kewenangan Saudara", "", form.citation, form.needs_check)
    rules = [entry] if entry else []
    return _letter(form, facts.head, facts.to, box, paragraphs, classification=RESTRICTED, rules=rules)


# ---- shared ----------------------------------------------------------------------------------------------------------


def cited(book: Book, violations: Iterable[str], on: date) -> tuple[str, bool]:
    """Return the articles of some entries in force on the day of the act, and whether a lawyer must look. Raises `NoRule`."""
    entries = [book.violation(violation, on) for violation in violations]
    parts = [part.strip() for entry in entries for part in entry.citation.split(";")]
    return "; ".join(dict.fromkeys(parts)), any(entry.needs_check for entry in entries)


def _violations(book: Book, facts: Invitation | Forwarding) -> list[Entry]:
    return [book.violation(violation, facts.happened_on) for violation in facts.violations]


def _paths(rules: Iterable[Entry | ClockRule | Reading]) -> tuple[str, ...]:
    """Return where the public library holds the rules of a letter; a limit without a rule has no place there."""
    kinds = [(one.kind if isinstance(one, Entry) else CLOCKS, one.version) for one in rules]
    return tuple(dict.fromkeys(library.path_of(kind, version) for kind, version in kinds if version))


def _known(person: Person) -> None:
    if not person.source.strip():
        raise Invalid(
            "Catat dahulu siapa yang memegang jabatan itu pada hari kejadian, dan dari dokumen apa.",
            "First record who held the post on the day, and from which document.",
            field="source",
        )


def _letter(
    form: Entry,
    head: Head,
    to: str,
    box: Box,
    paragraphs: list[Paragraph],
    *,
    classification: str = "",
    subject: str = "",
    copies: tuple[str, ...] | None = None,
    codes: tuple[tuple[str, str], ...] = (),
    rules: Iterable[Entry | ClockRule | Reading] = (),
) -> Letter:
    return Letter(
        office=head.office,
        office_address=head.office_address,
        number=head.number,
        date=head.on,
        to=to,
        subject=subject or form.subject_id,
        box=box,
        paragraphs=tuple(paragraphs),
        enclosures=head.enclosures,
        signed_by=head.signed_by,
        check_code=head.check_code,
        verify_url=head.verify_url,
        demo=head.demo,
        place=head.place,
        classification=classification,
        greeting=GREETING,
        standing=tuple(form.standing_id),
        copies=head.copies if copies is None else copies,
        codes=codes,
        rules=_paths(rules),
    )
