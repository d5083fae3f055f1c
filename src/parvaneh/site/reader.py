"""Who reads a page or sends a form, and when: asked once, at the door."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from parvaneh.access.acting import Acting
from parvaneh.access.sign_in.middleware import acting_of
from parvaneh.kit.clock import now_utc, tehran_day


@dataclass(frozen=True)
class Reader:
    """Who acts, at which moment, on which day in Tehran."""

    acting: Acting
    at: datetime

    @property
    def on(self) -> date:
        """The day in Tehran."""
        return tehran_day(self.at)


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a page that only somebody signed in may see.

    Raises:
        TypeError: nobody has signed in; the page lacks `login_required`.
    """
    acting = acting_of(request)
    if acting is None:
        raise TypeError("nobody has signed in")
    return Reader(acting, now_utc())
