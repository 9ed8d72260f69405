"""Word of a ``kc run`` to people, and that no secret of it stands anywhere."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from kc_pipeline.paths import Project
from tests.cli.conftest import Kc
from tests.notices.servers import PASSWORD, USER, declaration, hook, mail_server
from tests.small_phase import HOME, Province, project, report

WRONG, TOKEN = "wr0ng-s3cr3t", "t0k3n-s3cr3t"


def test_news_is_told_once_and_secrets_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HOME / "assets", tmp_path / "home" / "assets")
    own = Project(tmp_path / "home", tmp_path / "raw", tmp_path / "warehouse")
    Province(tmp_path, own).send(report("061", 2016, project("A")))
    monkeypatch.setenv("KC_TOKEN", TOKEN)

    def run(password: str) -> Result:
        monkeypatch.setenv("KC_MAIL_PASSWORD", password)
        return Kc(own)("run")

    with mail_server(tmp_path, security="starttls", asks_login=True) as server, hook() as address:
        mail = {**server.entries, "user": USER, "password_from": "KC_MAIL_PASSWORD"}
        webhook = {"url": address.url, "token_from": "KC_TOKEN"}
        told = declaration(mail=mail, webhook=webhook)
        (own.assets / "notices.toml").write_text(told, encoding="utf-8")
        news, quiet, nothing = run(WRONG), run(PASSWORD), run(PASSWORD)

    assert [result.exit_code for result in (news, quiet, nothing)] == [0, 0, 0], news.output
    refused = "mail not sent: the server refuses the login (code 535); it goes with the next"
    assert refused in news.stderr
    assert quiet.stdout.startswith("nothing changed since snapshot ")
    assert (quiet.stderr, nothing.stderr) == ("", "")
    assert [posted["is_failure"] for posted in address.posted] == [False]
    assert [sent["Subject"] for sent in server.post.mails] == [address.posted[0]["subject"]]
    files = [path.read_bytes() for path in own.warehouse.rglob("*") if path.is_file()]
    everything = b"".join([*files, *(r.output_bytes + r.stderr_bytes for r in (news, quiet))])
    assert not [s for s in (WRONG, TOKEN, PASSWORD) if s.encode() in everything]
