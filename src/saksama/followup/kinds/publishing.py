"""The public list *kami belum menerima bukti sejak*: notice first, the agency's own words, and every correction."""

from __future__ import annotations

from saksama.cases.kinds import Kind, register, says
from saksama.cases.kinds.shared import NOTE, choice, computed, note

GROUNDS = (
    ("proof", "bukti sudah ada pada hari itu", "the proof was there by then"),
    ("date", "tanggal penerimaannya keliru", "the day of receipt was wrong"),
    ("agency", "instansinya keliru", "the wrong agency"),
    ("other", "keliru karena sebab lain", "wrong for another reason"),
)

register(
    Kind(
        "publication.noticed",
        "Instansi diberi tahu sebelum tayang",
        "Agency told before publishing",
        says(
            "Instansi diberi tahu: daftar terbuka memuat hitungannya bila sampai {until} belum ada bukti.",
            "The agency was told: the public list will count it if there is no proof by {until}.",
        ),
        "Beri tahu instansi sebelum tayang",
        "Tell the agency before publishing",
        (NOTE, computed("number"), computed("until", "date")),
        to_reporter=says(
            "Instansi diberi tahu bahwa daftar terbuka akan menyebut kami belum menerima bukti.",
            "The agency was told that the public list will say we have received no proof.",
        ),
        letter="list_notice",
        why_id="Tidak ada yang tayang tanpa pemberitahuan dan masa koreksi.",
        why_en="Nothing is published without notice and a time for correction.",
        minor=True,
    ),
    Kind(
        "publication.stated",
        "Keterangan instansi untuk daftar terbuka",
        "Agency's words for the public list",
        says("Instansi memberi keterangan untuk daftar terbuka.", "The agency gave its words for the public list."),
        "Beri keterangan untuk daftar terbuka",
        "Give your words for the public list",
        (
            note(
                "words",
                "Keterangan instansi",
                "The agency's words",
                hint=(
                    "Paling banyak 600 huruf. Jangan sebut nama orang; bagian itu akan dihapus.",
                    "At most 600 characters. Name no person; that part would be removed.",
                ),
            ),
        ),
        body_of="agency",
        why_id="Tayang apa adanya di samping hitungan, tanpa nama orang.",
        why_en="Published as it is beside the count, without names of persons.",
        minor=True,
    ),
    Kind(
        "publication.cleared",
        "Keterangan instansi ditayangkan",
        "Agency's words published",
        says(
            "Keterangan instansi ditayangkan; nama orang: {names}.",
            "The agency's words were published; names of persons: {names}.",
        ),
        "Tayangkan keterangan instansi",
        "Publish the agency's words",
        (
            choice(
                "names",
                "Nama orang",
                "Names of persons",
                ("none", "tidak ada", "none"),
                ("removed", "dihapus", "removed"),
            ),
            note(
                "words",
                "Keterangan yang tayang",
                "The words as published",
                hint=(
                    "Salin apa adanya. Yang boleh dihapus hanya nama orang.",
                    "Copy them as they are. Only names of persons may go.",
                ),
            ),
        ),
        minor=True,
    ),
    Kind(
        "publication.corrected",
        "Daftar terbuka dibetulkan",
        "Public list corrected",
        says("Daftar terbuka dibetulkan: {ground}.", "The public list was corrected: {ground}."),
        "Betulkan daftar terbuka",
        "Correct the public list",
        (choice("ground", "Sebab", "Ground", *GROUNDS), NOTE),
        to_reporter=says(
            "Daftar terbuka dibetulkan untuk perkara ini.", "The public list was corrected for this case."
        ),
        why_id="Pembetulan tayang sebagai ralat, tanpa nomor perkara.",
        why_en="A correction is published as an erratum, without the number of the case.",
        minor=True,
    ),
)
