"""Reports lost for something that could have been cured stand beside the funnel: small counts hidden, zero shown as zero."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from saksama.insight.models import Computation

pytestmark = pytest.mark.django_db
SECTION = re.compile(r'<section class="stack" id="kekurangan">.*?</section>', re.S)


def shown(path: str, **counts: int) -> str:
    """The section of the page as words, for a data version of forty cases."""
    results = {
        "cases": 40,
        "funnel": [40, 31, 20, 12, 9, 0],
        "waiting": {},
        "execution": {},
        "cases_by_place": {},
        "median_days": [],
    }
    Computation.objects.create(
        version="v", computed_at=datetime(2024, 11, 1, tzinfo=UTC), law_release="r", results=results | counts
    )
    found = SECTION.search(Client().get(path).content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def test_both_counts_stand_with_their_definitions(cast):
    words = shown("/data/", defects_never_asked=17, defects_lapsed=6)
    assert "Tidak diregistrasi, kekurangannya tidak pernah diminta 17" in words
    assert "Tidak diregistrasi, diminta tetapi waktunya lewat 6" in words
    assert "Pelapor tidak pernah diminta melengkapinya." in words


def test_a_small_count_is_not_told_and_zero_is_told(cast):
    words = shown("/data/", defects_never_asked=4, defects_lapsed=0)
    assert "tidak pernah diminta kurang dari 5" in words
    assert "waktunya lewat 0" in words


def test_it_is_said_in_english_too(cast):
    words = shown("/en/data/", defects_never_asked=17, defects_lapsed=0)
    assert "Not registered, although it could have been completed" in words
    assert "what was missing never asked for 17" in words


def test_a_version_that_did_not_count_them_shows_nothing(cast):
    assert shown("/data/") == ""
