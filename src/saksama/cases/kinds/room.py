"""The answer room: its code and letters, what the reported person asks for and adds, what is opened to him or taken back."""

from __future__ import annotations

from .declared import Field, Kind, by, register, says
from .hearing import COMPANIONS
from .shared import NOTE, REASON, WAYS, choice, computed, note

NOTIFIED = (
    ("agency", "instansinya", "the person's agency"),
    ("oversight", "lembaga pengawas", "the oversight body"),
)

register(
    Kind(
        "pass.reissued",
        "Kode ruang jawaban diganti",
        "Code of the answer room replaced",
        says("Kode ruang jawaban diganti; kode lama tidak berlaku.", "The code of the answer room was replaced."),
        "Ganti kode yang hilang",
        "Replace a lost code",
        (choice("way", "Cara penyampaian", "Way of delivery", *WAYS), NOTE, computed("reply")),
        to_accused=says("Kode ruang Anda diganti pada {at}.", "The code of your room was replaced on {at}."),
        letter="invitation",
        why_id="Surat baru memuat kode baru. Batas waktu jawaban tidak berubah.",
        why_en="A new letter carries a new code. The time to answer does not change.",
        minor=True,
    ),
    Kind(
        "letter.handed",
        "Surat diserahkan langsung",
        "Letter handed over in person",
        by(
            "received_by",
            {
                "accused": ("Surat diserahkan langsung kepada yang dilaporkan.", "The letter was handed to the reported person."),
                "refused": ("Surat ditolak saat diserahkan.", "The letter was refused when it was handed over."),
            },
            otherwise=("Surat diserahkan kepada {received_by}.", "The letter was handed to {received_by}."),
        ),
        "Catat penyerahan surat",
        "Record the handing over",
        (
            choice(
                "received_by",
                "Diterima oleh",
                "Received by",
                ("accused", "yang dilaporkan sendiri", "the reported person"),
                ("family", "keluarga serumah", "family in the house"),
                ("agency", "instansinya", "the agency"),
                ("refused", "ditolak", "nobody: it was refused"),
            ),
            NOTE,
        ),
        to_accused=says("Surat untuk Anda diserahkan pada {at}.", "The letter for you was handed over on {at}."),
        needs_document=True,
        why_id="Lampirkan tanda terima yang ditandatangani, atau catatan penolakannya.",
        why_en="Attach the signed receipt, or the note of refusal.",
        minor=True,
    ),
    Kind(
        "companion.named",
        "Pendamping disebut",
        "Companion named",
        says(
            "Yang dilaporkan menyebut pendampingnya ({companion_role}).",
            "The reported person named a companion ({companion_role}).",
        ),
        "Catat pendamping",
        "Record the companion",
        (
            Field("companion", "person", "Pendamping", "Companion"),
            choice("companion_role", "Sebagai", "As", *COMPANIONS),
            NOTE,
        ),
        to_accused=says("Anda menyebut pendamping pada {at}.", "You named a companion on {at}."),
        body_of="accused",
        minor=True,
    ),
    Kind(
        "witness.requested",
        "Saksi diminta yang dilaporkan",
        "Witness asked for by the reported person",
        says("Yang dilaporkan meminta saksi didengar.", "The reported person asked for a witness to be heard."),
        "Catat permintaan saksi",
        "Record the request for a witness",
        (
            Field("witnesses", "person", "Saksi yang diminta", "Witnesses asked for", many=True),
            note("reasons", "Yang dapat mereka terangkan", "What they can tell", required=False),
        ),
        to_accused=says("Anda meminta saksi didengar pada {at}.", "You asked for a witness to be heard on {at}."),
        body_of="accused",
        minor=True,
    ),
    Kind(
        "accused.added",
        "Yang dilaporkan menambah bukti",
        "Reported person added evidence",
        says("Yang dilaporkan menambah bukti.", "The reported person added evidence."),
        "Catat bukti dari yang dilaporkan",
        "Record evidence of the reported person",
        (note("text", "Tentang bukti ini", "About this evidence", required=False),),
        to_accused=says("Bukti tambahan Anda diterima pada {at}.", "Your further evidence was received on {at}."),
        body_of="accused",
        needs_document=True,
        minor=True,
    ),
    Kind(
        "disclosure.withdrawn",
        "Bukti ditarik dari ruang jawaban",
        "Evidence taken back from the answer room",
        says("Bukti yang dibuka bagi yang dilaporkan ditarik.", "Evidence opened to the reported person was taken back."),
        "Tarik bukti yang sudah dibuka",
        "Take opened evidence back",
        (
            Field("disclosure", "choice", "Salinan", "Copy", required=False),
            Field("quotation", "choice", "Kutipan", "Extract", required=False),
            REASON,
        ),
        to_accused=says("Satu bukti ditarik dari ruang ini pada {at}.", "One item was taken back from this room on {at}."),
        why_id="Yang sudah dibaca tidak dapat dibuat tidak terbaca. Penarikan menutupnya mulai sekarang.",
        why_en="What was read cannot be unread. Taking it back closes it from now on.",
        minor=True,
    ),
    Kind(
        "exoneration.agreed",
        "Persetujuan memberi tahu hasil",
        "Consent to tell others the outcome",
        by(
            "agrees",
            {"True": ("Yang dilaporkan setuju ini diberi tahu: {to}.", "The reported person agrees that these are told: {to}.")},
            otherwise=(
                "Yang dilaporkan tidak setuju hasilnya diberitahukan kepada yang lain.",
                "The reported person does not agree that others are told.",
            ),
        ),
        "Catat persetujuannya",
        "Record the consent",
        (
            Field("to", "choices", "Yang boleh diberi tahu", "Who may be told", required=False, choices=NOTIFIED),
            NOTE,
            computed("agrees", "bool"),
        ),
        to_accused=says(
            "Pilihan Anda tentang pemberitahuan hasil dicatat pada {at}.", "Your choice on telling others was recorded on {at}."
        ),
        body_of="accused",
        minor=True,
    ),
    Kind(
        "exoneration.shared",
        "Hasil diberitahukan kepada yang pernah diberi tahu",
        "Outcome told to those who had been told",
        says("Hasil tidak terbukti diberitahukan kepada: {to}.", "The outcome was told to: {to}."),
        "Beri tahu hasil dengan persetujuannya",
        "Tell others with consent",
        (Field("to", "choices", "Kepada", "To", choices=NOTIFIED), NOTE),
        to_accused=says("Hasil diberitahukan kepada {to} pada {at}.", "The outcome was told to {to} on {at}."),
        letter="exoneration",
        why_id="Hanya kepada yang pernah diberi tahu resmi, dan yang disetujui yang dilaporkan.",
        why_en="Only to those who had been told formally, and whom the reported person agreed to.",
        minor=True,
    ),
)
