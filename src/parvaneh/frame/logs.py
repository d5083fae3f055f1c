"""Lines of the log: when, how grave, which request, where; never what somebody wrote.

The text of an exception may quote a row («Key (national_id)=(…) already exists»), and so may the
arguments of a call: of an exception the log keeps its kind and the places it passed.
"""

import json
import logging
import traceback

from parvaneh.frame.request_number import request_number

# Messages of these loggers are our own or name a path only; of all others the template is kept
# and the values are left out.
TRUSTED = ("parvaneh", "django.server")


class PlainLines(logging.Formatter):
    """One line of JSON for each record, without personal values."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_number.get(),
            "said": _said(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["raised"] = record.exc_info[0].__qualname__
            line["through"] = [
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    trusted = record.name.startswith(TRUSTED)
    return record.getMessage() if trusted else str(record.msg)
