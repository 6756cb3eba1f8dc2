"""Originals are sealed behind two persons while they arrive; copies carry the picture and nothing else; trouble loses nothing."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import timedelta

import pytest
from PIL import Image
from tests.evidence import pictures
from tests.intake.filings import filing

from saksama import ledger
from saksama.evidence import actions, jobs, queries, sandbox, types
from saksama.evidence.models import Copy, File
from saksama.intake.actions import submit_report
from saksama.jobs.models import Job
from saksama.kernel.actor import PUBLIC
from saksama.kernel.errors import Invalid, NotFound
from saksama.store import blobs
from saksama.vault import actions as vault
from saksama.vault import receipt, worker
from saksama.vault.errors import NotAReader
from saksama.vault.keys import WorkerItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def awake(cast):
    """The worker has announced its key of this hour."""
    return worker.rotate(cast.now)


def sent(cast, *files: tuple[str, bytes], door: str = "sealed", **how):
    one = filing(cast, door=door, **how)
    for name, content in files:
        one.take_file(name, "", [content[i : i + 5000] for i in range(0, len(content), 5000)])
    return submit_report(one, actor=PUBLIC, now=cast.now)


def test_original_opens_for_nobody_alone(cast, awake):
    sent(cast, ("foto.jpg", pictures.jpeg()))
    file = File.objects.select_related("item__compartment").get()
    assert file.fingerprint == file.item.sha256
    for keys in (cast.bagus.keys, cast.rahmat.keys, receipt.keyring(cast.sari_code)):
        with pytest.raises(NotAReader):
            vault.read(file.item, keys=keys)
    assert vault.read(file.item, keys=worker.keyring(cast.now)).content == pictures.jpeg()
    assert vault.read(file.item, keys=cast.recovery_keys).name == "foto.jpg"


def test_copy_has_the_picture_and_no_mark_of_its_maker(cast, awake):
    given = sent(cast, ("foto.jpg", pictures.jpeg()))
    assert pictures.MARK.encode() in pictures.jpeg()
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    file = queries.of_report(given.report.public_id)[0]
    assert file.state == File.State.COPIED
    for opened in (queries.open_copy(file, cast.bagus.keys), queries.open_preview(file, receipt.keyring(cast.sari_code))):
        assert pictures.MARK.encode() not in opened.content
        assert "foto" not in opened.name
        shown = Image.open(io.BytesIO(opened.content))
        assert not shown.getexif()
        assert {"comment", "icc_profile", "exif"}.isdisjoint(shown.info)
    whole = Image.open(io.BytesIO(queries.open_copy(file, cast.bagus.keys).content))
    assert whole.size == (320, 240)
    assert not WorkerItem.objects.exists()


OTHERS = {"a.png": pictures.png(), "a.gif": pictures.gif(3), "a.webp": pictures.webp()}


@pytest.mark.parametrize("name", OTHERS)
def test_other_pictures_are_copied_too(cast, awake, name):
    sent(cast, (name, OTHERS[name]))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    file = File.objects.get()
    assert file.state == File.State.COPIED
    assert file.reason == ("first_frame" if name == "a.gif" else "")
    assert pictures.MARK.encode() not in queries.open_copy(file, cast.bagus.keys).content


def test_job_is_written_with_the_report_and_running_it_twice_makes_one_copy(cast, awake):
    sent(cast, ("foto.jpg", pictures.jpeg()), ("surat.pdf", pictures.pdf()))
    assert Job.objects.filter(task=jobs.make_copy.module_path).count() == 1
    file = File.objects.get(kind="photo")
    for _ in range(2):
        actions.make_copy(file.public_id, now=cast.now)
    assert Copy.objects.count() == 1
    assert [entry.kind for entry in ledger.queries.about(file.public_id)] == ["evidence.copied"]


def test_kind_without_copy_says_so_and_is_not_sealed_to_the_worker(cast, awake):
    given = sent(cast, ("surat.pdf", pictures.pdf()), ("rekaman.m4a", pictures.mp4(b"M4A ")))
    assert [(file.state, file.reason) for file in queries.of_report(given.report.public_id)] == [("no_copy", "kind")] * 2
    assert not WorkerItem.objects.exists()
    with pytest.raises(NotFound) as none:
        queries.open_copy(File.objects.first(), cast.bagus.keys)
    assert "belum dapat dibuat" in none.value.detail


def test_picture_that_cannot_be_drawn_is_kept_without_copy(cast, awake):
    given = sent(cast, ("foto.jpg", pictures.jpeg()[:2] + b"\xff\xda\x00\x02" + b"rusak" * 50 + b"\xff\xd9"))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    assert [(file.state, file.reason) for file in queries.of_report(given.report.public_id)] == [("no_copy", "broken")]


def test_bomb_is_refused_before_it_is_inflated(cast, awake):
    sent(cast, ("besar.png", pictures.png(9000, 6000, mode="1")))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    assert File.objects.get().reason == "too_many_pixels"


def test_long_animation_is_refused(cast, awake):
    sent(cast, ("gerak.gif", pictures.gif(230)))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    assert File.objects.get().reason == "too_many_frames"


def test_without_a_worker_the_copy_waits_for_two_persons(cast):
    sent(cast, ("foto.jpg", pictures.jpeg()))
    assert File.objects.get().state == File.State.TOO_LATE
    assert not Job.objects.filter(task=jobs.make_copy.module_path).exists()


def test_copy_after_the_day_of_the_key_is_too_late_and_two_persons_make_it(cast, awake):
    given = sent(cast, ("foto.jpg", pictures.jpeg()))
    later = cast.now + timedelta(hours=25)
    file = File.objects.get()
    actions.make_copy(file.public_id, now=later)
    assert File.objects.get().state == File.State.TOO_LATE
    with pytest.raises(NotAReader):
        actions.copy_with_keys(file.public_id, keys=cast.bagus.keys, actor=cast.bagus.actor, now=later)
    request = vault.request_release(given.report.identity, reason="Salinan terlambat dibuat.", inner_for=cast.bagus.owner,
                                    actor=cast.bagus.actor, now=later)
    vault.release_outer(request, keys=cast.hasan.keys, actor=cast.hasan.actor, now=later)
    opened = vault.open_release(request, keys=cast.bagus.keys, actor=cast.bagus.actor, now=later)
    actions.copy_with_keys(file.public_id, keys=opened, actor=cast.bagus.actor, now=later)
    assert queries.open_copy(queries.file(file.public_id), cast.bagus.keys).type == "image/jpeg"


def test_sweep_marks_what_the_worker_can_no_longer_copy(cast, awake):
    sent(cast, ("foto.jpg", pictures.jpeg()))
    assert actions.mark_late(cast.now) == 0
    assert actions.mark_late(cast.now + timedelta(hours=25)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.jpg", b"", "empty"),
        ("halaman.jpg", b"<html>" + b"x" * 9000, "disguised"),
        ("terpotong.jpg", pictures.jpeg()[:2000], "broken"),
        ("terpotong.png", pictures.png()[:-20], "broken"),
        ("isi.zip", b"PK\x03\x04" + bytes(5000), "archive"),
    ],
)
def test_bad_file_is_named_and_the_report_stands(cast, awake, data_folder, name, content, code):
    given = sent(cast, (name, content), ("baik.png", pictures.png()))
    assert [(one.name, one.code) for one in given.refused] == [(name, code)]
    assert [file.kind for file in queries.of_report(given.report.public_id)] == ["photo"]
    assert list(blobs.keys()) == []


def test_too_large_file_leaves_nothing_behind_and_memory_flat(cast, awake, monkeypatch, data_folder):
    monkeypatch.setattr(types, "MOST_OF_ONE", 20_000_000)
    one = filing(cast)
    chunk = b"\x00" * 65_536

    def endless():
        yield pictures.mp4()[:200] + b"\x7f\xff\xff\xffmdat"
        for _ in range(4_000):
            yield chunk

    tracemalloc.start()
    refused = one.take_file("besar.mp4", "", endless())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.code == "too_large"
    assert peak < 8_000_000
    given = submit_report(one, actor=PUBLIC, now=cast.now)
    assert given.refused == (refused,)
    assert list(blobs.keys()) == []


def test_full_disk_takes_the_text_and_names_the_file(cast, awake, monkeypatch):
    def full(chunks):
        for _ in chunks:
            pass
        raise blobs.StorageFull

    monkeypatch.setattr(blobs, "put", full)
    given = sent(cast, ("foto.png", pictures.png()), ("besar.jpg", pictures.noise()))
    assert [one.code for one in given.refused] == ["storage_full"]
    assert [file.nth for file in queries.of_report(given.report.public_id)] == [1]


def test_repeat_names_the_file_the_first_sending_did_not_have(cast, awake):
    sent(cast, ("foto.jpg", pictures.jpeg()))
    same = sent(cast, ("foto.jpg", pictures.jpeg()))
    assert same.repeated
    assert same.refused == ()
    more = sent(cast, ("foto.jpg", pictures.jpeg()), ("lagi.png", pictures.png()))
    assert [(one.name, one.code) for one in more.refused] == [("lagi.png", "sent_before")]
    assert File.objects.count() == 1


# ---- officers' papers and disclosure -----------------------------------------------------------------------------------


class Paper:
    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content


@pytest.fixture
def case(cast):
    return vault.begin_compartment("case", readers=[cast.owner(cast.umpamo)]).save()


@pytest.fixture
def reply(cast):
    key = receipt.mailbox_recipient(cast.irwan_code)
    return vault.begin_compartment("reply", readers=[cast.owner(cast.umpamo)], extra=[("pass", key)]).save()


CASE = "0b7f3c1e-5a55-4d5e-9d8c-2f0f6a1d7c11"


def test_officers_paper_is_its_own_copy_and_stays_from_the_reporter(cast, case):
    actions.add_papers([Paper("surat.pdf", pictures.pdf())], case_public_id=CASE, case=case, actor=cast.bagus.actor, now=cast.now)
    file = queries.of_case(CASE)[0]
    assert queries.open_copy(file, cast.bagus.keys).content == pictures.pdf()
    with pytest.raises(NotAReader):
        queries.open_copy(file, receipt.keyring(cast.sari_code))
    assert [entry.kind for entry in ledger.queries.about(CASE)] == ["evidence.added"]


def test_bad_paper_is_refused_by_name(cast, case):
    with pytest.raises(Invalid) as refused:
        actions.add_papers([Paper("surat.pdf", b"MZ")], case_public_id=CASE, case=case, actor=cast.bagus.actor, now=cast.now)
    assert "surat.pdf" in refused.value.detail
    assert File.objects.count() == 0


def test_disclosed_copy_is_black_where_the_officer_said_and_only_there(cast, awake, reply):
    given = sent(cast, ("foto.jpg", pictures.jpeg(200, 100)))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    copy = queries.copy_of(queries.of_report(given.report.public_id)[0])
    with pytest.raises(NotAReader):
        vault.read(copy.item, keys=receipt.keyring(cast.irwan_code, holder="pass"))
    shown = actions.disclose(copy, redactions=[(0, 0, 500, 1000)], case_public_id=CASE, reply=reply, keys=cast.bagus.keys,
                             actor=cast.bagus.actor, now=cast.now)
    opened = queries.open_disclosure(shown.public_id, CASE, receipt.keyring(cast.irwan_code, holder="pass"))
    picture = Image.open(io.BytesIO(opened.content)).convert("L")
    assert picture.crop((0, 0, 96, 100)).getextrema()[1] < 12
    assert picture.crop((110, 0, 200, 100)).getextrema()[1] > 100
    with pytest.raises(NotFound):
        queries.open_disclosure(shown.public_id, "7d0a3a3e-0000-4000-8000-000000000000", cast.bagus.keys)
    actions.withdraw_disclosure(shown.public_id, case_public_id=CASE, actor=cast.bagus.actor, now=cast.now)
    assert queries.disclosures(CASE) == []


@pytest.mark.parametrize("area", [(0, 0, 1001, 10), (5, 5, 5, 9), (-1, 0, 5, 5), (0, 900, 10, 100)])
def test_area_outside_the_picture_is_refused(cast, awake, reply, area):
    sent(cast, ("foto.jpg", pictures.jpeg()))
    actions.make_copy(File.objects.get().public_id, now=cast.now)
    with pytest.raises(Invalid):
        actions.prepare_disclosure(queries.copy_of(File.objects.get()), redactions=[area], reply=reply, keys=cast.bagus.keys)


def test_what_cannot_be_blacked_out_is_not_disclosed(cast, case, reply):
    actions.add_papers([Paper("surat.pdf", pictures.pdf())], case_public_id=CASE, case=case, actor=cast.bagus.actor, now=cast.now)
    with pytest.raises(Invalid):
        actions.prepare_disclosure(queries.copy_of(queries.of_case(CASE)[0]), redactions=[], reply=reply, keys=cast.bagus.keys)


# ---- the confined process ----------------------------------------------------------------------------------------------


def test_program_that_opens_pictures_can_neither_write_files_nor_start_programs_nor_see_our_environment(tmp_path, monkeypatch):
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import importlib.util, json, os, socket, subprocess, sys\n"
        f"spec = importlib.util.spec_from_file_location('cleaning', {str(sandbox.PROGRAM)!r})\n"
        "cleaning = importlib.util.module_from_spec(spec); spec.loader.exec_module(cleaning)\n"
        "cleaning.confine()\n"
        "found = {'environ': sorted(os.environ)}\n"
        f"try:\n    open({str(tmp_path / 'out')!r}, 'wb', buffering=0).write(b'x' * 10); found['file'] = True\n"
        "except OSError: found['file'] = False\n"
        "try:\n    s = socket.create_connection(('127.0.0.1', 9), timeout=1); found['net'] = True\n"
        "except OSError as e: found['net'] = e.errno == 111\n"
        "sys.stdout.write(json.dumps(found))\n"
    )
    monkeypatch.setenv("SAKSAMA_SECRET_FOR_TEST", "x")
    monkeypatch.setattr(sandbox, "PROGRAM", probe)
    found = json.loads(sandbox._run(b"", "copy"))
    assert found["file"] is False
    assert not [name for name in found["environ"] if name.startswith(("SAKSAMA", "DJANGO", "PYTHON"))]
    assert found["net"] is not sandbox.has_no_network()


def test_program_that_hangs_or_answers_nonsense_makes_no_copy(tmp_path, monkeypatch):
    program = tmp_path / "odd.py"
    monkeypatch.setattr(sandbox, "PROGRAM", program)
    for source in ("print('bukan json')", "import sys; sys.exit(3)",
                   "print('{\"type\": \"text/html\", \"sizes\": [1, 0], \"more\": false}\\n<', end='')"):
        program.write_text(source)
        with pytest.raises(sandbox.NoCopy):
            sandbox.copy(b"x")
    monkeypatch.setattr(sandbox, "LONGEST", 1)
    program.write_text("import time; time.sleep(60)")
    with pytest.raises(sandbox.NoCopy, match="too_long"):
        sandbox.copy(b"x")
