"""A role has one name, whichever screen says it."""

from __future__ import annotations

import pytest

from saksama.accounts import roles
from saksama.accounts.models import Role
from saksama.cases.timeline import ROLE_WORDS
from saksama.web.desk import shell
from saksama.web.desk.account.forms import role_choices


def test_every_role_has_a_name_in_both_languages_and_a_place_in_the_frame():
    assert set(roles.WORDS) == set(roles.FIRST) == set(Role)
    assert all(words_id and words_en for words_id, words_en in roles.WORDS.values())


@pytest.mark.parametrize("role", list(Role))
def test_frame_timeline_and_people_pages_say_the_same(role, rf):
    from saksama.kernel.actor import Actor, ActorKind

    actor = Actor(kind=ActorKind.OFFICER, user_id=1, roles=frozenset({role.value}))
    name = roles.name(role, "id")
    assert shell.role_of(actor) == name
    assert ROLE_WORDS[role][0] == name
    assert dict(role_choices())[role].lower() == name.lower()


def test_words_that_belong_to_others_are_not_used():
    """*Pemeriksa* is the discipline examination's, *pembina* the PPK's (glossary)."""
    said = " ".join(words for words, _ in roles.WORDS.values())
    assert "pemeriksa" not in said
    assert "pembina" not in said


def test_what_is_no_role_has_no_name():
    assert roles.name("reporter", "id") == ""
