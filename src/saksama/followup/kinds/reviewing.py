"""The overseer's own study: a draft of the recommendation, and a second analyst who reads it before it goes out."""

from __future__ import annotations

from saksama.cases.kinds import Field, Kind, Sentence, by, register
from saksama.cases.kinds.shared import choice, computed, note

POSTS = (
    ("leader", "pimpinan tinggi", "senior leader"),
    ("administrator", "administrator", "administrator"),
    ("supervisor", "pengawas", "supervisor"),
    ("camat", "camat atau lurah", "head of a sub-district or ward"),
    ("teacher", "guru atau kepala sekolah", "teacher or head of a school"),
    ("health", "tenaga kesehatan", "health worker"),
    ("functional", "fungsional lain", "other functional post"),
    ("executing", "pelaksana", "executing post"),
)
AGGRAVATING = (
    ("authority", "memakai kewenangan jabatan", "used the authority of the post"),
    ("assets", "memakai fasilitas negara", "used state facilities"),
    ("subordinates", "melibatkan bawahan", "involved subordinates"),
    ("spread", "tersebar luas", "spread widely"),
    ("repeated", "pernah dijatuhi sanksi", "sanctioned before"),
    ("obstructed", "menghalangi pemeriksaan", "obstructed the examination"),
)
MITIGATING = (
    ("first", "pertama kali", "the first time"),
    ("stopped", "segera menghentikan atau menghapus", "stopped or deleted it at once"),
    ("admitted", "mengakui", "admitted it"),
    ("ordered", "atas perintah atasan", "on a superior's order"),
    ("passive", "hadir tanpa berbuat aktif", "present without acting"),
    ("helped", "membantu pemeriksaan", "helped the examination"),
)
OUTSIDE = (
    ("matrix", "di luar matriks sanksi", "outside the sanction matrix"),
    ("range", "di luar kisaran perkara serupa", "outside the range of similar cases"),
    ("both", "di luar matriks dan kisaran", "outside matrix and range"),
)
POST_CLASS = Field(
    "post_class",
    "choice",
    "Golongan jabatan",
    "Class of post",
    required=False,
    choices=POSTS,
    hint_id="Dipakai untuk mencari perkara serupa. Bukan nama jabatannya.",
    hint_en="Used to find similar cases. It is not the name of the post.",
)
FACTS = (
    Field("aggravating", "choices", "Yang memberatkan", "Aggravating", required=False, choices=AGGRAVATING),
    Field("mitigating", "choices", "Yang meringankan", "Mitigating", required=False, choices=MITIGATING),
)
OUTSIDE_REASONS = note(
    "outside_reasons",
    "Alasan bila di luar matriks atau kisaran",
    "Reasons where outside the matrix or the range",
    required=False,
    hint=("Wajib hanya bila sanksinya di luar itu.", "Needed only where the sanction is outside."),
)
OUTSIDE_MARK = computed("outside", "choice", choices=OUTSIDE)
GRADE = Field("grade", "grade", "Sanksi yang direkomendasikan", "Recommended sanction")


def marked(sentence_id: str, sentence_en: str) -> Sentence:
    """Return a sentence that also says where a grade is outside matrix or range."""
    outside = (f"{sentence_id}, {{outside}}.", f"{sentence_en}, {{outside}}.")
    return by("outside", {code: outside for code, _, _ in OUTSIDE}, otherwise=(f"{sentence_id}.", f"{sentence_en}."))


WEIGHED = (POST_CLASS, *FACTS, OUTSIDE_REASONS, OUTSIDE_MARK)

register(
    Kind(
        "recommendation.proposed",
        "Usul rekomendasi ditulis",
        "Draft recommendation written",
        marked("Usul rekomendasi ditulis: {grade}", "A recommendation was drafted: {grade}"),
        "Tulis usul untuk dibaca orang kedua",
        "Write a draft for the second reader",
        (GRADE, note("reasons", "Alasan", "Reasons"), *WEIGHED),
        body_of="oversight",
        why_id="Orang kedua membacanya sebelum rekomendasi dikirim.",
        why_en="A second person reads it before the recommendation goes out.",
        minor=True,
    ),
    Kind(
        "recommendation.read",
        "Dibaca orang kedua",
        "Read by a second person",
        by(
            "view",
            {"agrees": ("Analis kedua membaca usul dan sependapat.", "A second analyst read the draft and agrees.")},
            otherwise=("Analis kedua membaca usul dan berpendapat lain.", "A second analyst read the draft and differs."),
        ),
        "Baca sebagai orang kedua",
        "Read as the second person",
        (
            choice(
                "view", "Pendapat", "View", ("agrees", "sependapat", "agrees"), ("differs", "berpendapat lain", "differs")
            ),
            note("reasons", "Catatan bagi penulis usul", "Note to the author", required=False),
        ),
        body_of="oversight",
        why_id="Penulis usul tidak membaca usulnya sendiri.",
        why_en="Nobody reads his own draft.",
        minor=True,
    ),
)
