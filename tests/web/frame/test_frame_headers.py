"""Both sides answer with exactly the headers of the threat model; the public side sets no cookie and sends no script."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from saksama.kernel.errors import IllegalStep, MistypedCode, NotFound
from saksama.web.frame import middleware, public_page, render

PUBLIC = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PAGES = ["/", "/en/", "/tentang/", "/data/", "/keluar", "/desain", "/tidak-ada", "/en/tidak-ada"]


@pytest.mark.parametrize("address", PAGES)
def test_public_page_has_the_exact_headers_and_no_cookie(client: Client, address: str):
    response = client.get(address)
    assert response["Content-Security-Policy"] == PUBLIC
    for name, value in ALWAYS.items():
        assert response[name] == value, name
    assert "geolocation=()" in response["Permissions-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_public_page_has_no_script_no_inline_style_and_no_foreign_byte(client: Client, address: str):
    page = client.get(address).content.decode()
    assert "<script" not in page
    assert " style=" not in page
    assert " on" not in "".join(part.split(">")[0] for part in page.split("<input")[1:])
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_desk_policy_adds_only_own_scripts():
    assert middleware.POLICY_DESK == PUBLIC + "; script-src 'self'"


@pytest.mark.django_db
def test_desk_address_gets_the_desk_policy(client: Client):
    assert client.get("/petugas/tidak-ada")["Content-Security-Policy"] == middleware.POLICY_DESK


@pytest.mark.parametrize("address", ["/instansi/tidak-ada", "/masuk/tidak-ada", "/akun/tidak-ada", "/petugas", "/kelola/x"])
@pytest.mark.django_db
def test_scripts_are_for_the_desk_alone(client: Client, address: str):
    assert client.get(address)["Content-Security-Policy"] == PUBLIC


def test_strict_transport_is_sent_with_https_and_not_to_an_onion(client: Client, settings):
    import dataclasses

    assert "Strict-Transport-Security" not in client.get("/")
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, base_url="https://saksama.example")
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get("/")["Strict-Transport-Security"].startswith("max-age=")
    assert "Strict-Transport-Security" not in client.get("/", headers={"host": "abc.onion"})


@public_page("GET")
def raises(request, what: str):
    raise {
        "step": IllegalStep("Perkara ini sudah diteruskan.", "This case was already forwarded."),
        "typo": MistypedCode(),
        "gone": NotFound(),
        "bug": RuntimeError("rahasia Sari, Jalan Contoh 1"),
    }[what]


@public_page("GET")
def fine(request):
    return render(request, "frame/error.html", {"base": "base/public.html", "title": "x", "sentence": "y"})


from saksama.config.urls import urlpatterns as house  # noqa: E402

urlpatterns = [path("galat/<str:what>", raises), path("baik", fine), *house]
handler404 = "saksama.web.frame.middleware.not_found"
handler500 = "saksama.web.frame.middleware.server_error"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/galat/step", 409, "Perkara ini sudah diteruskan."),
        ("/en/galat/step", 409, "This case was already forwarded."),
        ("/galat/typo", 422, "salah ketik"),
        ("/en/galat/typo", 422, "typing error"),
        ("/galat/gone", 404, "Tidak ditemukan"),
    ],
)
def test_refusal_becomes_a_page_in_the_language_of_the_address(client: Client, address: str, status: int, sentence: str):
    response = client.get(address)
    assert response.status_code == status
    assert sentence in response.content.decode()


@pytest.mark.urls(__name__)
def test_defect_shows_a_reference_and_nothing_of_the_error(client: Client, capfd):
    client.raise_request_exception = False
    response = client.get("/galat/bug", query_string="nama=Sari")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Sari" not in page
    logged = "".join(capfd.readouterr())
    assert "RuntimeError" in logged
    for secret in ("Sari", "Jalan Contoh", "galat/bug"):
        assert secret not in logged


@pytest.mark.urls(__name__)
def test_other_methods_are_refused(client: Client):
    assert client.post("/baik").status_code == 405


def test_english_twin_keeps_english_links_and_resets_afterwards(client: Client):
    page = client.get("/en/").content.decode()
    assert 'href="/en/boleh-atau-tidak/"' in page
    assert '<html lang="en">' in page
    assert 'href="/boleh-atau-tidak/"' in client.get("/").content.decode()


def test_side_of_an_unknown_address_is_the_stricter_one():
    from saksama.web.frame.sides import Side, side_of

    assert side_of("/apa-saja/") is Side.PUBLIC
    assert side_of("/petugas/perkara/") is Side.DESK
    assert RequestFactory().get("/en/petugas/").path_info.startswith("/en/")
