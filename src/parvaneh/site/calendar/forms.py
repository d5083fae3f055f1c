"""Forms of the judicial calendar."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from parvaneh.frame.form_fields import ChoiceField, ChoicesField, DayField, SearchField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import WEEKDAYS, Off, Weekday
from parvaneh.site.calendar.words import COUNTRY, KINDS

ENTERED = (Off.HOLIDAY, Off.CLOSURE, Off.OUTAGE)
HINTS = {
    Off.HOLIDAY: msg("A public holiday of the whole country."),
    Off.CLOSURE: msg("Offices are closed at short notice: cold, dust, an election."),
    Off.OUTAGE: msg("The authority or its system could not take in or act that day (CPC 444)."),
}
WHOLE = "country"


class DayOffForm(forms.Form):
    """A day off, or several in a row: where, why, and who announced it."""

    def __init__(self, *args: Any, provinces: list[str] | None, **kwargs: Any) -> None:
        """Ask for provinces within reach.

        Args:
            provinces: keys of those that the keeper reaches; None for the whole country.
        """
        super().__init__(*args, **kwargs)
        self.fields["first"] = DayField(label=say(msg("Which day?")))
        self.fields["last"] = DayField(
            label=say(msg("Until which day?")),
            required=False,
            help_text=say(msg("For several days in a row. Empty: one day.")),
        )
        self.fields["kind"] = ChoiceField(
            label=say(msg("Why is it off?")),
            choices=[(one.value, say(KINDS[one])) for one in ENTERED],
            hints={one.value: say(HINTS[one]) for one in ENTERED},
            initial=Off.CLOSURE.value,
        )
        self.fields["provinces"] = ChoicesField(
            label=say(msg("Where?")), choices=_places(provinces)
        )
        self.fields["fa"] = TextField(
            label=say(msg("Its name in Persian")),
            max_length=120,
            help_text=say(msg("It stands in the explanation of every deadline that it moves.")),
        )
        self.fields["en"] = TextField(label=say(msg("Its name in English")), max_length=120)
        self.fields["source"] = TextField(
            label=say(msg("Who announced it, and where?")), max_length=120
        )

    def clean(self) -> dict[str, Any]:
        """One day where no last one is said; no provinces where the whole country is meant."""
        said = super().clean() or {}
        places = said.get("provinces") or []
        return {
            **said,
            "last": said.get("last") or said.get("first"),
            "provinces": [] if WHOLE in places else places,
            "kind": Off(said["kind"]) if said.get("kind") else None,
        }


class WithdrawForm(forms.Form):
    """Why a day off is withdrawn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=1000,
            help_text=say(msg("The day stays in the list, marked as withdrawn, with this reason.")),
        )


class WeekendForm(forms.Form):
    """Which weekdays are off beside Friday, from a day on."""

    def __init__(self, *args: Any, provinces: list[str] | None, **kwargs: Any) -> None:
        """Ask for one place within reach."""
        super().__init__(*args, **kwargs)
        self.fields["province"] = ChoiceField(
            label=say(msg("Where?")), choices=_places(provinces), look="select"
        )
        self.fields["weekdays"] = ChoicesField(
            label=say(msg("Which weekdays are off beside Friday?")),
            choices=[
                (one.value, shown(WEEKDAYS[one])) for one in Weekday if one is not Weekday.FRIDAY
            ],
            required=False,
            help_text=say(msg("None: Thursday is a working day there.")),
        )
        self.fields["starts_on"] = DayField(label=say(msg("From which day?")))

    def clean(self) -> dict[str, Any]:
        """The empty key where the whole country is meant."""
        said = super().clean() or {}
        place = said.get("province", "")
        return {
            **said,
            "province": "" if place == WHOLE else place,
            "weekdays": [Weekday(one) for one in said.get("weekdays") or ()],
        }


class ChangeFilter(forms.Form):
    """What may be asked of the list of days off."""

    def __init__(self, asked: QueryDict | None = None, *, today: date) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        every = ("", say(msg("all")))
        year = jalali.parts(today)[0]
        self.fields["q"] = SearchField(label=say(msg("Name or source")))
        self.fields["year"] = ChoiceField(
            label=say(msg("Year")),
            choices=[every, *((str(one), shown(one)) for one in range(year + 1, year - 6, -1))],
            required=False,
            look="select",
        )
        self.fields["kind"] = ChoiceField(
            label=say(msg("Kind")),
            choices=[every, *((one.value, say(KINDS[one])) for one in ENTERED)],
            required=False,
            look="select",
        )
        self.fields["place"] = ChoiceField(
            label=say(msg("Where")), choices=[every, *_places(None)], required=False, look="select"
        )
        self.fields["state"] = ChoiceField(
            label=say(msg("State")),
            choices=[every, ("held", say(msg("in force"))), ("gone", say(msg("withdrawn")))],
            required=False,
            look="select",
        )

    def condition(self) -> Q:
        """The condition on days off of everything that was asked."""
        asked = self.cleaned_data
        found = Q()
        for name, condition in CONDITIONS.items():
            if asked[name]:
                found &= condition(asked[name])
        return found


def _in_year(year: str) -> Q:
    first, after = jalali.jalali(int(year), 1, 1), jalali.jalali(int(year) + 1, 1, 1)
    return Q(on__gte=first, on__lt=after)


CONDITIONS: dict[str, Callable[[str], Q]] = {
    "q": lambda text: Q(fa__icontains=text) | Q(en__icontains=text) | Q(source__icontains=text),
    "year": _in_year,
    "kind": lambda kind: Q(kind=kind),
    "place": lambda place: Q(province="" if place == WHOLE else place),
    "state": lambda state: Q(withdrawn_at__isnull=state == "held"),
}


def _places(provinces: list[str] | None) -> list[tuple[str, str]]:
    known = [
        (one.key, shown(one)) for one in PROVINCES if provinces is None or one.key in provinces
    ]
    return [(WHOLE, say(COUNTRY)), *known] if provinces is None else known
