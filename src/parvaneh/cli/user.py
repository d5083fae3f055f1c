"""`parvaneh user …`: users made, listed, shown, let out, and let in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.acts import By, DryRun, Why, acting_by, database_acts
from parvaneh.cli.terminal import AsJson, Lang, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parvaneh.access.models import Grant, User

app = typer.Typer(
    help="Users: made, listed, deactivated; passwords and second factors set anew.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="User name or mobile number.")]


@app.command()
def add(
    username: Annotated[str, typer.Argument(metavar="NAME", help="Small Latin letters.")],
    *,
    name: Annotated[str, typer.Option("--name", help="What others see.")],
    role: Annotated[str, typer.Option("--role", help="A role, see `parvaneh role list`.")] = "",
    scope: Annotated[str, typer.Option("--scope", help="country, or KIND:CODE.")] = "country",
    email: Annotated[str, typer.Option("--email")] = "",
    mobile: Annotated[str, typer.Option("--mobile")] = "",
    language: Annotated[str, typer.Option("--language", help="fa or en")] = "fa",
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Make a user, with a role if one is named, and print the code for their first password.

    The first two administrators are made by nobody: leave --by out.

    Example: parvaneh user add administrator_1 --name "Administrator 1" --role administrator
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.operations import (
            administrator_first_make,
            password_code_give,
            user_make,
        )
        from parvaneh.cli.role import role_given
        from parvaneh.ledger.acts import SYSTEM

        waiting = ""
        if not by and role == "administrator":
            user = administrator_first_make(
                username=username, name=name, password=None, at=at, language=language
            )
            code = password_code_give(user=user, by=SYSTEM, at=at)
        else:
            acting = acting_by(by)
            user = user_make(
                username=username,
                name=name,
                email=email,
                mobile=mobile,
                language=language,
                by=acting,
                at=at,
            )
            code = password_code_give(user=user, by=acting, at=at)
            if role:
                waiting = role_given(user, role, scope, by=acting, at=at)
    if as_json:
        print_json({"code": user.code, "password_code": code, "proposal": waiting})
    else:
        print(code)
        tell(
            lang, msg("Made {name}; the code above sets a password once, within a day."), name=name
        )
        if waiting:
            tell(lang, msg("The role waits for a second person: proposal {code}."), code=waiting)


@app.command(name="list")
def list_users(
    *,
    role: Annotated[str, typer.Option("--role", help="Only who holds this role today.")] = "",
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """List the users within one's reach, with their roles.

    Example: parvaneh user list --by administrator_1 --role inspector
    """
    from parvaneh.kit.clock import today_tehran

    today = today_tehran()
    with database_acts(lang):
        from django.db.models import Prefetch

        from parvaneh.access.models import Grant
        from parvaneh.access.queries import in_force, visible_users

        users = visible_users(acting_by(by), today).order_by("username")
        held = Prefetch("grants", Grant.objects.filter(in_force(today)))
        rows = [_row(user, user.grants.all()) for user in users.prefetch_related(held)]
    if role:
        rows = [one for one in rows if role in one["roles"]]
    if as_json:
        print_json(rows)
        return
    for one in rows:
        state = "" if one["active"] else "-"
        print("\t".join((one["username"], one["name"], state, " ".join(one["roles"]))))


@app.command()
def show(
    name: Name,
    *,
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Show a user: their roles with number, place and days, and what hangs on them.

    Example: parvaneh user show inspector_2 --by administrator_1
    """
    from parvaneh.kit.clock import today_tehran

    today = today_tehran()
    with database_acts(lang):
        from parvaneh.access.queries import in_force, tied_to

        user = _seen(name, by, today)
        held = user.grants.filter(in_force(today))
        grants = [
            {
                "grant": grant.pk,
                "role": grant.role,
                "scope": ":".join(filter(None, (grant.scope, grant.scope_key))),
                "from": grant.starts_on.isoformat(),
                "until": grant.ends_on.isoformat() if grant.ends_on else "",
                "withdrawn": grant.withdrawn_at is not None,
            }
            for grant in user.grants.order_by("pk")
        ]
        shown = {**_row(user, held), "grants": grants, "tied": tied_to(user, today)}
    if as_json:
        print_json(shown)
        return
    print("\t".join((shown["username"], shown["name"], shown["code"])))
    for one in grants:
        print("\t".join(str(value) for value in one.values()))


@app.command()
def deactivate(
    name: Name,
    *,
    reason: Why,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
) -> None:
    """Let a user in no longer: sessions, roles and delegations end at once.

    Example: parvaneh user deactivate inspector_2 --reason "left" --by administrator_1
    """
    from parvaneh.kit.clock import now_utc, tehran_day
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.operations import user_deactivate
        from parvaneh.access.queries import tied_to

        user = _seen(name, by, tehran_day(at))
        tied = tied_to(user, tehran_day(at))
        user_deactivate(user=user, by=acting_by(by), at=at, reason=reason)
    print("\n".join(tied), end="\n" if tied else "")
    tell(lang, msg("{name} comes in no more; ended with it: {count}."), name=name, count=len(tied))


@app.command()
def password(
    name: Name,
    *,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
) -> None:
    """Print a code with which a user sets a password once, within a day.

    Example: parvaneh user password inspector_2 --by administrator_1
    """
    from parvaneh.kit.clock import now_utc, tehran_day

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.operations import password_code_give

        user = _seen(name, by, tehran_day(at))
        code = password_code_give(user=user, by=acting_by(by), at=at)
    print(code)


@app.command(name="second-factor-reset")
def second_factor_reset(
    name: Name,
    *,
    reason: Why,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
) -> None:
    """Take off a user's second factors, which are lost; staff set one up at the next sign-in.

    Example: parvaneh user second-factor-reset inspector_2 --reason "telephone lost" --by admin_1
    """
    from parvaneh.kit.clock import now_utc, tehran_day
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.access.operations import second_factor_reset as reset

        user = _seen(name, by, tehran_day(at))
        reset(user=user, by=acting_by(by), at=at, reason=reason)
    tell(lang, msg("{name} sets up a second factor anew."), name=name)


def _seen(name: str, by: str, today: date) -> User:
    from parvaneh.access.queries import user_named, user_of
    from parvaneh.frame.refused import NotThere

    found = user_named(name)
    if found is None:
        raise NotThere(name)
    return user_of(acting_by(by), found.code, today)


def _row(user: User, held: Iterable[Grant]) -> dict[str, Any]:
    return {
        "code": user.code,
        "username": user.username,
        "name": user.name,
        "active": user.is_active,
        "roles": sorted({one.role for one in held}),
    }
