"""The evidence of a cycle as the registry holds it now, and the offices that it is evidence of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from parvaneh.kit.places import PROVINCES, counties_of
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.values import Values
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.registry.models import Licence, Office, OfficeAddress, OfficeTitle
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.evidence import evidence_for_ranking
from parvaneh.registry.queries.licences import standing_on, state_since
from parvaneh.registry.queries.records import records_for_ranking
from parvaneh.scoring import evidence
from parvaneh.scoring.summary import Summary

STATUSES: Mapping[str, evidence.OfficeStatus] = {
    life.ACTIVE.key: evidence.OfficeStatus.ACTIVE,
    life.RENEWAL_DUE.key: evidence.OfficeStatus.ACTIVE,
    life.SUSPENDED.key: evidence.OfficeStatus.SUSPENDED,
    life.REVOKED.key: evidence.OfficeStatus.REVOKED,
}


@dataclass(frozen=True)
class Register:
    """The offices of a day: those that are ranked, and by which state others are left out."""

    ranked: tuple[evidence.Office, ...]
    left_out: Mapping[str, int]


def evidence_now(cycle: Cycle) -> Summary:
    """Everything that a ranking of the cycle would read if its evidence were frozen now."""
    return evidence_of(cycle, register_of(cycle), values_of(cycle))


def evidence_of(cycle: Cycle, register: Register, values: Values) -> Summary:
    """The evidence of a cycle about the offices of a register, read in one moment.

    Args:
        cycle: its period counts, and its offices where it is out of turn.
        register: the offices.
        values: the dated values: whose convictions count (A-09).
    """
    ranked = {one.code for one in register.ranked}
    with one_moment():
        records = records_for_ranking(cycle.period, values=values)
        return evidence_for_ranking(
            cycle.period,
            offices=register.ranked,
            records=tuple(one for one in records if one.office in ranked),
        )


def register_of(cycle: Cycle, only: Iterable[str] = ()) -> Register:
    """The offices of a cycle as the register has them on the last day of its period.

    An office is ranked if it then worked under a licence, suspended or not; one whose licence was
    revoked in the period is told as having left. Who had no licence yet, or none any more, is not
    ranked.

    Args:
        cycle: which of its offices are asked about.
        only: codes of offices; all of the cycle where none is given.
    """
    wanted = sorted(only)
    offices = Office.objects.filter(code__in=wanted) if wanted else Office.objects.all()
    offices = offices.filter(code__in=cycle.offices) if cycle.offices else offices
    facts = _Facts(cycle.last, offices if wanted or cycle.offices else None)
    ranked, left_out = [], Counter[str]()
    for office in offices.order_by("code"):
        state, since = facts.state_of(office)
        status = STATUSES.get(state)
        gone = status is evidence.OfficeStatus.REVOKED and since < cycle.first
        if status is None or gone:
            left_out[state] += 1
        else:
            ranked.append(facts.office_of(office, status))
    return Register(tuple(ranked), dict(left_out))


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it is at one moment, where no transaction runs yet."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class _Facts:
    """What is known of offices on a day, of all where none are named, read at once."""

    def __init__(self, on: date, offices: QuerySet[Office] | None = None) -> None:
        self.on = on
        among = Q() if offices is None else Q(office__in=offices)
        then = holds_on(on) & among
        self.titles = dict(OfficeTitle.objects.filter(then).values_list("office_id", "title"))
        self.addresses = {one.office_id: one for one in OfficeAddress.objects.filter(then)}
        self.counties = {one.number: one.fa for where in PROVINCES for one in counties_of(where)}
        licences = Licence.objects.filter(among, starts_on__lte=on).order_by("-starts_on", "-pk")
        self.licences: dict[int, list[Licence]] = defaultdict(list)
        for one in licences.prefetch_related("terms", "suspensions", "steps"):
            self.licences[one.office_id].append(one)

    def state_of(self, office: Office) -> tuple[str, date]:
        """The state of the office's licence, and since when; empty before there was one."""
        known = self.licences[office.pk]
        licence = standing_on(known, self.on) or next(iter(known), None)
        if licence is None:
            return "", self.on
        return state_since(licence, self.on)

    def office_of(self, office: Office, status: evidence.OfficeStatus) -> evidence.Office:
        """The office as the ranking takes it."""
        address = self.addresses.get(office.pk)
        return evidence.Office(
            code=office.code,
            title=self.titles.get(office.pk, office.title),
            province=address.province if address else office.province,
            county=self.counties.get(address.county or 0, "") if address else "",
            city=address.city if address else "",
            licensed_on=min(one.starts_on for one in self.licences[office.pk]),
            status=status,
        )


def counted(summary: Summary) -> dict[str, int]:
    """How much evidence of each kind a summary was made of.

    Args:
        summary: assessments are counted by the newest day's, all others by their rows.
    """
    return {
        "assessments": int(summary.newest.count.sum()),
        "survey": int(summary.survey_rows.sum()),
        "services": int(summary.services[:, 0].sum()),
        "monitoring": int((summary.minutes[:, :, 1] > 0).sum()),
        "training": int(summary.training[:, 0].sum()),
        "staff": len(summary.stays.office),
        "records": len(summary.records),
        "applicability": len(summary.applicability),
    }


def by_status(offices: Iterable[evidence.Office]) -> dict[str, int]:
    """How many offices there are of each status."""
    return dict(Counter(one.status.value for one in offices))
