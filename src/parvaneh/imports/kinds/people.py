"""Persons, and what each has shown for a post: degree, certificates, experience, declaration."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import refuse
from parvaneh.imports.columns import PROVINCE_WORDS, Column, Type
from parvaneh.imports.kinds.kind import Came, Item, Items, Kind, Outcome, Undoing
from parvaneh.imports.kinds.reach import id_of, persons_named
from parvaneh.imports.kinds.rowwise import Change, Rowwise, came, differing, refuse_changes
from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.person import LEVELS, MILITARY
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import POSTS, Term
from parvaneh.registry.loaders import visible_persons
from parvaneh.registry.models import (
    Certificate,
    Declaration,
    Degree,
    Experience,
    Person,
)
from parvaneh.registry.models.persons import PLAIN, CertificateKind, PersonKind
from parvaneh.registry.operations import (
    certificate_enter,
    declaration_enter,
    degree_enter,
    experience_enter,
    person_make,
)

KINDS = {
    PersonKind.NATURAL.value: Term("حقیقی", "natural"),
    PersonKind.LEGAL.value: Term("حقوقی", "legal"),
}
SEXES = {"man": Term("مرد", "man"), "woman": Term("زن", "woman")}
DAY_NEEDED = msg("Say from which day, for the columns beside it are filled.")
NO_SUCH_PERSON = msg("There is no such person within your reach.")
ID_NEEDED = msg("A new person needs a national id; a known one its code.")

COLUMNS = (
    Column(
        "person_code", Term("کد شخص", "Person code"), Type.CODE,
        note=Term("تنها برای شخصی که هست", "only for a person who is known"),
    ),
    Column(
        "national_id", Term("شناسه ملی", "National id"), Type.CODE, private=True,
        example="0012345679",
    ),
    Column("name", Term("نام و نام خانوادگی", "Name"), required=True, example="شخص ۱ (نمایشی)"),
    Column(
        "kind", Term("حقیقی یا حقوقی", "Kind"), Type.WORD, words=KINDS, example="حقیقی",
    ),
    Column(
        "province", Term("استان", "Province"), Type.PROVINCE, required=True, example="تهران",
        words=PROVINCE_WORDS,
    ),
    Column(
        "born_on", Term("روز تولد", "Day of birth"), Type.DAY, private=True,
        example="1364/02/15", cites=cites("D1392 5(2)"),
    ),
    Column("sex", Term("زن یا مرد", "Sex"), Type.WORD, words=SEXES, example="زن"),
    Column("mobile", Term("تلفن همراه", "Mobile"), Type.CODE, private=True, example="09120000000"),
    Column(
        "degree", Term("مقطع تحصیلی", "Degree"), Type.WORD, words=LEVELS, cites=cites("D1392 5(1)"),
        example="کارشناسی ارشد",
    ),
    Column("degree_field", Term("رشته تحصیلی", "Field of the degree"), example="law"),
    Column("degree_on", Term("روز مدرک", "Degree awarded on"), Type.DAY, example="1389/04/10"),
    Column(
        "conditions_from", Term("شرایط عمومی از روز", "General conditions from"), Type.DAY,
        cites=cites("D1392 4"), example="1392/03/01",
        note=Term(
            "گواهی هر شش شرط عمومی ماده ۴، جز خدمت وظیفه",
            "certificates of all six general conditions of article 4 but military service",
        ),
    ),
    Column(
        "military", Term("خدمت وظیفه", "Military service"), Type.WORD, words=MILITARY,
        cites=cites("D1392 4(6)"),
    ),
    Column(
        "computer_for", Term("مهارت رایانه برای سمت", "Computer skill for"), Type.WORD, words=POSTS,
        example="کارمند دفتری",
    ),
    Column(
        "related_from", Term("سابقه مرتبط از", "Related work from"), Type.DAY,
        cites=cites("D1392 5(3)"),
    ),
    Column("related_to", Term("سابقه مرتبط تا", "Related work until"), Type.DAY),
    Column(
        "declared_on", Term("اظهار نبود ممنوعیت در روز", "No prohibition declared on"), Type.DAY,
        cites=cites("D1392 8"), example="1403/01/15",
    ),
)  # fmt: skip
PLAIN_KEYS = ("name", "kind", "province")


class People(Rowwise):
    """Makes persons and enters what they have shown; of known ones only what is not there yet."""

    def begin(self, items: Items) -> None:
        """Look up the known persons and all that they have shown."""
        names = {one for item in items for one in _names(item)}
        found = persons_named(self.occasion, Permission.PERSON_MANAGE, names)
        rows = list({person.pk: person for person in found.values()}.values())
        self.known = found
        self.shown: dict[tuple[object, ...], object] = {}
        for one in Degree.objects.filter(person__in=rows):
            self.shown[one.person_id, "degree", one.level, one.field] = one
        for held in Certificate.objects.filter(person__in=rows, holds=True):
            self.shown[held.person_id, held.kind, held.detail] = held
        for work in Experience.objects.filter(person__in=rows, related=True):
            self.shown[work.person_id, "work", work.starts_on, work.ends_on] = work
        for said in Declaration.objects.filter(person__in=rows):
            self.shown[said.person_id, "declared", said.declared_on] = said

    def one(self, item: Item) -> Outcome:
        """Make the person where there is none; enter what the row says they have shown."""
        said = item.values
        found = [self.known[name] for name in _names(item) if name in self.known]
        if not found:
            person = self._make(said)
            self._enter(person, item)
            return Outcome(Came.NEW, f"person:{person.code}")
        person = found[0]
        if len({one.pk for one in found}) > 1:
            refuse_changes([("national_id", "", "")])
        self._unchanged(person, item)
        return came(f"person:{person.code}", self._enter(person, item))

    def _make(self, said: Any) -> Person:
        if said["person_code"]:
            refuse(Reason("person_code", NO_SUCH_PERSON, ()))
        if not said["national_id"]:
            refuse(Reason("national_id", ID_NEEDED, ()))
        return person_make(
            name=said["name"],
            national_id=said["national_id"],
            province=said["province"],
            kind=said["kind"] or PersonKind.NATURAL.value,
            born_on=said["born_on"],
            man=None if said["sex"] is None else said["sex"] == "man",
            mobile=said["mobile"] or "",
            **self.occasion.done,
        )

    def _unchanged(self, person: Person, item: Item) -> None:
        changes = differing(item, {key: getattr(person, key) for key in PLAIN_KEYS})
        born_on = item.values["born_on"]
        if born_on and born_on.isoformat() != person.born_on.reveal():
            changes.append(("born_on", "", ""))
        sex = item.values["sex"]
        if sex and (sex == "man") is not person.man:
            changes.append(("sex", "", ""))
        refuse_changes(changes)

    def _enter(self, person: Person, item: Item) -> list[Change]:
        said, done = item.values, self.occasion.done
        who = {"person": person, **done}
        changes: list[Change] = []

        def new(column: str, *key: object) -> bool:
            if said[column] is None or (person.pk, *key) in self.shown:
                return False
            changes.append((column, "", said[column]))
            return True

        field = said["degree_field"] or ""
        if new("degree", "degree", said["degree"], field):
            on = _needed(said, "degree_on")
            degree_enter(level=said["degree"], field=field, awarded_on=on, **who)
        for kind in PLAIN:
            if new("conditions_from", kind, ""):
                certificate_enter(kind=kind, starts_on=said["conditions_from"], **who)
        for column, named in (
            ("military", CertificateKind.MILITARY_SERVICE),
            ("computer_for", CertificateKind.COMPUTER_SKILL),
        ):
            if new(column, named.value, said[column]):
                since = _needed(said, "conditions_from")
                certificate_enter(kind=named, detail=said[column], starts_on=since, **who)
        if new("related_from", "work", said["related_from"], said["related_to"]):
            experience_enter(
                work=self.occasion.source,
                starts_on=said["related_from"],
                ends_on=said["related_to"],
                related=True,
                **who,
            )
        if new("declared_on", "declared", said["declared_on"]):
            declaration_enter(declared_on=said["declared_on"], **who)
        return list(dict.fromkeys(changes))


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The persons that somebody may see; personal values stay here, the code names the person."""
    rows = visible_persons(acting, to=Permission.PERSON_SEE, on=on).order_by("code")
    sexes = {True: "man", False: "woman", None: None}
    width = len(COLUMNS) - 7
    for person in rows.iterator(chunk_size=2000):
        known = (person.code, None, person.name, person.kind, person.province or None, None)
        yield (*known, sexes[person.man], *(None,) * width)


def _names(item: Item) -> list[str]:
    code, number = item.values["person_code"], item.values["national_id"]
    return [one for one in (code, id_of(number or "")) if one]


def _needed(said: Any, column: str) -> date:
    if said[column] is None:
        refuse(Reason(column, DAY_NEEDED, ()))
    day: date = said[column]
    return day


PEOPLE = Kind(
    "people",
    Term("اشخاص", "People"),
    Term(
        "اشخاص و آنچه برای یک سمت نشان داده‌اند؛ از شخصی که هست تنها آنچه تازه است",
        "Persons and what they have shown for a post; of known ones only what is new",
    ),
    Permission.PERSON_MANAGE,
    ("person_code", "national_id"),
    COLUMNS,
    People,
    exported,
    Undoing((Degree, Certificate, Experience, Declaration, Person)),
    {
        "not_permitted": "province",
        "level": "degree",
        "field": "degree_field",
        "awarded_on": "degree_on",
        "ends_on": "related_to",
        "starts_on": "conditions_from",
    },
)
