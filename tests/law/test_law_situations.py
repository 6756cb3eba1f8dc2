"""The cards *boleh atau tidak?*: every way through them ends in a verdict by rules that exist, and never surer than the facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from saksama import law
from saksama.law import situations
from saksama.law.finding import Index, Text
from saksama.law.rulebook import DATA, Entry, load
from saksama.law.source import BrokenLaw


def card(name: str) -> Entry:
    return law.book().situation(name)


def test_there_are_at_least_forty_situations_and_each_topic_holds_some() -> None:
    cards = law.book().situations

    assert len(cards) >= 40
    assert {one.topic for one in cards} == {topic for topic, _id, _en in situations.TOPICS}


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_every_way_through_a_card_ends_in_a_verdict_after_three_questions_at_most(one: Entry) -> None:
    ways = list(situations.endings(one))

    assert ways
    for way in ways:
        assert way.verdict in situations.VERDICTS
        assert len(way.given) <= situations.MOST_QUESTIONS
        assert situations.follow(one, way.letters) == way
    assert situations.main_ending(one).verdict == one.verdict


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_every_card_rests_on_rules_that_exist_and_says_what_would_change_it(one: Entry) -> None:
    assert {rule.id for rule in situations.rules_of(one, law.book())} == set(one.rules)
    assert one.why_id and one.counter_id and one.now_id and one.dont_id
    assert one.title_id and one.title_en and len(one.keywords) >= 3


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_a_card_from_memory_never_forbids_or_allows_without_the_mark(one: Entry) -> None:
    """Where the rule is recalled only, the lawyer's mark stands beside every verdict."""
    if one.source_kind == "own_knowledge" or one.recalled_parts:
        assert situations.needs_check(one, law.book())


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
@pytest.mark.parametrize("name", ["title", "why", "counter", "now"])
def test_sentences_of_a_card_stay_short(one: Entry, name: str) -> None:
    for sentence in one.get(f"{name}_id").replace("?", ".").replace(";", ".").split(". "):
        assert len(sentence.split()) <= 18, f"{one.id}: {sentence}"


def test_a_spouse_on_leave_may_stand_by_and_without_leave_may_not__se_panrb_18_2023() -> None:
    spouse = card("kampanye-pasangan")

    assert situations.follow(spouse, "yy").verdict == "boleh_dengan_syarat"
    assert situations.follow(spouse, "t").verdict == "tidak_boleh"
    assert situations.follow(spouse, "yt").verdict == "tidak_boleh"


def test_listening_at_a_rally_is_unsettled_and_says_so__pp_94_2021_5n() -> None:
    assert situations.follow(card("hadir-kampanye"), "yy").verdict == "tanya_dulu"


def test_an_answer_that_is_none_is_asked_again() -> None:
    standing = situations.follow(card("foto-keluarga"), "tx")

    assert standing.question is not None
    assert standing.question == situations.questions(card("foto-keluarga"))[1]
    assert standing.letters == "t"


def test_answers_beyond_the_ending_are_dropped() -> None:
    standing = situations.follow(card("foto-keluarga"), "ytt")

    assert standing.letters == "y"
    assert standing.verdict == "tanya_dulu"


def test_a_choice_leads_to_its_own_reason() -> None:
    standing = situations.follow(card("survei"), "b")

    assert standing.verdict == "tidak_boleh"
    assert "terlihat umum" in standing.because_id


def test_liking_is_ethics_before_and_discipline_after_determination__skb_2022() -> None:
    stakes = situations.stakes(card("suka-unggahan"), law.book())

    assert [rule.id for rule in stakes.before] == ["KE-04"]
    assert [rule.id for rule in stakes.after] == ["DS-06"]
    assert (stakes.before[0].track, stakes.after[0].track) == ("ethics", "discipline")


def test_using_an_official_car_is_the_same_on_any_day() -> None:
    assert not situations.stakes(card("mobil-dinas"), law.book()).before


BROKEN = {
    "a rule nobody wrote": ("rules: [PP-94-2021.14i, DS-16]", "rules: [PP-94-2021.14i, DS-61]", "DS-61"),
    "an answer to nowhere": ('"no": tidak_boleh, no_id: "Tanpa cuti itu', '"no": entahlah, no_id: "Tanpa cuti itu', "entahlah"),
    "a topic nobody knows": ("topic: keluarga", "topic: kelurga", "kelurga"),
    "a verdict no answers lead to": (
        '    verdict: tanya_dulu\n    questions:\n      - id: "Siapa yang mendaftar?"',
        '    verdict: boleh\n    questions:\n      - id: "Siapa yang mendaftar?"',
        "its own verdict",
    ),
    "a reason in one language": (
        ', no_en: "Without that leave, joining a spouse\'s campaign breaches the code of ethics."',
        "",
        "no_id",
    ),
    "a line that is not translated": ("dont_en: [Do not leave it]", "dont_en: [Do not leave it, Act]", "differ in number"),
}


@pytest.mark.parametrize(("was", "becomes", "named"), BROKEN.values(), ids=BROKEN)
def test_a_broken_card_is_refused_with_its_line(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(DATA, folder)
    path = folder / "situations.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(BrokenLaw) as broken:
        load(folder)

    problem = next(one for one in broken.value.problems if named in str(one))
    assert problem.file == "situations.yaml"
    assert problem.line > 1
    assert problem.todo


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ([{"id": "?", "en": "?", "no": "boleh"}] * 4, "asks 4 questions"),
        ([{"id": "?", "en": "?", "yes": "boleh", "no": "tanya_dulu"}, {"id": "?", "en": "?", "no": "boleh"}], "never reached"),
        ([{"id": "?", "en": "?", "yes": "boleh", "no": "boleh"}], "changes nothing"),
    ],
)
def test_a_tree_that_makes_no_sense_is_named(raw: list[dict[str, str]], named: str) -> None:
    whole = {"id": "x", "verdict": "boleh", "questions": raw, "do_id": [], "do_en": [], "dont_id": ["a"], "dont_en": ["a"]}

    assert any(named in what for what, _todo in situations.faults(whole))


# ---- finding ------------------------------------------------------------------------------------------------------------


def index() -> Index:
    return Index(situations.searchable(one) for one in law.book().situations)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("like postingan", "suka-unggahan"),
        ("foto keluarga dengan calon", "foto-keluarga"),
        ("boleh nggak saya nyoblos", "memilih"),
        ("grop wa", "grup-pesan"),
        ("masjit", "rumah-ibadah"),
        ("kaos calon", "kaus-calon"),
        ("p3k", "pppk"),
        ("urang rumah maju", "kampanye-pasangan"),
        ("niniak mamak", "ninik-mamak"),
        ("baralek tamu bupati", "acara-keluarga"),
        ("emot", "emoji"),
        ("disuruah atasan", "disuruh-atasan"),
        ("official car", "mobil-dinas"),
    ],
)
def test_plain_words_and_slips_of_spelling_find_the_situation_first(typed: str, found: str) -> None:
    assert index().find(typed)[0] == found


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_every_situation_is_found_by_its_own_title_in_both_languages(one: Entry) -> None:
    assert one.id in index().find(one.title_id)[:2]
    assert one.id in index().find(one.title_en)[:3]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzyq", "<script>"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert index().find(typed) == []


def test_who_answers_more_of_the_words_comes_first() -> None:
    texts = [Text("one", [(1, "mobil dinas")]), Text("both", [(1, "mobil dinas kampanye")]), Text("other", [(1, "pesta")])]

    assert Index(texts).find("mobil kampanye")[0] == "both"
    assert "other" not in Index(texts).find("mobil kampanye")


# ---- what is said -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_a_title_asks_what_the_verdict_answers(one: Entry) -> None:
    """'Allowed' under 'my superior orders me to support' would read as leave to obey: a title asks, or tells of what befell."""
    assert one.title_id.endswith("?") or one.get("happened", False), one.title_id
    assert one.title_en.endswith("?") or one.get("happened", False), one.title_en


def test_of_what_befell_the_reader_nobody_says_that_it_is_allowed() -> None:
    assert situations.spoken(card("nama-dicatut"), "boleh_dengan_syarat")[0].startswith("Bukan pelanggaran")
    assert situations.spoken(card("foto-keluarga"), "boleh_dengan_syarat")[0] == "Boleh, dengan syarat"


def test_no_question_denies_what_it_asks_so_that_a_no_cannot_be_taken_for_a_yes() -> None:
    """To "Apakah Anda tidak ikut?" an Indonesian "Tidak" may confirm: then the wrong verdict is read."""
    asked = [(one.id, question.id) for one in law.book().situations for question in situations.questions(one)]
    yes_or_no = [(one, text) for one, text in asked if text.startswith(("Apakah", "Adakah", "Sudahkah", "Pernahkah"))]

    assert len(yes_or_no) > 40
    denials = {"tidak", "bukan", "belum"}      # after a comma they only tell one thing from another
    assert [(one, text) for one, text in yes_or_no if denials & set(text.lower().partition(",")[0].strip("?").split())] == []
