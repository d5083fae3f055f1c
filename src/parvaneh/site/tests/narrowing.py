"""What is asked for by a name that nothing has must not be there, though other things are."""

from __future__ import annotations

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
from parvaneh.site.tests.cast import Cast

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


def _who(cast: Cast, role: str) -> Acting:
    return Acting(next(one.user for one in cast.everybody if one.role == role))


def _registry(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, "auditor"), tehran_day(now_utc())
    office, batch = cast.case.office.code, cast.places["batch"]
    see = Permission
    yield lambda: offices.office_of(who, NONE, to=see.OFFICE_SEE, on=on)
    yield lambda: offices.person_of(who, NONE, to=see.PERSON_SEE, on=on)
    yield lambda: offices.licence_of(who, NONE, to=see.LICENCE_SEE, on=on)
    yield lambda: records.record_of(who, NONE, to=see.RECORD_SEE, on=on)
    yield lambda: bodies.body_of(who, NONE, to=see.BODY_SEE, on=on)
    for code, number in ((NONE, 1), (batch, NUMBER)):
        yield lambda asked=(code, number): evidence.evidence_of(
            who, *asked, to=see.EVIDENCE_SEE, on=on
        )
    void = Grade.objects.get(void=True)
    for name in (
        (NONE, 1403, 1),
        (office, 1399, 1),
        (office, 1403, 9),
        (office, void.cycle, void.version),
    ):
        yield lambda asked=name: grades.grade_of(who, *asked, to=see.OFFICE_SEE, on=on)


def _access(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, "administrator"), tehran_day(now_utc())
    user, other = (one.user for one in cast.everybody[:2])
    grant = int(cast.places["grant"])
    yield lambda: queries.user_of(who, NONE, on)
    yield lambda: seen.grant_of(who, user, NUMBER, on)
    for one in (user, other):
        if one.code != cast.places["user"]:
            yield lambda asked=one: seen.grant_of(who, asked, grant, on)
    yield lambda: seen.delegation_of(who, NUMBER, on)
    yield lambda: seen.proposal_of(who, NONE, on)


def _imports(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, "department_officer"), tehran_day(now_utc())
    yield lambda: imports.import_of(who, NONE, on=on)


def _values(cast: Cast) -> Iterator[Callable[[], object]]:
    who, on = _who(cast, "auditor"), tehran_day(now_utc())
    yield lambda: approved_values.value_of(who, NONE, to=Permission.VALUE_SEE, on=on)
