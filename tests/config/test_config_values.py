"""The configuration: where a value comes from, and what stops the start with a sentence."""

from __future__ import annotations

import pytest

from saksama.config.config import ConfigError, read


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def config(folder, text: str = "", **variables: str):
    (folder / "saksama.toml").write_text(text)
    return read({"SAKSAMA_DATA": str(folder)} | variables)


def refused(folder, text: str = "", **variables: str) -> str:
    with pytest.raises(ConfigError) as caught:
        config(folder, text, **variables)
    return caught.value.detail_en


def test_defaults_make_a_working_installation(folder):
    found = config(folder)
    assert (found.data, found.demo, found.base_url) == (folder, False, "http://127.0.0.1:8000")
    assert found.database_url == f"sqlite:///{folder}/saksama.sqlite3"


def test_a_variable_wins_over_its_file_and_that_over_the_configuration_file(folder):
    (folder / "name").write_text("Dari berkas\n")
    text = 'display_name = "Dari toml"'
    assert config(folder, text).display_name == "Dari toml"
    assert config(folder, text, SAKSAMA_DISPLAY_NAME_FILE=str(folder / "name")).display_name == "Dari berkas"
    both = {"SAKSAMA_DISPLAY_NAME": "Dari lingkungan", "SAKSAMA_DISPLAY_NAME_FILE": str(folder / "name")}
    assert config(folder, text, **both).display_name == "Dari lingkungan"


@pytest.mark.parametrize(("text", "said"), [
    ('dispaly_name = "x"', "dispaly_name"),
    ("web_workers = -1", "web_workers"),
    ("web_workers = 0", "web_workers"),
    ('web_threads = "many"', "web_threads"),
    ("demo = 3", "demo"),
    ('side = "intake"', "side"),
    ("base_url = 3", "base_url"),
    ('base_url = "lapor.example.go.id"', "base_url"),
    ('base_url = "http://lapor.example.go.id"', "https"),
    ('allowed_hosts = ["*"]', "allowed_hosts"),
    ("allowed_hosts = [1]", "allowed_hosts"),
    ('onion_url = "http://example.org"', ".onion"),
    ('recovery_recipient = "AGE-SECRET-KEY-1QQ"', "never a secret key"),
    ("demo = tru", "saksama.toml"),
    ("[table]\nx = 1", "table"),
])
def test_a_value_that_cannot_be_meant_is_named(folder, text, said):
    assert said in refused(folder, text)


def test_a_secret_key_is_never_quoted_back(folder):
    assert "QQ" not in refused(folder, 'recovery_recipient = "AGE-SECRET-KEY-1QQ"')


def test_an_unknown_variable_is_named_with_the_known_ones(folder):
    said = refused(folder, SAKSAMA_DISPALY_NAME="x")
    assert "SAKSAMA_DISPALY_NAME" in said
    assert "display_name" in said


def test_a_file_of_a_secret_that_cannot_be_read_is_named(folder):
    assert "SAKSAMA_DATABASE_FILE" in refused(folder, SAKSAMA_DATABASE_FILE=str(folder / "missing"))


def test_variables_of_the_test_run_and_of_others_are_let_be(folder):
    assert config(folder, SAKSAMA_TEST_DATABASE="x", HOME="/root").display_name == "Saksama"


def test_plain_http_is_fine_here_over_onion_and_in_the_demonstration(folder):
    for text in ('base_url = "http://localhost:8000"', 'base_url = "http://[::1]:8000"', 'base_url = "http://abc.onion"',
                 'base_url = "http://192.0.2.1"\ndemo = true'):
        assert config(folder, text)


def test_hosts_are_those_of_the_addresses_and_this_machine_only_where_it_serves_itself(folder):
    at_home = config(folder)
    assert "127.0.0.1" in at_home.hosts
    addresses = 'base_url = "https://lapor.example.go.id"\nonion_url = "http://abc.onion"\n'
    public = config(folder, addresses + 'allowed_hosts = ["b.example"]')
    assert public.hosts == ("lapor.example.go.id", "abc.onion", "b.example")
