"""Giving a role and withdrawing one: first what it allows, then the act."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.models import User
from parvaneh.access.operations import grant_give, grant_propose, grant_withdraw
from parvaneh.access.operations.grants import roles_beside
from parvaneh.access.queries import user_of
from parvaneh.access.roles import ROLES, Role
from parvaneh.access.rules import lies_in
from parvaneh.access.scopes import Lies, Scope
from parvaneh.access.seen import grant_of, roles_given_by
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Office
from parvaneh.site.access.forms import GrantForm, ReasonForm
from parvaneh.site.access.words import kept_apart, role_said
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import grant_said, role_name


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_new(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a role; see what it allows; give it, or propose it where it takes two people."""
    reader = reader_of(request)
    found = user_of(reader.acting, code, reader.on)
    given = roles_given_by(reader.acting, reader.on)
    if not given or found == reader.acting.user:
        raise NotThere(code)
    asked = request.GET.get("role", "")
    if not asked and request.method != "POST":
        return render(request, "access/grant_choose.html", _choices(found, given, reader))
    if asked not in given:
        raise NotThere(asked)
    return _grant_page(request, reader, found, ROLES[asked])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Withdraw a role, with everything that was delegated of it."""
    reader = reader_of(request)
    found = grant_of(reader.acting, user_of(reader.acting, code, reader.on), number, reader.on)
    may = found.user == reader.acting.user or found.role in roles_given_by(reader.acting, reader.on)
    if not may or found.withdrawn_at:
        raise NotThere(str(number))
    lent = found.delegations.filter(withdrawn_at__isnull=True, ends_on__gte=reader.on)

    def shown(form: Form) -> HttpResponse:
        said = {
            "grant": found,
            "said": grant_said(found),
            "lent": list(lent.select_related("receiver")),
            "form": form,
            "signs_out": found.role not in ROLES or ROLES[found.role].staff,
        }
        return render(request, "access/grant_end.html", said)

    if request.method != "POST":
        return shown(ReasonForm())
    return one_act(
        form=ReasonForm(request.POST),
        operation=lambda said: grant_withdraw(
            grant=found,
            reason=said["reason"],
            lies=_lies(Scope(found.scope), found.scope_key),
            by=reader.acting,
            at=reader.at,
        ),
        done=lambda _: reverse("user", args=[found.user.code]),
        again=shown,
    )


def _grant_page(request: HttpRequest, reader: Reader, found: User, role: Role) -> HttpResponse:
    def shown(form: Form) -> HttpResponse:
        said = {
            "who": found,
            "role": role_said(role),
            "clashes": _clashes(found, role.code, reader),
            "form": form,
        }
        return render(request, "access/grant_new.html", said)

    if request.method != "POST":
        return shown(GrantForm(role=role))
    return one_act(
        form=GrantForm(request.POST, role=role),
        operation=lambda said: _given(found, role, said, reader),
        done=lambda address: address,
        again=shown,
    )


def _given(user: User, role: Role, said: Mapping[str, Any], reader: Reader) -> str:
    """Give the role or, where it takes two people, propose it; where to go then."""
    asked = {
        "user": user,
        "role": role.code,
        "scope": said["scope"],
        "scope_key": said["key"],
        "starts_on": said["starts_on"],
        "ends_on": said["ends_on"],
        "lies": _lies(said["scope"], said["key"]),
        "by": reader.acting,
        "at": reader.at,
    }
    if role.weighty:
        return reverse("proposal", args=[grant_propose(**asked).code])
    grant_give(**asked)
    return reverse("user", args=[user.code])


def _lies(scope: Scope, key: str) -> Lies:
    """Where a role's place lies; an office lies in its province too."""
    if scope is Scope.OFFICE:
        office = Office.objects.filter(code=key).first()
        return Lies(province=office.province if office else "", office=key)
    return lies_in(scope, key)


def _choices(found: User, given: list[str], reader: Reader) -> dict[str, object]:
    rows = [
        {"role": role_said(ROLES[code]), "clashes": _clashes(found, code, reader)} for code in given
    ]
    return {"who": found, "rows": rows}


def _clashes(user: User, code: str, reader: Reader) -> list[str]:
    """Names of the roles that a user holds today and that may not stand beside this one."""
    held = roles_beside(user, reader.on, None)
    return [role_name(one) for one in ROLES if one in held & kept_apart(code)]
