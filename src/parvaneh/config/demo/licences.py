"""The rows of generated licences: numbers, terms, steps, suspensions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parvaneh.config.demo.drafts import Draft
from parvaneh.config.demo.lives import HEAD, MONTHS, Life, Pause
from parvaneh.config.demo.people import Stay
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.writing import Row
from parvaneh.kit.check_digits import check_digit
from parvaneh.law.jalali import parts
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import (
    Licence,
    LicenceStep,
    LicenceTerm,
    NumberSeries,
    Post,
    Suspension,
)
from parvaneh.registry.models.licences import Route


@dataclass(frozen=True, eq=False)
class Tenure:
    """An office's licence in one manager's name, with its number."""

    draft: Draft
    life: Life
    number: str


def numbered(lives: Iterable[tuple[Draft, Life]]) -> tuple[list[Tenure], list[NumberSeries]]:
    """Number licences in the order in which they were issued, year by year."""
    last: dict[int, int] = {}
    found = []
    for draft, life in sorted(lives, key=lambda one: (one[1].starts_on, one[0].at)):
        year = parts(life.starts_on)[0]
        last[year] = last.get(year, 0) + 1
        digits = f"{last[year]:05}"
        found.append(Tenure(draft, life, f"{year}-{digits}-{check_digit(f'{year}{digits}')}"))
    series = [NumberSeries(key=f"licence.{year}", last=number) for year, number in last.items()]
    return sorted(found, key=lambda one: (one.draft.at, one.life.starts_on)), series


def licence_of(tenure: Tenure, manager: Stay, plan: Plan) -> Licence:
    """The licence itself; its key is drawn, and its predecessor named, afterwards."""
    life = tenure.life
    return Licence(
        number=tenure.number,
        office=tenure.draft.office,
        manager=manager.person,
        state=life.state,
        starts_on=life.starts_on,
        ended_on=life.ended_on,
        issued_by=SYSTEM.key,
        issued_at=plan.at,
    )


def licence_rows(licence: Licence, life: Life, plan: Plan) -> Iterator[Row]:
    """What hangs on a licence whose key is drawn."""
    for first, last, due in life.terms:
        yield LicenceTerm, {
            "licence_id": licence.pk, "starts_on": first, "ends_on": last, "months": MONTHS,
            "due_on": due, "source": _order(licence), "entered_by": SYSTEM.key,
            "entered_at": plan.at,
        }  # fmt: skip
    pauses = {pause.starts_on: pause for pause in life.pauses}
    for one in life.steps:
        cites = [str(where) for where in one.step.cites]
        yield LicenceStep, {
            "licence_id": licence.pk, "step": one.step.key, "state": one.step.target.key,
            "takes_effect_on": one.on, "actor": one.actor, "cites": cites,
            "source": _order(licence) if one.actor is HEAD else "",
            "taken_by": SYSTEM.key, "taken_at": plan.at,
        }  # fmt: skip
        if one.step.key == "suspend":
            yield _suspension(licence, pauses[one.on], cites, plan)


def post_of(stay: Stay, draft: Draft, licence: Licence | None, plan: Plan) -> Row:
    """A time in a post, and why it ended."""
    ended = stay.ends_on is not None
    why = f"licence:{licence.number}" if licence else "استعفا (نمایشی)"
    return Post, {
        "office_id": draft.office.pk,
        "person_id": stay.person.pk,
        "post": stay.post,
        "starts_on": stay.starts_on,
        "ends_on": stay.ends_on,
        "ended_by": SYSTEM.key if ended else "",
        "ended_at": plan.at if ended else None,
        "reason": why if ended else "",
        "entered_by": SYSTEM.key,
        "entered_at": plan.at,
    }


def _suspension(licence: Licence, pause: Pause, cites: list[str], plan: Plan) -> Row:
    lifted = pause.lifted_on is not None
    kind = "ruling" if pause.route is Route.DISCIPLINARY else "order"
    return Suspension, {
        "licence_id": licence.pk,
        "starts_on": pause.starts_on,
        "ends_on": pause.ends_on,
        "route": pause.route,
        "cites": cites,
        "ruling": f"{kind}:{licence.number}",
        "entered_by": SYSTEM.key,
        "entered_at": plan.at,
        "lifted_on": pause.lifted_on,
        "lifted_by": SYSTEM.key if lifted else "",
        "lifted_at": plan.at if lifted else None,
    }


def _order(licence: Licence) -> str:
    return f"order:{licence.number}"
