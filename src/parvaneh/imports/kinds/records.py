"""The record of offices: convictions and commendations, written or corrected by a new version."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import Column, Type
from parvaneh.imports.kinds.kind import Came, Item, Items, Kind, Occasion, Outcome, Undoing
from parvaneh.imports.kinds.rowwise import Change, Rowwise, came
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_convictions import KINDS, Convicted
from parvaneh.law.vocabulary import Term
from parvaneh.registry.loaders import visible_records
from parvaneh.registry.models import Record
from parvaneh.registry.models.records import COMMENDATION
from parvaneh.registry.operations import Entry, record_correct, record_withdraw, record_write
from parvaneh.registry.operations.records import entry_of
from parvaneh.registry.queries.records import records_in_force

RECORD_KINDS = {
    **{key.value: term for key, term in KINDS.items()},
    COMMENDATION: Term("تشویق", "commendation"),
}
CONVICTED = {
    Convicted.MANAGER.value: Term("مدیر", "manager"),
    Convicted.STAFF.value: Term("کارکنان", "staff"),
}
MOST_DEGREE = 20
MOST_DEMOTION = 10

COLUMNS = (
    Column(
        "office_code", Term("کد دفتر", "Office code"), Type.OFFICE, required=True,
        example="1200415",
    ),
    Column(
        "kind", Term("گونه", "Kind"), Type.WORD, required=True, words=RECORD_KINDS,
        example="انتظامی", cites=cites("D1404 4(7)"),
    ),
    Column(
        "ruling", Term("شماره رأی یا نامه", "Ruling"), Type.CODE, required=True,
        example="140309970001",
    ),
    Column("ruled_on", Term("روز رأی", "Ruled on"), Type.DAY, example="1403/05/10"),
    Column("final_on", Term("روز قطعیت", "Final on"), Type.DAY, example="1403/07/01"),
    Column(
        "convicted", Term("محکوم‌علیه", "Who was convicted"), Type.WORD, words=CONVICTED,
        example="مدیر", cites=cites("D1404 4(7)"),
    ),
    Column("degree", Term("درجه", "Degree"), Type.WHOLE, least=1, most=MOST_DEGREE, example="2"),
    Column(
        "intentional", Term("عمدی", "Intentional"), Type.FLAG, cites=cites("D1404 4(7)(b)"),
        note=Term("تنها برای محکومیت کیفری", "for criminal convictions only"),
    ),
    Column("revokes", Term("اثر آن لغو پروانه است", "Revokes the licence"), Type.FLAG),
    Column(
        "demotion", Term("تنزل رتبه", "Demotion in grades"), Type.WHOLE, least=0,
        most=MOST_DEMOTION,
    ),
    Column(
        "person", Term("شخص", "Person"), Type.PERSON, private=True,
        note=Term("شناسه ملی یا کد شخص", "the national id or the person's code"),
    ),
)  # fmt: skip
ENTERED = ("ruled_on", "final_on", "convicted", "degree", "intentional", "revokes", "demotion")
NOTHING_SAID: Any = {"convicted": "", "revokes": False}


class Records(Rowwise):
    """Writes entries; corrects known ones by a new version where the row says otherwise."""

    def begin(self, items: Items) -> None:
        """Look up the entries that the rows may be about."""
        offices = {item.values["office_code"].pk for item in items}
        rows = records_in_force().filter(office__in=offices).select_related("office", "person")
        self.known = {(one.office_id, one.kind, one.ruling): one for one in rows}

    def one(self, item: Item) -> Outcome:
        """Write the entry where it is not known; correct it where the row says otherwise."""
        said, source = item.values, self.occasion.source
        office = said["office_code"]
        record = self.known.get((office.pk, said["kind"], clean(said["ruling"])))
        if record is None:
            written = record_write(
                office=office,
                entry=_entry(said),
                source=source,
                person=said["person"],
                **self.occasion.done,
            )
            return Outcome(Came.NEW, f"record:{written.code}")
        held = entry_of(record)
        entry = _entry({**_said(held), **_given(said)})
        changes: list[Change] = [
            (key, getattr(held, key), getattr(entry, key))
            for key in ENTERED
            if getattr(held, key) != getattr(entry, key)
        ]
        if changes:
            record_correct(
                record=record, entry=entry, because=source, source=source, **self.occasion.done
            )
        return came(f"record:{record.code}", changes)


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The entries in force that somebody may see."""
    rows = visible_records(acting, to=Permission.RECORD_SEE, on=on)
    for one in rows.select_related("office", "person").order_by("office__code", "pk"):
        yield (
            one.office.code, one.kind, one.ruling, one.ruled_on, one.final_on,
            one.convicted or None, one.degree, one.intentional, one.revokes or None, one.demotion,
            one.person.code if one.person else None,
        )  # fmt: skip


def taken_back(occasion: Occasion, source: str) -> Iterable[str]:
    """Write versions that take entries back; entries that were corrected since stand in the way."""
    rows = Record.objects.filter(source=source).select_related("office", "person", "corrects")
    blocked = list(rows.filter(corrected_by__isnull=False).values_list("code", flat=True))
    if not blocked:
        doing = {"because": occasion.source, "source": occasion.source, **occasion.done}
        for record in rows.order_by("pk"):
            if record.corrects is None:
                record_withdraw(record=record, **doing)
            else:
                record_correct(record=record, entry=entry_of(record.corrects), **doing)
    return [f"record:{one}" for one in blocked]


def _entry(said: Any) -> Entry:
    return Entry(
        kind=said["kind"],
        ruling=said["ruling"],
        **{key: NOTHING_SAID.get(key) if said[key] is None else said[key] for key in ENTERED},
        cites=said.get("cites", ()),
    )


def _said(entry: Entry) -> dict[str, Any]:
    return {key: getattr(entry, key) for key in (*ENTERED, "cites")}


def _given(said: Any) -> dict[str, Any]:
    return {key: one for key, one in said.items() if one is not None}


RECORDS = Kind(
    "records",
    Term("سوابق", "Records"),
    Term(
        "محکومیت‌ها و تشویق‌های دفتر؛ سطری که با پیش فرق دارد نسخه‌ای تازه می‌شود",
        "Convictions and commendations; a row that differs becomes a new version",
    ),
    Permission.RECORD_MANAGE,
    ("office_code", "kind", "ruling"),
    COLUMNS,
    Records,
    exported,
    Undoing(first=taken_back),
    {"not_permitted": "office_code", "demotion_recorded": "demotion", "degree_known": "degree"},
)
