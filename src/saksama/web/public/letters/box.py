"""The reply, by the code of the letter; the consent taken back; and *Anda bilang, kami lakukan*."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse

from saksama.prevention import actions, queries
from saksama.prevention.errors import WrongLetterCode
from saksama.prevention.queries import LetterBox, ShownReply
from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.public.writing.box import CodedBox
from saksama.web.public.writing.pages import Context

from .views import kind_words


class WrittenBox(CodedBox[LetterBox]):
    """A letter with its replies."""

    purpose = "kotak-surat"
    folder = "public/letters"
    wrong = WrongLetterCode

    def find(self, code: str) -> LetterBox:
        return queries.letter_box(code)

    def press(self, request: HttpRequest, code: str, now: datetime) -> None:
        if request.POST.get("ke") == "cabut":
            actions.withdraw_consent(code, now=now)

    def told(self, box: LetterBox) -> Context:
        letter = box.letter
        return {
            "kind": kind_words(letter.kind),
            "text": box.text,
            "pictures": box.pictures,
            "received_on": _day(letter.received_at, box),
            "acknowledged_on": _day(letter.acknowledged_at, box) if letter.acknowledged_at else None,
            "due": _day(letter.due, box),
            "late": letter.replied_at is None and clock.now() > letter.due,
            "consent": letter.consent,
            "office_name": box.office_name,
            "leaf": box.leaf,
            "replies": [_reply(one, box) for one in box.replies],
        }


def _day(at: datetime, box: LetterBox) -> date:
    return dates.local(at, box.timezone).date()


def _reply(one: ShownReply, box: LetterBox) -> dict[str, object]:
    return {"text": one.text, "acted": one.acted, "on": _day(one.replied_at, box)}


BOX = WrittenBox()


@public_page("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it show the letter and its replies, or take the consent back."""
    return BOX.enter(request)


@public_page("GET")
def echoes(request: HttpRequest) -> HttpResponse:
    """What letters said and what the offices did, newest first."""
    rows = [
        {"said": one.said, "did": one.did, "office": one.office_name, "on": dates.local(one.approved_at).date()}
        for one in queries.published_echoes()
    ]
    return render(request, "public/letters/echoes.html", {"rows": rows})
