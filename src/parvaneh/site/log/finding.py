"""What may be asked of the log: kind, subject, doer, case, days."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from parvaneh.access.models import User
from parvaneh.frame.form_fields import DayField, TextField
from parvaneh.frame.pages_environment import say
from parvaneh.kit.clock import tehran
from parvaneh.kit.languages import msg
from parvaneh.kit.text import sort_key
from parvaneh.site.event_words import KINDS

ANY = msg("any")
ORDER = msg("The last day must not lie before the first")
LONGEST = 120


class EventFilter(forms.Form):
    """The filters of the log."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds that have a name, in the reader's language."""
        super().__init__(*args, **kwargs)
        kinds = sorted(((key, say(name)) for key, name in KINDS.items()), key=_by_name)
        self.fields["kind"] = forms.ChoiceField(
            label=say(msg("What was done")), choices=[("", say(ANY)), *kinds], required=False
        )
        self.fields["subject"] = _text(msg("About: key, such as office:2300001"))
        self.fields["who"] = _text(msg("By or for: name, user name or key"))
        self.fields["case"] = _text(msg("Number of a case"))
        self.fields["since"] = DayField(label=say(msg("From day")), required=False)
        self.fields["until"] = DayField(label=say(msg("Until day")), required=False)

    def clean(self) -> dict[str, Any]:
        """See that the days begin before they end."""
        found = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", say(ORDER))
        return found

    def condition(self) -> Q:
        """What is asked as a condition."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("kind", "subject", "case") if said[name]}
        found = Q(**plain)
        if said["who"]:
            keys = _keys_of(said["who"])
            found &= Q(by__in=keys) | Q(acted_for__in=keys)
        if said["since"]:
            found &= Q(at__gte=datetime.combine(said["since"], time(), tehran()))
        if said["until"]:
            after = datetime.combine(said["until"], time(), tehran()) + timedelta(days=1)
            found &= Q(at__lt=after)
        return found


def event_filter(sent: QueryDict | None) -> EventFilter:
    """The form, with what was sent if anything was."""
    return EventFilter(sent)


def _text(label: str) -> TextField:
    return TextField(label=say(label), required=False, max_length=LONGEST)


def _by_name(choice: tuple[str, str]) -> str:
    return sort_key(choice[1])


def _keys_of(asked: str) -> list[str]:
    """The keys that a name may mean: of users of that name, or what was written itself."""
    named = User.objects.filter(Q(username=asked) | Q(name=asked) | Q(code=asked))
    return [asked, *(f"user:{code}" for code in named.values_list("code", flat=True))]
