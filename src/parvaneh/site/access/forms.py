"""Forms of users, roles, delegations and proposals."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.access.models import User
from parvaneh.access.queries import user_named
from parvaneh.access.roles import Role
from parvaneh.access.scopes import Scope
from parvaneh.casework.models import Case
from parvaneh.frame.form_fields import ChoiceField, DayField, DigitsField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.registry.models import Body, BodyKind, Office
from parvaneh.site.access.words import SCOPES
from parvaneh.site.roles_said import Titles, grant_said

LONGEST_REASON = 1000
NOBODY = msg("Nobody has the user name or mobile number {found}.")
NO_OFFICE = msg("There is no office {found}.")
NO_CASE = msg("There is no case {found}.")
CHOOSE = msg("choose")


class ReasonForm(forms.Form):
    """An act that asks for nothing but why."""

    def __init__(self, *args: Any, hint: str = "", required: bool = True, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=LONGEST_REASON,
            required=required,
            help_text=hint,
        )


class UserForm(forms.Form):
    """Who somebody is and where they are reached."""

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        """Ask for the user name of a new user only: it stays what it is."""
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["username"] = TextField(
                label=say(msg("User name")),
                max_length=40,
                help_text=say(
                    msg("Small Latin letters, digits, dots; such as inspector_12. It stays.")
                ),
            )
            self.fields["username"].control = "latin"  # type: ignore[attr-defined]  # how it shows
        self.fields["name"] = TextField(
            label=say(msg("Name")),
            max_length=120,
            help_text=say(msg("What others see.")),
        )
        self.fields["mobile"] = TextField(
            label=say(msg("Mobile number")),
            max_length=20,
            required=False,
            help_text=say(msg("It also serves to sign in.")),
        )
        self.fields["mobile"].control = "digits"  # type: ignore[attr-defined]  # how it shows
        self.fields["email"] = TextField(
            label=say(msg("E-mail address")), max_length=254, required=False
        )
        self.fields["email"].control = "email"  # type: ignore[attr-defined]  # how it shows
        self.fields["language"] = ChoiceField(
            label=say(msg("Language of letters and messages")),
            choices=[("fa", "فارسی"), ("en", "English")],
            initial="fa",
        )


class GrantForm(forms.Form):
    """Where, and from when until when, a role is to be held."""

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        """Ask for the kinds of place in which the role can be held."""
        super().__init__(*args, **kwargs)
        self.role = role
        chosen = _places(role)
        if len(chosen) > 1 or Scope.COUNTRY not in role.scopes:
            self._place_fields(chosen)
        self.fields["starts_on"] = DayField(
            label=say(msg("From which day?")),
            required=False,
            help_text=say(msg("Empty: from today.")),
        )
        self.fields["ends_on"] = DayField(
            label=say(msg("Until which day?")),
            required=False,
            help_text=say(msg("That day is included. Empty: until it is withdrawn.")),
        )

    def _place_fields(self, chosen: list[tuple[str, str]]) -> None:
        if chosen:
            self.fields["scope_key"] = ChoiceField(
                label=say(msg("Held in")),
                choices=[("", say(CHOOSE)), *chosen],
                required=not self.role.scopes & {Scope.OFFICE, Scope.CASE},
                look="select",
            )
        alone = not chosen
        if Scope.OFFICE in self.role.scopes:
            self.fields["office"] = DigitsField(
                label=say(msg("Code of the office")),
                most=12,
                required=alone,
            )
        if Scope.CASE in self.role.scopes:
            self.fields["case"] = TextField(
                label=say(msg("Number of the case")),
                max_length=24,
                required=alone,
            )
            self.fields["case"].control = "digits"  # type: ignore[attr-defined]  # how it shows

    def clean_office(self) -> str:
        """The code of an office that there is."""
        code = str(self.cleaned_data["office"])
        if code and not Office.objects.filter(code=code).exists():
            raise ValidationError(say(NO_OFFICE, found=code))
        return code

    def clean_case(self) -> str:
        """The number of a case that there is."""
        number = ascii_digits(clean(str(self.cleaned_data["case"])))
        if number and not Case.objects.filter(number=number).exists():
            raise ValidationError(say(NO_CASE, found=number))
        return number

    def clean(self) -> dict[str, Any]:
        """Put the one place that was said into `scope` and `key`."""
        said = super().clean() or {}
        kind, _, key = str(said.get("scope_key") or "").partition(":")
        if said.get("office"):
            kind, key = Scope.OFFICE.value, said["office"]
        if said.get("case"):
            kind, key = Scope.CASE.value, said["case"]
        only = next(iter(self.role.scopes)).value if len(self.role.scopes) == 1 else ""
        return {**said, "scope": Scope(kind or only or Scope.COUNTRY), "key": key}


class DelegationForm(forms.Form):
    """What is delegated to whom, for how long, and why."""

    def __init__(self, *args: Any, grants: Iterable[Any] = (), **kwargs: Any) -> None:
        """Ask which of one's grants, where there is a choice.

        Args:
            grants: one's own, to choose from; none where what is passed on is known.
        """
        super().__init__(*args, **kwargs)
        known = list(grants)
        titles = Titles(known)
        if known:
            self.fields["grant"] = ChoiceField(
                label=say(msg("Which of your roles?")),
                choices=[(str(one.pk), grant_said(one, titles)) for one in known],
                initial=str(known[0].pk),
            )
        self.fields["receiver"] = TextField(
            label=say(msg("To whom?")),
            max_length=40,
            help_text=say(msg("Their user name or mobile number.")),
        )
        self.fields["receiver"].control = "latin"  # type: ignore[attr-defined]  # how it shows
        self.fields["starts_on"] = DayField(
            label=say(msg("From which day?")),
        )
        self.fields["ends_on"] = DayField(
            label=say(msg("Until which day?")),
            help_text=say(msg("That day is included; then it ends by itself.")),
        )
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            max_length=LONGEST_REASON,
            help_text=say(msg("Both of you see it.")),
        )
        self.fields["may_pass_on"] = forms.BooleanField(
            label=say(msg("They may pass it on to somebody else")), required=False
        )

    def clean_receiver(self) -> User:
        """The user who was meant."""
        typed = str(self.cleaned_data["receiver"])
        found = user_named(typed)
        if found is None:
            raise ValidationError(say(NOBODY, found=typed))
        return found


class HandOnForm(ReasonForm):
    """To whom everything of somebody who leaves is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the successor first."""
        super().__init__(*args, **kwargs)
        self.fields["to"] = TextField(
            label=say(msg("Who takes the cases over?")),
            max_length=40,
            help_text=say(msg("Their user name or mobile number.")),
        )
        self.fields["to"].control = "latin"  # type: ignore[attr-defined]  # how it shows
        self.order_fields(["to", "reason"])

    def clean_to(self) -> User:
        """The user who was meant."""
        typed = str(self.cleaned_data["to"])
        found = user_named(typed)
        if found is None:
            raise ValidationError(say(NOBODY, found=typed))
        return found


class ConfirmForm(forms.Form):
    """The second person's yes, to exactly what they were shown."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput())


def _places(role: Role) -> list[tuple[str, str]]:
    """The places of a role that can be chosen from a list: ``kind:key`` and words."""
    found: list[tuple[str, str]] = []
    if Scope.COUNTRY in role.scopes:
        found.append((f"{Scope.COUNTRY}:", say(SCOPES[Scope.COUNTRY])))
    if Scope.PROVINCE in role.scopes:
        found += [(f"{Scope.PROVINCE}:{one.key}", shown(one)) for one in PROVINCES]
    if Scope.KANOON in role.scopes:
        bodies = Body.objects.filter(kind=BodyKind.KANOON, ends_on=None).order_by("code")
        found += [(f"{Scope.KANOON}:{one.code}", one.title) for one in bodies]
    return found
