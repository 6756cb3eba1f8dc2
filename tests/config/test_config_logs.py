"""What may be logged: a closed list of plain words. Everything that could say who, what or where is dropped."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from saksama.config import logs

SECRETS = ("Irwan Bupati", "7K3M-A9QX-2TN4-ZJ5D-RW87", "192.0.2.17", "Mozilla/5.0 (X11)", "nomor dua di surau")


@pytest.fixture
def lines(capsys):
    def read() -> list[dict]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return read


def logger():
    import sys

    return structlog.wrap_logger(structlog.PrintLogger(file=sys.stderr), processors=[logs._structlog_processor])


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("field", ["body", "address", "agent", "name", "office", "event", "route", "at", "kind"])
def test_a_secret_in_any_field_is_dropped(lines, field, secret):
    event = {"level": "info", "event": "x"} | {field: secret}
    assert secret not in json.dumps(logs.keep_allowed(event))


def test_plain_words_and_numbers_on_the_list_stay():
    event = {"event": "http.request", "route": "public:home", "status": 200, "took": "<10ms", "colour": "red"}
    assert logs.keep_allowed(event) == {"event": "http.request", "route": "public:home", "status": 200, "took": "<10ms"}


def test_an_exception_leaves_type_and_place_but_not_its_words(lines):
    try:
        raise ValueError(SECRETS[0])
    except ValueError:
        logger().exception("http.defect")
    [line] = lines()
    assert line["type"] == "ValueError"
    assert line["at"][-1].startswith("config/test_config_logs.py:")
    assert "Irwan" not in json.dumps(line)


def test_a_librarys_message_is_not_written():
    message, values = "Invalid request from ip=%s", ("192.0.2.17",)
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "/x/gunicorn/base.py", 274, message, values, None)
    line = json.loads(logs.Formatter().format(record))
    assert (line["logger"], line["at"]) == ("gunicorn.error", ["gunicorn/base.py:274"])
    assert "192.0.2.17" not in json.dumps(line)


def test_an_ordinary_line_tells_the_hour_only(lines):
    logger().info("http.request", route="public:report")
    logger().error("http.defect")
    ordinary, defect = (line["time"] for line in lines())
    assert (len(ordinary), len(defect)) == (len("2024-10-07T03Z"), len("2024-10-07T03:15Z"))


def test_frames_of_the_import_machinery_are_left_out():
    try:
        exec(compile("raise ValueError", "<frozen importlib._bootstrap>", "exec"))     # noqa: S102
    except ValueError as error:
        assert not [frame for frame in logs.frames(error.__traceback__) if "importlib" in frame]


def test_every_logger_ends_at_the_one_handler():
    assert logs.LOGGING["root"]["handlers"] == ["stderr"]
    assert all(not each["handlers"] for each in logs.LOGGING["loggers"].values())


def test_a_line_is_written_in_one_piece(monkeypatch):
    pieces = []
    stream = type("Stream", (), {"write": lambda self, text: pieces.append(text), "flush": lambda self: None})()
    monkeypatch.setattr(logs.sys, "stderr", stream)
    logs.Line().info('{"event": "x"}')
    assert pieces == ['{"event": "x"}\n']


def test_a_log_that_cannot_be_written_fails_nobody(monkeypatch):
    def full(self, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logs.sys, "stderr", type("Stream", (), {"write": full, "flush": lambda self: None})())
    logs.Line().error('{"event": "x"}')
