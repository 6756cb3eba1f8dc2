"""What may happen at every stage: letters, evidence, copy sheets, exclusions, lapses, closing."""

from __future__ import annotations

from .declared import Field, Kind, by, register, says
from .shared import NOTE, REASON, choice, computed, note

SYSTEMS = (
    ("sigaplapor", "SigapLapor", "SigapLapor"),
    ("sbt", "SBT", "SBT"),
    ("idis", "I'DIS", "I'DIS"),
    ("form_a", "Form A", "Form A"),
)
GROUNDS = (
    ("kin", "hubungan keluarga", "kinship"),
    ("superior", "atasan atau bawahan", "superior or subordinate"),
    ("recusal", "mengundurkan diri", "stood aside"),
    ("home_agency", "pegawai titipan instansi yang sama", "lent by the same agency"),
)

WAYS = (
    ("electronic", "elektronik", "electronic"),
    ("wet", "basah, hasil pindai atau foto", "wet ink, scanned or photographed"),
)
MATCHES = (
    ("exact", "isinya persis surat kami", "its content is exactly our letter"),
    ("reworked", "berasal dari surat kami, halamannya ditambah atau diubah", "grew out of our letter, pages were changed"),
    ("unknown", "dicocokkan petugas", "compared by the officer"),
)
CHAINS = (
    ("trusted", "rantai sampai ke akar tepercaya", "chain ends at a trusted root"),
    ("untrusted", "rantai tidak sampai ke akar tepercaya", "chain ends at no trusted root"),
    ("unchecked", "rantai belum diperiksa", "chain not checked"),
)

_AT_OFFICE = (
    "Batas waktu {rule} di kantor kami sudah lewat. Petugas masih mengerjakannya.",
    "Our office has passed its limit {rule}. Officers are still at work on it.",
)
_NO_NEWS = ("Batas waktu {rule} sudah lewat. Belum ada kabar.", "The limit {rule} has passed. There is no news yet.")
# What a lapse tells a reporter: duties of offices only, never a right that somebody did not use.
_LAPSES = {
    **dict.fromkeys(("initial_study", "registration", "handling", "finding"), _AT_OFFICE),
    **dict.fromkeys(("sbt_verification", "sbt_study", "ppk", "delivery", "objection_decision", "appeal_decision"), _NO_NEWS),
    "completion": (
        "Batas waktu melengkapi sudah lewat. Petugas menentukan langkah berikutnya.",
        "The limit to complete has passed. Officers decide what comes next.",
    ),
}

# Why a case lost its officer. The first is a person's own step, the others the sweep's.
HANDED_BACK = (
    ("own", "diserahkan kembali", "given back"),
    ("left", "tidak lagi bertugas di kantor ini", "no longer serves in this office"),
    ("barred", "tidak boleh membaca perkara ini", "may not read this case"),
)

# Why an open limit was counted again. `after` is its later reading where that moved, else its earlier one.
_CAUSES = (
    ("rule", "aturannya berubah", "its rule changed"),
    ("days", "hari libur, cuti bersama, atau tahapan KPU berubah", "holidays, joint leave or stages of the KPU changed"),
)

register(
    Kind(
        "reporter.withdrew",
        "Pelapor menarik laporan",
        "Reporter withdrew",
        says("Pelapor menarik laporannya.", "The reporter withdrew the report."),
        fields=(computed("report"), computed("source")),
        offered=False,
        to_reporter=says(
            "Penarikan Anda dicatat. Isinya tetap tersimpan sebagai informasi awal.",
            "Your withdrawal is recorded. The content stays as initial information.",
        ),
    ),
    Kind(
        "reporter.wrote",
        "Pelapor menulis pesan",
        "Reporter wrote",
        says("Pelapor menulis pesan.", "The reporter wrote a message."),
        fields=(computed("report"), computed("source")),
        offered=False,
    ),
    Kind(
        "evidence.added",
        "Bukti ditambahkan",
        "Evidence added",
        says("Bukti ditambahkan: {origin}.", "Evidence added: {origin}."),
        "Tambah bukti",
        "Add evidence",
        (
            NOTE,
            computed("report"),
            computed("source"),
            computed(
                "origin",
                "choice",
                choices=(
                    ("reporter", "dari pelapor", "from the reporter"),
                    ("officer", "oleh petugas", "by an officer"),
                    ("joined", "dari laporan yang digabung", "from a joined report"),
                    ("accused", "dari yang dilaporkan", "from the reported person"),
                ),
            ),
        ),
        minor=True,
        needs_document=True,
    ),
    Kind(
        "letter.issued",
        "Surat diterbitkan",
        "Letter issued",
        says("Surat diterbitkan: {form}.", "Letter issued: {form}."),
        "Terbitkan surat",
        "Issue a letter",
        (
            choice(
                "form",
                "Surat",
                "Letter",
                ("receipt", "tanda bukti penyampaian", "receipt of report"),
                ("completion", "permintaan melengkapi", "request to complete"),
                ("refusal", "pemberitahuan tidak diregistrasi", "notice of non-registration"),
                ("minutes", "berita acara klarifikasi", "minutes of a clarification"),
                ("study", "kajian", "study"),
                ("plenary", "berita acara pleno", "minutes of a plenary"),
            ),
            Field(
                "about",
                "choice",
                "Dari langkah",
                "Of which step",
                required=False,
                hint_id="Kosongkan untuk yang terakhir.",
                hint_en="Leave empty for the last one.",
            ),
        ),
        minor=True,
        why_id="Digambar dari yang sudah tercatat; tidak ada yang diketik lagi.",
        why_en="Drawn from what is recorded; nothing is typed again.",
    ),
    Kind(
        "letter.signed",
        "Surat bertanda tangan diterima",
        "Signed letter taken back",
        says("Surat kembali bertanda tangan: {way}.", "The letter came back signed: {way}."),
        "Unggah surat bertanda tangan",
        "Upload a signed letter",
        (
            choice("document", "Surat", "Letter"),
            choice("way", "Tanda tangan", "Signature", *WAYS),
            computed("file_sha256", "code"),
            computed("match", "choice", choices=MATCHES),
            computed("chain", "choice", choices=CHAINS),
            computed("signatures", "number"),
            computed("signed_at", "datetime"),
            Field("signer", "text", "Menurut sertifikat", "By the certificate", required=False, sealed=True, computed=True),
        ),
        minor=True,
        needs_document=True,
        why_id="Tanda tangan elektronik diperiksa di sini, tanpa jaringan.",
        why_en="Electronic signatures are checked here, offline.",
    ),
    Kind(
        "evidence.disclosed",
        "Bukti dibuka bagi yang dilaporkan",
        "Evidence disclosed",
        says(
            "Salinan bukti yang sudah ditutup sebagian dibuka bagi yang dilaporkan.",
            "Redacted copies were opened to the reported person.",
        ),
        "Pilih bukti untuk yang dilaporkan",
        "Select evidence for the reported person",
        (
            Field("files", "files", "Salinan", "Copies", required=False),
            note("redactions", "Bagian yang ditutup", "Parts covered", required=False),
            note("extract", "Kutipan yang diketik", "Typed extract", required=False),
            note("extract_source", "Sumber kutipan", "Source of the extract", required=False),
            computed("extracts", "number"),
        ),
        to_accused=says(
            "Salinan bukti dapat Anda lihat di sini sejak {at}.", "Copies of the evidence can be seen here since {at}."
        ),
        minor=True,
    ),
    Kind(
        "copy_sheet.issued",
        "Lembar salin dibuat",
        "Copy sheet issued",
        says("Lembar salin untuk {target} dibuat.", "Copy sheet for {target} issued."),
        "Buat lembar salin",
        "Make a copy sheet",
        (choice("target", "Sistem tujuan", "Target system", *SYSTEMS),),
        minor=True,
    ),
    Kind(
        "outside_number.recorded",
        "Nomor sistem lain dicatat",
        "Outside number recorded",
        says("Nomor {number} dari {system} dicatat.", "Number {number} of {system} recorded."),
        "Catat nomor",
        "Record the number",
        (choice("system", "Sistem", "System", *SYSTEMS), Field("number", "code", "Nomornya", "Their number")),
        minor=True,
    ),
    Kind(
        "identity.opened",
        "Identitas pelapor dibuka",
        "Reporter's identity opened",
        says("Identitas pelapor dibuka dengan alasan.", "The reporter's identity was opened for a reason."),
        fields=(REASON, computed("report")),
        offered=False,
    ),
    Kind(
        "clock.lapsed",
        "Batas waktu lewat",
        "Limit passed",
        says("Batas waktu {rule} lewat menurut cara hitung yang paling akhir.", "The limit {rule} passed by its latest reading."),
        fields=(computed("rule"), computed("subject"), computed("due", "datetime"), computed("started_by", "number")),
        offered=False,
        to_reporter=by("subject", _LAPSES, otherwise=("", "")),
    ),
    Kind(
        "clock.moved",
        "Batas waktu berubah",
        "Limit moved",
        says(
            "Batas waktu {rule} berubah dari {before} menjadi {after}: {cause}.",
            "The limit {rule} moved from {before} to {after}: {cause}.",
        ),
        fields=(
            computed("rule"),
            computed("subject"),
            computed("started_by", "number"),
            computed("before", "datetime"),
            computed("after", "datetime"),
            computed("cause", "choice", choices=_CAUSES),
            computed("release"),
        ),
        offered=False,
    ),
    Kind(
        "exclusion.recorded",
        "Petugas dikecualikan",
        "Officer excluded",
        says("Seorang petugas dikecualikan: {ground}.", "An officer was excluded: {ground}."),
        "Kecualikan petugas",
        "Exclude an officer",
        (Field("person", "officer", "Petugas", "Officer"), choice("ground", "Alasan", "Ground", *GROUNDS), NOTE),
        minor=True,
        why_id="Ia tidak lagi melihat perkara ini dan kuncinya dicabut.",
        why_en="This officer no longer sees the case; the keys are withdrawn.",
    ),
    Kind(
        "officer.assigned",
        "Petugas perkara ditunjuk",
        "Officer assigned",
        says("Perkara ini dikerjakan {officer}.", "{officer} works on this case."),
        "Tunjuk petugas",
        "Assign an officer",
        (Field("officer", "officer", "Petugas", "Officer"),),
        minor=True,
        why_id="Pemberitahuan batas waktu perkara ini sampai kepadanya.",
        why_en="Notices of this case's limits go to this officer.",
    ),
    Kind(
        "officer.unassigned",
        "Perkara dilepas petugasnya",
        "Officer unassigned",
        says(
            "{officer} tidak lagi mengerjakan perkara ini: {ground}. Perkara menunggu petugas.",
            "{officer} no longer works on this case: {ground}. It waits for an officer.",
        ),
        "Lepas petugas",
        "Unassign the officer",
        (computed("officer", "officer"), computed("ground", "choice", choices=HANDED_BACK)),
        minor=True,
        why_id="Sesudah ini semua staf penanganan kantor diberi tahu tentang batas waktunya.",
        why_en="After this, all examiners of the office are told of its limits.",
    ),
    Kind(
        "note.added",
        "Catatan ditambahkan",
        "Note added",
        says("Catatan ditambahkan.", "Note added."),
        "Tambah catatan",
        "Add a note",
        (note("note", "Catatan", "Note"),),
        minor=True,
    ),
    Kind(
        "closed",
        "Ditutup",
        "Closed",
        says("Perkara ditutup.", "The case was closed."),
        "Tutup perkara",
        "Close the case",
        (NOTE,),
        to_reporter=says("Perkara ini ditutup pada {at}.", "This case was closed on {at}."),
        to_accused=says("Perkara ini ditutup pada {at}.", "This case was closed on {at}."),
    ),
)
