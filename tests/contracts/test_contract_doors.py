"""The front doors, address by address: what everybody may open betrays nobody, the rest wants a sign-in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from saksama.law import book
from saksama.web.frame.sides import Side, side_of

from .reading import SOURCE, templates

SAMPLES = {"uuid": str(uuid.UUID(int=7, version=4)), "slug": "hadir-kampanye", "str": "register", "int": "1"}
# The two forms of an address that anybody opens before he is somebody: signing in, and its steps.
OPEN = ("/masuk/",)


@dataclass(frozen=True)
class Address:
    path: str
    route: str

    def __str__(self) -> str:
        return self.route or "/"


def addresses() -> list[Address]:
    return [Address("/" + _sample(route), "/" + route) for route in _routes(get_resolver())]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        elif isinstance(each, URLPattern):
            yield route


def _sample(route: str) -> str:
    named = {"situation": book().situations[0].id}
    return re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: named.get(found[2]) or SAMPLES[found[1] or "str"], route)


PUBLIC = [each for each in addresses() if side_of(each.path) is Side.PUBLIC]
CLOSED = [each for each in addresses() if side_of(each.path) is Side.DESK and not each.path.startswith(OPEN)]


class Betrayals(HTMLParser):
    """Collects what a page would load from elsewhere, run, or style by itself."""

    LOADING = {"src", "srcset", "href", "action", "formaction", "poster", "data", "background"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            is_loaded = name in self.LOADING and tag not in ("a",)
            if is_loaded and re.match(r"(https?:)?//", value or ""):
                self.found.append(f"{tag} {name}={value}")


def betrayals(html: str) -> list[str]:
    reader = Betrayals()
    reader.feed(html)
    return reader.found


def test_there_are_doors_of_both_kinds():
    assert len(PUBLIC) > 10
    assert len(CLOSED) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PUBLIC, ids=str)
def test_a_public_page_sets_no_cookie_and_carries_no_script_and_no_foreign_byte(client, address, prefix):
    for method in (client.get, client.post):
        response = method(prefix + address.path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code < 500
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert betrayals(body.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC, ids=str)
def test_a_public_page_allows_no_script_no_frame_and_no_keeping(client, address):
    response = client.get(address.path)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("address", CLOSED, ids=str)
def test_without_signing_in_nothing_behind_the_desk_opens(client, address):
    for method in (client.get, client.post):
        response = method(address.path)
        assert response.status_code in (302, 303, 403, 404, 405), address
        if response.status_code in (302, 303):
            assert response.headers["Location"].startswith("/masuk/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", CLOSED, ids=str)
def test_with_the_passphrase_alone_nothing_behind_the_desk_opens(cast, client, address):
    """Signed in by Django, but the second factor has not opened the key: nobody acts."""
    client.force_login(cast.bagus.user)
    response = client.get(address.path)
    assert response.status_code in (302, 303, 403, 404, 405), address


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_can_be_read_and_styles_and_runs_nothing_itself(path):
    text = path.read_text(encoding="utf-8")
    get_template(str(path).rpartition("/templates/")[2])
    plain = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)
    assert [each for each in betrayals(plain) if not each.startswith("<script>")] == []
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text.lower()
    assert "|safe" not in text


def test_style_sheets_load_nothing_from_elsewhere():
    for path in SOURCE.rglob("static/**/*.css"):
        text = path.read_text(encoding="utf-8")
        assert "@import" not in text, path.name
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", text), path.name
