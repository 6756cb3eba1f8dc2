"""`./dev translations`: gather every sentence of the screens into the English catalogue and compile it.

Sources are Indonesian; the only catalogue is English. Gathering is Django's makemessages, which calls the gettext programs;
compiling needs none.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import catalogue, environment
from .environment import ROOT, SetupTrouble, say

PACKAGE = ROOT / "src" / "saksama"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PROGRAMS = ("xgettext", "msgmerge", "msguniq", "msgattrib")
HINT = "The gettext programs are missing ({}). On Debian: apt install gettext. `./dev translations --compile` needs none."
GATHER = ("makemessages", "--locale=en", "--extension=html,txt,py", "--no-obsolete", "--no-wrap", "--add-location=file")
HEADER = '''\
# English text of the screens. Sources are Indonesian. Written by people, gathered by `./dev translations`.
msgid ""
msgstr ""
"Project-Id-Version: saksama\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
'''


def run(rest: list[str]) -> int:
    """Gather and compile; the exit status tells whether every sentence has its English text."""
    parser = argparse.ArgumentParser(prog="./dev translations")
    parser.add_argument("--compile", action="store_true", help="only write django.mo from django.po")
    if not parser.parse_args(rest).compile:
        gather(environment.ready("base"))
    compile_catalogue()
    left = missing()
    for message in left:
        trouble = "unsure" if message.fuzzy else "no English text"
        print(f"{CATALOGUE.relative_to(ROOT)}:{message.line}: {trouble}: {message.source}")
    say(f"{len(catalogue.read(CATALOGUE)) - 1} sentences, {len(left)} without English text")
    return int(bool(left))


def gather(python: Path) -> None:
    """Bring the .po up to date with the sources: new sentences empty, changed ones marked fuzzy, unused ones gone."""
    lost = [name for name in PROGRAMS if shutil.which(name) is None]
    if lost:
        raise SetupTrouble(HINT.format(", ".join(lost)))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    # Without settings makemessages takes the folder it stands in.
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [str(python), "-m", "django", *GATHER]
    done = subprocess.run(command, cwd=PACKAGE, env=bare, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupTrouble(f"The sentences could not be gathered: {done.stderr.strip()}")
    CATALOGUE.write_text(_tidy(CATALOGUE.read_text(encoding="utf-8")), encoding="utf-8")


def _tidy(text: str) -> str:
    """Put our header in place of gettext's, whose date would change with every run."""
    return HEADER + "\n" + re.split(r"\n\n", text, maxsplit=1)[1]


def compile_catalogue() -> None:
    CATALOGUE.with_suffix(".mo").write_bytes(catalogue.compiled(catalogue.read(CATALOGUE)))


def missing() -> list[catalogue.Message]:
    return [message for message in catalogue.read(CATALOGUE) if message.source and not message.done]
