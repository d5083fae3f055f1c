"""The first page of a manager, an applicant, a party: their office, and their cases as trackers."""

from django.urls import reverse

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.models import Case, Notice
from parvaneh.casework.models.notices import STANDS
from parvaneh.casework.notices import is_unopened
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import page, steps_next
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import code_digits, isolate
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.procedure import states_of
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.ledger.models import Event
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.declaring import window_faults
from parvaneh.registry.loaders import visible_offices
from parvaneh.registry.models import Office
from parvaneh.registry.queries import licence_of_office, licence_state
from parvaneh.registry.queries.licences import last_day
from parvaneh.site.document_title import document_title
from parvaneh.site.own_result import box_of
from parvaneh.site.reader import Reader
from parvaneh.site.step_pages import step_address
from parvaneh.site.work.case_list import case_address
from parvaneh.site.work.case_words import procedure_name, state_of_case
from parvaneh.site.work.inbox import MESSAGES, messages_said, unread

MOST_OFFICES, MOST_CASES, MOST_LETTERS = 5, 12, 10
SOON = 90  # days before its end from which a licence's end is told as near
STATES = {state.key: state for state in states_of(life.PROCEDURE)}


def home_of_party(reader: Reader) -> dict[str, object]:
    """What the first page of somebody without a role of staff shows."""
    found = page(reader.acting, on=reader.on, size=MOST_CASES)
    running = [one for one in found.cases if one.ended_on is None]
    listed = _offices(reader)
    offices = [_office(one, reader) for one in listed]
    return {
        "user": reader.acting.user,
        "today": reader.on,
        "offices": offices,
        "results": _results(listed, reader),
        "letters": _letters(reader),
        "declaring": _declaring(reader),
        "cases": [_tracked(one, reader) for one in running],
        "ended": [_tracked(one, reader) for one in found.cases if one.ended_on is not None],
        "is_more": bool(found.next),
        "messages": messages_said(unread(reader, MESSAGES)[:MOST_LETTERS]),
    }


def _offices(reader: Reader) -> list[Office]:
    keys = reach(reader.acting, Permission.OFFICE_SEE, reader.on).offices
    seen = visible_offices(reader.acting, to=Permission.OFFICE_SEE, on=reader.on)
    return list(seen.filter(code__in=sorted(keys)).order_by("code")[:MOST_OFFICES])


def _declaring(reader: Reader) -> list[tuple[Cycle, str]]:
    """The cycles in which the reader may declare about an own office, with their names."""
    own = reach(reader.acting, Permission.CASE_ACT, reader.on).offices
    found = Cycle.objects.filter(declared_until__gte=reader.on) if own else Cycle.objects.none()
    return [
        (one, isolate(code_digits(one.code, language_now())))
        for one in found
        if not window_faults(one, reader.on) and _is_of(one, own)
    ]


def _is_of(cycle: Cycle, own: frozenset[str]) -> bool:
    return not cycle.offices or bool(own & set(cycle.offices))


def _office(office: Office, reader: Reader) -> dict[str, object]:
    licence = licence_of_office(office, reader.on)
    state = licence_state(licence, reader.on) if licence else ""
    ends_on = last_day(licence) if licence else None
    return {
        "title": office.title,
        "code": office.code,
        "licence": licence.number if licence else "",
        "state": shown(STATES[state]) if state in STATES else "",
        "tone": "ok" if state in {one.key for one in life.WORKING} else "warn",
        "ends_on": ends_on,
        "days": (ends_on - reader.on).days if ends_on else None,
        "is_near": bool(ends_on and (ends_on - reader.on).days <= SOON),
    }


def _results(offices: list[Office], reader: Reader) -> list[dict[str, object]]:
    """What the ranking made of the offices whose evidence the reader may see."""
    seen = reach(reader.acting, Permission.EVIDENCE_SEE, reader.on).offices
    boxes = [box_of(one, reader) for one in offices if one.code in seen]
    return [one for one in boxes if one is not None]


def _letters(reader: Reader) -> list[dict[str, object]]:
    """Notices that wait for this reader to open them."""
    on = reader.on
    offices = reach(reader.acting, Permission.CASE_SEE, on).offices
    rows = Notice.objects.filter(STANDS, viewed_at=None)
    mine = rows.filter(person__user=reader.acting.user) | rows.filter(
        office__code__in=sorted(offices)
    )
    found = mine.select_related("document", "case", "person", "office").order_by("-id")
    waiting = [one for one in found[:MOST_LETTERS] if is_unopened(one, reader.acting, on)]
    return [
        {
            "title": document_title(one.document),
            "url": reverse("notice", args=[one.code]),
            "case": one.case.number,
            "at": one.sent_at,
        }
        for one in waiting
    ]


def _tracked(case: Case, reader: Reader) -> dict[str, object]:
    """A case as its party follows it: where it has been, where it stands, what comes next."""
    steps = steps_next(case, reader.acting, reader.on)
    people = [one for one in steps if one.step.by != (Actor.CLOCK,)]
    mine = [one.step for one in people if one.is_mine]
    others = dict.fromkeys(by for one in people if not one.is_mine for by in one.step.by)
    # Who could only give up is not the one for whom the case waits.
    is_turn = any(not one.target.ends for one in mine) or bool(mine and not others)
    return {
        "number": case.number,
        "url": case_address(case),
        "name": procedure_name(case.procedure),
        "state": state_of_case(case),
        "is_turn": is_turn,
        "turn": shown([ACTORS[one] for one in others]),
        "due_on": case.due_on,
        "ended_on": case.ended_on,
        "outcome": case.outcome,
        "acts": [{"name": shown(one), "url": step_address(case, one.key)} for one in mine],
        "steps": _steps(case),
    }


def _steps(case: Case) -> list[dict[str, object]]:
    """The states that a case has been in, the one it is in, and that more is to come."""
    states = {one.key: one for one in states_of(procedure_of(case.procedure))}
    events = Event.objects.filter(
        subject=case.key, kind__in=("case.opened", "case.step-taken")
    ).order_by("number")
    been = [one.after for one in events.only("after", "number") if one.after in states]
    found: list[dict[str, object]] = [
        {"name": shown(states[key]), "stands": "done"} for key in been[:-1]
    ]
    stands = "done" if case.ended_on else "now"
    now: dict[str, object] = {"name": shown(states[case.state]), "stands": stands}
    if case.ended_on is None:
        found += [now, {"name": say(msg("what comes next")), "stands": "next"}]
        return found
    return [*found, now]
