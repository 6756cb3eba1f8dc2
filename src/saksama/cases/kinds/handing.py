"""Handing a file over: signed packages for who has no account here, and the receipt of the other side."""

from __future__ import annotations

from .declared import Field, Kind, register, says
from .shared import HAND_TO, NOTE, choice, computed

RECEIVERS = (
    ("oversight", "lembaga pengawas", "the oversight body"),
    ("ppk", "pejabat pembina kepegawaian", "the personnel authority"),
    *HAND_TO,
)

register(
    Kind(
        "package.handed",
        "Paket bertanda tangan diserahkan",
        "Signed package handed over",
        says(
            "Paket {enclosed} berkas dibuat untuk {to_body}, sidik isi {contents}.",
            "A package of {enclosed} files was made for {to_body}, fingerprint {contents}.",
        ),
        "Buat paket bertanda tangan",
        "Make a signed package",
        (
            choice("to_body", "Untuk", "For", *RECEIVERS),
            Field("recipient", "person", "Penerima", "Recipient"),
            Field(
                "letters",
                "choices",
                "Surat",
                "Letters",
                hint_id="Surat berisi kode dan lembar salin tidak dapat ikut.",
                hint_en="Letters with a code and copy sheets cannot be included.",
            ),
            Field(
                "copies",
                "choices",
                "Bukti yang sudah ditutup",
                "Covered evidence",
                required=False,
                hint_id="Hanya salinan yang sudah dibuka bagi yang dilaporkan.",
                hint_en="Only copies that were opened to the reported person.",
            ),
            NOTE,
            computed("passphrase", "text", label_id="Kata sandi paket", label_en="Passphrase of the package", sealed=True),
            computed("enclosed", "number"),
            computed("contents"),
            computed("sha256"),
        ),
        why_id="Paket disegel dengan kata sandi. Sampaikan kata sandinya lewat jalan lain.",
        why_en="The package is sealed to a passphrase. Tell the passphrase another way.",
        minor=True,
    ),
    Kind(
        "package.receipted",
        "Tanda terima paket dicatat",
        "Receipt of a package recorded",
        says("Tanda terima paket dicatat.", "The receipt of a package was recorded."),
        "Catat tanda terima paket",
        "Record the receipt of a package",
        (Field("package", "choice", "Paket yang mana", "Which package"), NOTE),
        needs_document=True,
        why_id="Lampirkan tanda terima yang ditandatangani penerima.",
        why_en="Attach the receipt signed by the recipient.",
        minor=True,
    ),
    Kind(
        "file.received",
        "Lembaga pengawas menerima berkas",
        "Oversight body received the file",
        says("Lembaga pengawas menyatakan berkas diterima.", "The oversight body confirms that it received the file."),
        "Nyatakan berkas diterima",
        "Confirm receipt of the file",
        (NOTE,),
        to_reporter=says("Lembaga pengawas sudah menerima berkasnya.", "The oversight body has received the file."),
        body_of="oversight",
        why_id="Penyerahan ditandatangani kedua pihak: putusan pleno, dan pernyataan ini.",
        why_en="Both sides sign the hand-over: the decision of the plenary, and this confirmation.",
        minor=True,
    ),
)
