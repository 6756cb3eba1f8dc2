"""What is opened without signing in, by a secret: one's calendar, and the end of one's mail. Neither opens anything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from saksama.notices import actions, queries
from saksama.store import clock
from saksama.web.frame import public_page, render


@public_page("GET")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, for a calendar program that cannot sign in."""
    answer = HttpResponse(queries.feed(secret, now=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="saksama.ics"'
    return answer


@public_page("GET", "POST")
def stop(request: HttpRequest, mark: str) -> HttpResponse:
    """End the mail. A GET asks, so that a program that looks at links ends nothing; the secret is all that is needed to press.

    The answer is the same for a secret that is not known: nobody learns whether a mail was ever sent.
    """
    if request.method == "POST":
        actions.stop_mail(mark)
    return render(request, "desk/notices/stop.html", {"done": request.method == "POST"})
