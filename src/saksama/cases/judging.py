"""What a study has to judge, and with what: its elements, the evidence in its order, the parts that are commented."""

from __future__ import annotations

from saksama import store
from saksama.evidence import queries as evidence
from saksama.evidence import words as evidence_words
from saksama.kernel.actor import SYSTEM

from . import elements
from .models import Case, Link

Choices = tuple[tuple[str, str, str], ...]
WRITTEN, RETURNED, COMMENTED, ANSWERED = "kajian.written", "kajian.returned", "kajian.commented", "kajian.answered"
GENERAL = (
    ("facts", "Fakta dan bukti", "Facts and evidence"),
    ("analysis", "Analisis hukum", "Legal analysis"),
    ("conclusion", "Simpulan", "Conclusion"),
)


def element_choices(case: Case) -> Choices:
    """Return what a study of this case has to judge, by the rules of the day of the act."""
    found = elements.of(case.violations, case.happened_on or case.opened_at.date())
    return tuple((one.key, one.label_id, one.label_en) for one in found)


def evidence_choices(case: Case) -> Choices:
    """Return the evidence of a case in its order, numbered as the case page numbers it."""
    with store.reading(SYSTEM):
        files = evidence.of_matter(list(Link.objects.filter(case=case).values_list("report", flat=True)), case.public_id)
    found = []
    for n, file in enumerate(files, start=1):
        words_id, words_en = evidence_words.kind(file)
        mark = f"{file.fingerprint[:4]} {file.fingerprint[4:8]}"
        found.append((str(file.public_id), f"{n}. {words_id} {mark}", f"{n}. {words_en} {mark}"))
    return tuple(found)
