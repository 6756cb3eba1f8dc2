"""The content of one's territory with its numbers, a new piece, and one withdrawn."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.kernel.errors import Invalid
from saksama.prevention import kit_policies as policies
from saksama.prevention.actions import content as actions
from saksama.prevention.queries import content as reads
from saksama.store import clock
from saksama.web.casework.dialogue import TOO_LARGE, files_dropped
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import KitForm


@require_http_methods(["GET", "POST"])
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """What is published, whether it shows today, how often it was taken; withdraw one (`tarik`)."""
    policies.may_publish(request.actor).require()
    now = clock.now()
    on = dates.local(now).date()
    if request.method == "POST":
        actions.withdraw_item(request.POST.get("tarik", "")[:40], actor=request.actor, on=on, now=now)
        return see_other("desk:kit")
    return render(request, "desk/kit/list.html", {"rows": reads.kept(request.actor, on=on), "here": "kit"})


@require_http_methods(["GET", "POST"])
@desk_page
def upload(request: DeskRequest) -> HttpResponse:
    """Publish a piece of content. What is refused comes back with the words; the file has to be chosen again."""
    policies.may_publish(request.actor).require()
    now = clock.now()
    on = dates.local(now).date()
    form = KitForm(request.POST or None, request.FILES or None, today=on, initial={"token": str(uuid4())})
    whole = request.method == "POST" and form.is_valid()
    if whole and files_dropped(request):
        form.add_error("file", str(TOO_LARGE))
        whole = False
    if whole:
        try:
            actions.publish(form.content(), actor=request.actor, on=on, now=now)
            return see_other("desk:kit")
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    context = {"form": form, "here": "kit"}
    return render(request, "desk/kit/upload.html", context, status=422 if form.is_bound else 200)
