"""The channels that ``assets/notices.toml`` declares. Secrets are named there, never written.

A secret is the value of an environment variable; it is read when something is sent and handed to
nothing but the connection.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from kc_pipeline.errors import DeclarationError, NotSent

FILE = "notices.toml"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How a line to a mail server is kept from being listened to."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server and who gets the mail. ``ca_file`` is of an office's own authority, if any.

    ``timeout_seconds`` is the time for the whole of sending.
    """

    host: str
    sender: str
    recipients: list[str]
    port: int = 587
    security: str = Security.STARTTLS
    user: str = ""
    password_from: str = ""
    ca_file: str = ""
    timeout_seconds: int = 60

    @property
    def name(self) -> str:
        """What the channel is called where it is told of."""
        return "mail"

    def fault(self) -> str | None:
        """What is wrong with it, if anything is."""
        if self.security not in set(Security):
            return f"security = {self.security!r}; it is one of {', '.join(Security)}"
        if not self.recipients or not all(map(_is_address, [self.sender, *self.recipients])):
            return "sender is an address, recipients are one or more in a list"
        if bool(self.user) != bool(self.password_from):
            return "user and password_from go together"
        if self.user and self.security == Security.NONE and self.host not in _THIS_MACHINE:
            return 'security = "none" would tell the password to whoever listens'
        return None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes JSON by POST; it stands in ``url`` or in the variable ``url_from``.

    The value of ``token_from`` goes along as ``Authorization: Bearer …``.
    """

    url: str = ""
    url_from: str = ""
    token_from: str = ""
    ca_file: str = ""
    timeout_seconds: int = 60

    @property
    def name(self) -> str:
        """What the channel is called where it is told of."""
        return "webhook"

    def fault(self) -> str | None:
        """What is wrong with it, if anything is."""
        if bool(self.url) == bool(self.url_from):
            return "either url or url_from"
        if self.url and not is_address_of_web(self.url, has_secret=bool(self.token_from)):
            return "url is an https:// address, http:// only where no token goes along"
        return None


Channel = Mail | Webhook
_C = TypeVar("_C", Mail, Webhook)


def load_channels(assets: Path) -> tuple[Channel, ...]:
    """The declared channels; none where there is no file or no table in it.

    Raises DeclarationError, which names the entry and quotes no value that might be a secret.
    """
    path = assets / FILE
    if not path.is_file():
        return ()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{path}: {error}") from error
    unknown = set(told) - {"mail", "webhook"}
    if unknown:
        raise DeclarationError(f"{path}: {', '.join(sorted(unknown))}; it has [mail] and [webhook]")
    found: list[Channel] = []
    if "mail" in told:
        found.append(_channel(path, Mail, "mail", told["mail"]))
    if "webhook" in told:
        found.append(_channel(path, Webhook, "webhook", told["webhook"]))
    return tuple(found)


def secret(name: str, environment: Mapping[str, str]) -> str:
    """The value of a variable. Raises NotSent where it is not set or neither protocol takes it."""
    value = environment.get(name, "")
    if not value:
        raise NotSent(f"the environment variable {name} is not set")
    if not (value.isascii() and value.isprintable()):
        raise NotSent(f"the environment variable {name} holds other than plain ASCII characters")
    return value


def is_address_of_web(url: str, *, has_secret: bool) -> bool:
    """Whether it can be posted to: a secret goes out over https, or to this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or not has_secret or host in _THIS_MACHINE
    is_bare = parts.scheme in {"https", "http"} and bool(host) and parts.password is None
    return is_bare and is_safe and url.isascii() and url.isprintable()


def _is_address(text: object) -> bool:
    return isinstance(text, str) and "@" in text and text.isprintable()


def _channel(path: Path, kind: type[_C], name: str, told: object) -> _C:
    known = {field.name: field for field in fields(kind)}
    if not isinstance(told, Mapping):
        raise DeclarationError(f"{path}: {name} is a table")
    for key, value in told.items():
        if key not in known:
            raise DeclarationError(f"{path}: [{name}] {key}; it knows {', '.join(known)}")
        if not _fits(known[key].type, value):
            raise DeclarationError(f"{path}: [{name}] {key} is of another kind than is meant")
    absent = [n for n, field in known.items() if field.default is MISSING and n not in told]
    if absent:
        raise DeclarationError(f"{path}: [{name}] lacks {', '.join(absent)}")
    made = kind(**told)
    fault = made.fault()
    if fault is not None:
        raise DeclarationError(f"{path}: [{name}] {fault}")
    return made


def _fits(kind: object, value: object) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str if kind is str else list)
