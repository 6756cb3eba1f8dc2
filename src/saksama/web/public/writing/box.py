"""A box that opens by its code: asked for, kept for half an hour in a sealed field, slowed down for who guesses."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.kernel import receipt
from saksama.kernel.errors import MistypedCode, NotFound
from saksama.store import clock
from saksama.web.frame import render, said
from saksama.web.public.mailbox import key

from .pages import Context

LONGEST = 60
Found = TypeVar("Found")


class CodedBox(Generic[Found]):
    """One kind of box. A key sealed for one `purpose` opens no other kind; `wrong` is raised where no box has the code."""

    purpose: ClassVar[str]
    folder: ClassVar[str]
    wrong: ClassVar[type[NotFound]]

    def find(self, code: str) -> Found:
        raise NotImplementedError

    def told(self, box: Found) -> Context:
        """Return what the page tells of an opened box."""
        raise NotImplementedError

    def press(self, request: HttpRequest, code: str, now: datetime) -> None:
        """Do what a button of the opened box asks, before it is shown again."""

    def template(self, request: HttpRequest, box: Found) -> str:
        return f"{self.folder}/box.html"

    def enter(self, request: HttpRequest) -> HttpResponse:
        """Ask for the code; with it show the box."""
        if request.method != "POST":
            return self._ask(request)
        now = clock.now()
        held = key.opened(request.POST.get("kunci", ""), now, purpose=self.purpose)
        if held is None and request.POST.get("kunci"):
            late = _("Halaman itu terbuka lebih dari 30 menit. Ketik kode Anda sekali lagi.")
            return self._ask(request, sentence=late, status=422)
        typed = request.POST.get("kode", "")[:LONGEST] if held is None else ""      # what stood sealed is never shown again
        code = held.code if held else typed
        if not code.strip():
            return self._ask(request, error=_("Ketik kode Anda."), status=422)
        try:
            if held is not None:
                self.press(request, code, now)
            box = self.find(code)
        except MistypedCode as error:
            return self._ask(request, error=said(error), typed=typed, status=error.status)
        except self.wrong as error:
            key.lane.wrong()
            return self._ask(request, error=said(error), typed=typed, status=error.status)
        context = {
            "key": key.seal(code, now, purpose=self.purpose),
            "ending": receipt.normalise(code)[-4:],
            "other_language_url": "",
            **self.told(box),
        }
        return render(request, self.template(request, box), context)

    def _ask(
        self, request: HttpRequest, *, error: str = "", typed: str = "", sentence: str = "", status: int = 200
    ) -> HttpResponse:
        context = {"error": error, "typed": typed, "sentence": sentence}
        return render(request, f"{self.folder}/enter.html", context, status=status)
