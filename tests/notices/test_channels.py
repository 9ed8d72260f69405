"""What ``notices.toml`` may declare."""

from pathlib import Path
from typing import Any

import pytest

from kc_pipeline.errors import DeclarationError
from kc_pipeline.notices.channels import Mail, Webhook, load_channels
from tests.notices.servers import declaration
from tests.small_phase import HOME

PEOPLE = {"host": "mail.example.vn", "sender": "a@example.vn", "recipients": ["b@example.vn"]}
LOGIN = {"user": "a", "password_from": "KC_MAIL_PASSWORD"}


def load(folder: Path, **tables: dict[str, Any]) -> tuple[Any, ...]:
    (folder / "notices.toml").write_text(declaration(**tables), encoding="utf-8")
    return load_channels(folder)


def test_nothing_is_declared_as_it_comes(tmp_path: Path) -> None:
    assert load_channels(HOME / "assets") == ()
    assert load_channels(tmp_path) == ()


def test_the_commented_example_is_right_once_it_is_no_comment(tmp_path: Path) -> None:
    told = (HOME / "assets" / "notices.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in told.partition("\n\n")[2].splitlines()]
    example = [line for line in lines if not line.startswith("url =")]
    (tmp_path / "notices.toml").write_text("\n".join(example), encoding="utf-8")
    mail, webhook = load_channels(tmp_path)
    assert (mail.name, mail.port, webhook.url_from) == ("mail", 587, "KC_WEBHOOK_URL")


@pytest.mark.parametrize(
    "entries",
    [PEOPLE, PEOPLE | LOGIN, {**PEOPLE, **LOGIN, "security": "none", "host": "127.0.0.1"}],
)
def test_mail(tmp_path: Path, entries: dict[str, Any]) -> None:
    assert load(tmp_path, mail=entries) == (Mail(**entries),)


@pytest.mark.parametrize(
    "entries",
    [
        {"url": "https://chat.example.vn/hook"},
        {"url": "http://chat.example.vn/hook"},
        {"url_from": "KC_URL", "token_from": "KC_TOKEN"},
    ],
)
def test_webhook(tmp_path: Path, entries: dict[str, str]) -> None:
    assert load(tmp_path, webhook=entries) == (Webhook(**entries),)


@pytest.mark.parametrize(
    ("table", "entries", "told"),
    [
        ("pigeon", {}, "pigeon"),
        ("mail", {**PEOPLE, "port": "587"}, "[mail] port"),
        ("mail", {**PEOPLE, "password": "x"}, "[mail] password"),
        ("mail", {**PEOPLE, "recipients": []}, "recipients"),
        ("mail", {**PEOPLE, "sender": "a@b\nBcc: c@d"}, "sender"),
        ("mail", {**PEOPLE, "security": "tls"}, "security"),
        ("mail", {**PEOPLE, "user": "a"}, "go together"),
        ("mail", {**PEOPLE, **LOGIN, "security": "none"}, "to whoever listens"),
        ("webhook", {}, "either url or url_from"),
        ("webhook", {"url": "file:///etc/passwd"}, "https://"),
        ("webhook", {"url": "http://example.vn/", "token_from": "X"}, "https://"),
        ("webhook", {"url": "https://user:s3cr3t@example.vn/"}, "https://"),
    ],
)
def test_what_cannot_be_meant(
    tmp_path: Path, table: str, entries: dict[str, Any], told: str
) -> None:
    with pytest.raises(DeclarationError) as raised:
        load(tmp_path, **{table: entries})
    assert told in str(raised.value)
    assert "s3cr3t" not in str(raised.value)
