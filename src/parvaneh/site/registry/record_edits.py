"""Entering, correcting and taking back what stands in the record, and assessments."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpRequest

from parvaneh.frame.form_fields import DayField, NumberField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import METHODS
from parvaneh.registry import operations
from parvaneh.registry.models import Assessment, Office, Record
from parvaneh.registry.operations import Entry
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.reader import Reader
from parvaneh.site.registry.asking import NO, YES, PersonField, choice, is_yes, yes_or_no
from parvaneh.site.registry.editing import Edit, EditForm
from parvaneh.site.registry.records_said import CONVICTED, RECORD_KINDS

DEGREES = 8
SOURCE = msg("Where it comes from")
BECAUSE = msg("Why is it corrected?")
REASON = msg("Why is it taken back?")


class EntryForm(EditForm):
    """What a judgment or a commendation says."""

    def build(self) -> None:
        """Ask for all of it."""
        kinds = [(key, say(words)) for key, words in RECORD_KINDS.items()]
        convicted = [(one.value, say(words)) for one, words in CONVICTED.items()]
        self.fields |= {
            "kind": choice(msg("What is it?"), kinds),
            "ruling": TextField(label=say(msg("Number of the judgment")), max_length=120),
            "ruled_on": DayField(label=say(msg("Ruled on")), required=False),
            "final_on": DayField(
                label=say(msg("Final on")),
                required=False,
                help_text=say(msg("Leave it empty while it can be appealed.")),
            ),
            "convicted": choice(
                msg("Who was convicted?"), convicted, required=False,
                hint=msg("Of a conviction only."),
            ),
            "degree": NumberField(
                label=say(msg("Degree")),
                least=1,
                most=DEGREES,
                required=False,
                help_text=say(msg("As the judgment states it; of a conviction only.")),
            ),
            "intentional": yes_or_no(msg("Was the crime intentional?"), required=False),
            "revokes": yes_or_no(msg("Does it revoke the licence?"), required=False),
            "demotion": NumberField(
                label=say(msg("By how many grades the Services Deputy demotes")),
                least=0,
                most=2,
                required=False,
                help_text=say(msg("Of a crime of degree 1 to 3 only, once it is decided.")),
            ),
        }  # fmt: skip
        self.about()
        self.fields["source"] = TextField(
            label=say(SOURCE),
            max_length=60,
            help_text=say(msg("The number of the case or of the letter.")),
        )

    def about(self) -> None:
        """Ask whom it concerns."""
        self.fields["person"] = PersonField(
            label=say(msg("Code of the person, where it is known")),
            reader=self.reader,
            required=False,
        )

    def entry(self, *, cites: tuple[str, ...] = ()) -> Entry:
        """What was said, as the operation takes it."""
        said = self.cleaned_data
        return Entry(
            kind=said["kind"],
            ruling=said["ruling"],
            ruled_on=said["ruled_on"],
            final_on=said["final_on"],
            convicted=said["convicted"],
            degree=said["degree"],
            intentional=is_yes(said["intentional"]),
            revokes=bool(is_yes(said["revokes"])),
            demotion=said["demotion"],
            cites=cites,
        )


class CorrectionForm(EntryForm):
    """A new version."""

    def about(self) -> None:
        """Ask why."""
        self.fields["because"] = TextField(label=say(BECAUSE), lines=True, max_length=400)


class WithdrawForm(EditForm):
    """Taking back."""

    def build(self) -> None:
        """Ask why, and where that comes from."""
        self.fields["because"] = TextField(label=say(REASON), lines=True, max_length=400)
        self.fields["source"] = TextField(label=say(SOURCE), max_length=60)


class AssessmentForm(EditForm):
    """One assessment."""

    def build(self) -> None:
        """Ask for criterion, way, score, day and source."""
        criteria = [(key, f"{shown(term)} ({key})") for key, term in CRITERIA.items()]
        methods = [(one.value, shown(term)) for one, term in METHODS.items()]
        self.fields |= {
            "criterion": choice(msg("Criterion"), criteria, look="select"),
            "method": choice(msg("Measured by"), methods),
            "score": _score_field(),
            "assessed_on": DayField(label=say(msg("On which day?"))),
            "reference": TextField(
                label=say(msg("Number of the report")), max_length=120, required=False
            ),
            "source": TextField(label=say(SOURCE), max_length=80),
        }


class ScoreForm(EditForm):
    """Another score."""

    def build(self) -> None:
        """Ask for it, and why."""
        self.fields |= {
            "score": _score_field(),
            "because": TextField(label=say(BECAUSE), lines=True, max_length=400),
            "source": TextField(label=say(SOURCE), max_length=80),
        }


def _score_field() -> NumberField:
    hint = say(msg("From 0 to 100, with at most four decimals."))
    return NumberField(label=say(msg("Score of 100")), least=0, most=100, places=4, help_text=hint)


def _scaled(form: EditForm) -> int:
    return int(Fraction(form.cleaned_data["score"]) * SCALE)


def _done(reader: Reader) -> dict[str, Any]:
    return {"by": reader.acting, "at": reader.at}


def _write(office: Office, form: EditForm, reader: Reader) -> Record:
    assert isinstance(form, EntryForm)
    said = form.cleaned_data
    return operations.record_write(
        office=office,
        entry=form.entry(),
        source=said["source"],
        person=said["person"],
        **_done(reader),
    )


def _correct(record: Record, form: EditForm, reader: Reader) -> Record:
    assert isinstance(form, EntryForm)
    said = form.cleaned_data
    return operations.record_correct(
        record=record,
        entry=form.entry(cites=tuple(record.cites)),
        because=said["because"],
        source=said["source"],
        **_done(reader),
    )


def _withdraw(record: Record, form: EditForm, reader: Reader) -> Record:
    said = form.cleaned_data
    return operations.record_withdraw(
        record=record, because=said["because"], source=said["source"], **_done(reader)
    )


def _assess(office: Office, form: EditForm, reader: Reader) -> Assessment:
    said = form.cleaned_data
    return operations.assessment_write(
        office=office,
        criterion=said["criterion"],
        method=int(said["method"]),
        score=_scaled(form),
        assessed_on=said["assessed_on"],
        source=said["source"],
        reference=said["reference"],
        **_done(reader),
    )


def _reassess(assessment: Assessment, form: EditForm, reader: Reader) -> Assessment:
    said = form.cleaned_data
    return operations.assessment_correct(
        assessment=assessment,
        score=_scaled(form),
        because=said["because"],
        source=said["source"],
        **_done(reader),
    )


def _unassess(assessment: Assessment, form: EditForm, reader: Reader) -> Assessment:
    said = form.cleaned_data
    return operations.assessment_withdraw(
        assessment=assessment, because=said["because"], source=said["source"], **_done(reader)
    )


def _record_now(record: Record, _: Reader, __: HttpRequest) -> Mapping[str, Any]:
    said = {None: "", True: YES, False: NO}
    names = ("kind", "ruling", "ruled_on", "final_on", "convicted", "degree", "demotion", "source")
    now = {name: getattr(record, name) for name in names}
    return now | {"intentional": said[record.intentional], "revokes": said[record.revokes]}


RECORD_WRITE = Edit(
    msg("Enter a judgment or commendation"), msg("Enter"), EntryForm, _write,
    says=(msg("It stays in the record of the office; a mistake is corrected by a new version."),),
)  # fmt: skip
RECORD_CORRECT = Edit(
    msg("Correct the entry"), msg("Write the new version"), CorrectionForm, _correct,
    says=(msg("The version that stands now stays readable beside the new one."),),
    beside={"record": "because"}, initial=_record_now,
)  # fmt: skip
RECORD_WITHDRAW = Edit(
    msg("Take the entry back"), msg("Take back"), WithdrawForm, _withdraw,
    says=(
        msg("The entry no longer counts, in no ranking that is still to come."),
        msg("It stays readable, with the reason."),
    ),
    is_final=True, beside={"record": "because"},
)  # fmt: skip
ASSESS = Edit(
    msg("Enter an assessment"), msg("Enter"), AssessmentForm, _assess,
    says=(msg("Which ways of measuring count for a criterion is asked of the directive."),),
)  # fmt: skip
REASSESS = Edit(
    msg("Correct the score"), msg("Write the new score"), ScoreForm, _reassess,
    says=(msg("The score that stands now stays readable beside the new one."),),
    beside={"assessment": "score"},
    initial=lambda one, *_: {"source": one.batch.source},
)  # fmt: skip
UNASSESS = Edit(
    msg("Take the assessment back"), msg("Take back"), WithdrawForm, _unassess,
    says=(
        msg("The assessment no longer counts, in no ranking that is still to come."),
        msg("It stays readable, with the reason."),
    ),
    is_final=True, beside={"assessment": "because"},
)  # fmt: skip
