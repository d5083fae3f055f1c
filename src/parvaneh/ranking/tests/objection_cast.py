"""The small country with its ranking announced, and objections in it.

The announcement is written row by row: what it does besides is tested where it lives.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from parvaneh.access.acting import Acting
from parvaneh.casework.models import Case
from parvaneh.kit.clock import day_of
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import Announcement, Cycle, Objection, Run
from parvaneh.ranking.operations.objecting import (
    Claim,
    Given,
    objection_lodge,
    objection_send,
    result_case_open,
)
from parvaneh.ranking.queries.cycles import ranking_of
from parvaneh.ranking.queries.objectable import objectable
from parvaneh.ranking.queries.recomputing import fraction_said, points_of
from parvaneh.ranking.tests.samples import AT, Country, country_sample, finished_run
from parvaneh.registry.models import Grade
from parvaneh.registry.operations import Announced, grades_announce

DAY = timedelta(days=1)
PDF = b"%PDF-1.7 receipt"
FIRST_OFFICE = "2300102"


@dataclass
class Announcing:
    """A country whose ranking was announced at `at`: its cycle, run and cases by office."""

    country: Country
    cycle: Cycle
    run: Run
    cases: dict[str, Case] = field(default_factory=dict)
    at: datetime = AT + DAY

    @property
    def on(self) -> date:
        """The day of the announcement."""
        return day_of(self.at)

    def case(self, code: str = FIRST_OFFICE) -> Case:
        """The case of an office as it is now."""
        return Case.objects.select_related("office").get(pk=self.cases[code].pk)


def announced_country(country: Country | None = None, at: datetime = AT + DAY) -> Announcing:
    """A country whose ranking is announced at a moment, with the case of each office opened."""
    people = country or country_sample()
    run = finished_run(people, draws=0)
    made = Announcing(people, run.cycle, run, at=at)
    ranking = ranking_of(run)
    grades_announce(
        cycle=run.cycle.year,
        grades=[
            Announced(
                people.offices[one.office],
                fraction_said(one.total),
                one.grade,
                one.place,
                points_of(one, ranking.values, run),
                one.survey_n,
            )
            for one in ranking.results
        ],
        starts_on=made.on,
        standing="demonstration",
        event=run.cycle.key,
        source=run.key,
        by=SYSTEM,
        at=made.at,
    )
    Announcement.objects.create(
        cycle=run.cycle, run=run, announce_at=made.at, proposed_by="user:u-1",
        proposed_at=made.at, confirmed_by="user:u-2", confirmed_at=made.at, announced_at=made.at,
    )  # fmt: skip
    for code, office in people.offices.items():
        made.cases[code] = result_case_open(
            cycle=run.cycle, office=office, on=made.on, by=SYSTEM, at=made.at
        )
    return made


def claims(made: Announcing, code: str = FIRST_OFFICE, count: int = 1) -> list[Claim]:
    """Claims about assessments of an office, the first ones of indicator 1."""
    office = made.country.offices[code]
    rows = objectable(office, made.run).assessments[:count]
    return [
        Claim(one.criterion, f"assessment:{one.batch.code}/{one.number}", "نمره نادرست است.")
        for one in rows
    ]


def lodged(made: Announcing, code: str = FIRST_OFFICE, **said: object) -> Objection:
    """An objection that the manager lodged three days after the announcement."""
    given = {
        "points": claims(made, code),
        "reasons": "",
        "documents": [Given("رسید.pdf", PDF)],
        "at": made.at + 3 * DAY,
        "by": made.country.managers[code],
        **said,
    }
    return objection_lodge(case=made.case(code), **given)


def sent(made: Announcing, objection: Objection, by: Acting | None = None) -> Objection:
    """The objection, sent on by the province."""
    return objection_send(
        objection=objection,
        advice="accept",
        opinion="درست می‌گوید.",
        by=by or made.country.deputy,
        at=made.at + 5 * DAY,
    )


def rows_of_others(made: Announcing, code: str = FIRST_OFFICE) -> list[tuple[object, ...]]:
    """Every grade of the other offices, whole."""
    rows = Grade.objects.exclude(office__code=code).order_by("pk")
    return list(rows.values_list())
