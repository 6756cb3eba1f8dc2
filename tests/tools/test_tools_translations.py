"""./dev translations: gathering keeps what was translated, marks what changed, and says what is missing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from tools.environment import SetupTrouble

from tools import catalogue, translations

EMPTY, DONE = 'msgid "Simpan kode ini"\nmsgstr ""', 'msgid "Simpan kode ini"\nmsgstr "Keep this code"'
HAS_GETTEXT = all(shutil.which(name) for name in translations.PROGRAMS)


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    """A small package with one sentence in a module and one, counted, in a template."""
    (tmp_path / "module.py").write_text('WORDS = lambda: _("Simpan kode ini")\n')
    counted = "{% blocktranslate count n=n %}{{ n }} berkas{% plural %}{{ n }} berkas{% endblocktranslate %}"
    (tmp_path / "page.html").write_text("{% load i18n %}" + counted)
    monkeypatch.setattr(translations, "PACKAGE", tmp_path)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "CATALOGUE", tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po")
    return tmp_path


def gathered() -> dict[str, catalogue.Message]:
    translations.gather(Path(sys.executable))
    return {message.source: message for message in catalogue.read(translations.CATALOGUE) if message.source}


@pytest.mark.skipif(not HAS_GETTEXT, reason="needs the gettext programs")
def test_gathering_keeps_translations_and_tells_what_is_missing(package):
    assert set(gathered()) == {"Simpan kode ini", "%(n)s berkas"}
    assert len(translations.missing()) == 2
    po = translations.CATALOGUE
    po.write_text(po.read_text().replace(EMPTY, DONE))
    first = po.read_bytes()
    assert gathered()["Simpan kode ini"].texts == ["Keep this code"]
    assert [message.source for message in translations.missing()] == ["%(n)s berkas"]
    gathered()
    assert po.read_bytes().count(b"Keep this code") == first.count(b"Keep this code") == 1
    assert b"POT-Creation-Date" not in po.read_bytes()


@pytest.mark.skipif(not HAS_GETTEXT, reason="needs the gettext programs")
def test_changed_sentence_is_unsure_until_somebody_looks(package):
    gathered()
    po = translations.CATALOGUE
    po.write_text(po.read_text().replace(EMPTY, DONE))
    module = package / "module.py"
    module.write_text(module.read_text().replace("Simpan kode ini", "Simpan kode itu"))
    assert gathered()["Simpan kode itu"].fuzzy
    translations.compile_catalogue()
    assert b"Keep this code" not in po.with_suffix(".mo").read_bytes()


def test_without_gettext_it_says_what_to_install_and_still_compiles(package, monkeypatch):
    monkeypatch.setattr(translations.shutil, "which", lambda name: None)
    with pytest.raises(SetupTrouble, match="apt install gettext"):
        translations.gather(Path(sys.executable))
    translations.CATALOGUE.parent.mkdir(parents=True)
    translations.CATALOGUE.write_text(translations.HEADER + '\nmsgid "Simpan kode ini"\nmsgstr "Keep this code"\n')
    assert translations.run(["--compile"]) == 0
    assert b"Keep this code" in translations.CATALOGUE.with_suffix(".mo").read_bytes()


def test_line_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "django.po").write_text('msgid "satu"\nmsgstr one\n')
    with pytest.raises(ValueError, match=r"django\.po:1: this line cannot be read: one"):
        catalogue.read(tmp_path / "django.po")
