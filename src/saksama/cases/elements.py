"""The elements of a violation as a study judges them: which there are, what was found, and why. Pure over the rule base.

Where the data name the elements of a violation they are taken from there. Where they do not, the general ones below are our own
reading: each such element says so, and a lawyer has to check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from saksama.kernel.errors import NoRule
from saksama.law import book

FINDING_WORDS = {
    "yes": ("terpenuhi", "fulfilled"),
    "no": ("tidak terpenuhi", "not fulfilled"),
    "doubt": ("ragu", "doubtful"),
}
OUR_READING = ("tafsir kami, perlu diperiksa ahli hukum", "our reading, to be checked by a lawyer")
GENERAL = ("asn_on_the_day", "did_it", "somebody_helped")
_HEAD = re.compile(r"\[([A-Z]{2}-\d{2}\.[a-z_]{1,40})\] ?")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of one violation. `key` is `violation.element`; `ours` where the data do not name it."""

    key: str
    violation: str
    id: str
    en: str
    ours: bool

    @property
    def label_id(self) -> str:
        return f"{self.id} ({self.violation})" + (f" [{OUR_READING[0]}]" if self.ours else "")

    @property
    def label_en(self) -> str:
        return f"{self.en} ({self.violation})" + (f" [{OUR_READING[1]}]" if self.ours else "")


def of(violations: Iterable[str], on: date) -> tuple[Element, ...]:
    """Return what has to be judged for these violations by the rules of a day; one without a rule on that day has none."""
    return tuple(element for violation in dict.fromkeys(violations) for element in _of(violation, on))


def _of(violation: str, on: date) -> tuple[Element, ...]:
    try:
        entry = book().violation(violation, on)
    except NoRule:
        return ()
    named = tuple(entry.get("elements", ()))
    general = GENERAL[:2] if named else GENERAL
    return tuple(_element(violation, key, ours=key not in named) for key in (*general, *named))


def _element(violation: str, key: str, *, ours: bool) -> Element:
    words_id, words_en = book().said("elements", key)
    return Element(f"{violation}.{key}", violation, words_id, words_en, ours)


def written(reasons: Mapping[str, str]) -> str:
    """Return the reasons of all elements as one text; no line of a reason can pass for a heading."""
    kept = {key: text.replace("\r\n", "\n").strip() for key, text in reasons.items() if text.strip()}
    return "\n".join(f"[{key}] " + text.replace("\n", "\n  ") for key, text in kept.items())


def reasons(text: str) -> dict[str, str]:
    """Return the reasons by element of a text that `written` made."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head is not None:
            last = head[1]
            found[last] = [line[head.end() :]]
        elif last:
            found[last].append(line.removeprefix("  "))
    return {key: "\n".join(lines).strip() for key, lines in found.items()}
