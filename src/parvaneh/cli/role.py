"""`parvaneh role …`: the roles, and who receives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.acts import By, DryRun, Why, acting_by, database_acts
from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, tell

if TYPE_CHECKING:
    from datetime import datetime

    from parvaneh.access.acting import Acting
    from parvaneh.access.models import User

app = typer.Typer(
    help="Roles: listed, shown, given, confirmed, withdrawn.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Code = Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role.")]


@app.command(name="list")
def list_roles(*, lang: Lang = "fa", as_json: AsJson = False) -> None:
    """List the roles: code, name, what they are for.

    Example: parvaneh role list --lang en
    """
    from parvaneh.access.roles import ROLES
    from parvaneh.kit.languages import Language, gettext

    spoken = Language(lang)
    rows = [
        {
            "code": role.code,
            "name": gettext(role.name, spoken),
            "description": gettext(role.description, spoken),
        }
        for role in ROLES.values()
    ]
    if as_json:
        print_json(rows)
        return
    for one in rows:
        print("\t".join(one.values()))


@app.command()
def show(code: Code, *, lang: Lang = "fa", as_json: AsJson = False) -> None:
    """Show a role: where it is held, what it allows, for whom it acts, what it excludes.

    Example: parvaneh role show inspector
    """
    from parvaneh.access.roles import ROLES
    from parvaneh.kit.languages import Language, gettext, msg

    role = ROLES.get(code)
    if role is None:
        tell(lang, msg("There is no role {found}."), found=code)
        raise typer.Exit(Exit.INVALID)
    shown = {
        "code": role.code,
        "name": gettext(role.name, Language(lang)),
        "description": gettext(role.description, Language(lang)),
        "scopes": sorted(role.scopes),
        "allows": sorted(role.allows),
        "acts_as": sorted(role.acts_as),
        "second_factor": role.staff,
        "two_people": role.weighty,
        "gives": sorted(role.gives),
        "apart_from": sorted(role.apart_from),
    }
    if as_json:
        print_json(shown)
        return
    for key, value in shown.items():
        print(f"{key}\t{' '.join(value) if isinstance(value, list) else value}")


@app.command()
def give(
    name: Annotated[str, typer.Argument(metavar="NAME", help="User name of who receives it.")],
    code: Code,
    *,
    scope: Annotated[str, typer.Option("--scope", help="country, or KIND:CODE.")] = "country",
    until: Annotated[str, typer.Option("--until", help="Last day, such as 1405-06-31.")] = "",
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Give a role; a weighty one is proposed, for somebody else to confirm.

    Example: parvaneh role give inspector_2 inspector --scope province:IR-07 --by administrator_1
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.queries import user_named
        from parvaneh.frame.refused import NotThere

        user = user_named(name)
        if user is None:
            raise NotThere(name)
        waiting = role_given(user, code, scope, by=acting_by(by), at=at, until=until)
    if as_json:
        print_json({"proposal": waiting})
    elif waiting:
        print(waiting)
        tell(lang, msg("The role waits for a second person: proposal {code}."), code=waiting)
    else:
        tell(lang, msg("{name} holds the role {role} from today."), name=name, role=code)


@app.command()
def confirm(
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL", help="Code of a proposal.")],
    *,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
) -> None:
    """Give a role that somebody else proposed.

    Example: parvaneh role confirm 4k2p7qxz --by administrator_2
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.models import Proposal
        from parvaneh.access.operations import grant_confirm
        from parvaneh.frame.refused import NotThere

        acting = acting_by(by)
        found = Proposal.objects.filter(code=proposal, kind="grant.give").first()
        if found is None:
            raise NotThere(proposal)
        grant = grant_confirm(proposal=found, digest=found.digest, by=acting, at=now_utc())
    tell(
        lang,
        msg("{name} holds the role {role} from today."),
        name=grant.user.username,
        role=grant.role,
    )


@app.command()
def withdraw(
    grant: Annotated[int, typer.Argument(help="Number of the grant, see `parvaneh user show`.")],
    *,
    reason: Why,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
) -> None:
    """Withdraw a role at once, with everything that was delegated of it.

    Example: parvaneh role withdraw 17 --reason "end of the term" --by administrator_1
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.models import Grant
        from parvaneh.access.operations import grant_withdraw
        from parvaneh.frame.refused import NotThere

        found = Grant.objects.select_related("user").filter(pk=grant).first()
        if found is None:
            raise NotThere(str(grant))
        grant_withdraw(grant=found, by=acting_by(by), at=now_utc(), reason=reason)
    tell(
        lang, msg("{name} no longer holds the role {role}."), name=found.user.name, role=found.role
    )


def role_given(
    user: User, role: str, scope: str, *, by: Acting, at: datetime, until: str = ""
) -> str:
    """Give a role, or propose it where it is weighty; the proposal's code then, else empty."""
    from parvaneh.access.operations import grant_give, grant_propose
    from parvaneh.access.roles import ROLES
    from parvaneh.access.scopes import Scope
    from parvaneh.kit.dates import parse_date

    kind, _, key = scope.partition(":")
    where = Scope(kind) if kind in set(Scope) else kind
    asked = {
        "user": user,
        "role": role,
        "scope": where,
        "scope_key": key,
        "ends_on": parse_date(until) if until else None,
        "by": by,
        "at": at,
    }
    if role in ROLES and ROLES[role].weighty:
        return grant_propose(**asked).code  # type: ignore[arg-type]  # one value for each name
    grant_give(**asked)  # type: ignore[arg-type]  # the same
    return ""
