"""Offices: made, or given another title, address, telephone numbers or access."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import PROVINCE_WORDS, Column, Type
from parvaneh.imports.kinds.kind import Came, Item, Items, Kind, Outcome, Undoing
from parvaneh.imports.kinds.reach import offices_within
from parvaneh.imports.kinds.rowwise import Change, Rowwise, came, differing, refuse_changes
from parvaneh.kit.identities import NotAnId, telephone
from parvaneh.law.citation import cites
from parvaneh.law.vocabulary import Term
from parvaneh.registry.access_features import ACCESS_FEATURES, AccessFeature
from parvaneh.registry.loaders import visible_offices
from parvaneh.registry.models import Office, OfficeAccess, OfficeAddress, OfficePhone, OfficeTitle
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.operations import (
    Address,
    office_access_set,
    office_address_set,
    office_make,
    office_phones_set,
    office_rename,
)
from parvaneh.registry.operations.office_access import ANSWERS, NOT_KNOWN, answer_of
from parvaneh.registry.operations.offices import office_address_read

ADDRESS = ("street", "city", "county", "postal_code", "latitude", "longitude")
TEXTS = ("street", "city", "postal_code")
MOST_COUNTY = 10_000

ACCESS = tuple(feature.value for feature in AccessFeature)
ACCESS_NOTE = Term(
    "«بله» و «خیر» به تنهایی اعلام دفتر است؛ خانهٔ خالی چیزی نمی‌گوید",
    "yes and no alone are what the office declares; an empty cell says nothing",
)

COLUMNS = (
    Column(
        "code", Term("کد دفتر", "Office code"), Type.CODE, required=True, example="1200415",
        note=Term("۱ تا ۱۲ رقم؛ خانه را متنی کنید", "1 to 12 digits; format the cells as text"),
    ),
    Column(
        "title", Term("عنوان دفتر", "Title"), required=True, example="دفتر ۱۲۰۰۴۱۵ (نمایشی)",
        cites=cites("D1392 1(d)"),
    ),
    Column(
        "province", Term("استان", "Province"), Type.PROVINCE, required=True, example="تهران",
        words=PROVINCE_WORDS,
    ),
    Column(
        "starts_on", Term("از روز", "From day"), Type.DAY, required=True, example="1403/01/01",
        note=Term(
            "نخستین روزی که این سطر برای آن درست است", "the first day for which the row holds"
        ),
    ),
    Column("street", Term("نشانی", "Address"), example="خیابان نمونه، شماره ۱"),
    Column("city", Term("شهر", "City"), example="تهران"),
    Column(
        "county", Term("شماره شهرستان", "County number"), Type.WHOLE, most=MOST_COUNTY,
    ),
    Column("postal_code", Term("کد پستی", "Postal code"), Type.CODE, example="1136736111"),
    Column("latitude", Term("عرض جغرافیایی", "Latitude"), Type.DECIMAL, example="35.7"),
    Column("longitude", Term("طول جغرافیایی", "Longitude"), Type.DECIMAL, example="51.4"),
    Column(
        "phones", Term("تلفن‌ها", "Telephones"), Type.LIST, example="02166000000",
        note=Term("چند شماره با ویرگول", "several with commas between them"),
    ),
    *(
        Column(
            feature.value, term, Type.WORD, words={key: one for key, (one, _) in ANSWERS.items()},
            cites=term.cites, note=ACCESS_NOTE,
        )
        for feature, term in ACCESS_FEATURES.items()
    ),
)  # fmt: skip


class Offices(Rowwise):
    """Makes offices; of known ones enters what differs, from the row's day on."""

    def begin(self, items: Items) -> None:
        """Look up the known offices, their last addresses and their telephone numbers."""
        codes = {item.values["code"] for item in items}
        rows = offices_within(self.occasion, Permission.OFFICE_MANAGE).filter(code__in=codes)
        self.known = {office.code: office for office in rows}
        self.held = held_of(list(self.known.values()), self.occasion.on)

    def one(self, item: Item) -> Outcome:
        """Make the office, or enter what differs."""
        said = item.values
        office = self.known.get(said["code"])
        if office is None:
            self._make(said)
            return Outcome(Came.NEW, f"office:{said['code']}")
        return came(f"office:{office.code}", self._changed(item, office))

    def _make(self, said: Any) -> None:
        office = office_make(
            code=said["code"],
            title=said["title"],
            province=said["province"],
            starts_on=said["starts_on"],
            address=_address(said) if _has_address(said) else None,
            phones=said["phones"] or (),
            **self.occasion.done,
        )
        answers = {key: said[key] for key in ACCESS if said[key] not in (None, NOT_KNOWN)}
        if answers:
            self._access(office, answers, said["starts_on"])

    def _changed(self, item: Item, office: Office) -> list[Change]:
        said, held = item.values, self.held[office.pk]
        doing = {"office": office, "starts_on": said["starts_on"], **self.occasion.done}
        refuse_changes(differing(item, {"province": office.province}))
        changes = differing(item, {"title": office.title})
        if changes:
            office_rename(title=said["title"], **doing)
        if _has_address(said):
            to = _address({**{key: held[key] for key in ADDRESS}, **_given(said, ADDRESS)})
            read = office_address_read(to, office.province)
            moved = [(key, held[key], read[key]) for key in ADDRESS if held[key] != read[key]]
            if moved:
                office_address_set(to=to, **doing)
            changes += moved
        phones = tuple(sorted(map(_number, said["phones"] or ())))
        if phones and phones != held["phones"]:
            office_phones_set(numbers=phones, **doing)
            changes.append(("phones", held["phones"], phones))
        answers = differing(item, {key: held[key] for key in ACCESS})
        if answers:
            self._access(office, {key: now for key, _, now in answers}, said["starts_on"])
        return [*changes, *answers]

    def _access(self, office: Office, answers: Mapping[str, Any], starts_on: date) -> None:
        known = {AccessFeature(key): ANSWERS[answer][1] for key, answer in answers.items()}
        office_access_set(office=office, known=known, starts_on=starts_on, **self.occasion.done)


def held_of(offices: Sequence[Office], on: date) -> dict[int, dict[str, Any]]:
    """What is known of offices beside their titles, by their keys, in three queries."""
    held: dict[int, dict[str, Any]] = {
        one.pk: {**dict.fromkeys(ADDRESS), **dict.fromkeys(TEXTS, ""), "phones": ()}
        | dict.fromkeys(ACCESS, NOT_KNOWN)
        for one in offices
    }
    for row in OfficeAddress.objects.filter(office__in=offices).order_by("starts_on"):
        held[row.office_id].update({key: getattr(row, key) for key in ADDRESS})
    phones = OfficePhone.objects.filter(holds_on(on), office__in=offices).order_by("number")
    for phone in phones:
        held[phone.office_id]["phones"] += (phone.number,)
    for known in OfficeAccess.objects.filter(holds_on(on), office__in=offices):
        held[known.office_id][known.feature] = answer_of(known)
    return held


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The offices that somebody may see, as an import takes them."""
    offices = list(visible_offices(acting, to=Permission.OFFICE_SEE, on=on).order_by("code"))
    held = held_of(offices, on)
    titles = OfficeTitle.objects.filter(office__in=offices).order_by("starts_on")
    since = {row.office_id: row.starts_on for row in titles}
    for office in offices:
        known = held[office.pk]
        yield (
            office.code, office.title, office.province, since.get(office.pk, on),
            *(known[key] for key in ADDRESS), known["phones"],
            *(known[key] if known[key] != NOT_KNOWN else None for key in ACCESS),
        )  # fmt: skip


def _has_address(said: Any) -> bool:
    return any(said[key] is not None for key in ADDRESS)


def _given(said: Any, keys: Sequence[str]) -> dict[str, Any]:
    return {key: said[key] for key in keys if said[key] is not None}


def _address(said: Any) -> Address:
    texts = {key: said[key] or "" for key in TEXTS}
    return Address(
        **texts, county=said["county"], latitude=said["latitude"], longitude=said["longitude"]
    )


def _number(text: str) -> str:
    try:
        return telephone(text)
    except NotAnId:
        return text  # the operation says what is wrong with it


OFFICES = Kind(
    "offices",
    Term("دفترها", "Offices"),
    Term(
        "دفتر تازه، یا عنوان، نشانی، تلفن و دسترسی تازه برای دفتری که هست",
        "New offices; for known ones another title, address, telephone or access",
    ),
    Permission.OFFICE_MANAGE,
    ("code",),
    COLUMNS,
    Offices,
    exported,
    Undoing((OfficeAccess, OfficePhone, OfficeAddress, OfficeTitle, Office)),
    {"not_permitted": "province", "place": "latitude"},
)
