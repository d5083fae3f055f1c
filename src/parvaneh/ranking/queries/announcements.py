"""What is asked of announcements: their cases, how far their letters are, what would happen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from parvaneh.casework.models import Case, Content, Document, DocumentState, Notice
from parvaneh.casework.models.notices import STANDS
from parvaneh.ranking.letters import GRADE
from parvaneh.ranking.models import Announcement, Cycle, Honour

OBJECTION = "objection"


@dataclass(frozen=True)
class Progress:
    """How far the letters of an announcement are, in offices."""

    offices: int
    made: int
    sent: int
    served: int

    @property
    def is_done(self) -> bool:
        """Whether every office was sent its letter."""
        return self.sent >= self.offices


def announcement_of(cycle: Cycle) -> Announcement | None:
    """The announcement of a cycle, proposed or made; None where there is none."""
    rows = Announcement.objects.select_related("cycle__case", "run")
    return rows.filter(cycle=cycle).first()


def published() -> list[Announcement]:
    """The announced rankings whose proof everybody may have, the newest first. All is public."""
    rows = Announcement.objects.filter(announced_at__isnull=False, proof__isnull=False)
    return list(rows.select_related("cycle", "run", "proof").order_by("-announced_at"))


def published_file(code: str) -> Content | None:
    """What everybody may have of the proof of a cycle; None where nothing is published."""
    rows = Announcement.objects.filter(announced_at__isnull=False, cycle__code=code)
    found = rows.select_related("proof").first()
    return found.proof if found else None


def honoured_last() -> list[Honour]:
    """The newest closed list of the honoured, by place. All of it is public."""
    last = Honour.objects.order_by("-listed_at").first()
    if last is None:
        return []
    rows = Honour.objects.filter(cycle=last.cycle_id).select_related("office", "cycle")
    return list(rows.order_by("place", "office__code"))


def cases_of(cycle: Cycle) -> QuerySet[Case]:
    """The cases in which managers may object to what a cycle made of their offices."""
    return Case.objects.filter(procedure=OBJECTION, source=cycle.key)


def progress_of(cycle: Cycle) -> Progress:
    """How far the letters of a cycle are."""
    cases = cases_of(cycle)
    letters = Document.objects.filter(case__in=cases, kind=GRADE)
    done = (DocumentState.READY, DocumentState.SUPERSEDED)
    notices = Notice.objects.filter(STANDS, case__in=cases, document__kind=GRADE)
    counted = notices.aggregate(
        sent=Count("case", distinct=True),
        served=Count("case", distinct=True, filter=Q(served_on__isnull=False)),
    )
    made = letters.filter(state__in=done).aggregate(made=Count("case", distinct=True))
    return Progress(cases.count(), made["made"], counted["sent"], counted["served"])


def by_state(cycle: Cycle) -> Mapping[str, int]:
    """How many cases of objecting stand in each state."""
    counted = cases_of(cycle).values_list("state").annotate(many=Count("pk")).order_by("state")
    return dict(counted)
