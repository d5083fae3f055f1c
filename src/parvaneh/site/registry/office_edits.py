"""What may be changed of an office outside of cases: each a form and one operation."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from parvaneh.frame.form_fields import (
    DayField,
    NumberField,
    OfficeCodeField,
    PostalCodeField,
    ProvinceField,
    TextField,
)
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.kit.text import ascii_digits
from parvaneh.law.judicial_calendar import WEEKDAYS, Weekday
from parvaneh.law.vocabulary import POSTS
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry import operations
from parvaneh.registry.models import Office, OfficeAddress, OfficeHours, OfficePhone, OfficeService
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.operations import Address, Hours
from parvaneh.site.reader import Reader
from parvaneh.site.registry.asking import (
    PERSON,
    PERSON_HINT,
    PersonField,
    choice,
    is_yes,
    named,
    yes_or_no,
)
from parvaneh.site.registry.editing import Edit, EditForm

KEEP = msg("Keep")
HOURS_FORM = msg("Write each shift as from and to, such as 8:00 to 14:00; found: {found}.")
PRICE_FORM = msg("Each line: the code of the service, then the price in rials or a dash: {found}.")
TWO_SHIFTS = 2
MOST_LINES = 300
_SHIFT = re.compile(
    r"(\d{1,2})(?::(\d{2}))?\s*(?:-|–|—|تا|to)\s*(\d{1,2})(?::(\d{2}))?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:,|،|؛|;|\band\b|\sو\s)\s*", re.IGNORECASE)


class MakeForm(EditForm):
    """A new office."""

    def build(self) -> None:
        """Ask for code, title, province, telephones and the first day."""
        self.fields["code"] = OfficeCodeField(
            label=say(msg("Code of the office")), help_text=say(msg("It never changes."))
        )
        self.fields["title"] = TextField(label=say(msg("Title")), max_length=200)
        self.fields["province"] = ProvinceField(label=say(msg("Province")))
        self.fields["phones"] = _phones_field()
        self.starts_on()


class RenameForm(EditForm):
    """Another title."""

    def build(self) -> None:
        """Ask for the title and its first day."""
        self.fields["title"] = TextField(label=say(msg("Title")), max_length=200)
        self.starts_on()


class AddressForm(EditForm):
    """Another address."""

    def build(self) -> None:
        """Ask for the address; counties of the office's own province."""
        counties = counties_of(BY_KEY[self.thing.province])
        self.fields["street"] = TextField(label=say(msg("Street, alley, number")), max_length=400)
        self.fields["city"] = TextField(label=say(msg("City")), max_length=100, required=False)
        self.fields["county"] = choice(
            msg("County"), [(one.number, one.fa) for one in counties], required=False, look="select"
        )
        self.fields["postal_code"] = PostalCodeField(label=say(msg("Postal code")), required=False)
        for name, label, hint in (
            ("latitude", msg("Latitude"), msg("Degrees, such as 35.700000; with the longitude.")),
            ("longitude", msg("Longitude"), msg("Degrees, such as 51.400000; with the latitude.")),
        ):
            self.fields[name] = NumberField(
                label=say(label), help_text=say(hint), places=6, required=False
            )
        self.starts_on()

    def address(self) -> Address:
        """What was said, as the operation takes it."""
        said = self.cleaned_data
        return Address(
            street=said["street"],
            city=said["city"],
            county=int(said["county"]) if said["county"] else None,
            postal_code=said["postal_code"],
            latitude=said["latitude"],
            longitude=said["longitude"],
        )


class PhonesForm(EditForm):
    """The telephones."""

    def build(self) -> None:
        """Ask for all of them."""
        self.fields["phones"] = _phones_field()
        self.starts_on()


class HoursForm(EditForm):
    """The opening hours of a week."""

    def build(self) -> None:
        """Ask for each weekday."""
        for number, (weekday, term) in enumerate(WEEKDAYS.items()):
            hint = msg("Such as 8 to 14, or 8:00 to 12:30 and 16:00 to 19:00; empty is closed.")
            self.fields[_of_day(weekday)] = TextField(
                label=shown(term),
                required=False,
                max_length=60,
                help_text="" if number else say(hint),
            )
        self.starts_on()

    def clean(self) -> dict[str, Any]:
        """Read the shifts of each day."""
        said = super().clean() or self.cleaned_data
        self.hours: list[Hours] = []
        for weekday in Weekday:
            try:
                self.hours += shifts_of(weekday, said.get(_of_day(weekday), ""))
            except ValidationError as why:
                self.add_error(_of_day(weekday), why)
        return said


class ServicesForm(EditForm):
    """The services and their prices."""

    def build(self) -> None:
        """Ask for the whole list."""
        self.fields["service"] = TextField(
            label=say(msg("Services and prices")),
            lines=True,
            rows=10,
            max_length=20_000,
            required=False,
            help_text=say(
                msg(
                    "One line for each service: its code, then its price in rials, "
                    "or a dash where the list names none."
                )
            ),
        )
        self.starts_on()

    def clean_service(self) -> Mapping[str, int | None]:
        """Prices by code of the service."""
        return prices_of(self.cleaned_data["service"])


class FillForm(EditForm):
    """Somebody for a post."""

    def build(self) -> None:
        """Ask who, as what, how and from when; the manager's post comes with the licence."""
        self.fields["person"] = PersonField(
            label=say(PERSON), help_text=say(PERSON_HINT), reader=self.reader
        )
        posts = named((key, term) for key, term in POSTS.items() if key is not PostKind.MANAGER)
        self.fields["post"] = choice(msg("Post"), posts)
        self.fields["full_time"] = yes_or_no(msg("Full-time?"))
        self.starts_on()


class EndForm(EditForm):
    """The end of a post."""

    def build(self) -> None:
        """Ask for the last day and the reason."""
        self.fields["ends_on"] = DayField(label=say(msg("Last day")))
        self.fields["reason"] = TextField(label=say(msg("Why?")), lines=True, max_length=1000)


class OrderForm(EditForm):
    """More staff."""

    def build(self) -> None:
        """Ask for the post, how many and from when."""
        self.fields["post"] = choice(msg("Post"), named(POSTS.items()))
        self.fields["persons"] = NumberField(
            label=say(msg("How many more")), least=1, most=50,
            help_text=say(msg("Beyond the least number that the directive asks for.")),
        )  # fmt: skip
        self.starts_on()


def shifts_of(weekday: Weekday, text: str) -> list[Hours]:
    """The shifts of a day as people write them.

    Raises:
        ValidationError: it cannot be read.
    """
    plain = ascii_digits(text).strip()
    if not plain:
        return []
    found = []
    for number, part in enumerate(_BETWEEN.split(plain), 1):
        match = _SHIFT.fullmatch(part.strip())
        if match is None or number > TWO_SHIFTS:
            raise ValidationError(say(HOURS_FORM, found=text))
        hours = [int(one or 0) for one in match.groups()]
        try:
            opens, closes = time(hours[0], hours[1]), time(hours[2], hours[3])
        except ValueError as why:
            raise ValidationError(say(HOURS_FORM, found=text)) from why
        found.append(Hours(weekday, opens, closes, number))
    return found


def prices_of(text: str) -> dict[str, int | None]:
    """Prices by service, one a line.

    Raises:
        ValidationError: a line cannot be read.
    """
    found: dict[str, int | None] = {}
    for line in filter(None, map(str.strip, text.splitlines()[: MOST_LINES + 1])):
        service, _, amount = line.partition(" ")
        plain = re.sub(r"[\s,٬،]", "", ascii_digits(amount))
        if plain not in {"", "-", "–", "—"} and not (plain.isascii() and plain.isdigit()):
            raise ValidationError(say(PRICE_FORM, found=line[:80]))
        found[service] = int(plain) if plain.isdigit() else None
    return found


def _phones_field() -> TextField:
    return TextField(
        label=say(msg("Telephones")),
        lines=True,
        rows=3,
        max_length=400,
        required=False,
        help_text=say(msg("One on each line, with the area code, such as 02112345678.")),
    )


def _lines(text: str) -> list[str]:
    return [one for one in map(str.strip, text.splitlines()) if one]


def _of_day(weekday: Weekday) -> str:
    return f"hours.{weekday}"


def _done(reader: Reader) -> dict[str, Any]:
    return {"by": reader.acting, "at": reader.at}


def _make(_: object, form: EditForm, reader: Reader) -> Office:
    said = form.cleaned_data
    return operations.office_make(
        code=said["code"],
        title=said["title"],
        province=said["province"],
        phones=_lines(said["phones"]),
        starts_on=form.from_day(),
        **_done(reader),
    )


def _rename(office: Office, form: EditForm, reader: Reader) -> Office:
    title = form.cleaned_data["title"]
    return operations.office_rename(
        office=office, title=title, starts_on=form.from_day(), **_done(reader)
    )


def _address(office: Office, form: EditForm, reader: Reader) -> Any:
    assert isinstance(form, AddressForm)
    return operations.office_address_set(
        office=office, to=form.address(), starts_on=form.from_day(), **_done(reader)
    )


def _phones(office: Office, form: EditForm, reader: Reader) -> None:
    numbers = _lines(form.cleaned_data["phones"])
    operations.office_phones_set(
        office=office, numbers=numbers, starts_on=form.from_day(), **_done(reader)
    )


def _hours(office: Office, form: EditForm, reader: Reader) -> None:
    assert isinstance(form, HoursForm)
    operations.office_hours_set(
        office=office, hours=form.hours, starts_on=form.from_day(), **_done(reader)
    )


def _services(office: Office, form: EditForm, reader: Reader) -> None:
    prices = form.cleaned_data["service"]
    operations.office_services_set(
        office=office, prices=prices, starts_on=form.from_day(), **_done(reader)
    )


def _fill(office: Office, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.post_fill(
        office=office,
        person=said["person"],
        post=PostKind(said["post"]),
        full_time=bool(is_yes(said["full_time"])),
        starts_on=form.from_day(),
        **_done(reader),
    )


def _end(post: Any, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.post_end(
        post=post, ends_on=said["ends_on"], reason=said["reason"], **_done(reader)
    )


def _order(office: Office, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.staff_order(
        office=office,
        post=PostKind(said["post"]),
        persons=said["persons"],
        starts_on=form.from_day(),
        **_done(reader),
    )


def _address_now(office: Office, reader: Reader, _: HttpRequest) -> Mapping[str, Any]:
    names = ("street", "city", "county", "postal_code", "latitude", "longitude")
    row = OfficeAddress.objects.filter(holds_on(reader.on), office=office).first()
    return {name: getattr(row, name) for name in names} if row else {}


def _phones_now(office: Office, reader: Reader, _: HttpRequest) -> Mapping[str, Any]:
    rows = OfficePhone.objects.filter(holds_on(reader.on), office=office).order_by("number")
    return {"phones": "\n".join(rows.values_list("number", flat=True))}


def _hours_now(office: Office, reader: Reader, _: HttpRequest) -> Mapping[str, Any]:
    rows = OfficeHours.objects.filter(holds_on(reader.on), office=office)
    shifts: dict[str, list[str]] = {}
    for row in rows.order_by("weekday", "shift"):
        shift = f"{row.opens:%H:%M}-{row.closes:%H:%M}"
        shifts.setdefault(f"hours.{row.weekday}", []).append(shift)
    return {name: ", ".join(parts) for name, parts in shifts.items()}


def _services_now(office: Office, reader: Reader, _: HttpRequest) -> Mapping[str, Any]:
    rows = OfficeService.objects.filter(holds_on(reader.on), office=office).order_by("service")
    lines = [f"{one.service} {'-' if one.rials is None else one.rials}" for one in rows]
    return {"service": "\n".join(lines)}


MAKE = Edit(
    msg("Enter an office"), msg("Enter"), MakeForm, _make,
    says=(msg("The office may not work before a licence is issued for it: that is a case."),),
)  # fmt: skip
RENAME = Edit(
    msg("Another title"), KEEP, RenameForm, _rename,
    initial=lambda office, *_: {"title": office.title},
)  # fmt: skip
ADDRESS = Edit(
    msg("Address"), KEEP, AddressForm, _address,
    says=(msg("This corrects or completes the address. A move of a licensed office is a case."),),
    beside={"place": "latitude"}, initial=_address_now,
)  # fmt: skip
PHONES = Edit(msg("Telephones"), KEEP, PhonesForm, _phones, initial=_phones_now)
HOURS = Edit(msg("Opening hours"), KEEP, HoursForm, _hours, initial=_hours_now)
SERVICES = Edit(
    msg("Services and prices"), KEEP, ServicesForm, _services,
    beside={"rials": "service"}, initial=_services_now,
)  # fmt: skip
FILL = Edit(
    msg("Fill a post"), msg("Fill"), FillForm, _fill,
    says=(msg("Whether the person meets the conditions of the post is asked of the directive."),),
    beside={"computer_skill": "post"},
    initial=lambda _, __, request: {"person": request.GET.get("person", "")[:40]},
)  # fmt: skip
END = Edit(
    msg("End a post"), msg("End the post"), EndForm, _end,
    says=(
        msg("The post ends after its last day, and cannot be taken up again: it is filled anew."),
        msg("The office may then have fewer staff than it must have."),
    ),
    is_final=True, beside={"post": "ends_on"},
)  # fmt: skip
ORDER = Edit(
    msg("Order more staff"), msg("Order"), OrderForm, _order,
    says=(msg("The office is obliged to employ more because its volume grew."),),
)  # fmt: skip
