"""A rule changed from a day on and taken up: library, case page, letter and open limits follow, ended ones do not."""

from __future__ import annotations

import io
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from saksama import store
from saksama.cases import jobs, queries
from saksama.cases.models import Clock
from saksama.kernel.actor import SYSTEM
from saksama.law import adopting, in_use
from saksama.law.rulebook import DATA
from saksama.web.frame import dates

pytestmark = pytest.mark.django_db


def change_from(path: Path, rule: str, day, old: str, new: str) -> None:
    """End the rule the day before, and write its next version in the words of the old one, but for the count."""
    text = path.read_text(encoding="utf-8")
    begin = text.index(f"  - id: {rule}\n")
    entry = re.match(r"  - .*\n(?:    .*\n|\n(?=    ))*", text[begin:])[0]
    [since] = re.findall(r'^    valid_from: "(.*)"$', entry, re.M)
    ended = entry.replace(f'valid_from: "{since}"\n', f'valid_from: "{since}"\n    valid_to: "{day - timedelta(days=1)}"\n', 1)
    begun = entry.replace(f'valid_from: "{since}"', f'valid_from: "{day}"', 1).replace(old, new, 1)
    assert begun != entry
    path.write_text(text.replace(entry, ended + begun, 1), encoding="utf-8")


@pytest.fixture
def new_law(course, tmp_path) -> Path:
    """From the day of the story on, handling takes eight days instead of three, and the authority has ten instead of fourteen."""
    folder = Path(shutil.copytree(DATA, tmp_path / "law"))
    day = course.now.date()
    change_from(folder / "clocks.yaml", "PK-05", day, "count: 3,", "count: 8,")
    change_from(folder / "clocks.yaml", "BK-03", day, "count: 14,", "count: 10,")
    return folder


def due(case_id, subject: str):
    with store.reading(SYSTEM):
        row = Clock.objects.get(case__public_id=case_id, subject=subject)
    return row.due_early, row.due_late, row.version, row.law_release


def take_up(new_law: Path, data_folder: Path) -> str:
    """What `saksama law use` does, and the job it asks for."""
    release = adopting.adopt(new_law, data_folder)
    with in_use.hold():
        jobs.move_clocks.call()
    return release


def closed_case(course):
    course.registered()
    course.step("handed_over", course.cast.bagus, reason="not_asn", to_body="regent", accused="Pak Wali; Wali Nagari")
    course.step("closed", course.cast.bagus)
    return course.case_id


def page_of(course) -> str:
    return course.cast.bagus.client().get(f"/petugas/perkara/{course.case_id}/").content.decode()


def test_open_limits_follow_by_an_act_and_those_of_a_closed_case_stay(course, new_law, data_folder):
    closed = closed_case(course)
    course.registered()
    opened = course.case_id
    before = due(closed, "handling"), due(opened, "handling")
    release = take_up(new_law, data_folder)
    assert due(closed, "handling") == before[0]
    after = due(opened, "handling")
    assert after[1] == before[1][1] + timedelta(days=5)
    assert (after[2], after[3]) == (f"PK-05@{course.now.date()}", release)
    assert [act.kind for act in course.acts()][-1] == "clock.moved"
    course.case_id = closed
    assert "clock.moved" not in [act.kind for act in course.acts()]


def test_the_case_page_shows_the_new_day_and_leads_to_the_new_version(course, registered, new_law, data_folder):
    old = page_of(course)
    take_up(new_law, data_folder)
    new = page_of(course)
    day = dates.long_date(due(course.case_id, "handling")[1], "id", "Asia/Jakarta")
    assert day not in old
    assert day in new
    assert "/hukum/batas-waktu/pk-05@2015-02-02/" in old
    assert f"/hukum/batas-waktu/pk-05@{course.now.date()}/" in new


def test_the_library_shows_both_versions_each_on_its_day_and_what_changed(client, course, new_law, data_folder):
    day = course.now.date()
    address = "/hukum/batas-waktu/pk-05/"
    assert "8 hari kalender" not in client.get(address).content.decode()
    take_up(new_law, data_folder)
    before = client.get(f"{address}?pada={day - timedelta(days=1)}").content.decode().partition("Versi menurut waktu")[0]
    since = client.get(f"{address}?pada={day}").content.decode().partition("Versi menurut waktu")
    assert ("3 hari kalender" in before, "8 hari kalender" in before) == (True, False)
    assert ("3 hari kalender" in since[0], "8 hari kalender" in since[0]) == (False, True)
    assert re.search(r"<del>.*3 hari kalender.*</del>.*<ins>.*8 hari kalender.*</ins>", since[2], re.S)
    assert "8 hari kalender" in client.get("/hukum/perubahan/").content.decode()


def letter_of(course) -> str:
    laila = course.cast.laila
    page = queries.page(course.case_id, laila.actor, now=course.now)
    found = [one for one in page.documents if one.form == "recommendation"][-1]
    opened = queries.document(found.public_id, laila.actor, laila.keys, now=course.now, format="pdf")
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(opened.content)).pages).replace("\n", " ")


def test_a_letter_asks_by_the_new_rule_and_names_its_version(course, recommended, new_law, data_folder):
    old = letter_of(course)
    take_up(new_law, data_folder)
    course.recommended()
    new = letter_of(course)
    assert ("14 hari kerja" in old, "10 hari kerja" in old) == (True, False)
    assert ("14 hari kerja" in new, "10 hari kerja" in new) == (False, True)
    assert "hukum/batas-waktu/bk-03@2024-09-04/" in old.replace(" ", "")
    assert f"hukum/batas-waktu/bk-03@{course.now.date()}/" in new.replace(" ", "")


def test_while_a_damaged_base_is_stood_in_for_no_limit_moves(course, registered, new_law, data_folder):
    before = due(course.case_id, "handling")
    release = adopting.adopt(new_law, data_folder)
    (data_folder / "law" / release / "clocks.yaml").write_text("entries: [", encoding="utf-8")
    in_use._seen = None
    jobs.move_clocks.call()
    assert due(course.case_id, "handling") == before
    assert not in_use.standing().as_wanted
