"""What a kind of act is, and the register of all kinds. Pure: no database, no clock.

The process table in `law` says where an act may happen, `cases.policies` who may do it; a kind says what is asked, what is
kept where, and in which words each audience reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from saksama.cases.fold import ActView
from saksama.kernel.errors import NotFound

Language = Literal["id", "en"]
Sentence = Callable[[ActView, Language], str]
FieldType = Literal[
    "text", "choice", "choices", "date", "datetime", "number", "bool", "place", "agency", "office", "officer", "case", "person",
    "conditions", "votes", "questions", "grade", "files", "code", "elements", "evidence", "outcomes", "dialogue",
]
CHOICE_TYPES = ("choice", "choices", "grade")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a step asks for.

    Values that are not sealed land in `Act.body` and may only be ids, enums, dates and numbers. `sealed` text goes into the act's
    sealed item; `person` into `Party` (T2), one line for each person: `name; post` (`many` allows several lines). `choices` are
    (value, Indonesian, English); where they depend on the case, `StepPage.fields` carries them filled in.

    Values: text and choice `str`, choices and files `list[str]`, date `date`, datetime aware `datetime`, number `int`, bool
    `bool`, place its code, agency, office, officer and case a public id, conditions key to yes|no|assess, votes officer's
    public id to agree|against|abstain, questions "1".."5" to yes|no|unknown, grade a sanction's id, code a number of another
    system (no spaces), elements `violation.element` to a mapping of `finding` (yes|no|doubt), `evidence` (file ids) and
    `reasons` (sealed), outcomes a party's public id to forward|not_proven|transfer, dialogue pairs of question and answer
    (sealed, `cases.minutes` writes and reads them). `rows` are further choices that each row of a field offers (`elements`: the
    evidence of the case).
    """

    name: str
    type: FieldType
    label_id: str
    label_en: str
    required: bool = True
    choices: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    hint_id: str = ""
    hint_en: str = ""
    sealed: bool = False
    many: bool = False
    computed: bool = False

    def label(self, language: Language) -> str:
        return self.label_en if language == "en" else self.label_id

    def hint(self, language: Language) -> str:
        return self.hint_en if language == "en" else self.hint_id

    def word(self, value: object, language: Language) -> str:
        """Return the words of a chosen value; the value itself where it has none."""
        for code, words_id, words_en in self.choices:
            if code == value:
                return words_en if language == "en" else words_id
        return str(value)


class _Words(dict[str, str]):
    """Names a sentence may use: fields of the act by their words, `at` for its day, `office` for its office."""

    def __missing__(self, name: str) -> str:
        return ""


def says(sentence_id: str, sentence_en: str) -> Sentence:
    """Return a sentence; `{field}` in it becomes the field's words, nothing where the act has no such value."""
    def spoken(act: ActView, language: Language) -> str:
        template = sentence_en if language == "en" else sentence_id
        names = {*act.body, *act.words}
        return template.format_map(_Words({name: act.word(name, language) for name in names}))

    return spoken


def by(field: str, sentences: Mapping[str, tuple[str, str]], *, otherwise: tuple[str, str]) -> Sentence:
    """Return a sentence chosen by the value of a field."""
    spoken = {value: says(*words) for value, words in sentences.items()}
    rest = says(*otherwise)
    return lambda act, language: spoken.get(str(act.body.get(field)), rest)(act, language)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act. `fields` are asked; those `computed` are set by the verb and shown nowhere as a question.

    `says` is the officer's timeline; `to_reporter` and `to_accused` are None where that audience reads nothing. `body_of` names
    whose act it is when it is not Bawaslu's (oversight, agency, bpasn, accused), so that an officer may record it by proxy.
    `letter` is the form that goes out with it, `needs_document` that a paper must come with it. `why_*` is the sentence beside
    the button. `offered` is False for what is never taken from a screen's list of steps (the system's own acts).
    """

    act: str
    label_id: str
    label_en: str
    says: Sentence
    button_id: str = ""
    button_en: str = ""
    fields: tuple[Field, ...] = ()
    to_reporter: Sentence | None = None
    to_accused: Sentence | None = None
    body_of: Literal["", "oversight", "agency", "bpasn", "accused"] = ""
    letter: str = ""
    needs_document: bool = False
    why_id: str = ""
    why_en: str = ""
    offered: bool = True
    minor: bool = False

    def label(self, language: Language) -> str:
        return self.label_en if language == "en" else self.label_id

    def button(self, language: Language) -> str:
        return (self.button_en if language == "en" else self.button_id) or self.label(language)

    def why(self, language: Language) -> str:
        return self.why_en if language == "en" else self.why_id

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def asked(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if not field.computed)


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Declare kinds; one act may be declared once."""
    for kind in kinds:
        if kind.act in _KINDS:
            raise ValueError(f"the act {kind.act} is declared twice")
        _KINDS[kind.act] = kind


def get(act: str) -> Kind:
    """Return the kind of an act; `NotFound` for one that nobody declared."""
    if act not in _KINDS:
        raise NotFound("Langkah ini tidak dikenal. Kembali ke perkara.", "This step is not known. Go back to the case.")
    return _KINDS[act]


def all() -> tuple[Kind, ...]:  # noqa: A001
    """Return every declared kind in the order of declaration."""
    return tuple(_KINDS.values())
