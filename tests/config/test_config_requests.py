"""The one log line of a request, and what is deleted before Django sees one."""

from __future__ import annotations

import json

import pytest

from saksama.config import requests
from saksama.config.requests import duration_class
from saksama.config.wsgi import Unidentified


@pytest.mark.parametrize(("seconds", "name"), [
    (0, "<10ms"), (0.0099, "<10ms"), (0.01, "<100ms"), (0.5, "<1s"), (1.0, "<10s"), (9.9, "<10s"), (10, ">=10s"), (3600, ">=10s"),
])
def test_durations_are_told_by_class(seconds, name):
    assert duration_class(seconds) == name


@pytest.mark.django_db
def test_a_request_is_logged_by_route_name_and_nothing_it_carried(client, monkeypatch):
    said: list[dict] = []
    monkeypatch.setattr(requests.log, "info", lambda event, **fields: said.append({"event": event} | fields), raising=False)
    client.get("/desain?nama=Irwan", HTTP_USER_AGENT="Mozilla/5.0", REMOTE_ADDR="192.0.2.17")
    [line] = said
    assert (line["route"], line["status"], line["office"]) == ("public:design", 200, "")
    for trace in ("Irwan", "Mozilla", "192.0.2.17", "/desain"):
        assert trace not in json.dumps(line)


def test_who_asks_is_deleted_before_django_runs():
    seen: dict[str, object] = {}
    environ = {
        "REMOTE_ADDR": "192.0.2.17", "REMOTE_PORT": "5", "HTTP_USER_AGENT": "Mozilla/5.0", "HTTP_REFERER": "https://example.org",
        "HTTP_X_FORWARDED_FOR": "192.0.2.17", "HTTP_X_REAL_IP": "192.0.2.17", "HTTP_FORWARDED": "for=192.0.2.17", "HTTP_VIA": "x",
        "HTTP_SEC_CH_UA_PLATFORM": "Android", "HTTP_HOST": "lapor.example.go.id", "PATH_INFO": "/",
    }
    Unidentified(lambda given, _start: seen.update(given) or [])(environ, lambda *_: None)
    assert seen == {"REMOTE_ADDR": "", "HTTP_HOST": "lapor.example.go.id", "PATH_INFO": "/"}
