"""Which tracks an officer takes for a case, beside what the law data suggest."""

from __future__ import annotations

from saksama.law.applicable import ACTORS, HELPED

from .declared import Field, Kind, by, register
from .shared import choice, computed

UNKNOWN = "unknown"

register(
    Kind(
        "tracks.chosen",
        "Jalur dipilih",
        "Tracks chosen",
        by(
            "agrees",
            {"True": ("Jalur dipilih menurut saran: {violations}.", "Tracks chosen as suggested: {violations}.")},
            otherwise=(
                "Jalur dipilih berbeda dari saran, dengan alasan: {violations}.",
                "Tracks chosen other than suggested, with reasons: {violations}.",
            ),
        ),
        "Pilih jalur",
        "Choose the tracks",
        (
            choice(
                "helped",
                "Yang didukung pada hari itu",
                "The one helped on that day",
                *((code or UNKNOWN, *words) for code, words in HELPED.items()),
            ),
            choice("actor", "Yang dilaporkan", "The reported person", *((who.code, who.id, who.en) for who in ACTORS.values())),
            Field(
                "violations",
                "choices",
                "Jalur yang ditempuh",
                "Tracks to be taken",
                required=False,
                hint_id="Yang disarankan ada di atas. Jalur pidana dipilih tersendiri.",
                hint_en="Suggestions come first. The criminal limb is chosen on its own.",
            ),
            Field(
                "reasons",
                "text",
                "Alasan, bila berbeda dari saran",
                "Reasons, where it differs from the suggestion",
                required=False,
                sealed=True,
            ),
            computed("suggested", "choices"),
            computed("agrees", "bool"),
        ),
        why_id="Saran membantu membaca. Anda yang memutuskan, dan pilihan Anda tercatat.",
        why_en="The suggestion helps to read. You decide, and your choice is on record.",
        minor=True,
    ),
)
