"""The pages of the library. All of them read one book, held for the request, and ask the database for nothing."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from saksama import law
from saksama.law import library
from saksama.law.library import Library
from saksama.law.records import Instrument, Record, slug_of
from saksama.store import clock
from saksama.web.frame import dates, public_page, render, rules

from . import shown, words
from .asked import AskForm, DayForm

A_PAGE = 30
WRONG = 422


def _shelf() -> Library:
    return library.of(law.book())


def today() -> date:
    return dates.local(clock.now()).date()


@public_page("GET")
def entrance(request: HttpRequest) -> HttpResponse:
    """Find rules by words, instrument, kind and day; without any of them, the instruments and what they hold."""
    shelf = _shelf()
    form = AskForm(shelf, request.GET or None)
    context: dict[str, object] = {"form": form, "total": len(shelf.records), "release": law.book().release[:12]}
    context["reviewed"] = sum(bool(one.reviewed_by) for one in shelf.records)
    if form.is_bound and not form.is_valid():
        return render(request, "public/library/entrance.html", context, status=WRONG)
    asked = form.cleaned_data if form.is_bound else {}
    day = asked.get("pada")
    if any(asked.get(name) for name in ("q", "dasar", "jenis")):
        context |= _found(request, shelf, asked)
    else:
        context["instruments"] = _instruments(shelf, day)
    return render(request, "public/library/entrance.html", context | {"day": day})


def _found(request: HttpRequest, shelf: Library, asked: dict[str, object]) -> dict[str, object]:
    named = shelf.instrument(str(asked["dasar"])) if asked["dasar"] else None
    kind = library.kind_at(str(asked["jenis"])) if asked["jenis"] else ""
    day = asked["pada"] if isinstance(asked["pada"], date) else None
    found = shelf.find(str(asked["q"]), kind=kind, instrument=named.id if named else "", on=day)
    page = _number(request.GET.get("h", ""), last=max(1, -(-len(found) // A_PAGE)))
    here = found[(page - 1) * A_PAGE : page * A_PAGE]
    kept = {name: request.GET[name] for name in ("q", "dasar", "jenis", "pada") if request.GET.get(name)}
    return {
        "searched": True,
        "count": len(found),
        "cards": [shown.card(one, exact=day is not None) for one in here],
        "page_words": _("Halaman %(page)s dari %(pages)s") % {"page": page, "pages": -(-len(found) // A_PAGE)},
        "several": len(found) > A_PAGE,
        "previous_url": "?" + urlencode(kept | {"h": page - 1}) if page > 1 else "",
        "next_url": "?" + urlencode(kept | {"h": page + 1}) if page * A_PAGE < len(found) else "",
    }


def _number(text: str, *, last: int) -> int:
    return min(max(int(text), 1), last) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _instruments(shelf: Library, day: date | None) -> list[dict[str, object]]:
    """Return the instruments with how many rules stand under each; on a day only those in force."""
    found = []
    for one in shelf.instruments:
        count = len(shelf.find(instrument=one.id, on=day))
        if count:
            heading = _heading(one)
            found.append(heading | {"url": heading["url"] + (f"?pada={day.isoformat()}" if day else ""), "count": count})
    return found


@public_page("GET")
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that stands under one law, regulation or decree, to be read or printed as one sheet."""
    shelf = _shelf()
    one = shelf.instrument(slug)
    if one is None:
        raise Http404
    form = DayForm(request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    day = form.cleaned_data["pada"] if form.is_bound and not wrong else None
    found = shelf.find(instrument=one.id, on=day)
    context = {
        "form": form,
        "day": day,
        "short": one.short,
        "title": words.said(one, "title"),
        "shelves": shown.shelves(found),
        "count": len(found),
        "permalink": _absolute(rules.instrument_address(one)),
        "release": law.book().release[:12],
    }
    return render(request, "public/library/instrument.html", context, status=WRONG if wrong else 200)


@public_page("GET")
def rule(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """One rule: what it says, on which day, by which source, what is open, what changed, what belongs beside it."""
    shelf = _shelf()
    kind = library.kind_at(place)
    name, _at, begun = key.partition("@")
    versions = shelf.versions(kind, slug_of(name))
    exact = next((one for one in versions if one.valid_from.isoformat() == begun), None)
    if not versions or (begun and exact is None):
        raise Http404
    if place != library.place_of(kind) or name != versions[0].slug:
        return HttpResponsePermanentRedirect(rules.address(exact or versions[0], exact=exact is not None))
    form = DayForm(request.GET or None)
    wrong = form.is_bound and not form.is_valid()
    day = form.cleaned_data["pada"] if form.is_bound and not wrong else None
    one = exact or library.nearest(versions, day or today())
    assert one is not None  # noqa: S101  a rule has at least one version
    context = _rule(shelf, one) | {"form": form, "day": day, "absent_on": _absent(one, exact, day)}
    return render(request, "public/library/rule.html", context, status=WRONG if wrong else 200)


def _absent(one: Record, exact: Record | None, day: date | None) -> date | None:
    """Return the day on which the shown version did not hold: the one asked for, or today where none was and none is meant."""
    if exact is not None and day is None:
        return None
    asked = day or today()
    return None if one.holds_on(asked) else asked


def _rule(shelf: Library, one: Record) -> dict[str, object]:
    named = next((found for found in shelf.instruments if found.id == one.instrument), None)
    versions = shown.versions(shelf, one)
    return {
        "rule": shown.card(one),
        "doubts": words.doubts(one),
        "sentences": library.sentences(shown.card(one).text),
        "trust": words.trust(one),
        "instrument": named and _heading(named),
        "versions": versions,
        "several": len(versions) > 1,
        "names": shown.shelves(shelf.names(one)),
        "named_by": shown.shelves(shelf.named_by(one)),
        "beside": shown.shelves(shelf.beside(one)),
        "situation": one.id if one.kind == "situations" else "",
        "permalink": _absolute(rules.address(one, exact=True)),
        "release": law.book().release[:12],
    }


def _heading(one: Instrument) -> dict[str, str]:
    return {"url": rules.instrument_address(one), "short": one.short, "title": words.said(one, "title")}


def _absolute(path: str) -> str:
    return settings.SAKSAMA.base_url.rstrip("/") + path


@public_page("GET")
def changes(request: HttpRequest) -> HttpResponse:
    """What began, changed and ended, by date, newest first."""
    events = [shown.happened(event) for event in _shelf().events]
    by_day = [(day, list(found)) for day, found in groupby(events, key=lambda event: event.day)]
    return render(request, "public/library/changes.html", {"days": by_day, "today": today()})


@public_page("GET")
def errata(request: HttpRequest) -> HttpResponse:
    """Slips of others and of ours that must not be copied, each with what is right."""
    shelf = _shelf()
    slips = [shown.slip(shelf, one) for one in shelf.find(kind=library.ERRATA)]
    return render(request, "public/library/errata.html", {"slips": slips})
