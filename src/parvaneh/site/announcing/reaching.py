"""Who may see these pages, and what they lead back to."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.ranking.models import Announcement, Cycle
from parvaneh.ranking.queries.announcements import announcement_of
from parvaneh.ranking.queries.cycles import LIES, cycle_of
from parvaneh.site.reader import Reader, reader_of

RANKING = msg("Ranking of {year}")


@dataclass(frozen=True)
class Asked:
    """A page about the announcement of a cycle: who reads, of which cycle, how it stands."""

    reader: Reader
    cycle: Cycle
    announcement: Announcement | None

    @property
    def decides(self) -> bool:
        """Whether the reader takes the steps of cycles."""
        found = reach(self.reader.acting, Permission.RANKING_DECIDE, self.reader.on)
        return bool(found.covers(LIES))

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The way back."""
        name = say(RANKING, year=self.cycle.year)
        return [(name, address_of("cycle", self.cycle.code))]


def asked_of(request: HttpRequest, code: str) -> Asked:
    """Who asks for a page of a cycle.

    Raises:
        NotThere: there is no such cycle, or not for them.
    """
    reader = reader_of(request)
    cycle = cycle_of(reader.acting, code, on=reader.on)
    return Asked(reader, cycle, announcement_of(cycle))


def decider_of(request: HttpRequest, code: str) -> Asked:
    """Who asks for a page on which something is decided.

    Raises:
        NotThere: they decide nothing of cycles.
    """
    asked = asked_of(request, code)
    if not asked.decides:
        raise NotThere(code)
    return asked


def address_of(route: str, code: str) -> str:
    """The address of a cycle's page of another subject; that of the start where there is none."""
    try:
        return reverse(route, args=[code])
    except NoReverseMatch:
        return reverse("home")
