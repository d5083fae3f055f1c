"""What may be entered of a person: each a form and one operation."""

from typing import Any

from parvaneh.frame.form_fields import (
    ChoicesField,
    DayField,
    DigitsField,
    PhoneField,
    ProvinceField,
    TextField,
)
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1392.person import FIELDS, LEVELS, MILITARY, OCCUPATIONS
from parvaneh.law.vocabulary import POSTS
from parvaneh.registry import operations
from parvaneh.registry.models import Person
from parvaneh.registry.models.persons import PersonKind
from parvaneh.registry.operations.persons import PERSONAL
from parvaneh.site.reader import Reader
from parvaneh.site.registry.asking import YES, choice, is_yes, named, yes_or_no
from parvaneh.site.registry.editing import Edit, EditForm
from parvaneh.site.registry.person_sheet import PERSONAL_NAMES
from parvaneh.site.registry.words import CERTIFICATES, PERSON_KINDS

ENTER = msg("Enter")
OTHER = "other"


class MakeForm(EditForm):
    """A new person."""

    def build(self) -> None:
        """Ask for what names a person, and what the law asks for."""
        kinds = [(one.value, say(words)) for one, words in PERSON_KINDS.items()]
        self.fields |= {
            "kind": choice(msg("Kind of person"), kinds),
            "name": TextField(label=say(msg("Given and family name")), max_length=120),
            "national_id": DigitsField(
                label=say(msg("National id")),
                most=11,
                help_text=say(msg("Kept sealed; shown masked to everybody.")),
            ),
            "province": ProvinceField(label=say(msg("Province of registration"))),
            "born_on": DayField(label=say(msg("Day of birth")), required=False),
            "man": yes_or_no(msg("Is it a man?"), required=False),
            "mobile": PhoneField(label=say(msg("Mobile number")), is_mobile=True, required=False),
        }
        self.fields["national_id"].shows_found = False  # type: ignore[attr-defined]  # of ours
        self.fields["man"].help_text = say(msg("Military service is asked of men."))
        self.fields["kind"].initial = PersonKind.NATURAL.value


class DegreeForm(EditForm):
    """A degree."""

    def build(self) -> None:
        """Ask for level, field, institution and day."""
        fields = [*named(FIELDS.items()), (OTHER, say(msg("another field")))]
        self.fields |= {
            "level": choice(msg("Level"), named(LEVELS.items()), look="select"),
            "field": choice(msg("Field"), fields, look="select"),
            "other": TextField(label=say(msg("Which other field?")), max_length=60, required=False),
            "institution": TextField(label=say(msg("Institution")), max_length=120, required=False),
            "awarded_on": DayField(label=say(msg("Awarded on"))),
        }


class ExperienceForm(EditForm):
    """Work done."""

    def build(self) -> None:
        """Ask for the work, its days, and whether it is related."""
        self.fields |= {
            "work": TextField(label=say(msg("Work")), max_length=200),
            "starts_on": DayField(label=say(msg("First day"))),
            "ends_on": DayField(
                label=say(msg("Last day")),
                required=False,
                help_text=say(msg("Leave it empty if it goes on.")),
            ),
            "related": yes_or_no(msg("Is the work related, and has that been confirmed?")),
        }


class CertificateForm(EditForm):
    """A certificate."""

    def build(self) -> None:
        """Ask for what it shows, and how long."""
        kinds = [(one.value, say(words)) for one, words in CERTIFICATES.items()]
        details = [*named(MILITARY.items()), *named(POSTS.items())]
        self.fields |= {
            "kind": choice(msg("What does it show?"), kinds),
            "detail": choice(
                msg("What does it say further?"), details, required=False, look="select",
                hint=msg("Of military service where a man stands; of computer skill the post."),
            ),
            "holds": yes_or_no(msg("Does it say that the condition is met?")),
            "issuer": TextField(label=say(msg("Issued by")), max_length=120, required=False),
            "starts_on": DayField(label=say(msg("Valid from"))),
            "ends_on": DayField(
                label=say(msg("Valid until")),
                required=False,
                help_text=say(msg("Leave it empty if it has no end.")),
            ),
        }  # fmt: skip
        self.fields["holds"].initial = YES


class DeclarationForm(EditForm):
    """The yearly declaration on prohibitions."""

    def build(self) -> None:
        """Ask for the day and the occupations."""
        self.fields |= {
            "declared_on": DayField(label=say(msg("Declared on"))),
            "occupations": ChoicesField(
                label=say(msg("Which of these does the person do or hold?")),
                choices=named(OCCUPATIONS.items()),
                required=False,
                help_text=say(msg("Choose none where the person declared none.")),
            ),
        }


class DismissalForm(EditForm):
    """A sentence of dismissal."""

    def build(self) -> None:
        """Ask from what, for how long, and whether it is final."""
        self.fields |= {
            "office": choice(msg("Dismissed from"), named(OCCUPATIONS.items()), look="select"),
            "permanent": yes_or_no(msg("For ever?")),
            "final_on": DayField(
                label=say(msg("Final on")),
                required=False,
                help_text=say(msg("Leave it empty while it can be appealed.")),
            ),
        }


class RevealForm(EditForm):
    """Why a personal value must be seen."""

    def build(self) -> None:
        """Ask which value, and why."""
        known = [
            (field, say(PERSONAL_NAMES[field])) for field in PERSONAL if getattr(self.thing, field)
        ]
        self.fields |= {
            "field": choice(msg("Which value?"), known),
            "reason": TextField(
                label=say(msg("Why must you see it?")),
                lines=True,
                max_length=1000,
                help_text=say(msg("The log keeps who saw it, when, and this reason.")),
            ),
        }


def _done(reader: Reader) -> dict[str, Any]:
    return {"by": reader.acting, "at": reader.at}


def _make(_: object, form: EditForm, reader: Reader) -> Person:
    said = form.cleaned_data
    return operations.person_make(
        name=said["name"],
        national_id=said["national_id"],
        province=said["province"],
        kind=said["kind"],
        born_on=said["born_on"],
        man=is_yes(said["man"]),
        mobile=said["mobile"],
        **_done(reader),
    )


def _degree(person: Person, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.degree_enter(
        person=person,
        level=said["level"],
        field=said["other"] if said["field"] == OTHER else said["field"],
        institution=said["institution"],
        awarded_on=said["awarded_on"],
        **_done(reader),
    )


def _experience(person: Person, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.experience_enter(
        person=person,
        work=said["work"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        related=bool(is_yes(said["related"])),
        **_done(reader),
    )


def _certificate(person: Person, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.certificate_enter(
        person=person,
        kind=said["kind"],
        detail=said["detail"],
        holds=bool(is_yes(said["holds"])),
        issuer=said["issuer"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        **_done(reader),
    )


def _declaration(person: Person, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.declaration_enter(
        person=person,
        declared_on=said["declared_on"],
        occupations=said["occupations"],
        **_done(reader),
    )


def _dismissal(person: Person, form: EditForm, reader: Reader) -> Any:
    said = form.cleaned_data
    return operations.dismissal_enter(
        person=person,
        office=said["office"],
        permanent=bool(is_yes(said["permanent"])),
        final_on=said["final_on"],
        **_done(reader),
    )


def _reveal(person: Person, form: EditForm, reader: Reader) -> str:
    said = form.cleaned_data
    operations.person_reveal(
        person=person, field=said["field"], reason=said["reason"], **_done(reader)
    )
    return str(said["field"])


MAKE = Edit(msg("Enter a person"), ENTER, MakeForm, _make)
DEGREE = Edit(msg("Enter a degree"), ENTER, DegreeForm, _degree)
EXPERIENCE = Edit(
    msg("Enter work done"), ENTER, ExperienceForm, _experience,
    says=(msg("Only related work that was confirmed counts for the manager's post."),),
)  # fmt: skip
CERTIFICATE = Edit(
    msg("Enter a certificate"), ENTER, CertificateForm, _certificate,
    says=(msg("Of each kind one counts a day: a new one ends the one before."),),
)  # fmt: skip
DECLARATION = Edit(
    msg("Enter a declaration"), ENTER, DeclarationForm, _declaration,
    says=(
        msg("The yearly declaration on the occupations that bar from licence and work."),
        msg("It cannot be changed afterwards; a later one follows it."),
    ),
)  # fmt: skip
DISMISSAL = Edit(msg("Enter a dismissal"), ENTER, DismissalForm, _dismissal)
REVEAL = Edit(
    msg("See a personal value"), msg("Show it"), RevealForm, _reveal,
    says=(
        msg("It is kept sealed, and shown to nobody without a reason."),
        msg("That you saw it is written into the log at once, with your reason."),
        msg("It is shown for two minutes, on this page only."),
    ),
)  # fmt: skip
