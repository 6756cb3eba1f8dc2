"""Encrypted columns belong to their row; form fields open for their purpose only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from saksama.accounts.models import User
from saksama.vault import fields, forms

pytestmark = pytest.mark.django_db


def person(name: str, shown: str) -> User:
    user = User(username=name, display_name=shown, created_at=NOW)
    user.save(force_insert=True)
    return user


def stored(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT display_name FROM accounts_user WHERE username = %s", [name])
        return cursor.fetchone()[0]


def test_name_is_ciphertext_in_the_table_and_a_name_in_the_object():
    person("a", "Rangkayo Basa")
    assert "Rangkayo" not in stored("a")
    assert User.objects.get(username="a").display_name == "Rangkayo Basa"


def test_same_name_twice_looks_different():
    person("a", "Rangkayo Basa")
    person("b", "Rangkayo Basa")
    assert stored("a") != stored("b")


def test_value_moved_to_another_row_does_not_open():
    person("a", "Rangkayo Basa")
    person("b", "Puti Sari")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET display_name = %s WHERE username = 'b'", [stored("a")])
    with pytest.raises(fields.FieldDamaged):
        _ = User.objects.get(username="b").display_name


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text[:12] + "AAAA" + text[16:], lambda text: "x" + text])
def test_changed_value_does_not_open(change):
    person("a", "Rangkayo Basa")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET display_name = %s", [change(stored("a"))])
    with pytest.raises(fields.FieldDamaged):
        _ = User.objects.get(username="a").display_name


def test_update_that_knows_no_row_is_refused():
    person("a", "Rangkayo Basa")
    with pytest.raises(TypeError):
        User.objects.update(display_name="Lain")
    with pytest.raises(TypeError):
        list(User.objects.filter(display_name="Rangkayo Basa"))


def test_empty_name_stays_empty():
    person("a", "")
    assert stored("a") == ""
    assert User.objects.get(username="a").display_name == ""


def test_saving_again_without_reading_keeps_the_value():
    person("a", "Rangkayo Basa")
    user = User.objects.get(username="a")
    user.language = "en"
    user.save()
    assert User.objects.get(username="a").display_name == "Rangkayo Basa"


def test_blind_index_is_equal_for_equal_names_and_says_nothing_else():
    assert fields.blind_index("Drs. RANGKAYO  basa") == fields.blind_index("drs rangkayo-basa")
    assert fields.blind_index("Rangkayo Basa") != fields.blind_index("Rangkayo Baso")
    assert set(fields.blind_tokens("Rangkayo Basa, SH")) == set(fields.blind_tokens("basa rangkayo"))


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=200), max_size=4))
def test_form_state_comes_back_with_its_time(state):
    moment = datetime(2024, 10, 14, 2, 0, 30, tzinfo=UTC)
    opened = forms.open(forms.seal(state, now=moment))
    assert dict(opened) == state
    assert opened.issued_at == moment


@pytest.mark.parametrize("spoil", [
    lambda f: f[:-3], lambda f: f + "A", lambda f: "A" + f[1:], lambda f: "", lambda f: "é", lambda f: f[::-1],
])
def test_spoiled_form_field_is_refused(spoil):
    with pytest.raises(forms.FormSpoiled):
        forms.open(spoil(forms.seal({"cerita": "rahasia"})))


def test_form_field_opens_for_its_purpose_only_and_hides_its_content():
    field = forms.seal({"cerita": "rahasia"}, purpose="satu")
    assert "rahasia" not in field
    with pytest.raises(forms.FormSpoiled):
        forms.open(field, purpose="dua")


def test_form_field_tells_no_exact_length():
    assert len(forms.seal({"c": "a"})) == len(forms.seal({"c": "a" * 20}))
