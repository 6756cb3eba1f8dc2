"""The sentences of a suggestion: why a track is named, what is doubtful about it, and why none is."""

from __future__ import annotations

from .classification_day import Sides
from .classification_people import SIDES, Who
from .rulebook import Entry

Pair = tuple[str, str]
_BY_SIDE = {
    ("ethics", "bakal_calon"): (
        "Yang didukung belum ditetapkan sebagai calon pada hari itu: kode etik.",
        "The one helped was not yet a candidate on that day: code of ethics.",
    ),
    ("discipline", "calon"): (
        "Yang didukung sudah ditetapkan sebagai calon pada hari itu: disiplin.",
        "The one helped was a determined candidate on that day: discipline.",
    ),
    ("discipline", "bakal_calon"): (
        "Disiplin walaupun yang didukung belum ditetapkan sebagai calon.",
        "Discipline although the one helped was not yet a candidate.",
    ),
    ("discipline", "none"): (
        "Menyangkut pencalonan dirinya sendiri, tanpa melihat penetapan calon.",
        "It concerns the person's own candidacy, whatever the determination.",
    ),
}
_WHATEVER = (
    "Berlaku tanpa melihat apakah yang didukung sudah menjadi calon.",
    "Holds whether or not the one helped was a candidate.",
)
BESIDE = (
    "Satu perbuatan dapat berjalan di dua jalur. Jalur pidana tidak menghentikan jalur ASN.",
    "One act may take two paths. The criminal limb does not stop the path of civil servants.",
)
ALONE = (
    "Aturan pidana pemilihan menyebut orang dengan kedudukan ini. Sentra Gakkumdu yang menilai.",
    "The criminal rules on elections name persons of this standing. Gakkumdu judges it.",
)
HANDED = (
    "Yang dilaporkan bukan ASN. Perkara dialihkan kepada yang berwenang.",
    "The reported person is not a civil servant. The matter is handed over.",
)
OWN_CANDIDACY = ("Ia sendiri mencalonkan diri.", "The person stands for office.")
CHOOSE = (
    "Jenis perbuatannya belum dipilih. Baca ceritanya, lalu pilih dari daftar.",
    "The kind of act is not chosen yet. Read the account, then choose from the list.",
)
NOT_REACHED = (
    "Yang dilaporkan bukan ASN, dan aturan pidana untuk perbuatan ini tidak menyebut orang dengan kedudukannya.",
    "The reported person is not a civil servant, and the criminal rules on this act name nobody of that standing.",
)
OTHER_STANDING = (
    "Daftar tidak memuat perbuatan ini bagi yang didukung, yang dilaporkan, atau pemilihan ini. Periksa pilihannya.",
    "The list does not hold this act for that standing, that person or that election. Check what was chosen.",
)
_ETHICS_OF_PPPK = (
    "PP 42/2004 ditulis bagi PNS; dasar kode etik bagi PPPK perlu diperiksa.",
    "Regulation 42/2004 was written for PNS; the basis for PPPK must be checked.",
)


def why(entry: Entry, called: str, considered: Sides) -> Pair:
    """Return why an entry is named for an act that was called by this id, under the standings that were considered."""
    if considered.unsettled and entry.helped in SIDES:
        return considered.why
    if entry.id != called:
        words = ("sudah", "was already") if considered.helped[0] == "calon" else ("belum", "was not yet")
        return (
            f"Perbuatan yang sama dengan {called}, tetapi yang didukung {words[0]} menjadi calon pada hari itu.",
            f"The same act as {called}, but the one helped {words[1]} a candidate on that day.",
        )
    return _BY_SIDE.get((entry.track, entry.helped), _WHATEVER)


def doubt(entry: Entry, who: Who, own_range: Entry | None) -> Pair:
    """Return what is doubtful in words: sources that disagree, what a reader must know, what the status leaves open.

    `own_range` is the sanction that stands in place of the listed ones for a contract civil servant (PPPK).
    """
    found = [(entry.get("conflict_id"), entry.get("conflict_en")), (entry.note_id, entry.note_en), who.note]
    if own_range is not None:
        found.append((own_range.note_id, own_range.note_en))
    elif who.code == "pppk" and entry.track == "ethics":
        found.append(_ETHICS_OF_PPPK)
    return " ".join(one[0] for one in found if one[0]), " ".join(one[1] for one in found if one[1])
