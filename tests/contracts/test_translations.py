"""Every sentence of the screens has its English, complete and with the same blanks; the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from tests.contracts import reading, sentences
from tools.translations import CATALOGUE

from tools import catalogue

BLANK = re.compile(r"%\((\w+)\)[a-z]")
TAG = re.compile(r"</?[a-z][^>]*>")
SHOUTING = re.compile(r"!(?!=)")
CHECKED = [message for message in catalogue.read(CATALOGUE) if message.source]
KNOWN = {message.source: message for message in CHECKED}


def test_settings_point_to_the_catalogue():
    assert Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po" == CATALOGUE


def test_every_sentence_of_the_sources_has_its_english():
    found = sentences.all_sentences()
    assert len(found) > 1000
    lacking = {f"{one.file}: {one.source}" for one in found if one.source not in KNOWN or not KNOWN[one.source].done}
    advice = "run ./dev translations (which sees no call inside an f-string), then write the English of:\n"
    assert not lacking, advice + "\n".join(sorted(lacking))


def test_plurals_of_the_sources_have_both_english_forms():
    wanted = {(one.source, one.plural) for one in sentences.all_sentences() if one.plural}
    wrong = [source for source, plural in wanted if KNOWN[source].plural != plural or len(KNOWN[source].texts) != 2]
    assert wanted
    assert not wrong


def test_catalogue_holds_no_sentence_that_is_used_nowhere():
    used = {one.source for one in sentences.all_sentences()}
    assert not [source for source in KNOWN if source not in used], "run ./dev translations"


def test_blanks_and_tags_are_those_of_the_source():
    wrong = [(message.source, text) for message in CHECKED for text in message.texts
             if sorted(BLANK.findall(text)) != sorted(BLANK.findall(message.source))
             or sorted(TAG.findall(text)) != sorted(TAG.findall(message.source))]
    assert not wrong


def test_nothing_shouts_in_either_language():
    assert not [message.source for message in CHECKED if any(SHOUTING.search(text) for text in (message.source, *message.texts))]


def test_compiled_catalogue_is_the_written_one():
    compiled = CATALOGUE.with_suffix(".mo")
    assert compiled.read_bytes() == catalogue.compiled(catalogue.read(CATALOGUE)), "run ./dev translations --compile"
    with compiled.open("rb") as file:
        loaded = gettext.GNUTranslations(file)
    assert [loaded.gettext(m.source) for m in CHECKED if not m.plural] == [m.texts[0] for m in CHECKED if not m.plural]
    assert [loaded.ngettext(m.source, m.plural, n) for m in CHECKED if m.plural for n in (1, 2)] == [
        text for m in CHECKED if m.plural for text in m.texts]


def test_django_serves_the_catalogue():
    with translation.override("en"):
        assert translation.gettext("Apa yang Anda lihat?") == "What did you see?"
    with translation.override("id"):
        assert translation.gettext("Apa yang Anda lihat?") == "Apa yang Anda lihat?"


def test_sentence_with_a_fault_stays_out_of_the_compiled_catalogue(tmp_path):
    written = tmp_path / "django.po"
    written.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
                       'msgid "satu"\nmsgstr "one"\n\n#, fuzzy\nmsgid "dua"\nmsgstr "too"\n\nmsgid "tiga"\nmsgstr ""\n')
    written.with_suffix(".mo").write_bytes(catalogue.compiled(catalogue.read(written)))
    with written.with_suffix(".mo").open("rb") as file:
        loaded = gettext.GNUTranslations(file)
    assert [loaded.gettext(word) for word in ("satu", "dua", "tiga")] == ["one", "dua", "tiga"]


@pytest.mark.parametrize("path", reading.modules(), ids=reading.name)
def test_no_sentence_is_translated_when_its_module_is_loaded(path):
    """At that hour no language is chosen yet: the sentence would stay Indonesian on every English page."""
    inside = {id(call) for node in ast.walk(reading.tree(path)) if isinstance(node, ast.FunctionDef | ast.Lambda)
              for body in (node.body if isinstance(node.body, list) else [node.body]) for call in ast.walk(body)}
    early = [ast.unparse(call) for kind, call in sentences.calls(path) if kind in sentences.NOW and id(call) not in inside]
    assert not early
