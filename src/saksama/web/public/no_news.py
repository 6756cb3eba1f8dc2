"""The public list *kami belum menerima bukti sejak*: a page, and the same rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.opendata.no_news import NoNews, Waiting, no_news
from saksama.store import clock
from saksama.web.frame import dates, public_page, render

from .own import printed

COLUMNS = ("authority", "agency", "recommendations", "since", "since_to_the", "last_step", "agency_words")
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take the cell for a formula


@public_page("GET")
def show(request: HttpRequest) -> HttpResponse:
    """The list with its definition, as of now. No name of a person, no number of a case."""
    found = no_news(clock.now())
    language = get_language() or "id"
    return render(
        request,
        "public/no_news.html",
        {
            "found": found,
            "rows": [_shown(row, language) for row in found.rows],
            "total": printed(found.total),
            "as_of": dates.long_moment(found.as_of, language),
            "errata": [
                (one.authority, dates.long_date(dates.local(one.at).date(), language), _grounds().get(one.ground, ""))
                for one in found.errata
            ],
        },
    )


@public_page("GET")
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a table; texts that a spreadsheet might run are quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _plain(no_news(clock.now()))["rows"]:
        writer.writerow([_safe(str(row[name])) for name in COLUMNS])
    return _file(out.getvalue(), "text/csv; charset=utf-8", "belum-ada-bukti.csv")


@public_page("GET")
def as_json(request: HttpRequest) -> HttpResponse:
    """The same rows with their definition."""
    words = json.dumps(_plain(no_news(clock.now())), ensure_ascii=False, indent=1)
    return _file(words, "application/json", "belum-ada-bukti.json")


def _shown(row: Waiting, language: str) -> dict[str, Any]:
    since = dates.long_date(row.since, language)
    if row.to_the_month:
        since = f"{dates.MONTHS['en' if language == 'en' else 'id'][row.since.month - 1]} {row.since.year}"
    return {
        "authority": row.authority,
        "agency": row.agency,
        "count": printed(row.count),
        "since": since,
        "step": row.step_en if language == "en" else row.step_id,
        "words": row.words,
        "names_removed": row.names_removed,
    }


def _plain(found: NoNews) -> dict[str, Any]:
    return {
        "definition": {
            "id": "Rekomendasi yang batas tindak lanjutnya lewat menurut cara hitung terakhir, tanpa bukti yang kami terima.",
            "en": "Recommendations whose limit has passed by the latest reading, with no proof received by us.",
        },
        "says": "not received; it does not say that something was not done",
        "as_of": found.as_of.isoformat(),
        "total": found.total.text,
        "rows": [
            {
                "authority": row.authority,
                "agency": row.agency,
                "recommendations": row.count.text,
                "since": row.since.isoformat()[:7] if row.to_the_month else row.since.isoformat(),
                "since_to_the": "month" if row.to_the_month else "day",
                "last_step": row.step_id,
                "agency_words": row.words,
            }
            for row in found.rows
        ],
        "errata": [{"authority": one.authority, "at": one.at.date().isoformat(), "ground": one.ground} for one in found.errata],
    }


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def _file(content: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _grounds() -> dict[str, str]:
    return {
        "proof": _("bukti sudah ada pada hari itu"),
        "date": _("tanggal penerimaannya keliru"),
        "agency": _("instansinya keliru"),
        "other": _("keliru karena sebab lain"),
    }
