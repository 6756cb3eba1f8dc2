"""What is said about a file: its kind, its size to about one sixteenth, and how far its clean copy is. Indonesian and English."""

from __future__ import annotations

from .models import File

KINDS = {
    "photo": ("Foto", "Photo"), "video": ("Video", "Video"), "sound": ("Rekaman suara", "Sound recording"),
    "document": ("Dokumen", "Document"), "other": ("Berkas", "File"),
}
STATES = {
    "received": ("Tersegel. Salinan bersih sedang dibuat.", "Sealed. The clean copy is being made."),
    "copying": ("Tersegel. Salinan bersih sedang dibuat.", "Sealed. The clean copy is being made."),
    "copied": ("Salinan bersih sudah dibuat. Aslinya tetap tersegel.", "The clean copy is made. The original stays sealed."),
    "no_copy": ("Tersegel. Dua petugas dari dua bagian dapat membukanya.", "Sealed. Two officers of two units can open it."),
    "too_late": ("Tersegel. Salinan dibuat bila dua petugas setuju membukanya.",
                 "Sealed. The copy is made when two officers agree to open it."),
}
REASONS = {
    "kind": ("Salinan bersih untuk jenis ini belum dapat dibuat di sini.", "Clean copies of this kind cannot be made here yet."),
    "broken": ("Gambarnya tidak dapat dibuka, jadi tidak ada salinan.", "The picture cannot be opened, so there is no copy."),
    "too_many_pixels": ("Gambarnya lebih dari 50 juta titik, jadi tidak ada salinan.",
                        "The picture has more than 50 million pixels, so there is no copy."),
    "too_many_frames": ("Gambar bergeraknya terlalu panjang, jadi tidak ada salinan.",
                        "The animation is too long, so there is no copy."),
    "too_long": ("Gambarnya terlalu berat untuk dibuka, jadi tidak ada salinan.",
                 "The picture is too heavy to open, so there is no copy."),
    "first_frame": ("Salinan hanya memuat gambar pertama.", "The copy holds the first picture only."),
    "own": ("Dokumen kantor sendiri.", "The office's own document."),
}


def kind(file: File) -> tuple[str, str]:
    return KINDS[file.kind]


def state(file: File) -> tuple[str, str]:
    """Return how far the copy is, with the reason where there is one."""
    parts = [REASONS[file.reason]] if file.reason in REASONS else []
    if file.reason != "own":
        parts.append(STATES[file.state])
    return " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)


def size(file: File) -> tuple[str, str]:
    """Return the size in words: what is stored is rounded up, so this says "about"."""
    if file.size_bucket < 1_000_000:
        return f"sekitar {max(1, file.size_bucket // 1000)} kB", f"about {max(1, file.size_bucket // 1000)} kB"
    whole = file.size_bucket / 1_000_000
    spoken = f"{whole:.0f}" if whole >= 10 else f"{whole:.1f}"
    return f"sekitar {spoken.replace('.', ',')} MB", f"about {spoken} MB"


def sentence(file: File) -> tuple[str, str]:
    """Return "Foto, sekitar 1,2 MB. Salinan bersih sudah dibuat." and the same in English."""
    (kind_id, kind_en), (size_id, size_en), (state_id, state_en) = kind(file), size(file), state(file)
    return f"{kind_id}, {size_id}. {state_id}", f"{kind_en}, {size_en}. {state_en}"
