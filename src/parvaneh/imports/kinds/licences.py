"""Licences: issued in a manager's name, and opened. Later steps are taken by cases."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pgtrigger

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import Column, Type
from parvaneh.imports.kinds.kind import Came, Item, Items, Kind, Occasion, Outcome, Undoing
from parvaneh.imports.kinds.rowwise import Rowwise, came, differing, refuse_changes
from parvaneh.law.citation import cites
from parvaneh.law.jalali import MONTHS_A_YEAR, parts
from parvaneh.law.vocabulary import ACTORS, Actor, Term
from parvaneh.registry.loaders import visible_licences
from parvaneh.registry.models import Licence, LicenceStep, LicenceTerm, Post
from parvaneh.registry.operations import Term as Months
from parvaneh.registry.operations import licence_issue, licence_open

MOST_MONTHS = 120
OPEN = "open"
PROPOSERS = {key.value: ACTORS[key] for key in (Actor.COUNCIL, Actor.CENTER_HEAD)}
DECIDERS = {key.value: ACTORS[key] for key in (Actor.CENTER_HEAD, Actor.COUNCIL)}
# What lets an office begin to work is the General Department's to say (D1392 3).
OPENER = Actor.GENERAL_DEPARTMENT

COLUMNS = (
    Column(
        "office_code", Term("کد دفتر", "Office code"), Type.OFFICE, required=True,
        example="1200415",
    ),
    Column(
        "manager", Term("مدیر", "Manager"), Type.PERSON, required=True, private=True,
        example="0012345679", cites=cites("D1392 5"),
        note=Term("شناسه ملی یا کد شخص", "the national id or the person's code"),
    ),
    Column(
        "starts_on", Term("از روز", "From day"), Type.DAY, required=True, example="1403/01/01",
    ),
    Column(
        "months", Term("مدت به ماه", "Months"), Type.WHOLE, required=True, least=1,
        most=MOST_MONTHS, example="36",
    ),
    Column(
        "due_months", Term("سررسید تمدید، ماه پیش از پایان", "Due months before its end"),
        Type.WHOLE, required=True, most=MOST_MONTHS, example="3",
    ),
    Column(
        "proposed_by", Term("پیشنهاددهنده", "Proposed by"), Type.WORD, required=True,
        words=PROPOSERS, example="شورا", cites=cites("D1392 2"),
    ),
    Column(
        "decided_by", Term("تصویب‌کننده", "Decided by"), Type.WORD, required=True, words=DECIDERS,
        example="رئیس مرکز", cites=cites("D1392 2"),
    ),
    Column(
        "opened_on", Term("آغاز کار در روز", "Opened on"), Type.DAY, cites=cites("D1392 3"),
        example="1403/01/15",
    ),
)  # fmt: skip


class Licences(Rowwise):
    """Issues licences; opens known ones for which the row says so."""

    def begin(self, items: Items) -> None:
        """Look up the licences that the rows may be about."""
        offices = {item.values["office_code"].pk for item in items}
        rows = Licence.objects.filter(office__in=offices).prefetch_related("terms", "steps")
        self.known = {(one.office_id, one.manager_id, one.starts_on): one for one in rows}

    def one(self, item: Item) -> Outcome:
        """Issue the licence where it is not known; open it where the row says so."""
        said, source = item.values, self.occasion.source
        office, manager = said["office_code"], said["manager"]
        licence = self.known.get((office.pk, manager.pk, said["starts_on"]))
        if licence is None:
            licence = licence_issue(
                office=office,
                manager=manager,
                starts_on=said["starts_on"],
                term=Months(said["months"], said["due_months"]),
                proposed_by=Actor(said["proposed_by"]),
                decided_by=Actor(said["decided_by"]),
                source=source,
                **self.occasion.done,
            )
            self._open(licence, item)
            return Outcome(Came.NEW, f"licence:{licence.number}")
        terms = sorted(licence.terms.all(), key=lambda one: one.starts_on)
        opened_on = _opened_on(licence)
        refuse_changes(differing(item, {"months": terms[0].months}))
        if said["opened_on"] is None or said["opened_on"] == opened_on:
            return Outcome(Came.SAME, f"licence:{licence.number}")
        self._open(licence, item)
        return came(f"licence:{licence.number}", [("opened_on", opened_on, said["opened_on"])])

    def _open(self, licence: Licence, item: Item) -> None:
        if item.values["opened_on"] is not None:
            licence_open(
                licence=licence,
                on=item.values["opened_on"],
                decided_by=OPENER,
                source=self.occasion.source,
                **self.occasion.done,
            )


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The licences that somebody may see."""
    rows = visible_licences(acting, to=Permission.LICENCE_SEE, on=on)
    for one in rows.prefetch_related("terms", "steps").order_by("number"):
        term = min(one.terms.all(), key=lambda term: term.starts_on, default=None)
        if term is None:
            continue
        due = _months_before(term)
        yield (
            one.office.code, one.manager.code, one.starts_on, term.months, due,
            Actor.COUNCIL.value, Actor.CENTER_HEAD.value, _opened_on(one),
        )  # fmt: skip


def taken_back(occasion: Occasion, source: str) -> Iterable[str]:
    """Delete the steps of licences that were imported; what others took stands in the way.

    A step is never deleted otherwise: what happened to a licence stays, and a withdrawal is a
    decision of its own, which nobody took here. What is taken back never was: no licence is left of
    it, and nobody else took a step. So the trigger is left unasked for this one statement; what was
    entered stays in the sealed file of the import, in the history of licence, term and post, and in
    the two events of the log.
    """
    del occasion
    terms = LicenceTerm.objects.filter(source=source).values("licence")
    made = Licence.objects.filter(pk__in=terms)
    others = LicenceStep.objects.filter(licence__in=made).exclude(source=source)
    suspended = made.filter(suspensions__isnull=False)
    blocked = {*others.values_list("licence__number", flat=True)}
    blocked |= {*suspended.values_list("number", flat=True)}
    opened = LicenceStep.objects.filter(source=source).exclude(licence__in=made)
    # A licence that was there before and was only opened here: its step stays what it is.
    blocked |= {*opened.values_list("licence__number", flat=True)}
    if not blocked:
        with pgtrigger.ignore("registry.LicenceStep:never_deleted"):
            LicenceStep.objects.filter(source=source).delete()
    return sorted(f"licence:{one}" for one in blocked)


def _opened_on(licence: Licence) -> date | None:
    days = [one.takes_effect_on for one in licence.steps.all() if one.step == OPEN]
    return min(days, default=None)


def _months_before(term: LicenceTerm) -> int:
    end, due = parts(term.ends_on or term.due_on), parts(term.due_on)
    return (end[0] - due[0]) * MONTHS_A_YEAR + end[1] - due[1]


LICENCES = Kind(
    "licences",
    Term("پروانه‌ها", "Licences"),
    Term(
        "پروانه دفتر به نام مدیر، و روز آغاز کار",
        "Licences of offices in a manager's name, and when they opened",
    ),
    Permission.LICENCE_MANAGE,
    ("office_code", "manager", "starts_on"),
    COLUMNS,
    Licences,
    exported,
    Undoing((Post, LicenceTerm, Licence), taken_back),
    {
        "not_permitted": "office_code",
        "office": "office_code",
        "on": "opened_on",
        "person": "manager",
        "full_time": "manager",
    },
)
