"""Signing in again keeps what was posted: sealed in the page, never stored, and sent by its owner only."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_SESSION_KEY, _mask_cipher_secret
from django.test import Client
from django.urls import include, path
from tests.accounts.browser import ANOTHER, PASSPHRASE, SECRET, code_of, sign_in
from tests.cast import NOW

from saksama.accounts import actions, keep
from saksama.accounts import written as bound
from saksama.accounts.models import User
from saksama.kernel.actor import SYSTEM
from saksama.vault import actions as vault
from saksama.vault import session
from saksama.vault.keys import UnlockedSession

STORY = "Kajian yang saya tulis selama satu jam & belum tersimpan <selesai>."


@keep.signed_in_required
def write(request: HttpRequest) -> HttpResponse:
    """A page of the desk in which one writes something long."""
    if request.method == "POST":
        return HttpResponse("TERSIMPAN: " + request.POST["kajian"] + "|" + ",".join(request.POST.getlist("pilih")))
    return HttpResponse("halaman tulis")


@keep.fresh_factor_required
def export(request: HttpRequest) -> HttpResponse:
    return HttpResponse("DIEKSPOR: " + request.POST.get("kajian", ""))


urlpatterns = [
    path("petugas/tulis/", write),
    path("petugas/ekspor/", export),
    path("", include("saksama.config.urls")),
]
pytestmark = pytest.mark.urls(__name__)
SECRET_OF_DIAN = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
POSTED = {"kajian": STORY, "pilih": ["a", "b"], "password": "bukan-untuk-disimpan"}


def sealed_in(response) -> str:
    return re.search(r'name="disimpan" value="([^"]+)"', response.content.decode())[1]


def forms_fields(response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode()):
        found.setdefault(name, []).append(html.unescape(value))
    return found


@pytest.fixture
def browser(with_key: User) -> Client:
    """A browser with Django's forgery check switched on, as in earnest. Rina wrote in it until her session was over."""
    client = Client(enforce_csrf_checks=True)
    written_in(client, with_key)
    return client


def written_in(client: Client, person: User) -> str:
    """Let a person open a form in this browser, then end the session; return the token in the form, also kept at the browser."""
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.form_token = _mask_cipher_secret(client.session[CSRF_SESSION_KEY])
    client.logout()
    return client.form_token


def written(client: Client) -> dict[str, object]:
    return {**POSTED, "csrfmiddlewaretoken": client.form_token}


@pytest.fixture
def dian(rina: User) -> User:
    """A colleague with app and key of her own."""
    person = actions.create_user("dian", password=ANOTHER, display_name="Dian", actor=SYSTEM, now=NOW)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET_OF_DIAN)})
    vault.enrol_officer(person.owner, ANOTHER, actor=SYSTEM, now=NOW)
    return person


def token_in(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]


def sign_in_again(client: Client, asked, name: str = "rina", passphrase: str = PASSPHRASE, secret: str = SECRET) -> HttpResponse:
    """Go through passphrase and code with what the page carries; return the last answer."""
    code_page = client.post("/masuk/", {"login": name, "password": passphrase, "disimpan": sealed_in(asked),
                                        "csrfmiddlewaretoken": token_in(asked)})
    assert "Ketik kode" in code_page.content.decode()
    return client.post("/masuk/kode/", {"code": code_of(secret), "disimpan": sealed_in(code_page),
                                        "csrfmiddlewaretoken": token_in(code_page)})


def test_page_that_was_only_to_be_read_is_reached_after_signing_in(client: Client, with_key: User):
    answer = client.get("/petugas/tulis/?hal=2")
    assert answer.status_code == 303
    assert answer["Location"] == "/masuk/?next=/petugas/tulis/%3Fhal%3D2"
    sign_in(client, "rina", next="/petugas/tulis/?hal=2")
    assert client.post("/masuk/kode/", {"code": code_of()})["Location"] == "/petugas/tulis/?hal=2"


def test_address_of_another_house_is_not_gone_to(client: Client, with_key: User):
    sign_in(client, "rina", next="https://evil.example/")
    assert client.post("/masuk/kode/", {"code": code_of()})["Location"] == "/akun/"


def test_posted_text_survives_signing_in_and_is_sent_by_its_owner(browser: Client):
    asked = browser.post("/petugas/tulis/", written(browser))
    assert asked.status_code == 403
    assert "masih ada" in asked.content.decode()
    shown = sign_in_again(browser, asked)
    assert shown.status_code == 200
    assert html.escape(STORY) in shown.content.decode()
    fields = forms_fields(shown)
    assert fields["kajian"] == [STORY]
    assert fields["pilih"] == ["a", "b"]
    sent = browser.post("/petugas/tulis/", fields)
    assert sent.content.decode() == f"TERSIMPAN: {STORY}|a,b"


def test_secrets_are_not_kept(browser: Client, with_key: User):
    kept = keep.unpack(sealed_in(browser.post("/petugas/tulis/", written(browser))), with_key.owner)
    assert {name for name, _value in kept.fields} == {"kajian", "pilih"}


def test_text_is_sealed_in_the_page_and_stored_nowhere(browser: Client):
    asked = browser.post("/petugas/tulis/", written(browser))
    assert "satu jam" not in asked.content.decode()
    code_page = browser.post("/masuk/", {"login": "rina", "password": PASSPHRASE, "disimpan": sealed_in(asked),
                                         "csrfmiddlewaretoken": token_in(asked)})
    assert "satu jam" not in code_page.content.decode()
    decoded = [repr(one.get_decoded()) for one in Session.objects.all()]
    assert not any("satu jam" in one or "disimpan" in one for one in decoded)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "satu jam" not in repr(cursor.fetchall())


def test_session_that_ended_while_writing_keeps_the_text(browser: Client, with_key: User):
    first = browser.get("/masuk/")
    code_page = browser.post("/masuk/", {"login": "rina", "password": PASSPHRASE, "csrfmiddlewaretoken": token_in(first)})
    browser.post("/masuk/kode/", {"code": code_of(), "csrfmiddlewaretoken": token_in(browser.get("/masuk/kode/"))})
    assert code_page.status_code == 302
    token = token_in(browser.get("/masuk/keluar/"))
    UnlockedSession.objects.update(last_used_at=session.real_now() - timedelta(hours=1))
    asked = browser.post("/petugas/tulis/", {**POSTED, "csrfmiddlewaretoken": token})
    assert asked.status_code == 403
    assert keep.unpack(sealed_in(asked), with_key.owner).fields[0] == ("kajian", STORY)


def test_wrong_passphrase_and_wrong_code_still_carry_the_text(browser: Client, with_key: User):
    asked = browser.post("/petugas/tulis/", written(browser))
    again = browser.post("/masuk/", {"login": "rina", "password": "salah sama sekali", "disimpan": sealed_in(asked),
                                     "csrfmiddlewaretoken": token_in(asked)})
    assert again.status_code == 422
    code_page = browser.post("/masuk/", {"login": "rina", "password": PASSPHRASE, "disimpan": sealed_in(again),
                                         "csrfmiddlewaretoken": token_in(again)})
    wrong = browser.post("/masuk/kode/", {"code": "000000", "disimpan": sealed_in(code_page),
                                          "csrfmiddlewaretoken": token_in(code_page)})
    assert wrong.status_code == 422
    assert keep.unpack(sealed_in(wrong), with_key.owner).fields[0] == ("kajian", STORY)


def test_chosen_files_are_named_as_not_kept(browser: Client, with_key: User):
    from django.core.files.uploadedfile import SimpleUploadedFile

    asked = browser.post("/petugas/tulis/", {"kajian": STORY, "csrfmiddlewaretoken": browser.form_token,
                                               "berkas": SimpleUploadedFile("a.txt", b"isi")})
    assert keep.unpack(sealed_in(asked), with_key.owner).with_files
    assert "Pilih lagi" in sign_in_again(browser, asked).content.decode()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_what_a_foreign_page_sends_is_not_kept(browser: Client, headers):
    asked = browser.post("/petugas/tulis/", written(browser), headers=headers)
    assert asked.status_code == 403
    assert "satu jam" not in asked.content.decode()
    assert re.search(r'name="disimpan" value=', asked.content.decode()) is None


@pytest.mark.parametrize("spoiled", ["", "x", "A" * 400])
def test_spoiled_field_keeps_nothing_and_breaks_nothing(client: Client, with_key: User, spoiled):
    sign_in(client, "rina", disimpan=spoiled)
    assert client.post("/masuk/kode/", {"code": code_of(), "disimpan": spoiled}).status_code == 302


def test_text_older_than_half_a_day_is_let_go(settings):
    state = {"by": bound.draw("officer:1"), "path": "/petugas/tulis/", "fields": [], "files": False}
    for hours, there in ((11, True), (13, False)):
        sealed = keep.forms.seal(state, purpose=keep.PURPOSE, now=session.real_now() - timedelta(hours=hours))
        assert keep.holds(sealed) is there
        assert (keep.unpack(sealed, "officer:1") is not None) is there


def test_old_form_of_a_signed_in_person_is_shown_again_not_lost(browser: Client, with_key: User):
    first = browser.get("/masuk/")
    browser.post("/masuk/", {"login": "rina", "password": PASSPHRASE, "csrfmiddlewaretoken": token_in(first)})
    browser.post("/masuk/kode/", {"code": code_of(), "csrfmiddlewaretoken": token_in(browser.get("/masuk/kode/"))})
    answer = browser.post("/petugas/tulis/", written(browser))
    assert "TERSIMPAN" not in answer.content.decode()
    assert forms_fields(answer)["kajian"] == [STORY]


def test_grave_step_asks_for_the_code_once_more_and_keeps_what_was_sent(client: Client, with_key: User):
    sign_in(client, "rina")
    client.post("/masuk/kode/", {"code": code_of()})
    assert client.post("/petugas/ekspor/", {"kajian": STORY}).content.decode().startswith("DIEKSPOR")
    UnlockedSession.objects.update(fresh_at=session.real_now() - timedelta(minutes=11))
    form = {"kajian": STORY, "csrfmiddlewaretoken": _mask_cipher_secret(client.session[CSRF_SESSION_KEY])}
    asked = client.post("/petugas/ekspor/", form)
    assert asked.status_code == 403
    assert "DIEKSPOR" not in asked.content.decode()
    assert client.post("/akun/kode/", {"code": "000000", "disimpan": sealed_in(asked)}).status_code == 422
    shown = client.post("/akun/kode/", {"code": code_of(step=1), "disimpan": sealed_in(asked)})
    fields = forms_fields(shown)
    assert fields["kajian"] == [STORY]
    assert client.post("/petugas/ekspor/", fields).content.decode() == f"DIEKSPOR: {STORY}"


# ---- bound to its writer ---------------------------------------------------------------------------------------------


def test_a_colleague_who_signs_in_on_the_page_is_not_shown_what_another_wrote(browser: Client, dian: User):
    asked = browser.post("/petugas/tulis/", written(browser))
    shown = sign_in_again(browser, asked, "dian", ANOTHER, SECRET_OF_DIAN)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "tulisan orang lain" in page
    assert "satu jam" not in page
    assert "kajian" not in page
    assert "TERSIMPAN" not in page


def test_the_writer_gets_it_back_after_a_colleague_handed_the_page_over(browser: Client, dian: User, with_key: User):
    theirs = sign_in_again(browser, browser.post("/petugas/tulis/", written(browser)), "dian", ANOTHER, SECRET_OF_DIAN)
    back = browser.post("/masuk/keluar/", {"disimpan": sealed_in(theirs), "csrfmiddlewaretoken": token_in(theirs)})
    assert "masih ada" in back.content.decode()
    assert browser.get("/petugas/tulis/").status_code == 303
    assert forms_fields(sign_in_again(browser, back))["kajian"] == [STORY]


def test_an_old_form_of_another_sent_while_a_colleague_is_signed_in_is_neither_shown_nor_sent(browser: Client, dian: User):
    first = browser.get("/masuk/")
    browser.post("/masuk/", {"login": "dian", "password": ANOTHER, "csrfmiddlewaretoken": token_in(first)})
    browser.post("/masuk/kode/", {"code": code_of(SECRET_OF_DIAN), "csrfmiddlewaretoken": token_in(browser.get("/masuk/kode/"))})
    assert browser.get("/petugas/tulis/").content.decode() == "halaman tulis"
    page = browser.post("/petugas/tulis/", written(browser)).content.decode()
    assert "tulisan orang lain" in page
    assert "satu jam" not in page


def test_the_writer_signed_out_in_another_tab_still_gets_it_back(browser: Client, with_key: User):
    first = browser.get("/masuk/")
    browser.post("/masuk/", {"login": "rina", "password": PASSPHRASE, "csrfmiddlewaretoken": token_in(first)})
    browser.post("/masuk/kode/", {"code": code_of(), "csrfmiddlewaretoken": token_in(browser.get("/masuk/kode/"))})
    leaving = browser.get("/masuk/keluar/")
    browser.post("/masuk/keluar/", {"csrfmiddlewaretoken": token_in(leaving)})
    asked = browser.post("/petugas/tulis/", {**POSTED, "csrfmiddlewaretoken": token_in(leaving)})
    assert keep.unpack(sealed_in(asked), with_key.owner).fields[0] == ("kajian", STORY)


@pytest.mark.parametrize("token", ["", "x", "x" * 64, "?" * 64])
def test_a_form_that_nobody_wrote_is_given_to_nobody(browser: Client, with_key: User, token):
    asked = browser.post("/petugas/tulis/", {**POSTED, "csrfmiddlewaretoken": token})
    found = re.search(r'name="disimpan" value="([^"]+)"', asked.content.decode())
    assert found is None or keep.unpack(found[1], with_key.owner) is None


def test_a_token_names_its_writer_and_no_other():
    secret = bound.draw("officer:1")
    token = _mask_cipher_secret(secret)
    assert bound.secret_of(token) == secret
    assert bound.is_by(secret, "officer:1")
    assert not bound.is_by(secret, "officer:2")
    assert not bound.is_by(bound.draw("officer:1")[:16] + secret[16:], "officer:1")
    assert bound.draw("officer:1") != secret


def test_half_signed_in_person_is_led_on_instead(client: Client, rina: User):
    sign_in(client, "rina")
    assert client.get("/petugas/tulis/")["Location"] == "/masuk/lanjut/"
