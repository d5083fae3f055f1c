"""Founding and dissolving bodies, and saying which Kanoon serves a province."""

from datetime import date, datetime, timedelta

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art01_names import DEPARTMENT
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import (
    choice_faults,
    empty_faults,
    form_faults,
    order_faults,
    text_faults,
)
from parvaneh.registry.models import Assignment, Body, BodyKind, Holding
from parvaneh.registry.models.bodies import CODE_FORM, OF_KANOON, PROVINCE_KEYS, PROVINCIAL
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.bodies import kanoon_ruling

DAY = timedelta(days=1)
TITLE_LENGTH = 200
SOURCE_LENGTH = 200
CITES = {
    "body_found": cites("D1392 1(a)", "D1392 10", "D1392 12(1)", "D1392 13", "D1392 22"),
    "kanoon_assign": cites("D1392 12(3)"),
}

NO_KANOON = msg("Name the Kanoon whose board it is.")
NOT_KANOON = msg("{found} is not a Kanoon.")
KANOON_GONE = msg("{found} does not exist on {needed}.")
EXISTS = msg("There is one already: {found}.")
CODE_TAKEN = msg("{found} is the code of another body.")
TOO_EARLY = msg("{found} lies before the directive came into force, on {needed}.")
OWN_KANOON = msg("{province} has a Kanoon of its own, {found}: no other is assigned to it.")
NOT_LATER = msg("The assignment in force began on {needed}; a new one begins later.")
IS_OVER = msg("{found} was dissolved on {needed}.")
HAS_BOARDS = msg("Its boards are dissolved first: {found}.")
HAS_PROVINCES = msg("It still serves these provinces by assignment: {found}.")


def body_found(
    *,
    kind: str,
    code: str,
    title: str,
    starts_on: date,
    province: str = "",
    kanoon: Body | None = None,
    by: Doer,
    at: datetime,
) -> Body:
    """Enter a body from the day of its founding.

    Args:
        kind: a `BodyKind`.
        code: its lasting code: lower-case letters, digits, hyphens.
        title: its official name.
        starts_on: the first day.
        province: where a Provincial Deputy or a Kanoon sits; empty for the others.
        kanoon: the Kanoon of a board.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: another like it was entered meanwhile.
    """
    title = clean(title)
    place = kanoon.province if kanoon else province
    permitted(by, Permission.BODY_MANAGE, Lies(province=place), at)
    refuse(
        *form_faults("code", code, CODE_FORM, "kanoon-23"),
        *text_faults("title", title, TITLE_LENGTH),
        *choice_faults("kind", kind, tuple(BodyKind)),
        *_early_faults(starts_on),
        *_place_faults(kind, province, kanoon, starts_on),
    )
    refuse(*_unlike_others(kind, code, place, kanoon, starts_on))
    with act(by=by, at=at):
        body = inserted(
            Body(
                kind=kind, code=code, title=title, province=place, kanoon=kanoon,
                starts_on=starts_on, entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="body.founded",
            subject=f"body:{code}",
            cites=CITES["body_found"],
            facts={"kind": kind, "province": place, "starts_on": starts_on.isoformat()},
        )
    return body


def body_dissolve(*, body: Body, ends_on: date, reason: str, by: Doer, at: datetime) -> Body:
    """End a body on its last day; seats that are held longer end with it.

    Raises:
        Refused: it has ended, would end before it began, still has boards or assigned provinces.
    """
    permitted(by, Permission.BODY_MANAGE, Lies(province=body.province), at)
    with act(by=by, at=at):
        body = Body.objects.select_for_update().get(pk=body.pk)
        refuse(
            *text_faults("reason", reason, SOURCE_LENGTH),
            *order_faults("ends_on", body.starts_on, ends_on),
            *_still_needed(body, ends_on),
        )
        later = Holding.objects.filter(body=body, starts_on__gt=ends_on)
        refuse(
            *(
                Reason("holdings", EXISTS, (), found=one.person.code)
                for one in later.select_related("person")
            )
        )
        cut = Holding.objects.filter(holds_on(ends_on), body=body)
        cut.exclude(ends_on=ends_on).update(ends_on=ends_on, left_because=clean(reason))
        body.ends_on = ends_on
        body.save(update_fields=["ends_on"])
        event_write(
            kind="body.dissolved",
            subject=f"body:{body.code}",
            facts={"ends_on": ends_on.isoformat()},
            private={"reason": clean(reason)},
        )
    return body


def kanoon_assign(
    *, province: str, kanoon: Body, starts_on: date, source: str, by: Doer, at: datetime
) -> Assignment:
    """Say which Kanoon serves a province without its own, from a day on (A-47).

    The assignment in force ends on the day before.

    Raises:
        Refused: no such province, no Kanoon in being, the province has its own, or the assignment
            in force began later.
        Conflict: another was entered meanwhile.
    """
    permitted(by, Permission.BODY_MANAGE, Lies(), at)  # it changes who reaches what: country-wide
    refuse(
        *choice_faults("province", province, PROVINCE_KEYS),
        *text_faults("source", source, SOURCE_LENGTH),
        *_early_faults(starts_on),
        *_kanoon_faults(kanoon, starts_on),
    )
    refuse(*_has_own(province, starts_on))
    with act(by=by, at=at):
        before = _closed_before(province, starts_on)
        assignment = inserted(
            Assignment(
                province=province, kanoon=kanoon, starts_on=starts_on, source=clean(source),
                entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="kanoon.assigned",
            subject=f"body:{kanoon.code}",
            before=before,
            after=kanoon.code,
            cites=CITES["kanoon_assign"],
            facts={"province": province, "starts_on": starts_on.isoformat()},
            private={"source": clean(source)},
        )
    return assignment


def bodies_found_first(*, starts_on: date, by: Doer, at: datetime) -> list[Body]:
    """Enter the bodies that the directives presume: Center, its desk, Council, 31 deputies.

    Those that exist are left as they are, so that it may run again.
    """
    national = [
        (BodyKind.CENTER, "center", "مرکز آمار و فناوری اطلاعات قوه قضاییه"),
        (BodyKind.DEPARTMENT, "department", "معاونت خدمات"),
        (BodyKind.COUNCIL, "council", "شورای مشورتی"),
        (BodyKind.APPEAL_BOARD, "appeal-board", "هیئت تجدیدنظر"),
    ]
    deputies = [
        (
            BodyKind.PROVINCIAL_DEPUTY,
            f"deputy-{one.key[-2:]}",
            f"معاونت فناوری استان {one.fa}",
            one.key,
        )
        for one in PROVINCES
    ]
    wanted = [*((*row, "") for row in national), *deputies]
    known = set(Body.objects.values_list("code", flat=True))
    with act(by=by, at=at):
        return [
            body_found(
                kind=kind, code=code, title=title, province=province, starts_on=starts_on,
                by=by, at=at,
            )
            for kind, code, title, province in wanted
            if code not in known
        ]  # fmt: skip


def _place_faults(kind: str, province: str, kanoon: Body | None, starts_on: date) -> list[Reason]:
    if kind in OF_KANOON:
        if kanoon is None:
            return [Reason("kanoon", NO_KANOON, CITES["body_found"])]
        return _kanoon_faults(kanoon, starts_on)
    unneeded = empty_faults("kanoon", kanoon and kanoon.code)
    if kind in PROVINCIAL:
        return [*choice_faults("province", province, PROVINCE_KEYS), *unneeded]
    return [*empty_faults("province", province), *unneeded]


def _unlike_others(
    kind: str, code: str, province: str, kanoon: Body | None, starts_on: date
) -> list[Reason]:
    """One of each in its place; a body founded later than this day stands in the way too."""
    found = []
    if Body.objects.filter(code=code).exists():
        found.append(Reason("code", CODE_TAKEN, (), found=code))
    alike = Body.objects.filter(kind=kind, province=province, kanoon=kanoon)
    found += [
        Reason("kind", EXISTS, CITES["body_found"], found=other.code)
        for other in alike.exclude(ends_on__lt=starts_on)
    ]
    return found


def _kanoon_faults(kanoon: Body, on: date) -> list[Reason]:
    if kanoon.kind != BodyKind.KANOON:
        return [Reason("kanoon", NOT_KANOON, cites("D1392 12(1)"), found=kanoon.code)]
    if on < kanoon.starts_on or (kanoon.ends_on and on > kanoon.ends_on):
        where = cites("D1392 12(1)")
        return [Reason("kanoon", KANOON_GONE, where, found=kanoon.code, needed=on)]
    return []


def _early_faults(starts_on: date) -> list[Reason]:
    # No body of the directive is older than the name of the desk that answers for the offices.
    first = values_in_force().histories[DEPARTMENT][0].start
    if starts_on >= first:
        return []
    return [Reason("starts_on", TOO_EARLY, cites("D1392 1(a)"), found=starts_on, needed=first)]


def _has_own(province: str, on: date) -> list[Reason]:
    ruling = kanoon_ruling(province, on)
    return [
        Reason("province", OWN_KANOON, one.cites, found=one.found, params={"province": province})
        for one in ruling.reasons
        if one.key == "own"
    ]


def _closed_before(province: str, starts_on: date) -> str:
    """End the assignment in force on the day before; the code of its Kanoon, empty for none."""
    rows = Assignment.objects.select_for_update().filter(province=province)
    last = rows.select_related("kanoon").order_by("-starts_on").first()
    if last is None or (last.ends_on and last.ends_on < starts_on):
        return ""
    if last.starts_on >= starts_on:
        refuse(Reason("starts_on", NOT_LATER, CITES["kanoon_assign"], needed=last.starts_on))
    last.ends_on = starts_on - DAY
    last.save(update_fields=["ends_on"])
    return last.kanoon.code


def _still_needed(body: Body, ends_on: date) -> list[Reason]:
    if body.ends_on is not None:
        return [Reason("ends_on", IS_OVER, (), found=body.code, needed=body.ends_on)]
    boards = body.boards.exclude(ends_on__lte=ends_on).values_list("code", flat=True)
    served = Assignment.objects.filter(kanoon=body).exclude(ends_on__lte=ends_on)
    provinces = tuple(sorted(served.values_list("province", flat=True)))
    found = []
    if names := tuple(sorted(boards)):
        found.append(Reason("boards", HAS_BOARDS, cites("D1392 13"), found=names))
    if provinces:
        found.append(Reason("provinces", HAS_PROVINCES, CITES["kanoon_assign"], found=provinces))
    return found
