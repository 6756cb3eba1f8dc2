"""A case that another Bawaslu office takes over: asked for, taken over from above, accepted, sent back."""

from __future__ import annotations

from .declared import Field, Kind, register, says
from .shared import NOTE, REASON, choice, computed

BASES = (
    ("perbawaslu_7_2022", "Perbawaslu 7/2022", "Perbawaslu 7/2022"),
    ("perbawaslu_8_2020", "Perbawaslu 8/2020 jo. 9/2024", "Perbawaslu 8/2020 with 9/2024"),
    ("plenary", "keputusan pleno", "a decision of the plenary"),
    ("order", "perintah kantor di atasnya", "an order of the office above"),
)
BASIS = Field(
    "basis",
    "choice",
    "Dasar",
    "Basis",
    choices=BASES,
    hint_id="Pelimpahan dan pengambilalihan di luar perkara etik perlu diperiksa ahli hukum.",
    hint_en="Transfer and takeover outside ethics cases need a lawyer's check.",
)
PLACE = ("place", "kejadiannya di wilayah kantor lain", "it happened in another office's territory")
PARTY = ("party", "kantor ini pihak dalam perkara", "this office is a party to the case")
CONFLICT = ("conflict", "petugas kantor ini berkepentingan", "officers of this office have an interest")
HEAVY = ("heavy", "perlu ditangani tingkat di atasnya", "the level above has to handle it")
ASIDE = frozenset({"party", "conflict"})
"""Reasons for which the office that gives a case away keeps no key, though it stands above the other."""

register(
    Kind(
        "case.transferred",
        "Dilimpahkan ke kantor lain",
        "Transferred to another office",
        says(
            "Dilimpahkan dari {from_office} ke {to_office}: {reason}. Dasar: {basis}. Batas waktu tetap berjalan.",
            "Transferred from {from_office} to {to_office}: {reason}. Basis: {basis}. The limits go on.",
        ),
        "Limpahkan ke kantor lain",
        "Transfer to another office",
        (
            Field("to_office", "office", "Kantor penerima", "Receiving office"),
            choice("reason", "Alasan", "Reason", PLACE, PARTY, CONFLICT, HEAVY),
            BASIS,
            REASON,
            computed("from_office", "office"),
        ),
        to_reporter=says(
            "Laporan Anda dilimpahkan ke {to_office} pada {at}. Kantor itu kini yang menangani; batas waktunya tetap berjalan.",
            "Your report was transferred to {to_office} on {at}. That office handles it now; its limits go on.",
        ),
        to_accused=says("Berkas ini dilimpahkan ke {to_office} pada {at}.", "This file was transferred to {to_office} on {at}."),
        letter="handover",
        why_id="Berkas, kunci, dan batas waktunya berpindah. Kantor ini tidak membacanya lagi.",
        why_en="File, keys and limits move. This office does not read it any more.",
        minor=True,
    ),
    Kind(
        "case.taken_over",
        "Diambil alih",
        "Taken over",
        says(
            "Diambil alih {to_office} dari {from_office}: {reason}. Dasar: {basis}. Batas waktu tetap berjalan.",
            "Taken over by {to_office} from {from_office}: {reason}. Basis: {basis}. The limits go on.",
        ),
        "Ambil alih perkara",
        "Take the case over",
        (
            choice("reason", "Alasan", "Reason", PARTY, CONFLICT, HEAVY),
            BASIS,
            REASON,
            computed("to_office", "office"),
            computed("from_office", "office"),
            computed("number"),
            computed("entry"),
        ),
        to_reporter=says(
            "Laporan Anda diambil alih {to_office} pada {at}. Kantor itu kini yang menangani; batas waktunya tetap berjalan.",
            "Your report was taken over by {to_office} on {at}. That office handles it now; its limits go on.",
        ),
        to_accused=says("Berkas ini diambil alih {to_office} pada {at}.", "This file was taken over by {to_office} on {at}."),
        why_id="Kantor Anda menangani perkara ini sejak sekarang, dengan batas waktu yang sudah berjalan.",
        why_en="Your office handles this case from now on, with the limits that run already.",
        minor=True,
    ),
    Kind(
        "transfer.accepted",
        "Pelimpahan diterima",
        "Transfer accepted",
        says("Pelimpahan diterima {to_office}.", "The transfer was accepted by {to_office}."),
        "Terima pelimpahan",
        "Accept the transfer",
        (NOTE, computed("to_office", "office"), computed("number"), computed("entry")),
        to_reporter=says(
            "{to_office} menerima laporan Anda dan melanjutkannya.", "{to_office} accepted your report and goes on with it."
        ),
        why_id="Perkara yang sudah bernomor mendapat nomor register kantor ini.",
        why_en="A case that has a number is given one of this office's register.",
    ),
    Kind(
        "transfer.returned",
        "Pelimpahan dikembalikan",
        "Transfer sent back",
        says("Dikembalikan ke {to_office}. Batas waktu tetap berjalan.", "Sent back to {to_office}. The limits go on."),
        "Kembalikan pelimpahan",
        "Send the transfer back",
        (REASON, computed("to_office", "office"), computed("from_office", "office")),
        to_reporter=says(
            "Laporan Anda kembali ditangani {to_office}. Batas waktunya tetap berjalan.",
            "Your report is handled by {to_office} again. Its limits go on.",
        ),
        to_accused=says("Berkas ini kembali ke {to_office} pada {at}.", "This file went back to {to_office} on {at}."),
        why_id="Kantor asal menangani lagi dan membaca alasan Anda.",
        why_en="The office it came from handles it again and reads your reason.",
    ),
)
