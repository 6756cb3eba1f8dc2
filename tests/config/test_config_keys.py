"""Key files: drawn once, for their owner only, and a sentence for whatever is wrong with one."""

from __future__ import annotations

import stat

import pytest

from saksama.config import keys
from saksama.config.keys import KeyTrouble


@pytest.fixture(autouse=True)
def forget():
    keys.read.cache_clear()


def test_keys_are_drawn_once_and_never_touched_again(tmp_path):
    assert set(keys.create_missing(tmp_path / "keys")) == set(keys.SIZES)
    before = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert keys.create_missing(tmp_path / "keys") == []
    assert {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()} == before
    assert len(set(before.values())) == len(before)


def test_only_a_missing_key_is_drawn(tmp_path):
    keys.create_missing(tmp_path)
    (tmp_path / "form_key").unlink()
    assert keys.create_missing(tmp_path) == ["form_key"]


def test_keys_are_for_their_owner_only(tmp_path):
    keys.create_missing(tmp_path / "keys")
    for path in [tmp_path / "keys", *(tmp_path / "keys").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_key_is_as_long_as_it_should_be(tmp_path):
    keys.create_missing(tmp_path)
    assert {name: len(keys.read(tmp_path, name)) for name in keys.SIZES} == keys.SIZES


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "ab" * 33])
def test_a_key_that_is_none_is_named_and_not_quoted(tmp_path, content):
    keys.create_missing(tmp_path)
    (tmp_path / "pepper").write_text(content)
    with pytest.raises(KeyTrouble) as caught:
        keys.read(tmp_path, "pepper")
    assert "pepper" in caught.value.detail_en
    assert not content or content not in caught.value.detail_en


def test_troubles_tell_of_each_key_and_of_none_when_all_is_well(tmp_path):
    keys.create_missing(tmp_path)
    assert keys.troubles(tmp_path) == []
    keys.read.cache_clear()
    (tmp_path / "pepper").unlink()
    (tmp_path / "form_key").chmod(0o640)
    assert [("pepper" in said, "form_key" in said) for said in keys.troubles(tmp_path)] == [(True, False), (False, True)]
