"""`parvaneh calendar …`: holidays, closures and outages, and the deadlines that they move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from parvaneh.cli.acts import By, DryRun, Why, acting_by, database_acts
from parvaneh.cli.terminal import AsJson, Lang, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from parvaneh.access.acting import Acting
    from parvaneh.casework.recounting import Moved
    from parvaneh.law.judicial_calendar import Off
    from parvaneh.registry.models import DayOff
    from parvaneh.registry.operations.days import DaysChanged

app = typer.Typer(
    help="The judicial calendar: seeded, edited, and what an edit would move.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Day = Annotated[str, typer.Argument(metavar="DAY", help="Such as 1404-11-05 or 2026-01-25.")]
Kind = Annotated[str, typer.Option("--kind", help="holiday, closure or outage.")]
Province = Annotated[
    str, typer.Option("--province", help="Such as IR-23; empty is the whole country.")
]


@app.command()
def seed(
    years: Annotated[list[int], typer.Argument(metavar="YEAR...", help="Jalali years.")],
    *,
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Enter the official holidays of Jalali years; what is known or was withdrawn stays.

    Example: parvaneh calendar seed 1404 1405 --by officer_1
    """

    def change(at: Any, acting: Acting) -> DaysChanged:
        from parvaneh.registry.operations import holidays_seed

        return holidays_seed(years=years, by=acting, at=at)

    _edit(change, by=by, dry_run=dry_run, lang=lang, as_json=as_json)


@app.command()
def off(
    day: Day,
    *,
    kind: Kind = "closure",
    fa: Annotated[str, typer.Option("--fa", help="Its name in Persian.")],
    en: Annotated[str, typer.Option("--en", help="Its name in English.")],
    source: Annotated[str, typer.Option("--source", help="Who announced it, and where.")],
    province: Province = "",
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Enter a day off, and count again the deadlines that it moves.

    Example: parvaneh calendar off 1404-11-05 --province IR-23 --fa "سرما" --en "Cold"
    --source "Governor, 1404-11-04" --by officer_1
    """

    def change(at: Any, acting: Acting) -> DaysChanged:
        from parvaneh.registry.operations import day_off_enter

        return day_off_enter(
            on=_day(day),
            kind=_kind(kind),
            fa=fa,
            en=en,
            source=source,
            province=province,
            by=acting,
            at=at,
        )

    _edit(change, by=by, dry_run=dry_run, lang=lang, as_json=as_json)


@app.command()
def withdraw(
    day: Day,
    *,
    reason: Why,
    kind: Kind = "closure",
    province: Province = "",
    by: By = "",
    dry_run: DryRun = False,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Withdraw a day off that was entered wrongly; it stays on the table, marked.

    Example: parvaneh calendar withdraw 1404-11-05 --province IR-23 --reason "the day before"
    --by officer_1
    """

    def change(at: Any, acting: Acting) -> DaysChanged:
        from parvaneh.registry.operations import day_off_withdraw

        found = _entered(_day(day), _kind(kind), province)
        return day_off_withdraw(day_off=found, reason=reason, by=acting, at=at)

    _edit(change, by=by, dry_run=dry_run, lang=lang, as_json=as_json)


@app.command()
def preview(
    day: Day,
    *,
    kind: Kind = "closure",
    province: Province = "",
    by: By = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Say which deadlines would move if a day were off; change nothing.

    Example: parvaneh calendar preview 1404-11-05 --province IR-23 --by officer_1
    """
    from parvaneh.kit.clock import now_utc

    with database_acts(lang):
        from parvaneh.access.permissions import Permission
        from parvaneh.access.scopes import Lies
        from parvaneh.casework.queries import deadlines_preview
        from parvaneh.law.judicial_calendar import DayOff as LawDayOff
        from parvaneh.registry.permitted import permitted

        lies = Lies(province=province)
        permitted(acting_by(by), Permission.CALENDAR_MANAGE, lies, now_utc())
        asked = (_day(day), LawDayOff(_kind(kind), day, day, province or None))
        moved = deadlines_preview(entered=[asked])
    _tell_moved(moved, lang, as_json=as_json)


@app.command(name="list")
def list_days(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="A Jalali year.")],
    *,
    province: Province = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """List the days off of a Jalali year; for a province those of the whole country too.

    Example: parvaneh calendar list 1404 --province IR-23
    """
    with database_acts(lang):
        from parvaneh.kit.dates import parse_date
        from parvaneh.registry.queries import days_off_between

        first, after = parse_date(f"{year}-01-01"), parse_date(f"{year + 1}-01-01")
        found = days_off_between(first, after, province)
        rows = [
            {"on": row.on.isoformat(), "kind": row.kind, "province": row.province}
            | {"name": row.fa if lang == "fa" else row.en, "source": row.source}
            for row in found
            if row.on < after
        ]
    _print_rows(rows, as_json=as_json)


def _edit(
    change: Callable[[Any, Acting], DaysChanged],
    *,
    by: str,
    dry_run: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Make a change with everything that follows from it; a dry run takes all of it back."""
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    at = now_utc()
    with database_acts(lang, dry_run=dry_run):
        from parvaneh.casework.operations import calendar_edit

        acting = acting_by(by)
        done = calendar_edit(lambda: change(at, acting), by=acting, at=at)
    days = len(done.changed.entered) + len(done.changed.withdrawn)
    if as_json:
        print_json({"days": days, "moved": _rows(done.moved)})
        return
    tell(lang, msg("Days changed: {count}."), count=days)
    _tell_moved(done.moved, lang, as_json=False)


def _tell_moved(moved: Sequence[Moved], lang: str, *, as_json: bool) -> None:
    from parvaneh.kit.languages import msg

    _print_rows(_rows(moved), as_json=as_json)
    tell(lang, msg("Deadlines that move: {count}."), count=len(moved))


def _rows(moved: Iterable[Moved]) -> list[dict[str, str]]:
    return [
        {
            "case": one.case,
            "deadline": one.key,
            "province": one.province,
            "before": one.before.isoformat(),
            "after": one.after.isoformat(),
        }
        for one in moved
    ]


def _print_rows(rows: Sequence[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print("\t".join(row.values()))


def _day(text: str) -> date:
    from parvaneh.kit.dates import parse_date

    return parse_date(text)


def _kind(text: str) -> Off:
    from parvaneh.frame.refused import refuse
    from parvaneh.kit.languages import msg
    from parvaneh.law.judicial_calendar import Off
    from parvaneh.law.ruling import Reason

    known = {one.value: one for one in Off if one is not Off.WEEKEND}
    if text not in known:
        unknown = msg("{found} is no kind of day off; it is one of {needed}.")
        refuse(Reason("kind", unknown, (), found=text, needed=list(known)))
    return known[text]


def _entered(on: date, kind: Off, province: str) -> DayOff:
    """The day off in force that is meant.

    Raises:
        NotThere: there is none.
    """
    from parvaneh.frame.refused import NotThere
    from parvaneh.registry.queries import days_off_between

    found = days_off_between(on, on, province)
    same = [row for row in found if row.kind == kind.value and row.province == province]
    if not same:
        raise NotThere(f"{on.isoformat()} {kind.value} {province}".strip())
    return same[0]
