"""E-mail through a real SMTP server on this machine: what arrives, and what a refusal becomes."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from parvaneh.frame.ports import SmtpMail, mail_port


class Session(socketserver.StreamRequestHandler):
    """One conversation by RFC 5321, without extensions."""

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].upper()
            if word == "QUIT":
                return self.say("221 bye")
            if word == "RCPT TO" and self.server.refuses:
                self.say("550 no such box: " + line)
            elif word == "DATA":
                self.take()
            else:
                self.say("250 ok")
        return None

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        self.server.taken.append(b"".join(lines))
        self.say("250 taken")

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """Takes what it is given, or no address at all."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, *, refuses: bool) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.refuses = refuses
        self.taken: list[bytes] = []

    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(one, policy=email.policy.default) for one in self.taken]


@contextmanager
def serving(*, refuses: bool = False) -> Iterator[Server]:
    with Server(refuses=refuses) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_persian_message_arrives_whole_under_its_key(settings):
    with serving() as server:
        settings.MAIL = f"smtp://127.0.0.1:{server.server_address[1]}/?from=secretariat@example.com"
        body = "سند در پروندهٔ شما\n.نقطه در آغاز خط\n"
        mail_port().send(
            key="notice:n-1:u-1:email", to="manager_1@example.com", subject="ابلاغ", body=body
        )
    [mail] = server.mails()
    assert (mail["To"], mail["From"]) == ("manager_1@example.com", "secretariat@example.com")
    assert mail["Subject"] == "ابلاغ"
    assert mail["Message-ID"] == "<notice.n-1.u-1.email@parvaneh.invalid>"
    assert mail.get_content().replace("\r\n", "\n") == body


def test_a_line_break_in_what_is_told_adds_no_header(settings):
    with serving() as server, pytest.raises(ValueError, match="linefeed"):
        SmtpMail("127.0.0.1", server.server_address[1], "a@example.com", tls=False).send(
            key="k", to="m@example.com", subject="x\r\nBcc: other@example.com", body=""
        )
    assert server.taken == []


def test_a_refusal_is_tried_later_and_does_not_repeat_the_address():
    with serving(refuses=True) as server:
        door = SmtpMail("127.0.0.1", server.server_address[1], "a@example.com", tls=False)
        with pytest.raises(OSError, match="Refused") as refused:
            door.send(key="k", to="manager_1@example.com", subject="x", body="y")
    assert "manager_1" not in str(refused.value)


def test_a_server_without_encryption_gets_nothing_where_it_is_demanded():
    with serving() as server:
        door = SmtpMail("127.0.0.1", server.server_address[1], "a@example.com", tls=True)
        with pytest.raises(OSError, match="NotSupported"):
            door.send(key="k", to="m@example.com", subject="x", body="secret")
    assert server.taken == []


def test_a_server_that_is_down_is_an_error_to_try_again():
    with serving() as server:
        port = server.server_address[1]
    with pytest.raises(OSError, match="refused"):
        SmtpMail("127.0.0.1", port, "a@example.com", tls=False).send(
            key="k", to="m@example.com", subject="x", body="y"
        )
