"""What follows for an office from its grade: listed as tasks at the announcement, ended by hand.

Commendations and penalties come from the table of article 9, a dated value; while that is
provisional none is listed. An office below the national average gets the task of article 11. What
other rules grant stays as it is (10) and is no task.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.queries import actors
from parvaneh.access.scopes import Lies
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.copying import copy_rows
from parvaneh.frame.refused import Conflict, refuse
from parvaneh.kit.languages import gettext, msg
from parvaneh.kit.text import Language, clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art09_effects import Effect as Foreseen
from parvaneh.law.directive_1404.art09_effects import effects_of
from parvaneh.law.ruling import Reason, Ruling
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Cycle, Effect, EffectKind, EffectState, Run
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.registry.entering import choice_faults, text_faults
from parvaneh.registry.models import Grade

ART_9, ART_11 = cites("D1404 9"), cites("D1404 11")
DUTY = "11"
DUTY_SAID = msg("Carry out the duties foreseen for grades below the national average")
ENDS = (EffectState.DONE.value, EffectState.DROPPED.value)
OTHER_GRADE = msg("The grade was replaced by another version.")
NOT_THEIRS = msg("Tasks are ended by the Services Deputy or the Provincial Deputy of the place.")
CARRY_OUT = frozenset({Actor.GENERAL_DEPARTMENT, Actor.PROVINCIAL_DEPUTY})


def effects_list(
    *, cycle: Cycle, run: Run, grades: Sequence[Grade], by: Doer, at: datetime
) -> list[Effect]:
    """List what follows from announced grades, in the running act of the announcement.

    Args:
        cycle: whose locked values hold the table.
        run: says which offices lie below the national average.
        grades: as they were just written.
        by: who announces.
        at: the moment.
    """
    values, on = values_of(cycle), day_of(at)
    below = frozenset(run.facts.get("below_average", ()))
    keys = {one.grade for one in grades if one.grade}
    foreseen = {key: _foreseen(key, values, on) for key in keys}
    rows = [
        effect
        for grade in grades
        for effect in _rows(cycle, grade, foreseen.get(grade.grade, ()), below)
    ]
    with act(by=by, at=at):
        copy_rows(Effect, rows)
        if rows:
            event_write(
                kind="effects.listed",
                subject=cycle.key,
                cites=(*ART_9, *ART_11),
                facts={"effects": len(rows), "grades": len(grades)},
            )
    return rows


def effects_relist(
    *, old: Grade, new: Grade, cycle: Cycle, run: Run, by: Doer, at: datetime
) -> list[Effect]:
    """Follow a grade that a decision replaced: open tasks of the old version end, others begin.

    Args:
        old: the version that was replaced.
        new: the one that stands now.
        cycle: the cycle of both.
        run: the announced run; its national average goes on to count.
        by: who decided.
        at: the moment.
    """
    with act(by=by, at=at):
        if old.grade == new.grade:
            done = Effect.objects.filter(grade=old, state=EffectState.LISTED)
            done.update(grade=new)  # the same tasks go on
            return []
        for one in Effect.objects.select_for_update().filter(grade=old, state=EffectState.LISTED):
            _end(one, EffectState.DROPPED, gettext(OTHER_GRADE, Language.FA), by, at)
        return effects_list(cycle=cycle, run=run, grades=[new], by=by, at=at)


def effect_end(*, effect: Effect, state: str, note: str, by: Doer, at: datetime) -> Effect:
    """End a task: it was carried out, or it is not to be; with a note.

    Args:
        effect: listed.
        state: ``done`` or ``dropped``.
        note: what was done, or why not.
        by: who carried it out, where the office lies.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody else ended it.
    """
    refuse(
        *_who_faults(effect, by, at),
        *choice_faults("state", state, ENDS),
        *text_faults("note", note, TEXT_LENGTH),
    )
    with act(by=by, at=at):
        row = Effect.objects.select_for_update().filter(pk=effect.pk).first()
        if row is None or row.state != EffectState.LISTED:
            raise Conflict(str(effect.pk))
        _end(row, EffectState(state), clean(note), by, at)
    return row


def may_end(effect: Effect, by: Doer, at: datetime) -> bool:
    """Whether somebody carries out what follows from grades where the office lies."""
    return not _who_faults(effect, by, at)


def foreseen_by(cycle: Cycle, grade: str, on: date) -> Ruling[tuple[Foreseen, ...]] | None:
    """What article 9 foresees for a grade by the cycle's values; None where none is in force."""
    try:
        return effects_of(grade=grade, values=values_of(cycle), on=on)
    except NoValueInForce:
        return None


def _who_faults(effect: Effect, by: Doer, at: datetime) -> list[Reason]:
    if isinstance(by, Acting):
        known = actors(by, Lies(effect.province), day_of(at))
        if not known & CARRY_OUT:
            return [Reason("by", NOT_THEIRS, tuple(cites(effect.article)))]
    return []


def _foreseen(grade: str, values: Values, on: date) -> tuple[Foreseen, ...]:
    try:
        ruling = effects_of(grade=grade, values=values, on=on)
    except NoValueInForce:
        return ()
    return ruling.value or () if ruling.granted else ()


def _rows(
    cycle: Cycle, grade: Grade, foreseen: Iterable[Foreseen], below: frozenset[str]
) -> Iterator[Effect]:
    alike = {
        "cycle": cycle,
        "office": grade.office,
        "grade": grade,
        "province": grade.office.province,
    }
    for number, one in enumerate(foreseen, start=1):
        said = {"fa": one.fa, "en": one.en}
        kind, article = EffectKind(one.kind.value), str(ART_9[0])
        yield Effect(kind=kind.value, key=f"9/{number}", said=said, article=article, **alike)
    if grade.office.code in below:
        said = {one.value: gettext(DUTY_SAID, one) for one in Language}
        kind, article = EffectKind.DUTY, str(ART_11[0])
        yield Effect(kind=kind.value, key=DUTY, said=said, article=article, **alike)


def _end(row: Effect, state: EffectState, note: str, by: Doer, at: datetime) -> None:
    row.state, row.note, row.ended_by, row.ended_at = state, note, by.key, at
    row.save(update_fields=["state", "note", "ended_by", "ended_at"])
    event_write(
        kind="effect.ended",
        subject=f"office:{row.office.code}",
        after=state.value,
        cites=[row.article],
        facts={"key": row.key, "cycle": row.cycle.code},
        private={"note": note},
    )
