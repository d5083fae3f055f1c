"""What may be asked of the list of cases: the form, what it asks, and its address."""

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict

from parvaneh.access.models import User
from parvaneh.casework.procedures import known_procedures
from parvaneh.casework.queries import Asks, condition
from parvaneh.casework.units import colleagues
from parvaneh.frame.form_fields import DayField, DigitsField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.dates import NotADay, parse_date, short_date
from parvaneh.kit.languages import msg
from parvaneh.kit.places import COUNTRY, PROVINCES
from parvaneh.kit.text import Language, sort_key
from parvaneh.law.procedure import states_of
from parvaneh.law.vocabulary import ACTORS
from parvaneh.site.reader import Reader

ANY = msg("any")
NOBODY = "-"
ORDER = msg("The last day must not lie before the first")
DAYS = (
    ("due_from", msg("Last day from")),
    ("due_until", msg("Last day until")),
    ("opened_from", msg("Opened from")),
    ("opened_until", msg("Opened until")),
)
LONGEST = 100


class CaseFilter(forms.Form):
    """The filters of the list of cases."""

    def __init__(self, *args: Any, people: list[User], me: User, **kwargs: Any) -> None:
        """Offer what there is, in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["text"] = TextField(
            label=say(msg("Number of a case, code or name of an office")),
            required=False,
            max_length=LONGEST,
        )
        self.fields["procedure"] = _choice(msg("Kind"), _procedures())
        self.fields["state"] = _choice(msg("State"), _states())
        self.fields["province"] = _choice(msg("Province"), _provinces())
        self.fields["office"] = DigitsField(label=say(msg("Code of the office")), required=False)
        self.fields["waits_for"] = _choice(msg("Waits for"), _actors())
        self.fields["assigned_to"] = _choice(msg("Given to"), _hands(people, me))
        yes_no = [("yes", say(msg("running"))), ("no", say(msg("ended")))]
        self.fields["running"] = _choice(msg("Course"), yes_no)
        for name, label in DAYS:
            self.fields[name] = DayField(label=say(label), required=False)

    def clean(self) -> dict[str, Any]:
        """See that each stretch of days begins before it ends."""
        found = super().clean() or {}
        for first, last in (("due_from", "due_until"), ("opened_from", "opened_until")):
            if found.get(first) and found.get(last) and found[last] < found[first]:
                self.add_error(last, say(ORDER))
        return found

    def asks(self, queue: str = "") -> Asks:
        """What is asked, in the form in which searches are kept."""
        said = self.cleaned_data
        days = {name: on.isoformat() for name, _ in DAYS if (on := said.get(name))}
        kept = ("procedure", "state", "province", "office", "waits_for", "assigned_to", "text")
        words = {name: said[name] for name in kept}
        running = {"yes": True, "no": False}.get(said["running"])
        return Asks(**words, **days, running=running, queue=queue)

    def condition(self) -> Q:
        """What is asked as a condition."""
        return condition(self.asks())


def filter_for(reader: Reader) -> partial[CaseFilter]:
    """The form's maker, for a reader."""
    people = colleagues(reader.acting, reader.on)
    return partial(_made, people=people, me=reader.acting.acts_for or reader.acting.user)


def _made(sent: QueryDict | None, *, people: list[User], me: User) -> CaseFilter:
    return CaseFilter(sent, people=people, me=me)


def query_of(asks: Asks) -> str:
    """The query of an address that asks this."""
    said: dict[str, str] = {}
    for name, value in asks.kept().items():
        if isinstance(value, bool):
            said[name] = "yes" if value else "no"
        else:
            said[name] = _typed(name, str(value))
    return urlencode(said)


def _typed(name: str, value: str) -> str:
    """A value as people would have typed it: days are Jalali."""
    if name not in dict(DAYS):
        return value
    try:
        return short_date(_day(value), Language.EN)
    except NotADay:
        return ""


def _day(text: str) -> date:
    return parse_date(text)


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=say(label),
        choices=[("", say(ANY)), *choices],
        required=False,
        widget=forms.Select(),
        error_messages={"invalid_choice": say(msg("Choose one of the list"))},
    )


def _sorted(choices: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(choices.items(), key=lambda one: sort_key(one[1]))


def _procedures() -> list[tuple[str, str]]:
    return _sorted({one.key: shown(one.term) for one in known_procedures()})


def _states() -> list[tuple[str, str]]:
    return _sorted({one.key: shown(one) for kind in known_procedures() for one in states_of(kind)})


def _provinces() -> list[tuple[str, str]]:
    return [(COUNTRY.key, shown(COUNTRY)), *_sorted({one.key: shown(one) for one in PROVINCES})]


def _actors() -> list[tuple[str, str]]:
    return _sorted({one.value: shown(term) for one, term in ACTORS.items()})


def _hands(people: list[User], me: User) -> list[tuple[str, str]]:
    mine = (me.code, say(msg("me")))
    others = [(one.code, one.name) for one in people if one.pk != me.pk]
    return [mine, (NOBODY, say(msg("nobody"))), *others]
