"""A report is sealed for its readers, written in one transaction, and is one report however often it is sent."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saksama import store
from saksama.intake import queries
from saksama.intake.actions import submit_report
from saksama.intake.models import Report
from saksama.kernel.actor import PUBLIC, SYSTEM, reporter
from saksama.vault import receipt
from saksama.vault.errors import NotAReader
from saksama.vault.queries import readers_of
from tests.intake.filings import STORY, filing, report

pytestmark = pytest.mark.django_db


def test_report_is_found_by_its_code_and_opens_with_it(cast):
    given = report(cast)
    found = queries.by_code(cast.sari_code)
    assert found.public_id == given.report.public_id
    assert queries.narrative(found, receipt.keyring(cast.sari_code)).story == STORY


def test_submission_smoke(cast):
    one = filing(cast)
    with CaptureQueriesContext(connection, ) as asked:
        submit_report(one, actor=PUBLIC, now=cast.now)
    for q in asked: print(q["sql"][:150])
    print(len(asked))
    with CaptureQueriesContext(connection, ) as asked:
        one = filing(cast, agency=cast.agency, code="ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZT")
    for q in asked: print(q["sql"][:250])
    assert 0
