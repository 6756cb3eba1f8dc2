"""The plenary: interests, votes, decisions, and the letter of outcome."""

from __future__ import annotations

from .declared import Field, Kind, register, says
from .shared import EVIDENCE, HAND_TO, NOTE, choice, computed, note

INTERESTS = (
    ("none", "tidak ada kepentingan", "no interest"),
    ("kin", "hubungan keluarga", "kinship"),
    ("work", "hubungan kerja", "a tie of work"),
    ("other", "kepentingan lain", "another interest"),
)
_VOTES = Field(
    "votes",
    "votes",
    "Suara anggota",
    "Votes of the members",
    hint_id="Anggota yang berkepentingan tidak ikut memutus.",
    hint_en="A member with an interest does not vote.",
)
AWAY = Field(
    "away",
    "choices",
    "Anggota yang berhalangan",
    "Members who are away",
    required=False,
    hint_id="Cuti, sakit, atau tugas. Tetap dihitung dalam jumlah anggota untuk kuorum.",
    hint_en="On leave, ill or on duty. They count as members for the quorum.",
)
OUTCOMES = Field(
    "outcomes",
    "outcomes",
    "Putusan tiap orang",
    "Outcome for each person",
    required=False,
    hint_id="Hanya bila yang dilaporkan lebih dari satu orang.",
    hint_en="Only where several persons are reported.",
)
_PLENARY = (
    _VOTES,
    AWAY,
    OUTCOMES,
    note("minutes", "Berita acara pleno", "Minutes of the plenary"),
    note(
        "dissent",
        "Pendapat berbeda dan alasannya",
        "Dissent and its reasons",
        required=False,
        hint=("Wajib bila ada suara tidak setuju. Tersegel.", "Needed where a member votes against. Sealed."),
    ),
    computed("present", "number"),
    computed("agree", "number"),
    computed("members", "number"),
    computed("unstated", "number"),
    computed("heard", "bool"),
    computed("oversight_office", "office"),
)

register(
    Kind(
        "interest.stated",
        "Pernyataan kepentingan",
        "Statement of interest",
        says("Anggota menyatakan: {interest}.", "A member states: {interest}."),
        "Nyatakan kepentingan",
        "State an interest",
        (choice("interest", "Kepentingan saya", "My interest", *INTERESTS), NOTE, computed("officer", "officer")),
        minor=True,
    ),
    Kind(
        "pleno.adjourned",
        "Pleno ditunda",
        "Plenary adjourned",
        says("Pleno ditunda: {cause}.", "The plenary was adjourned: {cause}."),
        "Tunda pleno",
        "Adjourn the plenary",
        (
            choice(
                "cause",
                "Sebabnya",
                "Cause",
                ("no_quorum", "belum kuorum", "no quorum"),
                ("tie", "suara seimbang", "the votes are equal"),
                ("more_needed", "perlu keterangan lagi", "more is needed"),
            ),
            AWAY,
            note("minutes", "Berita acara", "Minutes"),
        ),
        why_id="Batas waktu penanganan tetap berjalan.",
        why_en="The limit of handling runs on.",
        minor=True,
    ),
    Kind(
        "pleno.forwarded",
        "Pleno: diteruskan",
        "Plenary: forwarded",
        says(
            "Pleno memutuskan diteruskan kepada {oversight_office} ({agree} dari {present} suara).",
            "The plenary decided to forward to {oversight_office} ({agree} of {present} votes).",
        ),
        "Putuskan: teruskan",
        "Decide: forward",
        (*_PLENARY, EVIDENCE),
        to_reporter=says(
            "Pleno memutuskan laporan Anda diteruskan kepada {oversight_office}.",
            "The plenary decided to forward your report to {oversight_office}.",
        ),
        to_accused=says(
            "Berkas diteruskan kepada {oversight_office} pada {at}. Ini belum merupakan putusan bersalah.",
            "The file was forwarded to {oversight_office} on {at}. This is no finding of guilt.",
        ),
        letter="forwarding",
        why_id="Giliran berpindah ke lembaga pengawas. Surat menyebut bila yang dilaporkan belum didengar.",
        why_en="It becomes the overseer's turn. The letter says where the person was not heard.",
    ),
    Kind(
        "pleno.not_proven",
        "Pleno: tidak terbukti",
        "Plenary: not proven",
        says(
            "Pleno memutuskan tidak terbukti ({agree} dari {present} suara).",
            "The plenary decided: not proven ({agree} of {present} votes).",
        ),
        "Putuskan: tidak terbukti",
        "Decide: not proven",
        (*_PLENARY, note("outcome_reasons", "Alasan bagi yang dilaporkan", "Reasons for the reported person")),
        to_reporter=says("Pleno memutuskan dugaan ini tidak terbukti.", "The plenary decided that the suspicion is not proven."),
        to_accused=says(
            "Hasil: tidak terbukti. Surat ini boleh Anda tunjukkan kepada siapa pun.",
            "Result: not proven. You may show this letter to anyone.",
        ),
        why_id="Surat hasil dikirim dalam 24 jam.",
        why_en="The letter of outcome goes out within 24 hours.",
    ),
    Kind(
        "pleno.transferred",
        "Pleno: dialihkan",
        "Plenary: transferred",
        says("Pleno memutuskan dialihkan kepada {to_body}.", "The plenary decided to transfer it to {to_body}."),
        "Putuskan: alihkan",
        "Decide: transfer",
        (*_PLENARY, choice("to_body", "Kepada", "To", *HAND_TO)),
        to_reporter=says(
            "Pleno mengalihkan laporan Anda kepada {to_body} pada {at}.", "The plenary passed your report to {to_body} on {at}."
        ),
        to_accused=says("Berkas dialihkan kepada {to_body} pada {at}.", "The file was passed to {to_body} on {at}."),
        letter="handover",
        minor=True,
    ),
    Kind(
        "exoneration.sent",
        "Surat hasil dikirim",
        "Letter of outcome sent",
        says("Surat hasil tidak terbukti dikirim.", "The letter of outcome was sent."),
        "Kirim surat hasil",
        "Send the outcome",
        (NOTE,),
        to_accused=says(
            "Surat hasil tidak terbukti dikirim kepada Anda pada {at}.", "The letter of outcome was sent to you on {at}."
        ),
        letter="exoneration",
        why_id="Standar kami: dalam 24 jam sesudah putusan.",
        why_en="Our standard: within 24 hours of the decision.",
    ),
)
