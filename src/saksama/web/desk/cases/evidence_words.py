"""A piece of evidence in words: what it is, and what of it can be seen."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from saksama.cases.shown import FileShown


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as its row shows it. `ready`: there is something to look at; `image`: as a picture."""

    file: FileShown
    words: str
    state: str
    ready: bool
    image: bool


def evidence_of(file: FileShown) -> Evidence:
    """Return a file with its words."""
    name = {"photo": _("Foto"), "video": _("Video"), "sound": _("Rekaman suara"), "document": _("Dokumen")}.get(
        file.kind, _("Berkas")
    )
    state = {
        "received": _("Salinan bersih menunggu dibuat. Asli tersegel."),
        "copying": _("Salinan bersih sedang dibuat. Asli tersegel."),
        "copied": _("Salinan bersih. Asli tersegel."),
        "no_copy": _("Jenis ini belum dapat disalin bersih. Asli tersegel."),
        "too_late": _("Waktu membuat salinan lewat. Perlu persetujuan dua petugas."),
    }.get(file.state, "")
    ready = file.state == "copied" or file.own
    return Evidence(file, name, state, ready, ready and file.kind == "photo")
