"""Signed packages for who has no account, checked without us; receipts; nothing in them names a reporter."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pyrage import passphrase
from tests.cases.courses import SCAN, Course
from tests.evidence.pictures import MARK, jpeg

from saksama import ledger, store
from saksama.cases import packages, queries
from saksama.cases.models import Document
from saksama.cases.packages import About, Inside
from saksama.cases.steps import Paper
from saksama.evidence import queries as evidence
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed, NotFound
from saksama.ledger import saksama_verify
from saksama.ledger.queries import public_key
from saksama.vault import actions as vault
from saksama.vault import queries as sealed

PROGRAM = Path(saksama_verify.__file__)


def letter_of(course: Course, form: str) -> str:
    with store.reading(SYSTEM):
        return str(Document.objects.filter(case__public_id=course.case_id, form=form).order_by("-pk").first().public_id)


def package(course: Course, **more: object) -> object:
    told = {"to_body": "ppk", "recipient": "PENERIMANAMA; Sekretaris", "letters": [letter_of(course, "forwarding")], **more}
    return course.step("package.handed", course.cast.bagus, **told)


def opened(course: Course, act) -> tuple[bytes, bytes]:
    """The file as it left, and the ZIP that its passphrase opens."""
    bagus = course.cast.bagus
    notes = queries.sealed(course.case_id, bagus.actor, bagus.keys, now=course.now).notes
    words = next(one.texts["passphrase"] for one in notes if one.nth == act.nth)
    with store.reading(SYSTEM):
        row = Document.objects.get(case__public_id=course.case_id, nth=act.nth, form="package")
    file = vault.read(sealed.item(row.item), keys=bagus.keys).content
    return file, passphrase.decrypt(file, words)


def check(tmp_path: Path, content: bytes, key: str = "") -> subprocess.CompletedProcess[str]:
    """Run the stand-alone program on a package, alone."""
    path = tmp_path / "paket.zip"
    path.write_bytes(content)
    command = [sys.executable, "-I", str(PROGRAM), "package", str(path), "--key", key or public_key()]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_package_is_signed_sealed_and_checked_by_anybody_with_the_program(course, tmp_path):
    course.registered(door="named")
    course.step("evidence.added", course.cast.bagus, papers=(Paper("foto.jpg", "image/jpeg", jpeg()),))
    [photo] = evidence.of_case(course.case_id)
    course.invited()
    chosen = str(photo.public_id)
    course.step("evidence.disclosed", course.cast.bagus, files=[chosen], redactions=f"{chosen} 0,0,500,1000")
    course.kajian()
    course.step("pleno.forwarded", course.cast.citra, votes=course.votes(), minutes="RAHASIAPLENO")
    [copy] = evidence.disclosures(course.case_id)
    act = package(course, copies=[str(copy.public_id)])
    file, content = opened(course, act)
    assert file.startswith(b"age-encryption.org/v1\n-> scrypt")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
        contents = json.loads(archive.read("daftar-isi.json"))
    assert set(names) == {"daftar-isi.json", "tanda-tangan.txt", "surat-1.pdf", "bukti-1.jpg", "BACA-DULU.txt"}
    for secret in ("SARINAMA", "RAHASIANARASI", "RAHASIAPLENO", "PENERIMANAMA", MARK):
        assert secret.encode() not in everything
    assert contents["case"] == course.case.number
    assert act.body["enclosed"] == 2
    assert "PENERIMANAMA" not in json.dumps(act.body)
    told = check(tmp_path, content)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "surat-1.pdf" in told.stdout


# ---- the file itself, without a case ---------------------------------------------------------------------------------


@pytest.fixture
def made(cast) -> bytes:
    about = About("saksama/x", "Bawaslu", "001", "PPK", cast.now, "https://contoh.example/")
    inside = [Inside("surat-1.pdf", b"%PDF satu"), Inside("bukti-1.jpg", b"gambar")]
    about = About(public_key().partition("+")[0], about.office, about.case, about.to, about.made_at, about.home)
    return packages.packed(inside, about, lambda digest: ledger.actions.sign_package(digest, cast.now)).content


def repacked(content: bytes, *, method: int = zipfile.ZIP_STORED, **changes: bytes | None) -> bytes:
    """The same package with files changed, added or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files = {name: body for name, body in {**files, **changes}.items() if body is not None}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"surat-1.pdf": b"%PDF dua"}, "was changed"),
        ({"surat-1.pdf": None}, "missing or too many"),
        ({"susulan.pdf": b"x"}, "missing or too many"),
        ({"daftar-isi.json": b'{"files": []}'}, "list of contents was changed"),
        ({"tanda-tangan.txt": None}, "no signed list"),
    ],
)
def test_a_package_that_was_touched_does_not_fit(made, tmp_path, changes, words):
    assert check(tmp_path, made).returncode == 0
    told = check(tmp_path, repacked(made, **changes))
    assert told.returncode == 1
    assert words in told.stdout


@pytest.mark.parametrize("hostile", [b"", b"PK", b"kata", b"PK\x03\x04" + b"\x00" * 400])
def test_what_is_no_package_cannot_be_checked(made, tmp_path, hostile):
    assert check(tmp_path, hostile).returncode == 2


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_packed_another_way_cannot_be_checked(made, tmp_path, method):
    assert check(tmp_path, repacked(made, method=method)).returncode == 2


def test_no_flipped_byte_of_a_package_passes_or_breaks_the_program(made, tmp_path):
    """Deflated text, flipped in the middle, is what neither the archive's own check sum nor its headers notice first."""
    content, key = repacked(made, method=zipfile.ZIP_DEFLATED), saksama_verify.read_key(public_key())
    path = tmp_path / "berubah.zip"
    for n in range(0, len(content), 3):
        path.write_bytes(content[:n] + bytes([content[n] ^ 0xFF]) + content[n + 1 :])
        try:
            saksama_verify.check_package(str(path), key)
        except (saksama_verify.Wrong, saksama_verify.Unreadable):
            continue
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(io.BytesIO(made)) as whole:
            assert sorted(archive.namelist()) == sorted(whole.namelist())
            assert all(archive.read(name) == whole.read(name) for name in whole.namelist())


def test_a_checkpoint_is_no_signature_of_a_package_nor_the_other_way_round(made, tmp_path, cast):
    ledger.actions.sequence(thorough=True)
    note = ledger.actions.sign_checkpoint(cast.now)
    told = check(tmp_path, repacked(made, **{"tanda-tangan.txt": note.note.encode()}))
    assert told.returncode == 2
    signed = ledger.actions.sign_package("0" * 64, cast.now)
    with pytest.raises(saksama_verify.Unreadable):
        saksama_verify.read_checkpoint(signed, saksama_verify.read_key(public_key()))


def test_the_key_of_another_installation_does_not_fit(made, tmp_path):
    name, _number, code = public_key().split("+", 2)
    other = name[:-1] + ("0" if name[-1] != "0" else "1")
    import base64

    number = saksama_verify.key_id(other, base64.b64decode(code)[1:]).hex()
    assert check(tmp_path, made, key=f"{other}+{number}+{code}").returncode == 1


# ---- what may leave, and who may let it ------------------------------------------------------------------------------


@pytest.fixture
def forwarded(course, monkeypatch) -> Course:
    """A forwarded case; scrypt, which takes two seconds, is left out where only the choice is looked at."""
    monkeypatch.setattr("saksama.cases.actions.handing.sealing.seal", lambda content: (content, "KATA-SANDI"))
    return course.forwarded()


def test_letters_with_a_code_and_letters_of_another_case_never_leave(forwarded):
    invitation = letter_of(forwarded, "invitation")
    other = Course(forwarded.cast, forwarded.now).forwarded()
    for forged in (invitation, letter_of(other, "forwarding"), "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "../surat"):
        with pytest.raises(Invalid) as refused:
            package(forwarded, letters=[forged])
        assert refused.value.context["field"] == "letters"
    with pytest.raises(Invalid):
        package(forwarded, letters=[])


def test_only_copies_that_were_opened_to_him_can_go_along(forwarded):
    forwarded.step("evidence.added", forwarded.cast.bagus, papers=(Paper("foto.jpg", "image/jpeg", jpeg()),))
    [photo] = evidence.of_case(forwarded.case_id)
    for forged in (str(photo.public_id), "3f2504e0-4f89-41d3-9a0c-0305e82c3301"):
        with pytest.raises(Invalid) as refused:
            package(forwarded, copies=[forged])
        assert refused.value.context["field"] == "copies"


def test_no_stranger_makes_a_package(forwarded):
    told = {"to_body": "ppk", "recipient": "A; B", "letters": [letter_of(forwarded, "forwarding")]}
    with pytest.raises(NotFound):
        forwarded.step("package.handed", forwarded.cast.yusuf, **told)
    with pytest.raises(NotAllowed):
        forwarded.step("package.handed", forwarded.cast.rahmat, **told)


def test_a_receipt_is_signed_on_paper_and_counts_for_one_package_once(forwarded):
    with pytest.raises(IllegalStep):
        forwarded.step("package.receipted", forwarded.cast.bagus, package="1", papers=(SCAN,))
    act = package(forwarded)
    with pytest.raises(Invalid) as refused:
        forwarded.step("package.receipted", forwarded.cast.bagus, package=str(act.nth))
    assert refused.value.context["field"] == "documents"
    forwarded.step("package.receipted", forwarded.cast.bagus, package=str(act.nth), papers=(SCAN,))
    with pytest.raises(Invalid) as refused:
        forwarded.step("package.receipted", forwarded.cast.bagus, package=str(act.nth), papers=(SCAN,))
    assert refused.value.context["field"] == "package"


def test_both_sides_sign_a_hand_over(forwarded):
    with pytest.raises(NotAllowed):
        forwarded.step("file.received", forwarded.cast.rahmat)
    act = forwarded.step("file.received", forwarded.cast.laila)
    assert act.office == str(forwarded.cast.oversight.public_id)
    with pytest.raises(Invalid):
        forwarded.step("file.received", forwarded.cast.laila)
    from saksama.intake import queries as mailboxes

    assert "sudah menerima berkasnya" in mailboxes.mailbox(forwarded.codes[0], forwarded.now).status.sentence_id
