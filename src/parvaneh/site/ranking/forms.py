"""Forms of a cycle: opening it, computing, trying out, sending the draft."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from parvaneh.frame.form_fields import ChoiceField, DayField, NumberField, TextField
from parvaneh.frame.form_fields.asked import found_shown, wrong
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits
from parvaneh.law.directive_1404.art05_evaluation import GROUNDS
from parvaneh.law.values import Values, value_at
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.running import DRAWS, MOST_DRAWS, MOST_SEED
from parvaneh.registry.value_forms import plain
from parvaneh.site.value_grids import GRIDS, Grid

YEARS = (1404, 1450)
MOST_OFFICES = 200
NO_CODE = msg("You wrote «{found}». Write codes of offices only, one on each line.")
TOO_MANY = msg("{found} codes were written; at most {needed} are taken at once.")
NOTHING_CHANGED = msg("Change at least one figure; as they are, the result would be the same.")


class YearlyForm(forms.Form):
    """The year that is ranked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["year"] = NumberField(
            label=say(msg("Which year is ranked?")),
            least=YEARS[0],
            most=YEARS[1],
            help_text=say(
                msg("The rules in force say which days it covers; the cycle shows them.")
            ),
        )
        self.fields["year"].prepare_value = lambda value: value  # type: ignore[method-assign]  # no thousands


class CodesField(TextField):
    """Codes of offices, written below one another or after commas."""

    def __init__(self, **kwargs: Any) -> None:
        """Take several lines."""
        super().__init__(lines=True, rows=5, max_length=20 * MOST_OFFICES, **kwargs)

    def to_python(self, value: object) -> Any:
        """Return the codes in their order, each once.

        Raises:
            ValidationError: something written is no code, or there are too many.
        """
        text = ascii_digits(str(super().to_python(value)))
        found = [one for one in re.split(r"[\s,،;؛]+", text) if one]
        for one in found:
            if not one.isdigit():
                raise wrong(NO_CODE, found=found_shown(one))
        if len(found) > MOST_OFFICES:
            raise wrong(TOO_MANY, found=len(found), needed=MOST_OFFICES)
        return list(dict.fromkeys(found))


class ExtraordinaryForm(YearlyForm):
    """An evaluation out of turn: on which ground, why, and of which offices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["ground"] = ChoiceField(
            label=say(msg("On which ground of article 5?")),
            choices=[(one.value, shown(term)) for one, term in GROUNDS.items()],
        )
        self.fields["reason"] = TextField(
            label=say(msg("What happened, or what is launched?")),
            lines=True,
            max_length=TEXT_LENGTH,
        )
        self.fields["offices"] = CodesField(
            label=say(msg("Which offices?")),
            help_text=say(msg("Their codes, one on each line; only these are evaluated.")),
        )


class RunForm(forms.Form):
    """With how many draws a run looks at how firm its places are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["draws"] = NumberField(
            label=say(msg("How many tables of coefficients are drawn?")),
            least=0,
            most=MOST_DRAWS,
            initial=DRAWS,
            help_text=say(
                msg(
                    "They say how firm places and grades are, and decide nothing. 0: none is drawn."
                )
            ),
        )
        self.fields["seed"] = NumberField(
            label=say(msg("Number from which the draws begin")),
            least=0,
            most=MOST_SEED,
            initial=1,
            help_text=say(msg("The same number gives the same draws, for who checks them.")),
        )


class WhatIfForm(forms.Form):
    """Other figures in place of the locked ones."""

    def __init__(self, *args: Any, key: str, values: Values, on: date, **kwargs: Any) -> None:
        """Offer the grid of one value, filled with what is locked.

        Args:
            key: of the value that is changed.
            values: the locked ones.
            on: the last day of the period.
        """
        super().__init__(*args, **kwargs)
        self.key = key
        self.before = plain(value_at(values, key, on).content)
        self.grid: Grid = GRIDS[key](self.before)
        self.fields["title"] = TextField(
            label=say(msg("What do you call it?")),
            max_length=120,
            help_text=say(msg("Such as: satisfaction counts double.")),
        )
        self.fields |= self.grid.fields
        self.initial = {**self.grid.initial, **(self.initial or {})}

    def clean(self) -> dict[str, Any]:
        """The content that the figures come to.

        Raises:
            ValidationError: nothing was changed.
        """
        said = super().clean() or {}
        if self.errors:
            return said
        content = self.grid.content(said)
        if content == self.before:
            raise wrong(NOTHING_CHANGED)
        return {"title": said["title"], "changes": {self.key: content}}


class DraftForm(forms.Form):
    """Until when managers may remark."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Ask for a day to come."""
        super().__init__(*args, **kwargs)
        self.fields["until"] = DayField(
            label=say(msg("Until which day may managers remark?")),
            earliest=today + timedelta(1),
            help_text=say(msg("Ten days are usual; what managers remark later is not taken.")),
        )


class NoteForm(forms.Form):
    """What somebody found when they compared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["note"] = TextField(
            label=say(msg("What did you find?")),
            lines=True,
            max_length=TEXT_LENGTH,
            required=False,
            help_text=say(msg("It stays with the case, for the second person.")),
        )


class ReasonForm(forms.Form):
    """Why a cycle goes back to be corrected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("What is to be corrected?")), lines=True, max_length=TEXT_LENGTH
        )
        self.fields["values_again"] = forms.BooleanField(
            label=say(msg("Lock the values anew too, as they are in force now")), required=False
        )


class AnswerForm(forms.Form):
    """The answer to a manager's remark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["answer"] = TextField(label=say(msg("Answer")), lines=True, max_length=2000)


class ResultFilter(forms.Form):
    """What may be asked of the list of results."""

    def __init__(
        self,
        *args: Any,
        grades: Mapping[str, str],
        provinces: Mapping[str, str],
        statuses: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """Offer the grades, provinces and standings that there are."""
        super().__init__(*args, **kwargs)
        every = ("", say(msg("all")))
        self.fields["q"] = TextField(
            label=say(msg("Code or title of the office")), max_length=80, required=False
        )
        for name, label, known in (
            ("grade", msg("Grade"), grades),
            ("province", msg("Province"), provinces),
            ("status", msg("Standing"), statuses),
        ):
            self.fields[name] = ChoiceField(
                label=say(label), choices=[every, *known.items()], required=False, look="select"
            )
