"""The rule base of an installation at the command line: sheet out, review in, taken up whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.law.sheets import filled

pytestmark = pytest.mark.one_engine
PK_02 = "clocks/PK-02@2020-10-01"
LAWYER = "Dr. Contoh, S.H."
RECORDED = "from saksama.ledger.models import Entry\nprint(Entry.objects.filter(kind='ops.rules_taken_up').count())"
OK = ("Benar", "", "", LAWYER, "2026-11-25")


def changed_copy(own, folder: Path, old: str = "limit: {count: 7,", new: str = "limit: {count: 9,") -> Path:
    assert own.run("law", "copy", folder).returncode == 0
    path = folder / "clocks.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def release_of(own) -> str:
    return own.python("from saksama import law; print(law.book().release)").strip()


def test_a_sound_folder_is_taken_up_recorded_and_found_well(own, tmp_path):
    folder, before = changed_copy(own, tmp_path / "mine"), release_of(own)
    done = own.run("law", "use", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert release_of(own) != before
    assert "own rule base" in own.run("doctor").stdout
    assert own.python(RECORDED).strip() == "1"
    assert "move_clocks" in own.python("from saksama.jobs.models import Job\nfor job in Job.objects.all(): print(job.task)")


def test_a_broken_folder_is_refused_with_file_line_and_what_to_do_and_changes_nothing(own, tmp_path):
    folder, before = changed_copy(own, tmp_path / "mine", "units: [calendar_day]", "units: [moon]"), release_of(own)
    done = own.run("law", "use", folder)
    assert done.returncode == 1
    assert "clocks.yaml:" in done.stdout
    assert "Nothing was changed" in done.stdout
    assert release_of(own) == before
    assert own.python(RECORDED).strip() == "0"


def test_taking_up_the_same_again_or_the_packaged_one_says_so(own, tmp_path):
    folder = changed_copy(own, tmp_path / "mine")
    own.run("law", "use", folder)
    assert "already" in own.run("law", "use", folder).stdout
    assert own.run("law", "use", "--packaged").returncode == 0
    assert "The law data are sound." in own.run("doctor").stdout


def test_later_damage_is_named_by_doctor_and_the_packaged_rules_stand_in(own, tmp_path):
    before = release_of(own)
    own.run("law", "use", changed_copy(own, tmp_path / "mine"))
    (own.data / "law" / release_of(own) / "clocks.yaml").write_text("entries: [", encoding="utf-8")
    assert release_of(own) == before
    done = own.run("doctor")
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if "stands in for it" in line]
    assert "clocks.yaml" in line
    assert "saksama law use" in line


def test_a_backup_carries_the_rule_base_in_use(own, tmp_path, recovery):
    own.run("law", "use", changed_copy(own, tmp_path / "mine"))
    release = release_of(own)
    assert own.run("backup", "--to", tmp_path / "b.age", "--with-keys").returncode == 0
    done = own.run("restore", tmp_path / "b.age", "--to", tmp_path / "back", "--recovery-file", recovery)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "back" / "law" / "in-use").read_text().split()[0] == release
    assert (tmp_path / "back" / "law" / release / "processes" / "asn.yaml").exists()


BY = ("--reviewer", "A", "--on")
REFUSED = [
    ("use",),
    ("use", "nowhere"),
    ("copy", "."),
    ("import-review", "none.xlsx", *BY, "2026-11-25"),
    ("import-review", "x", *BY, "2026-02-30"),
    ("import-review", "x", *BY, "2026-11-25", "--write"),
    ("sheet", "--out", "x", "--on", "?"),
]


@pytest.mark.parametrize("words", REFUSED)
def test_commands_that_cannot_be_carried_out_are_refused_in_a_sentence(own, words, tmp_path):
    done = own.run("law", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith((".", "`"))


def test_the_lawyers_sheet_goes_out_comes_back_and_the_page_says_who_checked(own, tmp_path):
    folder = tmp_path / "mine"
    own.run("law", "copy", folder)
    assert own.run("law", "sheet", "--out", tmp_path / "out", "--law", folder).returncode == 0
    [xlsx] = (tmp_path / "out").glob("*.xlsx")
    [_docx] = (tmp_path / "out").glob("*.docx")
    back = filled(tmp_path / "back.xlsx", xlsx.read_bytes(), {PK_02: OK})
    review = ("law", "import-review", back, "--reviewer", LAWYER, "--on", "2026-11-25", "--law", folder)
    before = (folder / "clocks.yaml").read_bytes()
    shown = own.run(*review)
    assert "1 confirmed, 0 proposed, 0 refused" in shown.stdout
    assert "Nothing was written" in shown.stdout
    assert (folder / "clocks.yaml").read_bytes() == before
    assert own.run(*review, "--write").returncode == 0
    used = own.run("law", "use", folder)
    assert used.returncode == 0
    assert "Signatures of lawyers: 1 new, 0 changed, 0 lost." in used.stdout
    page = own.python("from django.test import Client\nfrom django.conf import settings\nsettings.ALLOWED_HOSTS = ['*']\n"
                      "print(Client().get('/hukum/batas-waktu/pk-02/').content.decode())")
    assert f"Diperiksa oleh {LAWYER}, Rabu, 25 November 2026" in page
    assert "belum diperiksa ahli hukum" not in page


def test_a_refused_row_is_told_and_makes_the_exit_status_one(own, tmp_path):
    own.run("law", "sheet", "--out", tmp_path / "out")
    [xlsx] = (tmp_path / "out").glob("*.xlsx")
    back = filled(tmp_path / "back.xlsx", xlsx.read_bytes(), {PK_02: ("Benar", "", "", "", "2026-11-25")})
    done = own.run("law", "import-review", back, "--reviewer", LAWYER, "--on", "2026-11-25")
    assert done.returncode == 1
    assert "The name is missing" in done.stdout


def test_signatures_that_go_are_counted_on_the_console_and_in_the_ledger(own, tmp_path):
    folder = tmp_path / "mine"
    own.run("law", "copy", folder)
    own.run("law", "sheet", "--out", tmp_path / "out", "--law", folder)
    [xlsx] = (tmp_path / "out").glob("*.xlsx")
    back = filled(tmp_path / "back.xlsx", xlsx.read_bytes(), {PK_02: OK})
    own.run("law", "import-review", back, "--reviewer", LAWYER, "--on", "2026-11-25", "--law", folder, "--write")
    own.run("law", "use", folder)
    assert "0 new, 0 changed, 1 lost" in own.run("law", "use", "--packaged").stdout
    told = own.python("from saksama.ledger.models import Detail\n"
                      "print([bytes(one.body) "
                      "for one in Detail.objects.filter(entry__kind='ops.rules_taken_up')])")
    assert "signatures_lost" in told


def test_a_strangers_text_cannot_steer_the_terminal_or_feign_a_line(own, tmp_path):
    own.run("law", "sheet", "--out", tmp_path / "out")
    [xlsx] = (tmp_path / "out").glob("*.xlsx")
    hostile = "Lain.\n9 confirmed, 0 refused\u202e!"
    back = filled(tmp_path / "back.xlsx", xlsx.read_bytes(), {PK_02: ("Perlu diubah", hostile, "", LAWYER, "2026-11-25")})
    done = own.run("law", "import-review", back, "--reviewer", LAWYER, "--on", "2026-11-25")
    assert "1 proposed" in done.stdout
    assert "9 confirmed, 0 refused\\u202e!" in done.stdout
    assert not any(line.startswith("9 confirmed") for line in done.stdout.splitlines())
