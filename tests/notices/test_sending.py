"""Notices over real connections: what arrives, what waits, and what is never told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kc_pipeline.notices.notice import Notice, Part
from kc_pipeline.notices.sending import send, send_waiting
from kc_pipeline.paths import Project
from tests.notices.servers import (
    PASSWORD,
    USER,
    declaration,
    hook,
    mail_server,
    trickling_server,
)

NIGHT = datetime(2026, 2, 1, 18, 5, tzinfo=UTC)
NEWS = Notice(
    made_at=NIGHT,
    is_failure=False,
    subject="[Khuyến công] Tổng hợp số liệu ngày 02/02/2026: 1 tệp mới nhận",
    parts=(
        Part(None, ("Đã tổng hợp số liệu: 1 tệp mới nhận.",)),
        Part("Tệp mới nhận", ("2017/<b>&062.xlsx (Huyện Ngân Sơn, năm 2017): Đã nhận",)),
    ),
)
LOGIN = {"user": USER, "password_from": "KC_MAIL_PASSWORD"}
KNOWN = {"KC_MAIL_PASSWORD": PASSWORD}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "home" / "assets").mkdir(parents=True)
    return Project(tmp_path / "home", tmp_path / "raw", tmp_path / "warehouse")


def declare(project: Project, **tables: dict[str, object]) -> None:
    (project.assets / "notices.toml").write_text(declaration(**tables), encoding="utf-8")


def written(project: Project) -> str:
    """All that stands under the warehouse folder."""
    files = [path for path in project.warehouse.rglob("*") if path.is_file()]
    return "\n".join(f"{path} {path.read_text(encoding='utf-8')}" for path in files)


def test_nothing_is_sent_where_nothing_is_declared(project: Project) -> None:
    assert send(project, NEWS, {}) == ()
    assert not project.warehouse.exists()


@pytest.mark.parametrize(
    ("security", "asks_login"), [("none", False), ("starttls", True), ("ssl", False)]
)
def test_a_mail_says_it_in_text_and_in_html(
    project: Project, tmp_path: Path, security: str, *, asks_login: bool
) -> None:
    with mail_server(tmp_path, security=security, asks_login=asks_login) as server:
        declare(project, mail=server.entries | (LOGIN if asks_login else {}))
        assert send(project, NEWS, KNOWN if asks_login else {}) == ()
    (mail,) = server.post.mails
    assert server.post.were_encrypted == [security != "none"]
    assert (mail["Subject"], mail["To"]) == (NEWS.subject, "a@example.vn, b@example.vn")
    assert mail["From"] == f"Khuyến công <{USER}>"
    assert mail["Date"] == "Mon, 02 Feb 2026 01:05:00 +0700"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert text.replace("\r\n", "\n") == (
        "Đã tổng hợp số liệu: 1 tệp mới nhận.\n\n"
        "Tệp mới nhận:\n- 2017/<b>&062.xlsx (Huyện Ngân Sơn, năm 2017): Đã nhận\n"
    )
    assert "2017/&lt;b&gt;&amp;062.xlsx (Huyện Ngân Sơn, năm 2017): Đã nhận" in html
    assert "http" not in html
    assert not project.warehouse.exists()


def test_a_webhook_is_posted_the_same_with_its_token(project: Project) -> None:
    with hook() as address:
        declare(project, webhook={"url": address.url, "token_from": "KC_TOKEN"})
        assert send(project, NEWS, {"KC_TOKEN": "t0k3n"}) == ()
        declare(project, webhook={"url_from": "KC_URL"})
        assert send(project, NEWS, {"KC_URL": address.url}) == ()
    assert address.authorizations == ["Bearer t0k3n", None]
    assert address.posted[0] == address.posted[1]
    told = address.posted[0]
    assert (told["version"], told["subject"], told["is_failure"]) == (1, NEWS.subject, False)
    assert told["text"].startswith("Đã tổng hợp số liệu: 1 tệp mới nhận.\n\nTệp mới nhận:\n- ")
    assert [notice["made_at"] for notice in told["notices"]] == [NIGHT.isoformat()]


def test_what_cannot_be_sent_goes_with_the_next_and_once(project: Project, tmp_path: Path) -> None:
    with mail_server(tmp_path) as gone, hook() as address:
        mail = gone.entries
        address.answer = 503
        declare(project, mail={**mail, "port": 1}, webhook={"url": address.url})
        lines = send(project, NEWS, {})
        assert lines == (
            "mail not sent: Connection refused; it goes with the next",
            "webhook not sent: it answers with status 503; it goes with the next",
        )
        later = Notice(NIGHT + timedelta(days=1), True, "Không thành công", NEWS.parts)  # noqa: FBT003
        address.answer = 200
        declare(project, mail=mail, webhook={"url": address.url})
        assert send(project, later, {}) == ()
        assert send_waiting(project, {}) == ()
    (sent,) = gone.post.mails
    assert sent["Subject"] == "Không thành công (kèm 1 thông báo trước chưa gửi được)"
    text, html = (part.get_content() for part in sent.iter_parts())
    heading = "Thông báo lúc 01 giờ 05 phút, ngày 02/02/2026, khi đó chưa gửi được"
    assert f"== {heading} ==" in text
    assert f"{heading}</h2>" in html
    assert [len(posted["notices"]) for posted in address.posted] == [1, 2]


def test_a_quiet_night_sends_what_waits(project: Project, tmp_path: Path) -> None:
    with mail_server(tmp_path) as server:
        declare(project, mail={**server.entries, "port": 1})
        send(project, NEWS, {})
        declare(project, mail=server.entries)
        assert send_waiting(project, {}) == ()
        assert send_waiting(project, {}) == ()
    assert [mail["Subject"] for mail in server.post.mails] == [NEWS.subject]


@pytest.mark.parametrize("environment", [{"KC_MAIL_PASSWORD": f"not {PASSWORD}"}, {}])
def test_a_refused_login_tells_no_secret(
    project: Project, tmp_path: Path, environment: dict[str, str]
) -> None:
    with mail_server(tmp_path, security="starttls", asks_login=True) as server:
        declare(project, mail=server.entries | LOGIN)
        (line,) = send(project, NEWS, environment)
    told = "the server refuses the login (code 535)"
    unset = "the environment variable KC_MAIL_PASSWORD is not set"
    assert line == f"mail not sent: {told if environment else unset}; it goes with the next"
    assert PASSWORD not in line + written(project)
    assert server.post.mails == []


def test_an_address_that_is_secret_is_told_nowhere(project: Project) -> None:
    with hook() as address:
        address.answer = 302
        declare(project, webhook={"url_from": "KC_URL", "token_from": "KC_TOKEN"})
        known = {"KC_URL": f"{address.url}s3cr3t", "KC_TOKEN": "t0k3n"}
        lines = [*send(project, NEWS, known)]
        lines += send_waiting(project, known | {"KC_URL": "http://[s3cr3t"})
        lines += send_waiting(project, known | {"KC_URL": "http://example.vn/s3cr3t"})
        lines += send_waiting(project, known | {"KC_TOKEN": "t0k3n\r\nX: y"})
    assert len(address.posted) == 1
    no_address = "the environment variable KC_URL holds no https:// address"
    assert [line.split(";")[0].removeprefix("webhook not sent: ") for line in lines] == [
        "it answers with status 302",
        no_address,
        no_address,
        "the environment variable KC_TOKEN holds other than plain ASCII characters",
    ]
    assert not [s for s in ("s3cr3t", "t0k3n") if s in "".join(lines) + written(project)]


def test_no_mail_goes_where_tls_was_meant_and_is_not_to_be_had(
    project: Project, tmp_path: Path
) -> None:
    with mail_server(tmp_path, security="none") as plain:
        declare(project, mail={**plain.entries, "security": "starttls"})
        (without,) = send(project, NEWS, {})
    with mail_server(tmp_path, security="starttls") as strange:
        declare(project, mail={**strange.entries, "ca_file": ""})
        (unknown,) = send(project, NEWS, {})
    assert "SMTPNotSupportedError" in without
    assert "the server's certificate is not good" in unknown
    assert plain.post.mails + strange.post.mails == []


def test_a_refusing_server_is_told_by_its_code(project: Project, tmp_path: Path) -> None:
    with mail_server(tmp_path) as server:
        server.post.refuses = "550 never heard of them"
        declare(project, mail=server.entries)
        (line,) = send(project, NEWS, {})
    assert line == "mail not sent: the server refuses every recipient; it goes with the next"


def test_a_wrong_declaration_costs_a_line(project: Project) -> None:
    declare(project, mail={"host": "mail.example.vn"})
    (line,) = send(project, NEWS, {})
    assert line.endswith("notices.toml: [mail] lacks sender, recipients")


def test_a_server_that_never_comes_to_an_end_holds_nobody(project: Project) -> None:
    """Each byte comes in good time, as the first of a line that has no end."""
    people = {"sender": USER, "recipients": [USER]}
    with trickling_server(b"220 ") as post, trickling_server(b"HTTP/1.1 200 ") as address:
        declare(
            project,
            mail={"host": "127.0.0.1", "port": post, "security": "none", "timeout_seconds": 1}
            | people,
            webhook={"url": f"http://127.0.0.1:{address}/", "timeout_seconds": 1},
        )
        assert send(project, NEWS, {}) == (
            "mail not sent: it takes longer than 1 s; it goes with the next",
            "webhook not sent: it takes longer than 1 s; it goes with the next",
        )
    assert NEWS.subject in written(project)
