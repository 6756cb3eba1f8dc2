"""What people keep and auditors take away, checked by the stand-alone verifier as they would."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import NOON, record, sign

from saksama import ledger
from saksama.ledger import notes, saksama_verify
from saksama.ledger.errors import EntryNotFound
from saksama.ledger.models import Entry, Leaf

SCRIPT = Path(saksama_verify.__file__)


def key() -> tuple:
    return saksama_verify.read_key(ledger.queries.public_key())


def run(*arguments: str) -> subprocess.CompletedProcess:
    """Run the verifier as anybody would: alone, without this project or anything installed in reach."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *arguments], capture_output=True, text=True, check=False, timeout=60,
    )


def test_every_entry_has_a_proof_that_the_verifier_accepts(history):
    made = history([1, 2, 5, 300])
    for entry in made:
        proof = ledger.queries.proof(entry)
        assert proof.holds()
        assert proof.leaf == entry.leaf_hash
        assert proof.size == 308
    for entry in made[::37]:
        said = saksama_verify.check_proof(ledger.queries.proof(entry).text(), key(), leaf=entry.leaf_hash)
        assert said[0] == f"evidence code {entry.leaf_hash}"


def test_there_is_no_proof_before_a_checkpoint_covers_the_entry(history):
    history([2])
    late = record()
    assert ledger.queries.proof(late) is None
    ledger.actions.sequence()
    assert ledger.queries.proof(late) is None
    sign(NOON + timedelta(hours=1))
    assert ledger.queries.proof(late).index == 2


def test_proof_costs_few_queries(history, django_assert_max_num_queries):
    made = history([600])
    with django_assert_max_num_queries(5):
        ledger.queries.proof(made[400])


def test_proof_is_a_tlog_proof_below_the_lines_for_people(history):
    entry = history([3])[1]
    proof = ledger.queries.proof(entry)
    top, _, rest = proof.text().partition("\n\n")
    assert f"Kode bukti / Evidence code: {entry.leaf_hash}" in top
    lines = rest.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1] == f"extra {b64encode(bytes.fromhex(entry.leaf_hash)).decode()}"
    assert lines[2:6] == ["index 1", *[b64encode(bytes.fromhex(each)).decode() for each in proof.path], ""]
    assert rest.endswith(f"\n\n{ledger.queries.latest_checkpoint().note}")


def test_proof_tells_nothing_about_the_entry(history):
    entry = history([3])[1]
    text = ledger.queries.proof(entry).text()
    assert entry.kind not in text
    assert entry.object_id not in text
    assert str(entry.public_id) not in text
    assert "2024-10-07T05:00:00Z" in text, "the checkpoint's time, not the entry's, stands in it"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_character_of_a_proof_goes_unseen(history, data):
    if not Entry.objects.exists():
        history([1, 6])
    entry = Entry.objects.order_by("pk")[3]
    text = ledger.queries.proof(entry).text()
    start = text.index("c2sp.org")
    at = data.draw(st.integers(start, len(text) - 2))
    letter = data.draw(st.sampled_from("abcXYZ019+/= \n").filter(lambda other: other != text[at]))
    changed = text[:at] + letter + text[at + 1:]
    try:
        saksama_verify.check_proof(changed, key())
    except (saksama_verify.Wrong, saksama_verify.Unreadable):
        return
    assert changed.replace("\n", "") == text.replace("\n", ""), "accepted although changed"


def test_the_spare_bits_of_a_last_letter_are_part_of_a_proof(db, history):
    """`A8=` and `A9=` decode to the same bytes; a proof has one spelling."""
    history([1, 6])
    text = ledger.queries.proof(Entry.objects.order_by("pk")[3]).text()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    padded = [at for at in range(text.index("c2sp.org"), len(text) - 1) if text[at] == "=" and text[at - 1] in letters]
    assert padded
    for at in padded:
        spared = letters[letters.index(text[at - 1]) ^ 1]
        with pytest.raises((saksama_verify.Wrong, saksama_verify.Unreadable)):
            saksama_verify.check_proof(text[: at - 1] + spared + text[at:], key())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), wrap=st.booleans())
def test_any_text_is_answered_in_a_sentence(db, text, wrap):
    given_text = f"c2sp.org/tlog-proof@v1\nextra {text}\nindex 0\n\n{text}" if wrap else text
    for check in (saksama_verify.check_proof, saksama_verify.check_consistency_file):
        with pytest.raises((saksama_verify.Wrong, saksama_verify.Unreadable)):
            check(given_text, key())
    with pytest.raises((saksama_verify.Wrong, saksama_verify.Unreadable)):
        saksama_verify.check_ledger(given_text.splitlines(), key())


def test_command_says_that_a_proof_fits(history, tmp_path):
    entry = history([4, 4])[5]
    saved, public = tmp_path / "bukti.txt", tmp_path / "key.txt"
    saved.write_text(ledger.queries.proof(entry).text())
    public.write_text(ledger.queries.public_key() + "\n")
    newest = tmp_path / "checkpoint.txt"
    newest.write_text(ledger.queries.latest_checkpoint().note)
    done = run("proof", str(saved), "--key", str(public), "--leaf", entry.leaf_hash.upper(), "--checkpoint", str(newest))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"COCOK / FITS\n  evidence code {entry.leaf_hash}\n  stands at position 5 of the signed list\n")


def test_command_reads_a_proof_saved_on_windows(history, tmp_path):
    entry = history([4])[2]
    saved = tmp_path / "bukti.txt"
    saved.write_bytes(ledger.queries.proof(entry).text().replace("\n", "\r\n").encode())
    assert run("proof", str(saved), "--key", ledger.queries.public_key()).returncode == 0


def test_command_refuses_another_leaf_another_key_and_another_list(history, tmp_path):
    first, second, *_ = history([4])
    saved = tmp_path / "bukti.txt"
    saved.write_text(ledger.queries.proof(first).text())
    public = ledger.queries.public_key()
    other_leaf = run("proof", str(saved), "--key", public, "--leaf", second.leaf_hash)
    assert other_leaf.returncode == 1
    assert "for another evidence code" in other_leaf.stdout
    name = public.split("+")[0]
    other_key = run("proof", str(saved), "--key", notes.verifier_key(name, notes.public_half(bytes(32))))
    assert other_key.returncode == 1
    assert "not signed with this key" in other_key.stdout
    forked = notes.read(ledger.queries.latest_checkpoint().note)
    fork = tmp_path / "fork.txt"
    fork.write_text(_signed(forked, root=bytes(32)))
    other_list = run("proof", str(saved), "--key", public, "--checkpoint", str(fork))
    assert other_list.returncode == 1
    assert "two different lists" in other_list.stdout


def _signed(head: notes.Head, **changes: object) -> str:
    import dataclasses

    from django.conf import settings as django_settings

    return notes.sign(dataclasses.replace(head, **changes), django_settings.SAKSAMA.key("ledger_key"))


@pytest.mark.parametrize(("arguments", "says"), [
    (["proof", "nowhere.txt"], "cannot be read"),
    (["proof", str(SCRIPT)], "not a saved proof"),
    (["consistency", str(SCRIPT)], "not a saved consistency proof"),
    (["ledger", str(SCRIPT)], "not JSON"),
    (["proof", str(SCRIPT), "--key", "name+00000000+AAAA"], "not copied completely"),
])
def test_command_says_what_it_cannot_read(db, arguments, says):
    done = run(*arguments, *([] if "--key" in arguments else ["--key", ledger.queries.public_key()]))
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("TIDAK DAPAT DIPERIKSA / CANNOT BE CHECKED\n")
    assert says in done.stdout


def test_consistency_proof_between_any_two_checkpoints_fits(history, tmp_path):
    history([1, 2, 5, 300, 1])
    rows = ledger.queries.checkpoints()[::-1]
    for old in rows:
        for new in rows[old.number - 1:]:
            text = ledger.queries.consistency(old, new).text()
            assert saksama_verify.check_consistency_file(text, key())[0].startswith("the newer list begins")
    saved = tmp_path / "consistency.txt"
    saved.write_text(ledger.queries.consistency(rows[1], rows[3]).text())
    assert run("consistency", str(saved), "--key", ledger.queries.public_key()).returncode == 0
    forged = ledger.queries.consistency(rows[1], rows[3])
    head = notes.read(rows[1].note)
    saved.write_text(type(forged)(old=_signed(head, root=bytes(32)), new=forged.new, path=forged.path).text())
    assert run("consistency", str(saved), "--key", ledger.queries.public_key()).returncode == 1


@pytest.fixture
def exported(history, tmp_path) -> Path:
    history([1, 30, 300])
    record()
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(ledger.queries.export()))
    return path


def test_export_holds_every_placed_entry_and_no_detail(exported):
    rows = [json.loads(line) for line in exported.read_bytes().splitlines()]
    entries = [row for row in rows if "entry" in row]
    assert [row["position"] for row in entries] == list(range(331))
    stored = Leaf.objects.order_by("position").values_list("entry__body", flat=True)
    assert [row["entry"].encode() for row in entries] == [bytes(body) for body in stored]
    assert rows[0] == {"key": ledger.queries.public_key()}
    assert sum("checkpoint" in row for row in rows) == 3
    assert b"registered" not in exported.read_bytes()


def test_export_fits_by_the_command(exported):
    done = run("ledger", str(exported), "--key", ledger.queries.public_key())
    assert (done.returncode, done.stdout.split("\n")[1]) == (0, "  331 entries, the first 331 of them signed")


@pytest.mark.parametrize(("change", "says"), [
    (lambda lines: lines[:100] + lines[101:], "position 99 is missing"),
    (lambda lines: [*lines[:100], lines[101], lines[100], *lines[102:]], "position 99 is missing or out of order"),
    (lambda lines: [line.replace('"position":99', '"position":98') for line in lines], "out of order"),
    (lambda lines: [line.replace("tests.happened", "tests.happenef") if '"position":50,' in line else line for line in lines],
     "entries at positions 31 to 330 were changed"),
    (lambda lines: [line for line in lines if '"position":330,' not in line], "entries at positions 330 to 330 are missing"),
    (lambda lines: [*lines[:60], lines[60].replace('"position":59', '"position":60'), *lines[60:]], "out of order"),
], ids=["deleted", "exchanged", "renumbered", "changed", "truncated", "doubled"])
def test_changed_export_does_not_fit_and_the_place_is_told(exported, change, says):
    exported.write_text("\n".join(change(exported.read_text().splitlines())) + "\n")
    done = run("ledger", str(exported), "--key", ledger.queries.public_key())
    assert done.returncode == 1
    assert says in done.stdout


def test_export_shorter_than_a_checkpoint_from_elsewhere_does_not_fit(exported, tmp_path):
    newer = tmp_path / "newer.txt"
    newer.write_text(_signed(notes.read(ledger.queries.latest_checkpoint().note), size=400, number=9))
    done = run("ledger", str(exported), "--key", ledger.queries.public_key(), "--checkpoint", str(newer))
    assert done.returncode == 1
    assert "entries at positions 331 to 399 are missing" in done.stdout


def test_export_without_a_checkpoint_cannot_be_checked(exported):
    exported.write_text("".join(line + "\n" for line in exported.read_text().splitlines() if '"checkpoint"' not in line))
    assert run("ledger", str(exported), "--key", ledger.queries.public_key()).returncode == 2


def test_entry_is_found_by_id_and_by_evidence_code(history):
    entry = history([2])[1]
    assert ledger.queries.entry(str(entry.public_id)) == entry
    assert ledger.queries.by_leaf(f" {entry.leaf_hash.upper()} ") == entry
    assert ledger.queries.about(entry.object_id) == [entry]
    for unknown in (lambda: ledger.queries.entry("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), lambda: ledger.queries.entry("x"),
                    lambda: ledger.queries.by_leaf("00")):
        with pytest.raises(EntryNotFound):
            unknown()


def test_verifier_imports_the_standard_library_only():
    import ast

    roots = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert roots <= sys.stdlib_module_names
