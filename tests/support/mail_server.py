"""A real mail server on this machine, with what it was sent."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mottepakke.nightly.mail import Smtp

HOST = "localhost"
UNKNOWN = "ukjent@example.no"
USER, WORD = "sekretariat@example.no", "hemmelig-ord"


class Box:
    """Takes every mail but to `UNKNOWN`; knows who tried to log in."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.logins: list[bytes] = []
        self.was_encrypted: list[bool] = []

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802
        if address == UNKNOWN:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.SMTP)
        self.mails.append(parsed)
        self.recipients += envelope.rcpt_tos
        self.was_encrypted.append(session.ssl is not None)
        return "250 OK"

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data.password == WORD.encode(), handled=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def mail_server(**settings: Any) -> Iterator[tuple[Box, Smtp]]:
    box = Box()
    if settings.get("auth_required"):
        settings["authenticator"] = box.authenticate
    controller = Controller(box, hostname=HOST, port=free_port(), **settings)
    controller.start()
    try:
        yield box, Smtp(HOST, controller.port)
    finally:
        controller.stop()


@contextmanager
def raw_server(speak: Any) -> Iterator[Smtp]:
    """A server that does what ``speak`` does with the first connection."""
    with socket.create_server((HOST, 0)) as listening:

        def serve() -> None:
            try:
                connection, _ = listening.accept()
                with connection:
                    speak(connection)
            except OSError:
                return

        Thread(target=serve, daemon=True).start()
        yield Smtp(HOST, listening.getsockname()[1])


def certificate(folder: Path, name: str = HOST) -> Path:
    """A key and a certificate that it has signed itself, in one file."""
    made = folder / f"{name}.pem"
    key = folder / f"{name}.key"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
    ]
    command += ["-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "RANDFILE": str(folder / "rnd")})
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
