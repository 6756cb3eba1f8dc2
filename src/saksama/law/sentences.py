"""What a rule says, in plain sentences of both languages, and what is open about it. One teller a file. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from . import wording as say
from .calendar import Unit
from .rule import ClockRule, Confidence, FirstDay
from .rulebook import Book, Entry

Both = tuple[str, str]
Teller = Callable[[Book, Entry], Iterator[Both]]
_TITLES = ("title", "name", "label", "says")
_TRACKS: dict[str, Both] = {
    "ethics": ("Jalur: kode etik.", "Track: code of ethics."),
    "discipline": ("Jalur: disiplin.", "Track: discipline."),
    "criminal": ("Jalur: pidana, ditangani Sentra Gakkumdu.", "Track: criminal, handled by Gakkumdu."),
    "handover": (
        "Yang dilaporkan bukan ASN. Perkara dialihkan.",
        "The reported person is not a civil servant. The matter is handed over.",
    ),
    "other_law": ("Jalur: pelanggaran peraturan lain, diteruskan.", "Track: breach of other law, forwarded."),
}
_HELPED: dict[str, Both] = {
    "bakal_calon": (
        "Berlaku selama yang didukung belum ditetapkan sebagai calon.",
        "Holds while the one helped is not yet a determined candidate.",
    ),
    "calon": ("Berlaku sesudah yang didukung ditetapkan sebagai calon.", "Holds once the one helped is a determined candidate."),
    "any": (
        "Berlaku kapan saja, sebelum atau sesudah penetapan calon.",
        "Holds at any time, before or after candidates are determined.",
    ),
    "none": ("Tidak bergantung pada penetapan calon.", "Does not depend on the determination of candidates."),
}
_WHEN: dict[str, Both] = {
    "campaign": ("Dalam masa kampanye.", "During the campaign."),
    "around_campaign": ("Sebelum, selama, atau sesudah kampanye.", "Before, during or after the campaign."),
}
CLASSES: dict[str, Both] = {
    "moral": ("sanksi moral", "a moral sanction"),
    "light": ("hukuman disiplin ringan", "a light penalty"),
    "medium": ("hukuman disiplin sedang", "a medium penalty"),
    "heavy": ("hukuman disiplin berat", "a heavy penalty"),
    "dismissal": ("pemberhentian", "dismissal"),
    "pppk": ("hukuman bagi PPPK", "a penalty for contract civil servants"),
    "control": ("tindakan pengendalian terhadap PPK yang tidak bertindak", "a control measure on an authority that does not act"),
    "check": ("tingkatnya belum dapat ditentukan", "its class is not established"),
}
_VERDICTS: dict[str, Both] = {
    "boleh": ("Boleh.", "Allowed."),
    "boleh_dengan_syarat": ("Boleh dengan syarat.", "Allowed on conditions."),
    "tidak_boleh": ("Tidak boleh.", "Not allowed."),
    "tanya_dulu": ("Tanya dulu.", "Ask first."),
}
_REGIMES: dict[str, Both] = {
    "pilkada": ("Untuk pemilihan kepala daerah.", "For local elections."),
    "pemilu": ("Untuk Pemilu.", "For national elections."),
}


def title(one: Entry | ClockRule) -> Both:
    """Return what the rule is called."""
    if isinstance(one, ClockRule):
        return one.name_id, one.name_en
    found = next((name for name in _TITLES if one.get(f"{name}_id")), "")
    if not found:
        return one.id, one.id
    return str(one.get(f"{found}_id")), str(one.get(f"{found}_en"))


def text(book: Book, one: Entry | ClockRule) -> Both:
    """Return what the rule says: what, by when, for whom, with what consequence."""
    told = _clock(book, one) if isinstance(one, ClockRule) else _TELLERS.get(one.kind, _gist)(book, one)
    said = [both for both in told if both[0]]
    if one.note_id:
        said.append((one.note_id, one.note_en))
    return " ".join(a for a, _ in said) or title(one)[0], " ".join(b for _, b in said) or title(one)[1]


def doubts(book: Book, one: Entry | ClockRule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a lawyer must still settle, each doubt one sentence."""
    found = list(_doubts(book, one))
    return tuple(a for a, _ in found), tuple(b for _, b in found)


def _doubts(book: Book, one: Entry | ClockRule) -> Iterator[Both]:
    if one.confidence is Confidence.RECALLED:
        yield (
            "Aturan ini berasal dari ingatan dan belum dibaca di sumbernya.",
            "This rule is remembered and has not been read in its source.",
        )
    for part in one.recalled_parts:
        part_id, part_en = book.said("parts", part)
        yield f"Belum dipastikan di sumbernya: {part_id}.", f"Not confirmed in a source: {part_en}."
    yield from _variants(one.variants if isinstance(one, ClockRule) else one.get("variants", ()))
    if isinstance(one, ClockRule):
        yield from _unsettled(one)
    elif one.get("conflict_id"):
        yield f"Sumber tidak sepakat. {one.conflict_id}", f"Sources disagree. {one.conflict_en}"


def _variants(found: Iterable[Mapping[str, str]]) -> Iterator[Both]:
    """Return each reading whole, with where it was read: none of them is chosen here."""
    for n, one in enumerate(found, 1):
        mark = ("", "") if one["confidence"] == Confidence.VERIFIED else ("; diingat", "; recalled")
        yield (
            f"Kemungkinan {n}: {one['id']} ({one['source_id']}{mark[0]}).",
            f"Possibility {n}: {one['en']} ({one['source_en']}{mark[1]}).",
        )


def _unsettled(rule: ClockRule) -> Iterator[Both]:
    if rule.count is None and not rule.desk_hours:
        return
    if len(rule.units) > 1:
        yield (
            f"Belum pasti dihitung dalam {_or(say.UNITS_ID[unit] for unit in rule.units)}.",
            f"Whether it is counted in {_or((f'{say.UNITS_EN[unit]}s' for unit in rule.units), 'or')} is not settled.",
        )
    if len(rule.first_days) > 1:
        yield (
            "Belum pasti apakah hari kejadiannya sendiri ikut dihitung.",
            "Whether the day of the event itself counts is not settled.",
        )
    if rule.also_from:
        yield "Belum pasti langkah mana yang memulai hitungan.", "Which step starts the count is not settled."
    if rule.desk_hours and rule.count is not None:
        yield (
            "Belum pasti apakah pada hari terakhir batasnya jam kantor atau tengah malam.",
            "Whether the last day ends at the desk's closing hour or at midnight is not settled.",
        )


# ---- one teller a file ------------------------------------------------------------------------------------------------


def _clock(book: Book, rule: ClockRule) -> Iterator[Both]:
    yield _limit(rule)
    actor_id, actor_en = book.said("actors", rule.actor)
    if rule.count is not None and rule.count >= 0:
        yield f"Dihitung sejak {rule.trigger_id.removeprefix('sejak ')}.", f"Counted from: {rule.trigger_en}."
    yield f"Yang terikat: {actor_id}.", f"Bound by it: {actor_en}."
    if len(rule.first_days) == 1 and rule.count is not None and Unit.HOUR not in rule.units and rule.count > 0:
        yield _FIRST[rule.first_days[0]]
    if rule.extension:
        yield _extension(rule)
    if rule.consequence_id:
        yield rule.consequence_id, rule.consequence_en


_FIRST = {
    FirstDay.AFTER: ("Hari pertama adalah hari sesudahnya.", "Day one is the day after."),
    FirstDay.SAME: ("Hari pertama adalah hari itu sendiri.", "Day one is that day itself."),
}


def _limit(rule: ClockRule) -> Both:
    if rule.count is None and rule.desk_hours:
        hours = [(say.DAYS_ID[day], say.DAYS_EN[day], f"{closing:%H.%M}") for day, closing in sorted(rule.desk_hours.items())]
        return (
            f"Laporan diterima sampai: {', '.join(f'{a} pukul {c}' for a, _, c in hours)}.",
            f"Reports are taken in until: {', '.join(f'{b} {c}' for _, b, c in hours)}.",
        )
    if rule.count is None:
        return "Tidak ada batas waktu yang diumumkan.", "No time limit was published."
    units_id, units_en = (
        [say.count_id(abs(rule.count), unit) for unit in rule.units],
        [say.count_en(abs(rule.count), unit) for unit in rule.units],
    )
    if rule.count < 0:
        return (
            f"Berlaku sejak {_or(units_id)} sebelum {rule.trigger_id}.",
            f"Holds from {_or(units_en, 'or')} before the {rule.trigger_en}.",
        )
    return f"Batas waktu: {_or(units_id)}.", f"Time limit: {_or(units_en, 'or')}."


def _extension(rule: ClockRule) -> Both:
    more = rule.extension
    assert more is not None  # noqa: S101  asked by the caller
    if more.count == 0:
        return "Dapat diperpanjang sebanyak hari yang diberikan.", "It may be extended by the days granted."
    if more.from_start:
        return (
            f"Dengan keterangan tambahan, paling lama {say.count_id(more.count, more.unit)} sejak awal hitungan.",
            f"With further statements, at most {say.count_en(more.count, more.unit)} from the start.",
        )
    return (
        f"Dengan keterangan tambahan, ditambah {say.count_id(more.count, more.unit)}.",
        f"With further statements, {say.count_en(more.count, more.unit)} more.",
    )


def _gist(_: Book, entry: Entry) -> Iterator[Both]:
    yield entry.get("gist_id"), entry.get("gist_en")


def _violation(book: Book, entry: Entry) -> Iterator[Both]:
    yield _sentence(entry.name_id), _sentence(entry.name_en)
    yield _TRACKS[entry.track]
    if entry.track in ("ethics", "discipline", "criminal"):
        yield _HELPED[entry.helped]
    if entry.get("when"):
        yield _WHEN[entry.when]
    if entry.get("acts"):
        yield _listed(book, "acts", entry.acts, "Termasuk", "It includes")
    if entry.get("subjects"):
        yield _listed(book, "subjects", entry.subjects, "Berlaku bagi", "Applies to")
    if entry.get("elements"):
        yield _listed(book, "elements", entry.elements, "Unsurnya", "Elements")
    if entry.get("prove_id"):
        yield f"Yang perlu dibuktikan: {_lowered(entry.prove_id)}", f"To be proven: {_lowered(entry.prove_en)}"
    yield _sanction_of(book, entry)
    if entry.track != "criminal":
        to_id, to_en = book.said("addressees", entry.addressee)
        yield f"Ditujukan kepada {to_id}.", f"Goes to {to_en}."
    if entry.get("possible_crime"):
        names = _names(book, "violations", entry.possible_crime)
        yield f"Mungkin juga pidana: {names[0]}.", f"Possibly also a crime: {names[1]}."
    if entry.get("exceptions"):
        names = _names(book, "exceptions", entry.exceptions)
        yield f"Lihat juga: {names[0]}.", f"See also: {names[1]}."


def _sanction_of(book: Book, entry: Entry) -> Both:
    if entry.get("penalty_id"):
        return entry.penalty_id, entry.penalty_en
    if entry.sanction_class not in CLASSES:
        return "", ""
    head_id, head_en = CLASSES[entry.sanction_class]
    names_id, names_en = _names(book, "sanctions", entry.sanctions)
    return (
        f"Sanksi: {head_id}{f', yaitu {names_id}' if names_id else ''}.",
        f"Sanction: {head_en}{f', that is {names_en}' if names_en else ''}.",
    )


def _sanction(book: Book, entry: Entry) -> Iterator[Both]:
    head_id, head_en = CLASSES[entry.get("class")]
    yield f"{_sentence(entry.name_id)} Golongan: {head_id}.", f"{_sentence(entry.name_en)} Class: {head_en}."
    if entry.get("percent"):
        yield f"Potongan {entry.percent} persen.", f"A cut of {entry.percent} percent."
    if entry.get("months"):
        yield f"Lamanya {entry.months} bulan.", f"It lasts {entry.months} months."
    if entry.get("until_id"):
        yield f"Berlaku {entry.until_id}.", f"Holds {entry.until_en}."
    if entry.get("terminal"):
        yield "Hubungan kerja berakhir.", "It ends the service."
    if entry.get("actor"):
        actor_id, actor_en = book.said("actors", entry.actor)
        yield f"Yang bertindak: {actor_id}.", f"Done by: {actor_en}."


def _category(book: Book, entry: Entry) -> Iterator[Both]:
    yield entry.get("hint_id") and _sentence(entry.hint_id), entry.get("hint_en") and _sentence(entry.hint_en)
    if entry.violations:
        names_id, names_en = _names(book, "violations", entry.violations)
        yield f"Mungkin: {names_id}.", f"It may be: {names_en}."


def _requirement(_: Book, entry: Entry) -> Iterator[Both]:
    yield _sentence(entry.label_id), _sentence(entry.label_en)
    if len(entry.regimes) == 1:
        yield _REGIMES[entry.regimes[0]]
    yield entry.get("cure_id"), entry.get("cure_en")
    if entry.get("checked_by_officer"):
        yield "Diperiksa petugas, bukan formulir.", "Checked by an officer, not by the form."


def _situation(_: Book, entry: Entry) -> Iterator[Both]:
    yield _VERDICTS[entry.verdict]
    yield entry.why_id, entry.why_en
    for question in entry.questions:
        yield question["id"], question["en"]
    yield entry.counter_id, entry.counter_en


def _form(_: Book, entry: Entry) -> Iterator[Both]:
    if entry.id.startswith("register-"):
        yield (
            f"Pola: {entry.subject_id}. Contoh: {entry.standing_id[0]}.",
            f"Pattern: {entry.subject_id}. Example: {entry.standing_id[0]}.",
        )
        return
    yield " ".join(entry.standing_id), f"It always says: {' '.join(entry.standing_id)}"


def _target(_: Book, entry: Entry) -> Iterator[Both]:
    yield (
        f"Kolomnya: {', '.join(f['label_id'] for f in entry.fields)}.",
        f"Fields: {', '.join(f['label_en'] for f in entry.fields)}.",
    )


def _election(book: Book, entry: Entry) -> Iterator[Both]:
    yield _REGIMES[entry.regime]
    for name, (first, last) in entry.stages.items():
        words_id, words_en = book.stage_words[name]
        span_id, span_en = _span(date.fromisoformat(first), date.fromisoformat(last))
        yield f"{_raised(words_id)}: {span_id}.", f"{_raised(words_en)}: {span_en}."
    for row in entry.get("calendar", ()):
        span_id, span_en = _span(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
        yield f"{_raised(row['id'])}: {span_id}.", f"{_raised(row['en'])}: {span_en}."
    if entry.get("expected_id"):
        yield f"Diperkirakan {entry.expected_id}.", f"Expected {entry.expected_en}."


def _regime(book: Book, entry: Entry) -> Iterator[Both]:
    yield _sentence(entry.gist_id), _sentence(entry.gist_en)
    yield _DAYS[entry.days]
    yield _cited(book, entry.norms)
    yield _timed(book, entry.clocks)


def _exception(_: Book, entry: Entry) -> Iterator[Both]:
    for key, head_id, head_en in (
        ("may", "Boleh", "May"),
        ("may_not", "Tidak boleh", "May not"),
        ("checks", "Yang diperiksa", "To be checked"),
    ):
        if entry.get(f"{key}_id"):
            yield f"{head_id}: {'; '.join(entry.get(f'{key}_id'))}.", f"{head_en}: {'; '.join(entry.get(f'{key}_en'))}."
    yield entry.get("gist_id"), entry.get("gist_en")


def _provision(book: Book, entry: Entry) -> Iterator[Both]:
    yield entry.get("gist_id"), entry.get("gist_en")
    if entry.get("violations"):
        names = _names(book, "violations", entry.violations)
        yield f"{entry.violations_id}: {names[0]}.", f"{entry.violations_en}: {names[1]}."
    told = [_valued(one) for one in entry.get("values", ())]
    told += [(f"{one['code']} {one['id']}", f"{one['code']} {one['en']}") for one in entry.get("codes", ()) if one["verified"]]
    if told:
        yield f"{_raised('; '.join(a for a, _ in told))}.", f"{_raised('; '.join(b for _, b in told))}."
    yield _timed(book, entry.get("clocks", ()))


def _body(_: Book, entry: Entry) -> Iterator[Both]:
    yield entry.gist_id, entry.gist_en


def _window(book: Book, entry: Entry) -> Iterator[Both]:
    rule = book.clock(entry.rule)
    opens, fixed = (date.fromisoformat(day) for day in (entry.opens, entry.determination))
    yield (
        f"{rule.name_id}: sejak {say.short_id(opens)} sampai {entry.closes_id}.",
        f"{rule.name_en}: from {say.short_en(opens)} to {entry.closes_en}.",
    )
    yield f"Dihitung dari penetapan {say.short_id(fixed)}.", f"Counted from the determination of {say.short_en(fixed)}."
    if entry.get("before"):
        once, moved = (date.fromisoformat(entry.before[key]) for key in ("opens", "determination"))
        yield (
            f"Semula dihitung sejak {say.short_id(once)}, dari penetapan {say.short_id(moved)}. {entry.before['why_id']}",
            f"First counted from {say.short_en(once)}, for a determination on {say.short_en(moved)}. {entry.before['why_en']}",
        )


def _erratum(_: Book, entry: Entry) -> Iterator[Both]:
    yield f"Tercetak di {entry.where_id}: {entry.says_id}.", f"Printed in {entry.where_en}: {entry.says_en}."
    yield f"Yang benar: {entry.correct_id}", f"Correct: {entry.correct_en}"


_DAYS: dict[str, Both] = {
    "calendar_day": ("Dihitung dalam hari kalender.", "Counted in calendar days."),
    "working_day": ("Dihitung dalam hari kerja.", "Counted in working days."),
    "hour": ("Dihitung dalam jam.", "Counted in hours."),
    "mixed": ("Satuannya berbeda menurut tahapnya.", "The unit differs by step."),
    "none": ("Tidak ada batas waktu yang ditemukan.", "No time limit was found."),
}


_TELLERS: dict[str, Teller] = {
    "violations": _violation,
    "sanctions": _sanction,
    "categories": _category,
    "requirements": _requirement,
    "situations": _situation,
    "forms": _form,
    "targets": _target,
    "elections": _election,
    "regimes": _regime,
    "exceptions": _exception,
    "provisions": _provision,
    "bodies": _body,
    "windows": _window,
    "errata": _erratum,
}


# ---- small words ------------------------------------------------------------------------------------------------------


def _span(first: date, last: date) -> Both:
    if first == last:
        return say.short_id(first), say.short_en(first)
    return f"{say.short_id(first)} sampai {say.short_id(last)}", f"{say.short_en(first)} to {say.short_en(last)}"


def _or(words: Iterable[str], glue: str = "atau") -> str:
    return f" {glue} ".join(words)


def _listed(book: Book, group: str, codes: Iterable[str], head_id: str, head_en: str) -> Both:
    said = [book.said(group, code) for code in codes]
    return f"{head_id}: {', '.join(a for a, _ in said)}.", f"{head_en}: {', '.join(b for _, b in said)}."


def _names(book: Book, kind: str, ids: Iterable[str]) -> Both:
    titles = [title(book.entries[kind][one][-1]) for one in ids if one in book.entries[kind]]
    return "; ".join(_lowered(a) for a, _ in titles), "; ".join(_lowered(b) for _, b in titles)


def _cited(book: Book, norms: Iterable[str]) -> Both:
    found = ", ".join(str(book.norm(norm).short) for norm in norms)
    return (f"Dasarnya: {found}.", f"It rests on: {found}.") if found else ("", "")


def _timed(book: Book, clocks: Iterable[str]) -> Both:
    found = [book.clock(clock) for clock in clocks]
    if not found:
        return "", ""
    names_id, names_en = (
        "; ".join(f"{rule.id} {rule.name_id}" for rule in found),
        "; ".join(f"{rule.id} {rule.name_en}" for rule in found),
    )
    return f"Batas waktunya: {names_id}.", f"Its limits: {names_en}."


def _valued(one: Mapping[str, str]) -> Both:
    """Return a value's words; a key of digits is a place in a number and is told."""
    if not one["key"][:1].isdigit():
        return one["id"], one["en"]
    return f"angka {one['key']} {one['id']}", f"{'digits' if '-' in one['key'] else 'digit'} {one['key']} {one['en']}"


def _raised(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _lowered(words: str) -> str:
    """Return the words as they stand inside a sentence; a name that begins with two capitals stays."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"
