"""Who may read on: the overseer that had no living key when the case was forwarded to it."""

from __future__ import annotations

from saksama.cases.kinds import Kind, register, says
from saksama.cases.kinds.shared import NOTE

register(
    Kind(
        "file.shared",
        "Berkas dibukakan bagi lembaga pengawas",
        "File opened to the oversight body",
        says(
            "Berkas dibukakan bagi lembaga pengawas, yang kini punya kunci.",
            "The file was opened to the oversight body, which has a key by now.",
        ),
        "Bukakan bagi lembaga pengawas",
        "Open to the oversight body",
        (NOTE,),
        offered=False,  # the case page asks for it, where it is needed and only there
        why_id="Kuncinya belum ada ketika perkara diteruskan. Yang dibuka: kajian, salinan bukti, dan jawaban.",
        why_en="It had no key when the case was forwarded. Opened are the study, copies of evidence, and the answer.",
    ),
)
