"""E-mail: as files in a folder (tests, machines without a network), or through an SMTP server.

Each message has a key. The file back end writes one file for a key however often it is told to;
a mail server may pass on a message twice where the worker died between sending and noting it, and
the key is then its Message-ID, by which mail programs show it once.
"""

import os
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

SECONDS = 20
DOMAIN = "parvaneh.invalid"


class MailPort(Protocol):
    """Sends one plain message."""

    def send(self, *, key: str, to: str, subject: str, body: str) -> None:
        """Send it; the same key again is the same message.

        Raises:
            OSError: it cannot be sent now; it is tried again later.
        """


@dataclass(frozen=True)
class FileMail:
    """Writes each message to a file of its own."""

    folder: Path

    def send(self, *, key: str, to: str, subject: str, body: str) -> None:
        """Write ``<key>.eml``, whole and lasting, or not at all."""
        file_kept(self.folder, f"{key}.eml", bytes(_message(key, to, subject, body)))


@dataclass(frozen=True)
class SmtpMail:
    """Hands messages to an SMTP server; with STARTTLS or TLS unless it is on this machine."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = True

    def send(self, *, key: str, to: str, subject: str, body: str) -> None:
        """Hand it over."""
        message = _message(key, to, subject, body)
        message["From"] = self.sender
        try:
            with smtplib.SMTP(self.host, self.port, timeout=SECONDS) as server:
                if self.tls:
                    server.starttls()
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except smtplib.SMTPException as why:
            # Its text may repeat the address; the kind of failure is enough for the log.
            raise OSError(type(why).__name__) from None


def mail_port() -> MailPort:
    """The door that the settings name: ``smtp://user:password@host:587/?from=…``, else files."""
    if not settings.MAIL:
        return FileMail(Path(settings.OUTBOX) / "mail")
    parts = urlsplit(settings.MAIL)
    host = parts.hostname or "localhost"
    return SmtpMail(
        host,
        parts.port or 587,
        parts.query.removeprefix("from=") or f"parvaneh@{host}",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tls=host not in {"localhost", "127.0.0.1"},
    )


def file_kept(folder: Path, name: str, content: bytes) -> None:
    """Keep a file whole and lasting; where it is there already, leave it as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name.replace("/", "_").replace(":", "_")
    if path.exists():
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _message(key: str, to: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = f"<{key.replace(':', '.')}@{DOMAIN}>"
    message.set_content(body)
    return message
