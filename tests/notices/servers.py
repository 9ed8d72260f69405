"""Servers of one test on this machine: one takes mail, one takes posts."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "officer@example.vn", "secret-94f1c0"
HOST = "127.0.0.1"


@dataclass
class Post:
    """What a mail server was handed; ``refuses`` is told to every recipient."""

    mails: list[EmailMessage] = field(default_factory=list)
    were_encrypted: list[bool] = field(default_factory=list)
    refuses: str | None = None

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del session
        parsed = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        assert server.transport is not None
        self.were_encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


@dataclass(frozen=True)
class MailServer:
    """A running server: the entries of ``[mail]`` that lead to it, and what it was handed."""

    post: Post
    entries: dict[str, Any]


class _OnAnyPort(Controller):
    """The controller on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def mail_server(
    folder: Path, *, security: str = "none", asks_login: bool = False
) -> Iterator[MailServer]:
    """A server that takes mail until the block ends, with a certificate of its own authority."""
    post = Post()
    authority = trustme.CA()
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HOST).configure_cert(served)
    ca_file = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(ca_file))

    def knows(*told: Any) -> AuthResult:
        data = told[-1]
        known = isinstance(data, LoginPassword) and data.password.decode() == PASSWORD
        # A server that repeats what it was told is rude, and there are such.
        told_back = f"535 5.7.8 no such login: {PASSWORD}"
        return AuthResult(success=known, handled=False, message=None if known else told_back)

    controller = _OnAnyPort(
        post,
        hostname=HOST,
        port=0,
        ssl_context=served if security == "ssl" else None,
        tls_context=served if security == "starttls" else None,
        auth_required=asks_login,
        auth_require_tls=security == "starttls",
        authenticator=knows if asks_login else None,
    )
    controller.start()
    try:
        line = {"security": security, "ca_file": str(ca_file)}
        people = {"sender": f"Khuyến công <{USER}>", "recipients": ["a@example.vn", "b@example.vn"]}
        yield MailServer(post, {"host": HOST, "port": controller.port, **line, **people})
    finally:
        controller.stop()


@dataclass
class Hook:
    """A running address: what was posted with which authorization; ``answer`` is its status."""

    url: str = ""
    answer: int = 200
    posted: list[dict[str, Any]] = field(default_factory=list)
    authorizations: list[str | None] = field(default_factory=list)


@contextmanager
def hook() -> Iterator[Hook]:
    """An address that takes posts until the block ends; a redirect leads to itself."""
    here = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            here.posted.append(json.loads(body))
            here.authorizations.append(self.headers["Authorization"])
            self.send_response(here.answer)
            if here.answer in {301, 302, 307}:
                self.send_header("Location", f"{here.url}again")
            self.end_headers()

        def log_message(self, *told: object) -> None:
            del told

    server = HTTPServer((HOST, 0), Handler)
    here.url = f"http://{HOST}:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def trickling_server(first: bytes) -> Iterator[int]:
    """A port that begins an answer and goes on with it byte by byte, until the block ends."""
    over = Event()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            told = iter(first)
            with suppress(ConnectionError):  # whoever asked has gone
                while not over.wait(0.05):
                    self.request.sendall(bytes([next(told, ord("2"))]))

    with ThreadingTCPServer((HOST, 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            over.set()
            server.shutdown()
            thread.join()


def declaration(**tables: dict[str, Any]) -> str:
    """``notices.toml`` with those tables."""
    lines = []
    for name, entries in tables.items():
        lines += [
            f"[{name}]",
            *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in entries.items()),
        ]
    return "\n".join(lines)
