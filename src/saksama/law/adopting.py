"""Taking up a rule base: a checked copy under the data folder, then one atomic change of the pointer. Never half of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from . import in_use
from .rulebook import load, packaged
from .source import BrokenLaw, Problem

LARGEST = 4 * 1024 * 1024     # bytes of one file; the whole packaged base is a tenth of it
PROPOSALS = "proposals.yaml"  # what lawyers proposed stands beside the data and is none of it
KEPT = 8                      # releases the pointer remembers


def adopt(folder: Path, data: Path) -> str:
    """Prepare a folder of law data and point to it: the running system follows. Returns its release; raises `BrokenLaw`."""
    release = prepare(folder, data)
    point(data, release)
    return release


def prepare(folder: Path, data: Path) -> str:
    """Check a folder of law data, copy it sound into the data folder, and return its release. Nothing follows it yet.

    The copy is what is checked, so that nothing can change between the look and the use. Raises `BrokenLaw` with file, line and
    what to do; then nothing has changed.
    """
    home = data / in_use.FOLDER
    home.mkdir(mode=0o700, exist_ok=True)
    fresh = home / f".fresh-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _copy(folder, fresh)
        release = load(fresh).release
        _settle(fresh, home / release)
        return release
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def files_of(folder: Path) -> list[Path]:
    """Return the files of a folder of law data, those of the processes last."""
    found = [*sorted(folder.glob("*.yaml")), *sorted((folder / "processes").glob("*.yaml"))]
    return [path for path in found if path.name != PROPOSALS]


def kept(data: Path) -> list[str]:
    """Return what a backup must hold so that a restored installation works by the same rules, as names under the data folder.

    Where the pointer is damaged nobody can say which release was meant: then every one that lies there goes along.
    """
    home = data / in_use.FOLDER
    pointer = home / in_use.POINTER
    if not pointer.exists():
        return []
    named = in_use.releases(data)
    wanted = named[:1] or sorted(path.name for path in home.iterdir() if path.is_dir() and not path.name.startswith("."))
    found = [path for release in wanted if release != in_use.PACKAGED for path in files_of(home / release)]
    return [str(path.relative_to(data)) for path in ([pointer] if pointer.is_file() else []) + found]


def _copy(folder: Path, into: Path) -> None:
    found = files_of(folder)
    problems = [problem for path in found if (problem := _unfit(path))]
    if not found:
        problems = [Problem(folder.name, 1, "the folder holds no law data.", "Copy the packaged files with `saksama law copy`.")]
    if problems:
        raise BrokenLaw(problems)
    (into / "processes").mkdir(mode=0o700, parents=True)
    for path in found:
        place = into / path.relative_to(folder)
        with place.open("xb") as file:
            file.write(path.read_bytes())
            file.flush()
            os.fsync(file.fileno())
    _sync(into / "processes")
    _sync(into)


def _unfit(path: Path) -> Problem | None:
    if path.is_symlink() or not path.is_file():
        return Problem(path.name, 1, "this is a link or no ordinary file.", "Put the file itself there.")
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        return Problem(path.name, 1, f"it cannot be read ({type(error).__name__}).", "Give this user the right to read it.")
    if size > LARGEST:
        return Problem(path.name, 1, f"it is larger than {LARGEST // 1024 // 1024} MB.", "Take out what is no law data.")
    return None


def _settle(fresh: Path, place: Path) -> None:
    """Put the checked copy where its release belongs; a damaged one of the same name makes room."""
    if place.exists():
        try:
            in_use.opened(place)
        except BrokenLaw:
            shutil.rmtree(place)
        else:
            return
    fresh.rename(place)
    _sync(place.parent)


def point(data: Path, release: str) -> None:
    """Let all processes of this data folder work by a prepared release, or by the packaged one, from now on."""
    (data / in_use.FOLDER).mkdir(mode=0o700, exist_ok=True)
    release = in_use.PACKAGED if release == packaged().release else release
    named = [release, *(old for old in in_use.releases(data) if old != release)][:KEPT]
    pointer = data / in_use.FOLDER / in_use.POINTER
    fresh = pointer.with_name(f"{pointer.name}.{os.getpid()}")
    with fresh.open("w", encoding="ascii") as file:
        file.write("\n".join(named) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)
    _sync(pointer.parent)
    in_use.forget()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
