"""What may be changed of bodies: founded, dissolved, seats filled or left, provinces assigned."""

from typing import Any

from parvaneh.frame.form_fields import DayField, NumberField, ProvinceField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import ACTORS, SEATS, Actor
from parvaneh.registry import operations
from parvaneh.registry.models import Body, BodyKind, Holding
from parvaneh.registry.models.bodies import BODY_KINDS
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.seats import seats_by_law
from parvaneh.site.reader import Reader
from parvaneh.site.registry.asking import (
    PERSON,
    PERSON_HINT,
    OfficeField,
    PersonField,
    choice,
    named,
)
from parvaneh.site.registry.editing import Edit, EditForm

SOURCE = msg("The letter: its number and date")
MOST_YEARS = 80


class FoundForm(EditForm):
    """A new body."""

    def build(self) -> None:
        """Ask for kind, code, name, place, and the Kanoon of a board."""
        kanoons = Body.objects.filter(kind=BodyKind.KANOON, ends_on=None).order_by("code")
        self.kanoons = {one.code: one for one in kanoons}
        self.fields |= {
            "kind": choice(msg("Kind"), named(BODY_KINDS.items())),
            "code": TextField(
                label=say(msg("Code")),
                max_length=24,
                help_text=say(msg("Small Latin letters, digits, hyphens, such as kanoon-23.")),
            ),
            "title": TextField(label=say(msg("Official name")), max_length=200),
            "province": ProvinceField(
                label=say(msg("Province")),
                required=False,
                help_text=say(msg("Of a Provincial Deputy or a Kanoon.")),
            ),
            "kanoon": choice(
                msg("Kanoon"),
                [(one.code, one.title) for one in self.kanoons.values()],
                required=False,
                look="select",
                hint=msg("Of a board."),
            ),
        }
        self.fields["code"].control = "latin"  # type: ignore[attr-defined]  # of ours
        self.fields["starts_on"] = DayField(label=say(msg("First day")))


class DissolveForm(EditForm):
    """The end of a body."""

    def build(self) -> None:
        """Ask for the last day and the reason."""
        self.fields["ends_on"] = DayField(label=say(msg("Last day")))
        self.fields["reason"] = TextField(label=say(msg("Why?")), lines=True, max_length=200)


class AssignForm(EditForm):
    """Which Kanoon serves a province."""

    def build(self) -> None:
        """Ask for province, Kanoon, first day and letter."""
        living = Body.objects.filter(holds_on(self.reader.on), kind=BodyKind.KANOON)
        self.kanoons = {one.code: one for one in living.order_by("code")}
        self.fields |= {
            "province": ProvinceField(label=say(msg("Province without a Kanoon of its own"))),
            "kanoon": choice(
                msg("Kanoon that serves it"),
                [(one.code, one.title) for one in self.kanoons.values()],
            ),
        }
        self.starts_on()
        self.fields["source"] = TextField(label=say(SOURCE), max_length=200)


class SeatForm(EditForm):
    """Somebody for a seat."""

    def build(self) -> None:
        """Ask who, in which kind of seat, proposed and confirmed by whom."""
        actors = named(ACTORS.items())
        self.fields |= {
            "role": choice(msg("Kind of seat"), _roles(self.thing, self.reader)),
            "person": PersonField(
                label=say(PERSON), help_text=say(PERSON_HINT), reader=self.reader
            ),
            "proposer": choice(msg("Proposed by"), actors, required=False, look="select"),
            "approver": choice(msg("Confirmed by"), actors, required=False, look="select"),
        }
        if self.thing.kind == BodyKind.KANOON_BOARD:
            self.fields |= {
                "office": OfficeField(
                    label=say(msg("Code of the office that a manager manages")),
                    reader=self.reader,
                    required=False,
                ),
                "judicial_years": NumberField(
                    label=say(msg("Years of judicial record of a judge")),
                    least=0,
                    most=MOST_YEARS,
                    required=False,
                ),
            }
        self.starts_on()
        self.fields["source"] = TextField(label=say(SOURCE), max_length=200)


class VacateForm(EditForm):
    """The end of somebody's time in a seat."""

    def build(self) -> None:
        """Ask for the last day and the reason."""
        self.fields["ends_on"] = DayField(label=say(msg("Last day in the seat")))
        self.fields["reason"] = TextField(label=say(msg("Why?")), lines=True, max_length=200)


def _roles(body: Body, reader: Reader) -> list[tuple[str, str]]:
    try:
        seats = seats_by_law(body.kind, values=values_in_force(), on=reader.on)
    except NoValueInForce:
        seats = ()
    return [(one.role, shown(SEATS[one.role])) for one in seats]


def _done(reader: Reader) -> dict[str, Any]:
    return {"by": reader.acting, "at": reader.at}


def _found(_: object, form: EditForm, reader: Reader) -> Body:
    assert isinstance(form, FoundForm)
    said = form.cleaned_data
    return operations.body_found(
        kind=said["kind"],
        code=said["code"],
        title=said["title"],
        starts_on=said["starts_on"],
        province=said["province"] or "",
        kanoon=form.kanoons.get(said["kanoon"]),
        **_done(reader),
    )


def _dissolve(body: Body, form: EditForm, reader: Reader) -> Body:
    said = form.cleaned_data
    return operations.body_dissolve(
        body=body, ends_on=said["ends_on"], reason=said["reason"], **_done(reader)
    )


def _assign(_: object, form: EditForm, reader: Reader) -> Any:
    assert isinstance(form, AssignForm)
    said = form.cleaned_data
    return operations.kanoon_assign(
        province=said["province"],
        kanoon=form.kanoons[said["kanoon"]],
        starts_on=form.from_day(),
        source=said["source"],
        **_done(reader),
    )


def _seat(body: Body, form: EditForm, reader: Reader) -> Holding:
    said = form.cleaned_data
    return operations.seat_fill(
        body=body,
        role=said["role"],
        person=said["person"],
        starts_on=form.from_day(),
        source=said["source"],
        proposer=Actor(said["proposer"]) if said["proposer"] else None,
        approver=Actor(said["approver"]) if said["approver"] else None,
        office=said.get("office"),
        judicial_years=said.get("judicial_years"),
        **_done(reader),
    )


def _vacate(holding: Holding, form: EditForm, reader: Reader) -> Holding:
    said = form.cleaned_data
    return operations.seat_vacate(
        holding=holding, ends_on=said["ends_on"], reason=said["reason"], **_done(reader)
    )


BODY_FOUND = Edit(msg("Enter a body"), msg("Enter"), FoundForm, _found)
DISSOLVE = Edit(
    msg("Dissolve the body"), msg("Dissolve"), DissolveForm, _dissolve,
    says=(
        msg("The body ends after its last day; whoever sits in it longer leaves on that day."),
        msg("Cases that wait for it will have nobody to turn to."),
    ),
    is_final=True, beside={"holdings": "ends_on", "boards": "ends_on", "provinces": "ends_on"},
)  # fmt: skip
ASSIGN = Edit(
    msg("Which Kanoon serves a province"), msg("Assign"), AssignForm, _assign,
    says=(
        msg("From that day the Kanoon reaches the offices and cases of the province."),
        msg("The Kanoon that served it until then no longer does."),
    ),
)  # fmt: skip
FILL = Edit(
    msg("Fill a seat"), msg("Fill"), SeatForm, _seat,
    says=(msg("What the article of the body asks of its members is asked of the directive."),),
    beside={"starts_on": "starts_on", "two_seats": "person", "no_seat": "role"},
)  # fmt: skip
VACATE = Edit(
    msg("Vacate a seat"), msg("Vacate"), VacateForm, _vacate,
    says=(
        msg("The person leaves the seat after that day, before the term would end."),
        msg("The body may then not be complete, and unable to decide."),
    ),
    is_final=True,
)  # fmt: skip
