"""The oversight body: verification, review, conflict test, recommendation, reminder, escalation."""

from __future__ import annotations

from saksama.cases.kinds import Field, Kind, register, says
from saksama.cases.kinds.shared import NOTE, REASON, choice, computed, note

from .reviewing import GRADE, WEIGHED, marked

register(
    Kind(
        "sbt.entered",
        "Dimasukkan ke SBT",
        "Entered in SBT",
        says("Dimasukkan ke SBT, nomor {number}.", "Entered in SBT, number {number}."),
        "Catat masuk SBT",
        "Record the entry in SBT",
        (Field("number", "code", "Nomor SBT", "SBT number"), NOTE),
        to_reporter=says("Berkas Anda diverifikasi satuan tugas netralitas.", "The neutrality task force is verifying the file."),
        to_accused=says(
            "Berkas diverifikasi satuan tugas netralitas sejak {at}.", "The task force has been verifying the file since {at}."
        ),
        minor=True,
    ),
    Kind(
        "sbt.verified",
        "Diverifikasi satuan tugas",
        "Verified by the task force",
        says("Satuan tugas selesai memverifikasi.", "The task force has finished verifying."),
        "Catat verifikasi",
        "Record the verification",
        (NOTE,),
        to_reporter=says(
            "Satuan tugas selesai memverifikasi. Telaah menyusul.", "The task force has verified. The review follows."
        ),
        body_of="oversight",
    ),
    Kind(
        "review.opened",
        "Telaah dibuka",
        "Review opened",
        says("Telaah dibuka.", "Review opened."),
        "Buka telaah",
        "Open the review",
        (NOTE,),
        to_reporter=says("Lembaga pengawas mulai menelaah.", "The oversight body has begun its review."),
        to_accused=says("Lembaga pengawas mulai menelaah pada {at}.", "The oversight body began its review on {at}."),
        body_of="oversight",
    ),
    Kind(
        "review.not_proven",
        "Telaah: tidak terbukti",
        "Review: not proven",
        says("Telaah menyimpulkan tidak terbukti.", "The review concluded: not proven."),
        "Simpulkan tidak terbukti",
        "Conclude: not proven",
        (REASON, note("outcome_reasons", "Alasan bagi yang dilaporkan", "Reasons for the reported person", required=False)),
        to_reporter=says(
            "Lembaga pengawas menyimpulkan dugaan ini tidak terbukti.", "The oversight body concluded that it is not proven."
        ),
        to_accused=says(
            "Hasil: tidak terbukti. Surat ini boleh Anda tunjukkan kepada siapa pun.",
            "Result: not proven. You may show this letter to anyone.",
        ),
        body_of="oversight",
        minor=True,
    ),
    Kind(
        "conflict.tested",
        "Uji benturan kepentingan",
        "Conflict of interest tested",
        says(
            "Lima pertanyaan benturan kepentingan dijawab: {result}.",
            "Five questions on a conflict of interest answered: {result}.",
        ),
        "Jawab lima pertanyaan",
        "Answer five questions",
        (
            Field(
                "questions",
                "questions",
                "Lima pertanyaan",
                "Five questions",
                hint_id="Susunan pertanyaan dan dasar hukumnya perlu diperiksa ahli hukum.",
                hint_en="Wording and legal basis are to be checked by a lawyer.",
            ),
            NOTE,
            computed(
                "result",
                "choice",
                choices=(
                    ("yes", "ada", "there is one"),
                    ("no", "tidak ada", "there is none"),
                    ("unknown", "belum diketahui", "not known yet"),
                ),
            ),
            computed(
                "side",
                "choice",
                choices=(
                    ("officer", "petugas Bawaslu", "Bawaslu's officer"),
                    ("analyst", "analis lembaga pengawas", "the overseer's analyst"),
                ),
            ),
        ),
        why_id="PPK tetap tujuan surat dan batas waktunya tetap berjalan.",
        why_en="The authority stays the addressee and its clock runs on.",
    ),
    Kind(
        "conflict.declared",
        "Benturan kepentingan dinyatakan instansi",
        "Conflict declared by the agency",
        says("Instansi menyatakan ada benturan kepentingan.", "The agency declares a conflict of interest."),
        "Nyatakan benturan",
        "Declare a conflict",
        (REASON,),
        body_of="agency",
        minor=True,
    ),
    Kind(
        "takeover.proposed",
        "Usul pengambilalihan dikirim",
        "Takeover proposed",
        says(
            "Tembusan dan usul pengambilalihan dikirim kepada pejabat yang lebih tinggi.",
            "A copy and a proposal went to the higher authority.",
        ),
        "Kirim tembusan dan usul",
        "Send copy and proposal",
        (REASON,),
        to_reporter=says(
            "Karena ada kemungkinan benturan kepentingan, pejabat yang lebih tinggi diberi tahu.",
            "As a conflict of interest is possible, the higher authority was told.",
        ),
        why_id="Standar kami: dalam satu hari. Dasar hukumnya perlu diperiksa ahli hukum.",
        why_en="Our standard: within a day. The legal basis is to be checked by a lawyer.",
    ),
    Kind(
        "recommendation.issued",
        "Rekomendasi dikirim",
        "Recommendation issued",
        marked("Rekomendasi {number} dikirim: {grade}", "Recommendation {number} sent: {grade}"),
        "Kirim rekomendasi",
        "Send the recommendation",
        (
            GRADE,
            note("reasons", "Alasan", "Reasons"),
            *WEIGHED,
            Field(
                "their_number",
                "code",
                "Nomor surat lembaga pengawas (bila dari surat)",
                "Number of the overseer's letter (where from a letter)",
                required=False,
            ),
            computed("number"),
            computed("agency_key", "agency"),
        ),
        to_reporter=says(
            "Lembaga pengawas mengirim rekomendasi kepada pejabat pembina kepegawaian.",
            "The oversight body sent its recommendation to the personnel authority.",
        ),
        to_accused=says(
            "Rekomendasi dikirim kepada pejabat pembina kepegawaian pada {at}. Keputusan belum dibuat.",
            "A recommendation went to the personnel authority on {at}. Nothing is decided yet.",
        ),
        body_of="oversight",
        letter="recommendation",
        why_id="Terbuka sesudah yang dilaporkan menjawab atau batas jawabannya lewat.",
        why_en="Open once the reported person answered or the time to answer lapsed.",
    ),
    Kind(
        "reminder.sent",
        "Surat pengingat dikirim",
        "Reminder sent",
        says("Surat pengingat {number} dikirim.", "Reminder {number} sent."),
        "Kirim pengingat",
        "Send a reminder",
        (NOTE, computed("number")),
        to_reporter=says(
            "Kami mengirim surat pengingat karena belum menerima kabar.", "We sent a reminder, for we have heard nothing yet."
        ),
        letter="reminder",
        why_id="Surat ini mengingatkan; ia tidak menjatuhkan apa pun.",
        why_en="It reminds; it imposes nothing.",
    ),
    Kind(
        "escalation.sent",
        "Naik ke tingkat berikutnya",
        "Escalated",
        says("Langkah berikutnya ditempuh: {measure}.", "The next measure was taken: {measure}."),
        "Tempuh langkah berikutnya",
        "Take the next measure",
        (
            choice(
                "measure",
                "Langkah",
                "Measure",
                ("C-1", "peringatan lalu teguran (C-1)", "warning, then reprimand (C-1)"),
                ("C-2", "daftar pelanggar norma kepegawaian (C-2)", "list of violators of personnel norms (C-2)"),
                ("C-3", "usul pemblokiran layanan di SIASN (C-3)", "proposal to block services in SIASN (C-3)"),
                ("higher", "pemberitahuan kepada pejabat yang lebih tinggi", "notice to the higher authority"),
                ("C-4", "pencabutan keputusan yang keliru (C-4)", "revoking a wrong decision (C-4)"),
            ),
            REASON,
            computed("number"),
        ),
        to_reporter=says(
            "Karena belum ada kabar, lembaga pengawas menempuh langkah berikutnya.",
            "As nothing was heard, the oversight body took the next measure.",
        ),
        body_of="oversight",
        letter="escalation",
        minor=True,
    ),
)
