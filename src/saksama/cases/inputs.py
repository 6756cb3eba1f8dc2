"""What was filled in, understood: values by type, prose apart, persons apart; the first thing wrong is named with its field.

Everything from a screen is a proposal. What is chosen here is chosen from the lists the step itself offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid, NotFound
from saksama.law.conditions import KEYS
from saksama.places import queries as places

from . import elements, minutes
from .bodies import ANSWERS, FINDINGS, MET, OUTCOMES, VOTES
from .kinds import Field, Kind
from .steps import Input, Provenance

LONGEST_TEXT = 20_000
LONGEST_NAME = 120
LONGEST_CODE = 60
MOST_PERSONS = 20
MOST_PAPERS = 12
LATE_AFTER = timedelta(days=1)
CLOCK_SLACK = timedelta(minutes=10)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
REQUIRED = ("Isi bagian ini: {0}.", "Fill in this part: {0}.")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as typed: `name; post`. Goes into encrypted fields, never into a body."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A step's values by where they go: `body` open, `texts` sealed, `persons` encrypted by field name."""

    body: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    persons: Mapping[str, tuple[Person, ...]] = field(default_factory=dict, repr=False)


def clean(kind: Kind, fields: Sequence[Field], step: Input, *, now: datetime) -> Cleaned:
    """Return the step's values, or raise `Invalid` with the sentence and `field` of the first that cannot be used."""
    body: dict[str, Any] = {}
    texts: dict[str, str] = {}
    persons: dict[str, tuple[Person, ...]] = {}
    for asked in fields:
        value = step.values.get(asked.name)
        if _is_empty(value):
            if asked.required:
                raise Invalid(REQUIRED[0].format(asked.label_id), REQUIRED[1].format(asked.label_en), field=asked.name)
            continue
        if asked.type == "person":
            persons[asked.name] = _persons(asked, value)
        elif asked.type == "text":
            texts[asked.name] = _text(asked, value)
        elif asked.type == "dialogue":
            texts |= _dialogue(asked, value)
        elif asked.type == "elements":
            body |= _elements(asked, value, texts)
        else:
            body[asked.name] = _READERS[asked.type](asked, value)
    if step.text.strip():
        texts.setdefault("note", _text_of(step.text, "note"))
    _time(step, now)
    _source(kind, step)
    late = late_days(step, now)
    if late:
        _lateness(step)
        body["late_days"] = late
        texts["late_reason"] = _text_of(step.late_reason, "late_reason")
    return Cleaned(body, texts, persons)


def late_days(step: Input, now: datetime) -> int:
    """Return by how many days a step is recorded later than it happened; 0 up to one day."""
    behind = now - step.happened_at
    return behind.days if behind > LATE_AFTER else 0


def _time(step: Input, now: datetime) -> None:
    if step.happened_at.tzinfo is None or step.happened_at < EARLIEST:
        raise Invalid(
            "Tanggal kejadian langkah ini tidak mungkin. Periksa tanggal dan tahunnya.",
            "The date of this step is not possible. Check day and year.",
            field="happened_at",
        )
    if step.happened_at > now + CLOCK_SLACK:
        raise Invalid(
            "Langkah ini tertulis terjadi di masa depan. Isi tanggal sampai hari ini.",
            "This step would have happened in the future. Give a date up to today.",
            field="happened_at",
        )


def _source(kind: Kind, step: Input) -> None:
    if step.provenance not in set(Provenance):
        raise Invalid(
            "Pilih dari mana kabar ini: sendiri, surat, sistem lain, atau berita.",
            "Choose where this comes from: own, letter, other system or press.",
            field="provenance",
        )
    if len(step.documents) > MOST_PAPERS:
        raise Invalid(
            f"Paling banyak {MOST_PAPERS} berkas dalam satu langkah.",
            f"At most {MOST_PAPERS} files in one step.",
            field="documents",
        )
    if step.provenance != Provenance.OWN and not step.documents:
        raise Invalid(
            "Lampirkan dokumen sumbernya: pindaian surat, tangkapan layar, atau kliping berita.",
            "Attach the source: a scan of the letter, a screenshot or a press clipping.",
            field="documents",
        )
    if kind.needs_document and not step.documents:
        raise Invalid(
            "Langkah ini memerlukan dokumen. Lampirkan pindaiannya.",
            "This step needs a document. Attach its scan.",
            field="documents",
        )


def _lateness(step: Input) -> None:
    if not step.late_reason.strip():
        raise Invalid(
            "Dicatat lebih dari sehari sesudahnya: tulis alasannya. Dicatat kemudian itu wajar.",
            "Recorded over a day later: give the reason. Recording later is normal.",
            field="late_reason",
        )
    if not step.documents:
        raise Invalid(
            "Dicatat kemudian memerlukan pindaian kertasnya. Lampirkan berkasnya.",
            "Recording later needs a scan of the paper. Attach the file.",
            field="documents",
        )


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value in ([], (), {})


def _text(asked: Field, value: object) -> str:
    if not isinstance(value, str):
        raise _unusable(asked)
    return _text_of(value, asked.name)


def _text_of(text: str, name: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(plain) > LONGEST_TEXT:
        over = len(plain) - LONGEST_TEXT
        raise Invalid(
            f"Teks ini terlalu panjang {over} huruf. Ringkas, atau lampirkan sebagai berkas.",
            f"This text is {over} characters too long. Shorten it, or attach it as a file.",
            field=name,
        )
    return plain


def _dialogue(asked: Field, value: object) -> dict[str, str]:
    """Return questions and answers as one text, by field; nothing where no question has an answer."""
    rows = [(str(row[0]), str(row[1])) for row in value] if isinstance(value, (list, tuple)) else []
    if len(rows) > minutes.MOST:
        raise Invalid(
            f"Paling banyak {minutes.MOST} tanya jawab. Selebihnya tulis di jalannya pemeriksaan.",
            f"At most {minutes.MOST} questions. Write the rest into the course of the hearing.",
            field=asked.name,
        )
    text = _text_of(minutes.written(rows), asked.name)
    return {asked.name: text} if text else {}


def _elements(asked: Field, value: object, texts: dict[str, str]) -> dict[str, Any]:
    """Return what was found of each element offered, and with which files; the reasons go into `texts`."""
    known = {key: (words_id, words_en) for key, words_id, words_en in asked.choices}
    given = dict(value) if isinstance(value, Mapping) else {}
    if set(given) - set(known):
        raise _unusable(asked)
    found: dict[str, str] = {}
    evidence: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    for key, judged in given.items():
        row = dict(judged) if isinstance(judged, Mapping) else {"finding": judged}
        if row.get("finding"):
            found[key], evidence[key], reasons[key] = _element(asked, row, known[key])
    if reasons:
        texts["element_reasons"] = _text_of(elements.written(reasons), asked.name)
    named = {key: chosen for key, chosen in evidence.items() if chosen}
    return {asked.name: found, f"{asked.name}_evidence": named} if found else {}


def _element(asked: Field, row: Mapping[str, Any], words: tuple[str, str]) -> tuple[str, list[str], str]:
    """Return finding, files and reason of one element; a finding without a reason is refused."""
    chosen = [str(one) for one in dict.fromkeys(row.get("evidence") or ())]
    if row["finding"] not in FINDINGS or set(chosen) - {file for file, _, _ in asked.rows}:
        raise _unusable(asked)
    reason = _text_of(str(row.get("reasons") or ""), asked.name)
    if not reason:
        raise Invalid(f"Tulis alasan untuk unsur: {words[0]}.", f"Give the reason for the element: {words[1]}.", field=asked.name)
    return str(row["finding"]), chosen, reason


def _persons(asked: Field, value: object) -> tuple[Person, ...]:
    lines = value.splitlines() if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []
    found = tuple(_person(asked, str(line)) for line in lines if str(line).strip())
    if not found or len(found) > (MOST_PERSONS if asked.many else 1):
        raise Invalid(
            "Tulis satu orang dalam satu baris: nama; jabatan.", "Write one person a line: name; post.", field=asked.name
        )
    return found


def _person(asked: Field, line: str) -> Person:
    name, _, post = (part.strip() for part in line.partition(";"))
    if not name or max(len(name), len(post)) > LONGEST_NAME:
        raise Invalid(
            "Tulis nama, titik koma, lalu jabatan; masing-masing paling panjang 120 huruf.",
            "Write the name, a semicolon, then the post; 120 characters each at most.",
            field=asked.name,
        )
    return Person(name, post)


def _unusable(asked: Field) -> Invalid:
    return Invalid(
        f"Isian ini tidak dapat dipakai: {asked.label_id}. Periksa lagi.",
        f"This cannot be used: {asked.label_en}. Check it again.",
        field=asked.name,
    )


def _choice(asked: Field, value: object) -> str:
    if not any(value == code for code, _, _ in asked.choices):
        raise Invalid(
            f"Pilih satu dari daftar: {asked.label_id}.", f"Choose one from the list: {asked.label_en}.", field=asked.name
        )
    return str(value)


def _choices(asked: Field, value: object) -> list[str]:
    many = value if isinstance(value, (list, tuple, set)) else [value]
    return [_choice(asked, one) for one in dict.fromkeys(many)]


def _date(asked: Field, value: object) -> date:
    try:
        found = value if isinstance(value, date) and not isinstance(value, datetime) else date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(
            "Tanggal ini tidak ada. Tulis hari, bulan, dan tahun.",
            "There is no such date. Give day, month and year.",
            field=asked.name,
        ) from None
    if not 2000 <= found.year <= 2100:
        raise _unusable(asked)
    return found


def _instant(asked: Field, value: object) -> datetime:
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise _unusable(asked) from None
    if found.tzinfo is None:
        raise _unusable(asked)
    return found


def _number(asked: Field, value: object) -> int:
    try:
        found = int(str(value))
    except ValueError:
        raise Invalid("Tulis angka bulat.", "Write a whole number.", field=asked.name) from None
    if not 0 < found < 10_000:
        raise _unusable(asked)
    return found


def _public_id(asked: Field, value: object) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise _unusable(asked) from None


def _known(look_up: Callable[[str], object]) -> Callable[[Field, object], str]:
    def read(asked: Field, value: object) -> str:
        public_id = _public_id(asked, value)
        try:
            look_up(public_id)
        except NotFound as unknown:
            raise Invalid(unknown.detail, unknown.detail_en, field=asked.name) from None
        return public_id

    return read


def _place(asked: Field, value: object) -> str:
    try:
        return places.by_code(str(value)).code
    except NotFound as unknown:
        raise Invalid(unknown.detail, unknown.detail_en, field=asked.name) from None


def _code(asked: Field, value: object) -> str:
    plain = "".join(str(value).split())
    if (
        not plain
        or len(plain) > LONGEST_CODE
        or not plain[0].isalnum()
        or not all(c.isalnum() or c in "@:/_.,+'-" for c in plain)
    ):
        raise Invalid(
            "Nomor ini memuat tanda yang tidak dikenal. Pakai huruf, angka, titik, garis miring, dan tanda hubung.",
            "This number has unknown signs. Use letters, digits, full stops, slashes and hyphens.",
            field=asked.name,
        )
    return plain


def _mapping(keys: Sequence[str], values: Sequence[str], words: tuple[str, str]) -> Callable[[Field, object], dict[str, str]]:
    def read(asked: Field, value: object) -> dict[str, str]:
        given = {str(key): str(one) for key, one in value.items()} if isinstance(value, Mapping) else {}
        if (keys and set(given) != set(keys)) or not given or any(one not in values for one in given.values()):
            raise Invalid(*words, field=asked.name)
        return given

    return read


_READERS: Mapping[str, Callable[[Field, object], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "grade": _choice,
    "date": _date,
    "datetime": _instant,
    "number": _number,
    "bool": lambda asked, value: bool(value),
    "place": _place,
    "agency": _known(institutions.agency),
    "office": _known(institutions.office),
    "officer": _public_id,
    "case": _public_id,
    "files": lambda asked, value: [_public_id(asked, one) for one in (value if isinstance(value, (list, tuple)) else [value])],
    "code": _code,
    "conditions": _mapping(
        KEYS,
        MET,
        (
            "Nilai keenam syarat: terpenuhi, belum, atau perlu dinilai.",
            "Assess all six conditions: met, not met, or to be assessed.",
        ),
    ),
    "questions": _mapping(
        ("1", "2", "3", "4", "5"),
        ANSWERS,
        ("Jawab kelima pertanyaan: ya, tidak, atau belum diketahui.", "Answer all five questions: yes, no, or not known yet."),
    ),
    "votes": _mapping(
        (),
        VOTES,
        (
            "Catat suara tiap anggota: setuju, tidak setuju, atau abstain.",
            "Record each member's vote: agree, against or abstain.",
        ),
    ),
    "outcomes": _mapping(
        (),
        OUTCOMES,
        (
            "Catat putusan tiap orang: diteruskan, tidak terbukti, atau dialihkan.",
            "Record the outcome for each person: forwarded, not proven or transferred.",
        ),
    ),
}
