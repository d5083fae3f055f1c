"""The list of users: who there is, what they hold, whether they can sign in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.models import Grant, User
from parvaneh.access.models.users import login_form, mobile_form
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import in_force, reach, visible_users
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.access.seen import visible_grants
from parvaneh.access.sign_in.second_factor import FACTORS
from parvaneh.frame.form_fields import ChoiceField, SearchField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.clock import today_tehran
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import Titles, grant_said, role_name

ANY = msg("all")
ACTIVE, INACTIVE = msg("active"), msg("deactivated")
WITH, WITHOUT = msg("set up"), msg("missing")
YES, NO = "yes", "no"


class UserFilter(forms.Form):
    """What may be asked of the list of users."""

    def __init__(self, asked: QueryDict | None = None) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        every = ("", say(ANY))
        provinces = [(f"province:{one.key}", shown(one)) for one in PROVINCES]
        self.fields["q"] = SearchField(
            label=say(msg("Name, user name or mobile number")), max_length=80
        )
        self.fields["role"] = ChoiceField(
            label=say(msg("Role")),
            choices=[every, *((code, role_name(code)) for code in ROLES)],
            required=False,
            look="select",
        )
        self.fields["scope"] = ChoiceField(
            label=say(msg("Held in")),
            choices=[every, ("country", say(msg("the whole country"))), *provinces],
            required=False,
            look="select",
        )
        self.fields["active"] = ChoiceField(
            label=say(msg("May sign in")),
            choices=[every, (YES, say(ACTIVE)), (NO, say(INACTIVE))],
            required=False,
            look="select",
        )
        self.fields["factor"] = ChoiceField(
            label=say(msg("Second factor")),
            choices=[every, (YES, say(WITH)), (NO, say(WITHOUT))],
            required=False,
            look="select",
        )

    def condition(self) -> Q:
        """The condition on users of everything that was asked."""
        asked = self.cleaned_data
        found = Q()
        if asked["q"]:
            name = login_form(asked["q"])
            found &= (
                Q(name__icontains=asked["q"])
                | Q(username__startswith=name)
                | Q(mobile=mobile_form(name), mobile__startswith="+")
            )
        held = _held(asked["role"], asked["scope"])
        if held:
            grants = Grant.objects.filter(in_force(today_tehran()), held)
            found &= Q(pk__in=grants.values("user"))
        if asked["active"]:
            found &= Q(is_active=asked["active"] == YES)
        if asked["factor"]:
            found &= Q(has_factor=asked["factor"] == YES)
        return found


def _held(role: str, scope: str) -> Q:
    kind, _, key = scope.partition(":")
    found = Q(role=role) if role else Q()
    return found & Q(scope=Scope(kind), scope_key=key) if kind else found


def _address(user: User) -> str:
    return reverse("user", args=[user.code])


def _active(user: User) -> Tag:
    return Tag(say(ACTIVE), "plain") if user.is_active else Tag(say(INACTIVE), "bad")


def _factor(user: Any) -> Tag:
    if user.has_factor:
        return Tag(say(WITH), "ok")
    needed = any(one.role not in ROLES or ROLES[one.role].staff for one in user.held_now)
    return Tag(say(WITHOUT), "warn" if needed else "plain")


def _listing() -> Listing:
    titles = Titles()

    def roles(user: Any) -> str:
        return "؛ ".join(grant_said(one, titles) for one in user.held_now)

    return Listing(
        "users",
        msg("Users"),
        (
            Column("name", msg("Name"), lambda one: one.name, link=_address, order="name"),
            Column(
                "username", msg("User name"), lambda one: one.username, Kind.LATIN, order="username"
            ),
            Column("roles", msg("Roles now"), roles),
            Column("factor", msg("Second factor"), _factor, Kind.TAG),
            Column("active", msg("Signing in"), _active, Kind.TAG),
            Column("seen", msg("Last seen"), lambda one: one.seen_at, Kind.MOMENT),
        ),
        filters=UserFilter,
    )


@login_required
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """List the users within reach."""
    reader = reader_of(request)
    if reach(reader.acting, Permission.USER_SEE, reader.on).empty():
        raise NotThere("users")
    manages = not reach(reader.acting, Permission.USER_MANAGE, reader.on).empty()
    return listing_response(
        request, "access/users.html", _listing(), _rows(reader), ("name", "id"), manages=manages
    )


def _rows(reader: Reader) -> QuerySet[User]:
    held = visible_grants(reader.acting, reader.on).filter(in_force(reader.on)).order_by("pk")
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return (
        visible_users(reader.acting, reader.on)
        .prefetch_related(Prefetch("grants", held, to_attr="held_now"))
        .annotate(has_factor=Exists(factors), seen_at=Max("sessions__last_seen_at"))
    )
