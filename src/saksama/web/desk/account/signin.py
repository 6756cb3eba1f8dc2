"""Signing in: passphrase, code, key. And what comes before it once: own passphrase, authenticator app, key with its sheet."""

from __future__ import annotations

from typing import Any

import segno
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import flows as totp
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from saksama.accounts import actions, entry, forms, keep, middleware
from saksama.accounts.policies import may_see_office_keys
from saksama.kernel import receipt
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.errors import Locked, SaksamaError
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault import queries as vault_queries
from saksama.vault import session
from saksama.vault.passphrase import Opening
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import middleware as frame
from saksama.web.frame import render, see_other

from .forms import FirstAdministrator, Lost, NewPassphrase, Printed, refuse


class SignIn(LoginView):
    """Name and passphrase. With kept text aboard the code page follows at once, so that the text never has to be stored."""

    template_name = "desk/account/login.html"

    def get_form_class(self) -> type:
        return forms.LoginForm

    def get_initial(self) -> dict[str, Any]:
        return {keep.FIELD: getattr(self.request, "kept", ""), "login": self.request.GET.get("nama", "")[:60]}

    def _redirect_to_pending_stage(self, request: DeskRequest, stage: object) -> None:
        """Let somebody begin anew, or as somebody else, after a passphrase without a code."""

    def form_valid(self, form: forms.LoginForm) -> HttpResponseBase:
        response = super().form_valid(form)
        kept = form.cleaned_data.get(keep.FIELD, "")
        if kept and response.get("Location") == reverse("mfa_authenticate"):
            return keep.shown(self.request, reverse("mfa_authenticate"), kept)
        return response

    def form_invalid(self, form: forms.LoginForm) -> HttpResponse:
        response: TemplateResponse = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        context["keeping"] = keep.holds(form[keep.FIELD].value() or "")
        return context


class SecondFactor(AuthenticateView):
    """The code. Then the key is opened, and what was written before the session ended is shown to its owner."""

    template_name = "desk/account/code.html"

    def _build_forms(self) -> forms.SecondFactorForm | None:
        posted = super()._build_forms()
        self.auth_form.initial[keep.FIELD] = getattr(self.request, "kept", "")
        return posted

    def form_valid(self, form: forms.SecondFactorForm) -> HttpResponse:
        response = super().form_valid(form)
        sealed = form.cleaned_data.get(keep.FIELD, "")
        if keep.holds(sealed) and keep.is_signed_in(self.request):
            return present(self.request, sealed)
        return response

    def form_invalid(self, form: forms.SecondFactorForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(LogoutView):
    """Signing out; with text of another person aboard the sign-in page follows at once, for him."""

    template_name = "desk/account/logout.html"

    def post(self, request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().post(request, *args, **kwargs)
        sealed = request.POST.get(keep.FIELD, "")
        return keep.shown(request, reverse("account_login"), sealed) if keep.holds(sealed) else response


sign_in = SignIn.as_view()
second_factor = SecondFactor.as_view()
sign_out = SignOut.as_view()


def present(request: DeskRequest, sealed: str) -> HttpResponse:
    """Show a person what he had written, in a form that he sends himself; of another's text only that it is there."""
    kept = keep.unpack(sealed, request.user.owner)
    if kept is None:
        return render(request, "desk/account/kept_of_another.html", {"sealed": sealed, "home": entry.home_of(request)})
    return render(request, "desk/account/kept.html", {"kept": kept})


@require_http_methods(["GET"])
def inactive(request: DeskRequest) -> HttpResponse:
    return render(request, "desk/account/inactive.html", {}, status=403)


@require_http_methods(["GET"])
def go_on(request: DeskRequest) -> HttpResponse:
    """Lead to the step that is missing, or to where the work begins."""
    return _onward(request)


def _onward(request: DeskRequest) -> HttpResponse:
    step = entry.next_step(request)
    if step is not entry.Step.DONE:
        return see_other(step.value)
    if not keep.is_signed_in(request):
        request.actor = middleware.identify(request)
    return see_other(entry.home_of(request))


def _self(request: DeskRequest) -> Actor:
    """The person who is signing in, as the actor of his own steps; he may do nothing else yet."""
    user = request.user
    return Actor(kind=ActorKind.OFFICER, user_id=user.pk, public_id=str(user.public_id), pseudonym=str(user.pseudonym))


@require_http_methods(["GET", "POST"])
def own_passphrase(request: DeskRequest) -> HttpResponse:
    """A passphrase of one's own in place of the administrator's: the key will be made under it."""
    if entry.next_step(request) is not entry.Step.OWN_PASSPHRASE:
        return _onward(request)
    form = NewPassphrase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening = actions.choose_passphrase(request.user, form.cleaned_data["password"], actor=_self(request),
                                                now=clock.now())
        except SaksamaError as error:
            refuse(form, error)
        else:
            update_session_auth_hash(request, request.user)
            _renew_half(request, opening)
            return _onward(request)
    return render(request, "desk/account/own_passphrase.html", {"form": form}, status=422 if form.is_bound else 200)


def _renew_half(request: DeskRequest, opening: Opening) -> None:
    session.forget(session.cookie_of(request))
    request.vault_cookie = session.begin_half(  # type: ignore[attr-defined]
        request.user.owner, opening.identity, opening.terms, now=session.real_now())


@require_http_methods(["GET", "POST"])
def factor(request: DeskRequest) -> HttpResponse:
    """Set up the authenticator app: a picture to scan, the same secret as text, and the first code."""
    if entry.next_step(request) is not entry.Step.FACTOR:
        return _onward(request)
    form = forms.ActivateForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        totp.activate_totp(request, form)
        return _onward(request)
    address = second_factor_adapter().build_totp_url(request.user, form.secret)
    picture = segno.make(address, error="m").svg_inline(border=3, dark="#000", light="#fff", omitsize=True)
    return render(request, "desk/account/factor.html", {
        "form": form, "picture": mark_safe(picture),  # noqa: S308  drawn here from our own text
        "secret": " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4)),
        "address": address}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def key(request: DeskRequest) -> HttpResponse:
    """Make the key at the first sign-in, or open it by the printed code where the passphrase does not."""
    if entry.next_step(request) is not entry.Step.KEY:
        return _onward(request)
    lives = vault_queries.has_living_key(request.user.owner)
    form = Printed(request.POST if lives and request.method == "POST" else None)
    if request.method == "POST" and not lives:
        return _make_key(request)
    if form.is_bound and form.is_valid():
        try:
            return _regain_key(request, form.cleaned_data["printed"])
        except SaksamaError as error:
            error.context.setdefault("field", "printed")
            refuse(form, error)
    return render(request, "desk/account/key.html", {"form": form, "lives": lives}, status=422 if form.is_bound else 200)


def _make_key(request: DeskRequest) -> HttpResponse:
    cookie, code = session.enrol_half(session.cookie_of(request), actor=_self(request), now=session.real_now(), at=clock.now())
    return sheet(request, code, cookie=cookie)


def _regain_key(request: DeskRequest, printed: str) -> HttpResponse:
    half = session.half_of(session.cookie_of(request), now=session.real_now())
    if half is None:
        raise Locked
    opening = Opening(half.opener, half.terms)
    code = vault.regain_by_code(half.owner, printed, opening, actor=_self(request), now=clock.now())
    return sheet(request, code, cookie=session.open_half(session.cookie_of(request), now=session.real_now()))


def sheet(request: DeskRequest, code: str, *, cookie: str | None = None) -> HttpResponse:
    """Show the sheet to print, once: the code of the key, and backup codes for a lost phone. It is never shown again."""
    if cookie is not None:
        request.vault_cookie = cookie  # type: ignore[attr-defined]
        request.actor = middleware.identify(request)
    return render(request, "desk/account/sheet.html", {
        "code": receipt.normalise(code), "backup": backup_codes(request), "home": _first_work(request),
        "printed_on": clock.now()})


def _first_work(request: DeskRequest) -> str:
    """Return where a new key's holder goes on: to his office's key while he does not hold it, else to his work."""
    actor = request.actor
    if not may_see_office_keys(actor):
        return entry.home_of(request)
    owner = f"office:{actor.office}" if actor.office else f"agency:{actor.agency}"
    return entry.home_of(request) if request.user.owner in vault_queries.members(owner) else reverse("office_keys")


def backup_codes(request: DeskRequest) -> list[str]:
    """The unused backup codes of the second factor."""
    row = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return row.wrap().get_unused_codes() if row else []


@require_http_methods(["GET", "POST"])
def lost(request: DeskRequest) -> HttpResponse:
    """The passphrase is lost: printed code and second factor, a new passphrase, a new sheet."""
    form = Lost(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            code = actions.regain(told["username"], printed=told["printed"], code=told["code"], new=told["password"],
                                  now=clock.now())
        except SaksamaError as error:
            refuse(form, error)
        else:
            return render(request, "desk/account/sheet.html", {
                "code": receipt.normalise(code), "backup": [], "home": reverse("account_login"), "printed_on": clock.now(),
                "after_loss": True})
    return render(request, "desk/account/lost.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def first_administrator(request: DeskRequest) -> HttpResponse:
    """The one-time token of the console makes the first administrator. Afterwards this page does not exist."""
    if not actions.setup_is_open():
        raise Http404
    form = FirstAdministrator(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.create_first_administrator(told["token"], username=told["username"], display_name=told["display_name"],
                                               password=told["password"], now=clock.now())
        except SaksamaError as error:
            if error.code == "mistyped_code":
                error.context.setdefault("field", "token")
            refuse(form, error)
        else:
            return see_other("account_login")
    return render(request, "desk/account/setup.html", {"form": form}, status=422 if form.is_bound else 200)


def csrf_failure(request: DeskRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form whose session ended (CSRF_FAILURE_VIEW): what was written is kept, and sent by its owner after signing in."""
    if not keep.belongs_to_desk(request.path_info):
        return frame.csrf_failure(request, reason)
    sealed = keep.pack(request)
    if keep.is_signed_in(request):
        return present(request, sealed) if keep.holds(sealed) else frame.csrf_failure(request, reason)
    response = keep.shown(request, reverse("account_login"), sealed)
    response.status_code = 403
    return response
