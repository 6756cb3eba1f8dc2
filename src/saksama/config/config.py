"""The typed configuration: one object, read once from `saksama.toml` and `SAKSAMA_*` variables.

Order: a variable `SAKSAMA_NAME` wins over `SAKSAMA_NAME_FILE` (a file holding the value, for secrets), which wins over
`saksama.toml` in the data folder, which wins over the default. Unknown names and unsafe combinations stop the start
with a sentence. Every field is described in docs/reference/settings.md; a test holds the two together.
"""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from saksama.kernel.errors import SaksamaError

from . import keys

SIDES = ("all",)
PASSWORD_POLICIES = ("nist",)
MAIL_SECURITY = ("starttls", "tls", "none")
FILE_NAME = "saksama.toml"


class ConfigError(SaksamaError):
    """The configuration cannot be used; the text says which setting and what it should be."""

    code = "config"
    status = 500


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value.strip()


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if not isinstance(value, str) or value.strip().lower() not in known:
        raise ValueError("true or false")
    return known[value.strip().lower()]


def _count(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise ValueError("a whole number") from None
    if isinstance(value, bool) or number < 0:
        raise ValueError("a whole number")
    return number


def _names(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError("a list of names")
    return tuple(part.strip() for part in parts if part.strip())


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in allowed:
            raise ValueError("one of: " + ", ".join(allowed))
        return str(value)

    return parse


def _setting(parse: Callable[[Any], Any], default: Any, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"parse": parse}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are and who we are."""

    data: Path
    database: str = _setting(_text, "")
    database_pool: int = _setting(_count, 16)
    base_url: str = _setting(_text, "http://127.0.0.1:8000")
    onion_url: str = _setting(_text, "")
    allowed_hosts: tuple[str, ...] = _setting(_names, ())
    display_name: str = _setting(_text, "Saksama")
    side: str = _setting(_one_of(*SIDES), "all")
    demo: bool = _setting(_switch, False)
    drill: bool = _setting(_switch, False)
    drill_url: str = _setting(_text, "")
    password_policy: str = _setting(_one_of(*PASSWORD_POLICIES), "nist")
    recovery_recipient: str = _setting(_text, "")
    web_workers: int = _setting(_count, 2)
    web_threads: int = _setting(_count, 96)
    job_workers: int = _setting(_count, 2)
    mail_host: str = _setting(_text, "")
    mail_port: int = _setting(_count, 587)
    mail_security: str = _setting(_one_of(*MAIL_SECURITY), "starttls")
    mail_user: str = _setting(_text, "")
    mail_password: str = _setting(_text, "", secret=True)
    mail_from: str = _setting(_text, "")

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def blobs(self) -> Path:
        return self.data / "blobs"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'saksama.sqlite3'}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names this installation answers to."""
        own = [urlsplit(url).hostname or "" for url in (self.base_url, self.onion_url) if url]
        local = ["127.0.0.1", "localhost", "[::1]"] if is_local(self.base_url) else []
        return tuple(dict.fromkeys([*own, *local, *self.allowed_hosts]))

    def key(self, name: str) -> bytes:
        """Return the bytes of the key file `name` (see `keys.SIZES`), or raise `KeyTrouble` with a sentence."""
        return keys.read(self.keys, name)

    def key_troubles(self) -> list[str]:
        """Return a sentence for each key file that cannot be used; empty where all is well."""
        return keys.troubles(self.keys)

    def create_keys(self) -> list[str]:
        """Draw the key files that are missing and return their names."""
        return keys.create_missing(self.keys)


def is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read(environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check the configuration. Raises `ConfigError` with one sentence."""
    data = Path(environ.get("SAKSAMA_DATA", "var")).expanduser().resolve()
    settings = {each.name: each.metadata["parse"] for each in fields(Config) if "parse" in each.metadata}
    raw = _from_file(data / FILE_NAME, settings) | _from_environment(environ, settings)
    values: dict[str, Any] = {}
    for name, (value, source) in raw.items():
        try:
            values[name] = settings[name](value)
        except ValueError as error:
            raise ConfigError(f"{source} must be {error}.") from None
    config = Config(data=data, **values)
    _refuse_unsafe(config)
    return config


Raw = dict[str, tuple[Any, str]]


def _from_file(path: Path, settings: Mapping[str, Any]) -> Raw:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{FILE_NAME} cannot be read: {type(error).__name__}.") from None
    for name in table:
        if name not in settings:
            raise ConfigError(f"{FILE_NAME} has the unknown setting {name!r}; known are: {', '.join(sorted(settings))}.")
    return {name: (value, f"{name} in {FILE_NAME}") for name, value in table.items()}


def _from_environment(environ: Mapping[str, str], settings: Mapping[str, Any]) -> Raw:
    found: Raw = {}
    for variable in sorted(environ, key=lambda name: not name.endswith("_FILE")):   # the value itself wins over its file
        if not variable.startswith("SAKSAMA_") or variable == "SAKSAMA_DATA" or variable.startswith("SAKSAMA_TEST_"):
            continue
        name = variable.removeprefix("SAKSAMA_").lower()
        if name in settings:
            found[name] = (environ[variable], variable)
        elif name.endswith("_file") and name.removesuffix("_file") in settings:
            try:
                found[name.removesuffix("_file")] = (Path(environ[variable]).read_text(encoding="utf-8").strip(), variable)
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"The file named by {variable} cannot be read: {type(error).__name__}.") from None
        else:
            raise ConfigError(f"{variable} is not a setting; known are: {', '.join(sorted(settings))}.")
    return found


def _refuse_unsafe(config: Config) -> None:
    base = urlsplit(config.base_url)
    if base.scheme not in ("http", "https") or not base.hostname:
        raise ConfigError("base_url must be a full address such as https://lapor.example.go.id.")
    if base.scheme == "http" and not (is_local(config.base_url) or base.hostname.endswith(".onion") or config.demo):
        raise ConfigError("base_url must begin with https:// outside this machine: reports would travel in the clear.")
    if "*" in config.allowed_hosts and not config.demo:
        raise ConfigError("allowed_hosts may not be * outside the demonstration: name the hosts.")
    if config.drill and not config.demo:
        raise ConfigError("drill is set by the drill itself, in a folder of its own; a real installation cannot become one.")
    if config.drill_url:
        _refuse_unsafe_drill(config, base.hostname)
    if config.onion_url and not (urlsplit(config.onion_url).hostname or "").endswith(".onion"):
        raise ConfigError("onion_url must be an address that ends in .onion.")
    if config.recovery_recipient and not config.recovery_recipient.startswith("age1"):
        raise ConfigError("recovery_recipient must be a public age recipient (age1...), never a secret key.")
    if not (1 <= config.web_workers <= 64 and 1 <= config.web_threads <= 1024):
        raise ConfigError("web_workers must lie between 1 and 64, web_threads between 1 and 1024.")
    if not 1 <= config.job_workers <= 64:
        raise ConfigError("job_workers must lie between 1 and 64.")
    _refuse_unsafe_mail(config)


def _refuse_unsafe_drill(config: Config, real: str) -> None:
    """A drill under the real host would be sent the real cookies; on this machine itself another port must do."""
    drill = urlsplit(config.drill_url)
    if drill.scheme not in ("http", "https") or not drill.hostname or drill.path.strip("/"):
        raise ConfigError("drill_url must be a full address without a path, such as https://latihan.example.go.id.")
    if not is_local(config.drill_url) and (drill.scheme != "https" or drill.hostname == real):
        raise ConfigError("drill_url must begin with https:// and have a host name of its own, not that of base_url.")


def _refuse_unsafe_mail(config: Config) -> None:
    if not config.mail_host:
        return
    if "@" not in config.mail_from or any(letter.isspace() for letter in config.mail_from):
        raise ConfigError("mail_from must be the address that notices are sent from, because mail_host is set.")
    if not 1 <= config.mail_port <= 65535:
        raise ConfigError("mail_port must lie between 1 and 65535.")
    if config.mail_security == "none" and not is_local(f"smtp://{config.mail_host}"):
        raise ConfigError("mail_security may be none for a mail server on this machine only.")
