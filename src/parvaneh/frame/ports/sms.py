"""SMS: as files in a folder. Each gateway has its own protocol: it is added here as a back end."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from parvaneh.frame.ports.mail import file_kept


class SmsPort(Protocol):
    """Sends one short message."""

    def send(self, *, key: str, to: str, text: str) -> None:
        """Send it; the same key again is the same message.

        Raises:
            OSError: it cannot be sent now; it is tried again later.
        """


@dataclass(frozen=True)
class FileSms:
    """Writes each message to a file of its own."""

    folder: Path

    def send(self, *, key: str, to: str, text: str) -> None:
        """Write ``<key>.json``, whole and lasting, or not at all."""
        content = json.dumps({"to": to, "text": text}, ensure_ascii=False)
        file_kept(self.folder, f"{key}.json", content.encode())


def sms_port() -> SmsPort:
    """The door that the settings name; only files as yet."""
    return FileSms(Path(settings.OUTBOX) / "sms")
