"""Roles in words: what each allows, who gives it, who holds it where; and all in one table."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.access.roles import ROLES
from parvaneh.access.seen import givers_of, holders_of
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.law.vocabulary import ACTORS
from parvaneh.site.access.words import ALLOWS, GROUPS, role_said
from parvaneh.site.reader import reader_of
from parvaneh.site.roles_said import Titles, place_said, role_name

LISTED = 200


@login_required
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """List every role."""
    said = [role_said(one) for one in ROLES.values()]
    return render(request, "access/roles.html", {"roles": said})


@login_required
@require_safe
def role(request: HttpRequest, code: str) -> HttpResponse:
    """Show one role."""
    reader = reader_of(request)
    known = ROLES.get(code)
    if known is None:
        raise NotThere(code)
    sees = not reach(reader.acting, Permission.USER_SEE, reader.on).empty()
    held = holders_of(reader.acting, code, reader.on)[: LISTED + 1] if sees else []
    titles = Titles(held)
    holders = [(one, place_said(one.scope, one.scope_key, titles)) for one in held]
    said = {
        "role": role_said(known),
        "acts_as": shown([ACTORS[one] for one in ACTORS if one in known.acts_as]),
        "givers": [(one, role_name(one)) for one in givers_of(code)],
        "gives": [(one, role_name(one)) for one in ROLES if one in known.gives],
        "holders": holders[:LISTED],
        "more": len(holders) > LISTED,
        "sees": sees,
    }
    return render(request, "access/role.html", said)


@login_required
@require_safe
def role_matrix(request: HttpRequest) -> HttpResponse:
    """Show every role beside every permission, in one table to print."""
    groups = [
        (say(name), [one for one in Permission if one.value.split(".")[0] in kinds])
        for name, kinds in GROUPS.items()
    ]
    said = {
        "roles": list(ROLES.values()),
        "groups": groups,
        "allows": ALLOWS,
    }
    return render(request, "access/role_matrix.html", said)
