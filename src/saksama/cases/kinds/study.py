"""The study: who held the post, elements and evidence, versions, the comments of the level above."""

from __future__ import annotations

from .declared import Field, Kind, register, says
from .shared import NOTE, REASON, STATUS, VIOLATIONS, choice, computed, note

POST_SOURCES = (
    ("decree", "surat keputusan", "a decree of appointment"),
    ("agency_letter", "surat instansi", "a letter of the agency"),
    ("personnel_system", "sistem kepegawaian", "the personnel system"),
    ("website", "laman resmi instansi", "the agency's official site"),
    ("person", "keterangan orangnya sendiri", "the person's own statement"),
    ("own_knowledge", "pengamatan petugas", "an officer's observation"),
)
ELEMENTS = Field(
    "elements",
    "elements",
    "Unsur dan bukti",
    "Elements and evidence",
    required=False,
    hint_id="Nilai tiap unsur, sebut buktinya, tulis alasannya. Yang belum jelas: ragu.",
    hint_en="Judge each element, name its evidence, give the reason. What is unclear: doubtful.",
)

register(
    Kind(
        "post_holder.recorded",
        "Pemegang jabatan dicatat",
        "Post holder recorded",
        says("Dicatat siapa pemegang jabatan pada {on}, dari {source}.", "Recorded who held the post on {on}, from {source}."),
        "Catat pemegang jabatan",
        "Record the post holder",
        (
            Field("accused", "person", "Pemegang jabatan", "Post holder", hint_id="nama; jabatan", hint_en="name; post"),
            STATUS,
            Field("agency", "agency", "Instansi", "Agency"),
            Field("on", "date", "Pada hari", "On the day"),
            choice("source", "Sumbernya", "Source", *POST_SOURCES),
            NOTE,
        ),
        why_id="Surat kepada yang dilaporkan baru dapat dikirim sesudah ini.",
        why_en="No letter goes to the reported person before this.",
    ),
    Kind(
        "handling.extended",
        "Penanganan diperpanjang",
        "Handling extended",
        says("Waktu penanganan diperpanjang menurut aturan.", "Handling was extended under the rule."),
        "Perpanjang penanganan",
        "Extend handling",
        (REASON,),
        to_reporter=says(
            "Waktu penanganan diperpanjang sesuai undang-undang karena perlu keterangan tambahan.",
            "Handling was extended as the law allows, for further statements are needed.",
        ),
        minor=True,
    ),
    Kind(
        "kajian.written",
        "Kajian ditulis",
        "Study written",
        says("Kajian ditulis dengan simpulan: {conclusion}.", "Study written, concluding: {conclusion}."),
        "Tulis kajian",
        "Write the study",
        (
            note("facts", "Fakta dan bukti", "Facts and evidence"),
            ELEMENTS,
            note("analysis", "Analisis hukum", "Legal analysis"),
            choice(
                "conclusion",
                "Simpulan usulan",
                "Proposed conclusion",
                ("forward", "diteruskan", "forward"),
                ("not_proven", "tidak terbukti", "not proven"),
                ("transfer", "dialihkan", "transfer"),
            ),
            VIOLATIONS,
            computed("elements_evidence", "evidence"),
            computed("element_reasons", "text", label_id="Alasan tiap unsur", label_en="Reasons for each element", sealed=True),
        ),
        to_reporter=says("Kajian sudah ditulis dan menunggu pleno.", "The study is written and waits for the plenary."),
        why_id="Kajian dibahas pleno.",
        why_en="The plenary discusses the study.",
    ),
    Kind(
        "kajian.returned",
        "Kajian dikembalikan",
        "Study returned",
        says("Kajian dikembalikan dengan catatan.", "The study was returned with notes."),
        "Kembalikan dengan catatan",
        "Return with notes",
        (note("note", "Catatan", "Notes"),),
        minor=True,
    ),
    Kind(
        "kajian.commented",
        "Catatan pinggir pada kajian",
        "Comment in the margin of the study",
        says("Catatan pinggir ditulis pada kajian.", "A comment was written in the margin of the study."),
        "Tulis catatan pinggir",
        "Comment in the margin",
        (
            Field("element", "choice", "Tentang", "About"),
            note("comment", "Catatan", "Comment"),
        ),
        why_id="Catatan dibaca kantor yang menulis kajian, beserta tempatnya.",
        why_en="The office that wrote the study reads it at its place.",
        minor=True,
    ),
    Kind(
        "kajian.answered",
        "Catatan pinggir dijawab",
        "Comment in the margin answered",
        says("Catatan pinggir nomor {comment} dijawab.", "Comment number {comment} was answered."),
        "Jawab catatan pinggir",
        "Answer a comment",
        (
            Field("comment", "choice", "Catatan yang dijawab", "Comment answered"),
            note("answer", "Jawaban", "Answer"),
        ),
        minor=True,
    ),
    Kind(
        "kajian.approved",
        "Kajian disetujui",
        "Study approved",
        says("Kajian disetujui untuk dibahas pleno.", "The study was approved for the plenary."),
        "Setujui kajian",
        "Approve the study",
        (NOTE, computed("version", "number")),
        why_id="Pleno tetap memutus. Persetujuan ini mencatat bahwa kajian sudah dibaca.",
        why_en="The plenary still decides. Approval records that the study was read.",
        minor=True,
    ),
)
