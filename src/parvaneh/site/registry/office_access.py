"""Access to an office on its page, and the form that changes what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.pages_environment import shown
from parvaneh.kit.languages import msg
from parvaneh.registry import operations
from parvaneh.registry.access_features import (
    ACCESS_FEATURES,
    KNOWN_FROM,
    AccessFeature,
    KnownFrom,
)
from parvaneh.registry.models import Office, OfficeAccess
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.operations.office_access import ANSWERS, NOT_KNOWN, answer_of
from parvaneh.site.reader import Reader
from parvaneh.site.registry.asking import named
from parvaneh.site.registry.editing import Edit, EditForm


@dataclass(frozen=True)
class FeatureSaid:
    """A feature in words; `row` is None where nobody knows."""

    name: str
    row: OfficeAccess | None
    known_from: str


def access_said(known: Mapping[str, OfficeAccess]) -> list[FeatureSaid]:
    """Every feature in the order in which it is asked about."""
    told = []
    for feature, term in ACCESS_FEATURES.items():
        row = known.get(feature)
        source = shown(KNOWN_FROM[KnownFrom(row.known_from)]) if row else ""
        told.append(FeatureSaid(shown(term), row, source))
    return told


class AccessForm(EditForm):
    """What is known of the access."""

    def build(self) -> None:
        """Ask for each feature."""
        answers = named((key, term) for key, (term, _) in ANSWERS.items())
        for feature, term in ACCESS_FEATURES.items():
            self.fields[feature] = ChoiceField(label=shown(term), choices=answers, look="select")
        self.starts_on()


def _access(office: Office, form: EditForm, reader: Reader) -> None:
    said = form.cleaned_data
    operations.office_access_set(
        office=office,
        known={feature: ANSWERS[said[feature]][1] for feature in AccessFeature},
        starts_on=form.from_day(),
        by=reader.acting,
        at=reader.at,
    )


def _access_now(office: Office, reader: Reader, _: HttpRequest) -> Mapping[str, Any]:
    rows = OfficeAccess.objects.filter(holds_on(reader.on), office=office)
    return dict.fromkeys(map(str, AccessFeature), NOT_KNOWN) | {
        row.feature: answer_of(row) for row in rows
    }


ACCESS = Edit(
    msg("Access"), msg("Keep"), AccessForm, _access,
    says=(
        msg("Yes and no alone are what the office declares."),
        msg("What is not known stays not known: it is shown so, and nobody is led by a guess."),
    ),
    initial=_access_now,
)  # fmt: skip
