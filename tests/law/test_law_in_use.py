"""The running system keeps the last good rule base: taken up whole or not at all, and never lost to later damage."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started

from saksama import law
from saksama.law import adopting, in_use
from saksama.law.rulebook import DATA, load, packaged
from saksama.law.source import BrokenLaw, read


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the law data in which a report may be handed in for nine days instead of seven."""
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    path = folder / "clocks.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("limit: {count: 7,", "limit: {count: 9,", 1), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def nothing_held():
    yield
    in_use.let_go()
    in_use.forget()


def restarted() -> None:
    """Forget what this process works by, as a new process would not know it."""
    in_use._seen = None


def test_without_a_rule_base_of_its_own_an_installation_uses_the_packaged_one():
    assert law.book() is packaged()
    assert not in_use.standing().own


def test_a_sound_folder_is_taken_up_and_used_at_once(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    assert law.book().release == release != packaged().release
    assert (law.book().clock("PK-01").count, packaged().clock("PK-01").count) == (9, 7)
    assert in_use.standing().own
    assert in_use.standing().as_wanted


def test_what_is_used_is_a_copy_that_later_changes_of_the_folder_do_not_reach(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    shutil.rmtree(changed)
    restarted()
    assert law.book().release == release


def test_a_broken_folder_is_refused_with_file_and_line_and_nothing_changes(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    path = changed / "clocks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("units: [calendar_day]", "units: [moon]", 1), encoding="utf-8")
    with pytest.raises(BrokenLaw) as refused:
        adopting.adopt(changed, data_folder)
    assert [(one.file, one.line > 1, bool(one.todo)) for one in refused.value.problems] == [("clocks.yaml", True, True)]
    assert law.book().release == release
    assert sorted(path.name for path in (data_folder / "law").iterdir()) == sorted([release, "in-use"])


@pytest.mark.parametrize("harm", ["empty", "link", "huge"])
def test_a_folder_without_ordinary_files_of_law_is_refused(harm, changed, data_folder, tmp_path):
    target = changed / "clocks.yaml"
    if harm == "empty":
        changed = tmp_path / "nothing"
        changed.mkdir()
    elif harm == "link":
        target.rename(tmp_path / "elsewhere.yaml")
        target.symlink_to(tmp_path / "elsewhere.yaml")
    else:
        target.write_bytes(b"#" * (adopting.LARGEST + 1))
    with pytest.raises(BrokenLaw):
        adopting.adopt(changed, data_folder)
    assert law.book() is packaged()
    assert in_use.releases(data_folder) == ()


def damage(data_folder: Path, release: str) -> None:
    path = data_folder / "law" / release / "clocks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 9", "count: 90", 1), encoding="utf-8")


def test_later_damage_changes_nothing_in_a_running_process(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    assert law.book().clock("PK-01").count == 9
    damage(data_folder, release)
    in_use.forget()
    assert law.book().clock("PK-01").count == 9


def test_a_start_over_a_damaged_release_takes_the_last_sound_one_and_says_why(changed, data_folder):
    first = adopting.adopt(changed, data_folder)
    path = changed / "clocks.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 9", "count: 10", 1), encoding="utf-8")
    second = adopting.adopt(changed, data_folder)
    (data_folder / "law" / second / "clocks.yaml").write_text("entries: [", encoding="utf-8")
    restarted()
    standing = in_use.standing()
    assert (standing.book.release, standing.wanted, standing.as_wanted) == (first, second, False)
    assert standing.problems[0].file == "clocks.yaml"


def test_a_start_over_sound_files_that_are_not_those_taken_up_falls_back_to_the_packaged_ones(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    damage(data_folder, release)
    restarted()
    assert law.book() is packaged()
    assert "not those that were taken up" in str(in_use.standing().problems[0])


def counting(folder: Path, days: int) -> Path:
    path = folder / "clocks.yaml"
    text = re.sub(r"limit: \{count: (9|1\d),", f"limit: {{count: {days},", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_running_process_keeps_its_own_book_before_any_other_of_those_named(changed, data_folder):
    adopting.adopt(changed, data_folder)
    assert law.book().clock("PK-01").count == 9
    adopting.prepare(counting(changed, 10), data_folder)
    adopting.point(data_folder, load(changed).release)
    third = adopting.prepare(counting(changed, 11), data_folder)
    (data_folder / "law" / third / "clocks.yaml").write_text("entries: [", encoding="utf-8")
    adopting.point(data_folder, third)
    assert law.book().clock("PK-01").count == 9
    restarted()
    assert law.book().clock("PK-01").count == 10


def test_a_folder_that_is_gone_is_named_and_taking_it_up_again_heals_it(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    shutil.rmtree(data_folder / "law" / release)
    restarted()
    assert not in_use.standing().as_wanted
    assert adopting.adopt(changed, data_folder) == release
    assert in_use.standing().as_wanted


def test_returning_to_the_packaged_rule_base_is_one_step(changed, data_folder):
    adopting.adopt(changed, data_folder)
    adopting.point(data_folder, packaged().release)
    assert law.book() is packaged()
    assert in_use.standing().as_wanted


@pytest.mark.django_db
def test_a_request_works_by_one_book_from_beginning_to_end(changed, data_folder):
    request_started.send(sender=None)
    before = law.book()
    release = adopting.adopt(changed, data_folder)
    assert law.book() is before
    request_finished.send(sender=None)
    assert law.book().release == release


def test_a_held_book_is_let_go_at_the_end_of_the_block(changed, data_folder):
    with in_use.hold() as book:
        adopting.adopt(changed, data_folder)
        assert law.book() is book is packaged()
    assert law.book().clock("PK-01").count == 9


def test_the_demonstrations_election_follows_the_rule_base(changed, data_folder):
    from datetime import date

    from saksama.law import demonstration, season

    demonstration.fix_voting_day(date(2026, 12, 9))
    assert season.book_in_use().clock("PK-01").count == 7
    adopting.adopt(changed, data_folder)
    assert season.book_in_use().clock("PK-01").count == 9


UNREADABLE = {
    "a control character": b"schema: x\nentries: \"\x00\"\n",
    "a tag": b"schema: !ours x\n",
    "no number": b"schema: !!int x\n",
    "too many digits": b"schema: " + b"9" * 5000 + b"\n",
    "too deep": b"schema: " + b"[" * 900 + b"]" * 900 + b"\n",
    "aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a list as key": b"? [a, b]\n: c\n",
}


@pytest.mark.parametrize("harm", UNREADABLE)
def test_a_start_over_a_file_that_cannot_be_understood_falls_back_and_says_why(harm, changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    (data_folder / "law" / release / "clocks.yaml").write_bytes(UNREADABLE[harm])
    restarted()
    assert law.book() is packaged()
    problem = in_use.standing().problems[0]
    assert (problem.file, problem.line >= 1, bool(problem.todo)) == ("clocks.yaml", True, True)


def test_an_alias_is_named_with_its_line(tmp_path):
    (tmp_path / "bomb.yaml").write_bytes(UNREADABLE["aliases"])
    with pytest.raises(BrokenLaw) as refused:
        read(tmp_path / "bomb.yaml")
    assert "aliases are not used here. Write the value out." in str(refused.value)


def test_our_own_data_use_no_alias_and_no_tag():
    for path in DATA.rglob("*.yaml"):
        read(path)


@pytest.mark.parametrize("harm", ["emptied", "not ASCII", "a folder", "other words first"])
def test_a_damaged_pointer_never_passes_for_none(harm, changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    assert law.book().release == release
    pointer = data_folder / "law" / "in-use"
    pointer.unlink()
    if harm == "a folder":
        pointer.mkdir()
    else:
        pointer.write_bytes({"emptied": b"", "not ASCII": b"\xff\n", "other words first": b"x\npackaged\n"}[harm])
    in_use.forget()
    assert (in_use.standing().book.release, in_use.standing().as_wanted) == (release, False)
    restarted()
    standing = in_use.standing()
    assert (standing.book, standing.as_wanted, standing.problems[0].file) == (packaged(), False, "in-use")


def test_a_damaged_pointer_is_healed_by_taking_a_folder_up(changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    (data_folder / "law" / "in-use").write_bytes(b"\xff")
    restarted()
    assert adopting.adopt(changed, data_folder) == release
    assert (law.book().release, in_use.standing().as_wanted) == (release, True)


@pytest.mark.parametrize("harm", ["emptied", "a folder"])
def test_a_backup_holds_the_own_rule_base_although_its_pointer_is_damaged(harm, changed, data_folder):
    release = adopting.adopt(changed, data_folder)
    whole = adopting.kept(data_folder)
    pointer = data_folder / in_use.FOLDER / in_use.POINTER
    pointer.unlink()
    if harm == "emptied":
        pointer.write_text("")
    else:
        pointer.mkdir()
    kept = adopting.kept(data_folder)
    assert f"{in_use.FOLDER}/{release}/clocks.yaml" in kept
    assert set(whole) - set(kept) == (set() if harm == "emptied" else {f"{in_use.FOLDER}/{in_use.POINTER}"})
