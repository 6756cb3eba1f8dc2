"""The reply, by the code of the letter; the consent taken back; and *Anda bilang, kami lakukan*."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.kernel import receipt
from saksama.kernel.errors import MistypedCode
from saksama.prevention import actions, queries
from saksama.prevention.errors import WrongLetterCode
from saksama.prevention.queries import LetterBox, ShownReply
from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.public.mailbox import key

from .views import kind_words, said

LONGEST = 60
PURPOSE = "kotak-surat"     # the key of a report opens no letter, and the other way round


@public_page("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it show the letter and its replies, or take the consent back."""
    if request.method != "POST":
        return _ask(request)
    now = clock.now()
    held = key.opened(request.POST.get("kunci", ""), now, purpose=PURPOSE)
    if held is None and request.POST.get("kunci"):
        return _ask(request, sentence=_("Halaman itu terbuka lebih dari 30 menit. Ketik kode Anda sekali lagi."), status=422)
    typed = request.POST.get("kode", "")[:LONGEST] if held is None else ""      # what stood sealed is never shown again
    code = held.code if held else typed
    if not code.strip():
        return _ask(request, error=_("Ketik kode Anda."), status=422)
    try:
        if held is not None and request.POST.get("ke") == "cabut":
            actions.withdraw_consent(code, now=now)
        box = queries.letter_box(code)
    except MistypedCode as error:
        return _ask(request, error=said(error), typed=typed, status=error.status)
    except WrongLetterCode as error:
        key.lane.wrong()
        return _ask(request, error=said(error), typed=typed, status=error.status)
    return render(request, "public/letters/box.html", _context(box, code, now))


def _ask(request: HttpRequest, *, error: str = "", typed: str = "", sentence: str = "", status: int = 200) -> HttpResponse:
    context = {"error": error, "typed": typed, "sentence": sentence}
    return render(request, "public/letters/enter.html", context, status=status)


def _context(box: LetterBox, code: str, now: datetime) -> dict[str, object]:
    letter = box.letter
    return {
        "key": key.seal(code, now, purpose=PURPOSE),
        "ending": receipt.normalise(code)[-4:],
        "kind": kind_words(letter.kind),
        "text": box.text,
        "pictures": box.pictures,
        "received_on": dates.local(letter.received_at, box.timezone).date(),
        "acknowledged_on": dates.local(letter.acknowledged_at, box.timezone).date() if letter.acknowledged_at else None,
        "acknowledge_by": dates.local(letter.acknowledge_by, box.timezone).date(),
        "due": dates.local(letter.due, box.timezone).date(),
        "late": letter.replied_at is None and now > letter.due,
        "consent": letter.consent,
        "office_name": box.office_name,
        "leaf": box.leaf,
        "replies": [_reply(one, box) for one in box.replies],
        "other_language_url": "",
    }


def _reply(one: ShownReply, box: LetterBox) -> dict[str, object]:
    return {"text": one.text, "acted": one.acted, "on": dates.local(one.replied_at, box.timezone).date()}


@public_page("GET")
def echoes(request: HttpRequest) -> HttpResponse:
    """What letters said and what the offices did, newest first."""
    rows = [
        {"said": one.said, "did": one.did, "office": one.office_name, "on": dates.local(one.approved_at).date()}
        for one in queries.published_echoes()
    ]
    return render(request, "public/letters/echoes.html", {"rows": rows})
