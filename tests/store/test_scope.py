from __future__ import annotations

from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction
from tests.store.scoped_tables import BAGUS, SARI, YUSUF

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NoScope

pytestmark = pytest.mark.django_db


def told() -> tuple[str, str, str]:
    """What PostgreSQL was told about who looks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('saksama.low', true), current_setting('saksama.high', true), "
                       "current_setting('saksama.key', true)")
        return tuple(each or "" for each in cursor.fetchone())


def test_no_scope_is_open_by_itself():
    with pytest.raises(NoScope):
        store.scope.current()


def test_scope_ends_with_its_block_and_with_an_error():
    with store.scope(BAGUS):
        assert store.scope.current() is BAGUS
    with pytest.raises(KeyError), store.scope(BAGUS):
        raise KeyError
    with pytest.raises(NoScope):
        store.scope.current()


def test_inner_scope_replaces_the_outer_until_its_end():
    with store.scope(BAGUS):
        with store.scope(SARI):
            assert store.scope.current() is SARI
        assert store.scope.current() is BAGUS


def test_scope_without_a_transaction_is_refused():
    refused = []

    def look() -> None:
        try:
            with store.scope(SYSTEM):
                refused.append(False)
        except NoScope:
            refused.append(True)

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert refused == [True]


def test_another_thread_does_not_inherit_the_scope():
    seen = []
    with store.scope(BAGUS):
        thread = Thread(target=lambda: seen.append(store.scope.is_open()))
        thread.start()
        thread.join()
    assert seen == [False]


def test_reading_in_an_open_transaction_is_a_scope():
    with store.reading(YUSUF) as actor:
        assert store.scope.current() is actor is YUSUF


@pytest.mark.postgres
def test_postgres_is_told_and_told_back():
    with store.scope(BAGUS):
        assert told() == ("1300", "1399", "")
        with store.scope(SARI):
            assert told() == ("0", "-1", "locator-of-sari")
        assert told() == ("1300", "1399", "")
    assert told() == ("", "", "")


@pytest.mark.postgres
def test_postgres_is_told_back_by_the_rollback_of_a_failed_transaction():
    with store.scope(BAGUS):
        with pytest.raises(DatabaseError), transaction.atomic(), store.scope(YUSUF), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")
        assert store.scope.current() is BAGUS
        assert told() == ("1300", "1399", "")


@pytest.mark.postgres
def test_a_scope_within_the_same_scope_costs_nothing(django_assert_num_queries):
    with store.scope(BAGUS), django_assert_num_queries(0), store.scope(BAGUS):
        pass


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_reading_of_its_own_is_told_once_and_its_transaction_takes_it_back(django_assert_num_queries):
    with django_assert_num_queries(4), store.reading(BAGUS):          # BEGIN, the telling, the question, COMMIT
        assert told() == ("1300", "1399", "")
    assert told() == ("", "", "")
    with pytest.raises(ValueError, match="no"), store.reading(BAGUS):
        raise ValueError("no")
    assert told() == ("", "", "")
