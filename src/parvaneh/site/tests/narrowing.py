"""What is asked for by a name that nothing has must not be there, though other things are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from parvaneh.access import queries, seen
from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Reach
from parvaneh.frame.refused import NotThere
from parvaneh.imports import loaders as imports
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.registry.loaders import approved_values, bodies, evidence, grades, offices, records
from parvaneh.registry.models import Body, Grade, Office
from parvaneh.registry.reach import within
from parvaneh.site.tests.cast import OTHER, Cast

NONE, NUMBER = "none", 10**9


def is_narrow(cast: Cast, subject: str) -> bool:
    """Whether every loader of a subject finds nothing under a name that nothing has."""
    asked = {"registry": _registry, "access": _access, "imports": _imports, "values": _values}
    return subject not in asked or all(is_refused(one) for one in asked[subject](cast))


def is_within() -> bool:
    """Whether the condition of reach holds for no row that lies beyond, each column in turn."""
    elsewhere = Reach(
        offices=frozenset({NONE}), cases=frozenset({NONE}), provinces=frozenset({"IR-99"})
    )
    national = Body.objects.filter(province="")
    return (
        not Office.objects.filter(within(elsewhere, office="code")).exists()
        and not national.filter(within(elsewhere, office="")).exists()
        and not national.filter(within(Reach(), office="", national=True)).exists()
        and national.filter(within(elsewhere, office="", national=True)).exists()
    )


def is_refused(asked: Callable[[], object]) -> bool:
    """Whether what is asked for is not there."""
    try:
        asked()
    except NotThere:
        return True
    return False


def _who(cast: Cast, *wanted: Permission) -> tuple[Acting, dt.date]:
    """Somebody who reaches the whole country with each permission, and the day."""
    on = tehran_day(now_utc())
    known = (Acting(one.user) for one in cast.everybody)
    return next(
        who for who in known if all(queries.reach(who, one, on).country for one in wanted)
    ), on


def _registry(cast: Cast) -> Iterator[Callable[[], object]]:
    see = Permission
    who, on = _who(cast, see.OFFICE_SEE, see.LICENCE_SEE, see.RECORD_SEE, see.BODY_SEE)
    office, batch = cast.case.office.code, cast.places["batch"]
    yield lambda: offices.office_of(who, NONE, to=see.OFFICE_SEE, on=on)
    yield lambda: offices.licence_of(who, NONE, to=see.LICENCE_SEE, on=on)
    yield lambda: records.record_of(who, NONE, to=see.RECORD_SEE, on=on)
    yield lambda: bodies.body_of(who, NONE, to=see.BODY_SEE, on=on)
    knows, _ = _who(cast, see.PERSON_SEE)
    yield lambda: offices.person_of(knows, NONE, to=see.PERSON_SEE, on=on)
    weighs, _ = _who(cast, see.EVIDENCE_SEE)
    for code, number in ((NONE, 1), (batch, NUMBER)):
        yield lambda asked=(code, number): evidence.evidence_of(
            weighs, *asked, to=see.EVIDENCE_SEE, on=on
        )
    void = Grade.objects.get(void=True)
    for name in (
        (NONE, 1403, 1),
        (office, 1399, 1),
        (office, 1403, 9),
        (office, void.cycle, void.version),
    ):
        yield lambda asked=name: grades.grade_of(who, *asked, to=see.OFFICE_SEE, on=on)
    afar = Acting(
        next(
            one.user
            for one in cast.everybody
            if one.role == "provincial_deputy" and one.relation == OTHER
        )
    )
    yield lambda: grades.grade_of(afar, office, 1403, 1, to=see.OFFICE_SEE, on=on)


def _access(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, Permission.USER_SEE)
    grant = int(cast.places["grant"])
    held, other = (one.user for one in cast.everybody[:2])
    if cast.places["user"] == other.code:
        held, other = other, held
    yield lambda: queries.user_of(who, NONE, on)
    yield lambda: seen.grant_of(who, held, NUMBER, on)
    yield lambda: seen.grant_of(who, other, grant, on)
    yield lambda: seen.delegation_of(who, NUMBER, on)
    yield lambda: seen.proposal_of(who, NONE, on)


def _imports(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, Permission.OFFICE_MANAGE)
    yield lambda: imports.import_of(who, NONE, on=on)
    once = Acting(cast.everybody[0].user)
    yield lambda: imports.import_of(once, cast.places["import_once"], on=on)


def _values(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, Permission.VALUE_SEE)
    yield lambda: approved_values.value_of(who, NONE, to=Permission.VALUE_SEE, on=on)
