"""The pages of a report by its code: open, write, add evidence, withdraw, take the proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.evidence import types
from saksama.evidence.types import Refused
from saksama.intake import actions, queries
from saksama.intake.errors import WrongCode
from saksama.intake.mailbox import Mailbox
from saksama.kernel import receipt
from saksama.kernel.errors import MistypedCode, NotFound, SaksamaError
from saksama.store import clock
from saksama.web.frame import public_page, render, said
from saksama.web.public import trouble, uploads
from saksama.web.public.report.sent import named
from saksama.web.public.uploads import Arriving, Plain, Sending

from . import key, words
from .key import Key

AGAIN = "kirim"
LONGEST_KEPT = 200_000


def _language() -> str:
    return get_language() or "id"


@public_page("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with the code, or with the key of another page of the box, show the report."""
    if request.method != "POST":
        return _ask(request)
    now = clock.now()
    kept = request.POST.get("pesan", "")[:LONGEST_KEPT]
    held = key.opened(request.POST.get("kunci", ""), now)
    typed = request.POST.get("kode", "")[:60] if held is None else ""      # what stood sealed is never shown again
    code = held.code if held else typed
    if not code.strip():
        return _ask(request, error=_("Ketik kode Anda."), kept=kept, status=422)
    try:
        return _show(request, queries.mailbox(code, now), code, now=now, kept=kept)
    except MistypedCode as error:
        return _ask(request, error=said(error), typed=typed, kept=kept, status=error.status)
    except WrongCode as error:
        key.lane.wrong()
        return _ask(request, error=said(error), typed=typed, kept=kept, status=error.status)


def _ask(request: HttpRequest, *, error: str = "", typed: str = "", sentence: str = "", kept: str = "",
         status: int = 200) -> HttpResponse:
    context = {"error": error, "typed": typed, "sentence": sentence, "kept": kept, "kept_for": AGAIN}
    return render(request, "public/mailbox/enter.html", context, status=status)


def _expired(request: HttpRequest, kept: str = "") -> HttpResponse:
    """Ask for the code again; what was written comes back."""
    sentence = _("Halaman itu terbuka lebih dari 30 menit. Ketik kode Anda sekali lagi.")
    return _ask(request, sentence=sentence, kept=kept, status=422)


def _show(request: HttpRequest, box: Mailbox, code: str, *, now: datetime, kept: str = "", error: str = "", sentence: str = "",
          refused: tuple[Refused, ...] = (), status: int = 200) -> HttpResponse:
    language = _language()
    asked = box.asked
    context = {
        "key": key.seal(code, now),
        "ending": receipt.normalise(code)[-4:],
        "status": words.status(box, now, language),
        "stations": words.stations(box, language),
        "asked": {"text": asked.text, "due": asked.due} if asked else None,
        "messages": words.letters(box),
        "openings": words.openings(box),
        "files": words.files(box, language),
        "nameless": box.report.door == "nameless",
        "leaf": box.leaf,
        "has_proof": box.proof is not None,
        "can_withdraw": box.report.withdrawn_at is None and box.report.closed_at is None,
        "kept": kept,
        "error": error,
        "sentence": sentence,
        "sentence_kind": "",
        "refused": [named(one) for one in refused],
        "other_language_url": "",
    }
    return render(request, "public/mailbox/box.html", context, status=status)


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take a message and files; a file that cannot be taken is named and the message stands."""
    now = clock.now()
    sending = uploads.open_sending(request)
    fields = sending.text()
    text = fields.get("pesan", "")[:LONGEST_KEPT]
    held = key.opened(fields.get("kunci", ""), now)
    if held is None:
        sending.drain()
        return _expired(request, text)
    surplus: list[Refused] = []
    try:
        answered = actions.reply(held.code, text, files=_taken(sending, surplus), completes=fields.get("jawab") == "1",
                                 message_id=held.message_id, now=now)
    except (SaksamaError, OperationalError) as error:
        if not isinstance(error, uploads.Interrupted):
            sending.drain()
        return _back(request, held, now, text, trouble.named(error))
    refused = (*answered.refused, *surplus)
    box = queries.mailbox(held.code, now)
    sent = answered.message is not None or answered.files or answered.repeated
    return _show(request, box, held.code, now=now, refused=refused, sentence=_("Terkirim.") if sent else "",
                 status=200 if sent else 422)


def _taken(sending: Sending | Plain, surplus: list[Refused]) -> Iterator[Arriving]:
    for file in sending.files():
        if sending.too_many:
            surplus.append(types.too_many(file.name))
        else:
            yield file


def _back(request: HttpRequest, held: Key, now: datetime, text: str, error: SaksamaError) -> HttpResponse:
    """Show the box again with what was written and why it was not taken."""
    if isinstance(error, NotFound):
        return _ask(request, error=said(error), kept=text, status=error.status)
    return _show(request, queries.mailbox(held.code, now), held.code, now=now, kept=text, error=said(error), status=error.status)


@public_page("POST")
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then withdraw."""
    now = clock.now()
    held = key.opened(request.POST.get("kunci", ""), now)
    if held is None:
        return _expired(request)
    if request.POST.get("yakin") != "ya":
        return render(request, "public/mailbox/withdraw.html", {"key": key.seal(held.code, now), "other_language_url": ""})
    actions.withdraw(held.code, now=now)
    return _show(request, queries.mailbox(held.code, now), held.code, now=now, sentence=_("Laporan sudah ditarik."))


@public_page("POST")
def proof(request: HttpRequest) -> HttpResponse:
    """Hand out the proof that the report stands in the ledger, as a text file under a name that says nothing."""
    now = clock.now()
    held = key.opened(request.POST.get("kunci", ""), now)
    if held is None:
        return _expired(request)
    box = queries.mailbox(held.code, now)
    if box.proof is None:
        return _show(request, box, held.code, now=now, sentence=_("Bukti lengkap belum tersedia. Coba beberapa menit lagi."))
    response = HttpResponse(box.proof.text(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bukti.txt"'
    return response
