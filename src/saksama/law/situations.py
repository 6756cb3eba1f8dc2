"""Boleh atau tidak?: the small decision tree of each card, its endings, and what differs before and after determination. Pure.

An answer is one letter of an address: `y` and `t` (ya, tidak) of a yes-or-no question, `a` to `d` of a question with choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from saksama.kernel.errors import NoRule

from .finding import Text
from .rule import Confidence

if TYPE_CHECKING:
    from .rulebook import Book, Entry

YES, NO = "y", "t"
CHOICES = "abcd"
NEXT = "next"
VERDICTS = ("boleh", "boleh_dengan_syarat", "tidak_boleh", "tanya_dulu")
MOST_QUESTIONS = 3
VERDICT_WORDS: Mapping[str, tuple[str, str]] = {
    "boleh": ("Boleh", "Allowed"),
    "boleh_dengan_syarat": ("Boleh, dengan syarat", "Allowed, on conditions"),
    "tidak_boleh": ("Tidak boleh", "Not allowed"),
    "tanya_dulu": ("Tanya dulu", "Ask first"),
}
HAPPENED_WORDS: Mapping[str, tuple[str, str]] = {
    "boleh": ("Bukan pelanggaran", "No violation"),
    "boleh_dengan_syarat": ("Bukan pelanggaran, asal Anda bertindak", "No violation, if you act"),
    "tidak_boleh": ("Dapat menjadi pelanggaran", "May be a violation"),
    "tanya_dulu": ("Tanya dulu", "Ask first"),
}
TOPICS = (
    ("medsos", "Media sosial dan pesan", "Social media and messages"),
    ("keluarga", "Keluarga dan acara", "Family and occasions"),
    ("kampanye", "Kampanye dan memilih", "Campaign and voting"),
    ("kantor", "Kantor, jabatan, fasilitas", "Office, post, facilities"),
    ("partai", "Partai dan pencalonan", "Parties and standing"),
    ("status", "Siapa yang terikat", "Who is bound"),
    ("tekanan", "Perintah dan tekanan", "Orders and pressure"),
    ("warga", "Lingkungan, ibadah, perkumpulan", "Neighbours, worship, associations"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: where it leads (`next`, or a verdict) and why, where this ending has a reason of its own."""

    key: str
    label_id: str
    label_en: str
    to: str
    because_id: str = ""
    because_en: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    en: str
    choices: tuple[Choice, ...]

    @property
    def is_yes_or_no(self) -> bool:
        return self.choices[0].key == YES


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the answers lead: to `question`, or to `verdict` with the reason of its last answer. `given` are the answers used."""

    given: tuple[Choice, ...]
    question: Question | None = None
    verdict: str = ""
    because_id: str = ""
    because_en: str = ""

    @property
    def letters(self) -> str:
        return "".join(choice.key for choice in self.given)


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the same act is before and after candidates are determined, by the rules of the card. Empty where it is the same."""

    before: tuple[Entry, ...]
    after: tuple[Entry, ...]

    def __bool__(self) -> bool:
        return bool(self.before and self.after)


def questions(card: Entry) -> tuple[Question, ...]:
    return tuple(_question(raw) for raw in card.questions)


def _question(raw: Mapping[str, Any]) -> Question:
    if "choices" in raw:
        found = tuple(
            Choice(key, one["id"], one["en"], one["to"], one.get("because_id", ""), one.get("because_en", ""))
            for key, one in zip(CHOICES, raw["choices"], strict=False)
        )
        return Question(raw["id"], raw["en"], found)
    yes = Choice(YES, "Ya", "Yes", raw.get("yes", NEXT), raw.get("yes_id", ""), raw.get("yes_en", ""))
    no = Choice(NO, "Tidak", "No", raw["no"], raw.get("no_id", ""), raw.get("no_en", ""))
    return Question(raw["id"], raw["en"], (yes, no))


def follow(card: Entry, letters: str = "") -> Standing:
    """Return where the answers lead. An answer the question does not know is as good as none: the question is asked again."""
    given: list[Choice] = []
    for n, question in enumerate(questions(card)):
        chosen = next((one for one in question.choices if letters[n : n + 1] == one.key), None)
        if chosen is None:
            return Standing(tuple(given), question=question)
        given.append(chosen)
        if chosen.to != NEXT:
            return Standing(tuple(given), verdict=chosen.to, because_id=chosen.because_id, because_en=chosen.because_en)
    last = given[-1] if given else None
    return Standing(
        tuple(given),
        verdict=card.verdict,
        because_id=last.because_id if last else "",
        because_en=last.because_en if last else "",
    )


def endings(card: Entry) -> Iterator[Standing]:
    """Return every way through the card to a verdict, the first answers first."""
    waiting = [""]
    while waiting:
        standing = follow(card, waiting.pop(0))
        if standing.question is None:
            yield standing
        else:
            waiting = [standing.letters + choice.key for choice in standing.question.choices] + waiting


def main_ending(card: Entry) -> Standing:
    """Return the way by which the card's own verdict is reached, the first that leads there."""
    return next(one for one in endings(card) if one.verdict == card.verdict)


def spoken(card: Entry, verdict: str) -> tuple[str, str]:
    """Return a verdict in words, Indonesian and English; of what befell the reader nobody says that it is allowed."""
    return (HAPPENED_WORDS if card.get("happened", False) else VERDICT_WORDS)[verdict]


def rules_of(card: Entry, book: Book) -> tuple[Entry, ...]:
    """Return the violations and norms a card names, in its order, each in its latest version."""
    found = []
    for name in card.rules:
        for look in (book.violation, book.norm):
            try:
                found.append(look(name))
            except NoRule:
                continue
            break
    return tuple(found)


def stakes(card: Entry, book: Book) -> Stakes:
    """Return which of the card's violations hold before, and which after determination; those of any time belong to neither."""
    rules = [rule for rule in rules_of(card, book) if rule.kind == "violations"]
    return Stakes(
        tuple(rule for rule in rules if rule.get("helped") == "bakal_calon"),
        tuple(rule for rule in rules if rule.get("helped") == "calon"),
    )


def needs_check(card: Entry, book: Book) -> bool:
    """Tell whether the lawyer's mark stands beside the card: of itself, or because a rule it names is only recalled."""
    return card.needs_check or any(rule.confidence is Confidence.RECALLED for rule in rules_of(card, book))


def searchable(card: Entry) -> Text:
    """Return the card as a text to be found: its title and words first, its questions and reasons last. Both languages."""
    asked = " ".join(f"{one.id} {one.en} {' '.join(choice.label_id for choice in one.choices)}" for one in questions(card))
    return Text(
        card.id,
        (
            (3.0, f"{card.title_id} {card.title_en}"),
            (2.5, " ".join(card.keywords)),
            (1.0, f"{asked} {card.why_id} {card.counter_id} {' '.join(card.dont_id)}"),
        ),
    )


def faults(raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the tree of a card as written: (what, what to do). The schema has seen its shape already."""
    found = []
    asked = raw["questions"]
    if len(asked) > MOST_QUESTIONS:
        found.append((f"{raw['id']} asks {len(asked)} questions.", f"Ask {MOST_QUESTIONS} at most."))
    for n, question in enumerate(asked):
        targets = [one.to for one in _question(question).choices]
        if n + 1 < len(asked) and NEXT not in targets:
            found.append((f"{raw['id']}: question {n + 2} is never reached.", f"Let question {n + 1} lead to `next`."))
        if len(set(targets)) == 1 and targets[0] != NEXT and not _reasons_differ(question):
            found.append((f"{raw['id']}: question {n + 1} changes nothing.", "Take it out, or let its answers differ."))
    if raw["verdict"] not in _reached(asked, raw["verdict"]):
        found.append((f"{raw['id']}: no answers lead to its own verdict `{raw['verdict']}`.", "Let one of them."))
    for name in ("do", "dont"):
        if len(raw[f"{name}_id"]) != len(raw[f"{name}_en"]):
            found.append((f"{raw['id']}: `{name}_id` and `{name}_en` differ in number.", "Translate each line."))
    return found


def _reasons_differ(question: Mapping[str, Any]) -> bool:
    return len({one.because_id for one in _question(question).choices}) > 1


def _reached(asked: Sequence[Mapping[str, Any]], verdict: str) -> set[str]:
    """Return the verdicts the answers of a card can lead to; `verdict` is what stands after the last `next`."""
    found: set[str] = set()
    for question in asked:
        targets = {one.to for one in _question(question).choices}
        found |= targets - {NEXT}
        if NEXT not in targets:
            return found
    return found | {verdict}
