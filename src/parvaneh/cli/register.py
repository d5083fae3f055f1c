"""`parvaneh register …`: the public register, published and searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parvaneh.cli.acts import database_acts
from parvaneh.cli.terminal import AsJson, Exit, Lang, print_json, tell

if TYPE_CHECKING:
    from parvaneh.editions.models import ListedOffice

app = typer.Typer(
    help="The public register: its editions, and finding an office in it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def publish(*, lang: Lang = "fa", as_json: AsJson = False) -> None:
    """Publish what the registry says today; the worker does it every five minutes by itself.

    Example: parvaneh register publish --json
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with database_acts(lang):
        from parvaneh.editions.operations import edition_publish
        from parvaneh.ledger.acts import SYSTEM

        edition = edition_publish(by=SYSTEM, at=now_utc())
    if as_json:
        print_json({
            "edition": edition.number,
            "offices": edition.offices,
            "published_at": edition.published_at.isoformat(),
            "sha256": edition.digest,
        })  # fmt: skip
        return
    said = msg("Edition {number}: {offices} offices.")
    tell(lang, said, number=edition.number, offices=edition.offices)


@app.command()
def find(
    asked: Annotated[str, typer.Argument(metavar="TEXT", help="A city, street, number or code.")],
    *,
    most: Annotated[int, typer.Option("--most", min=1, help="How many at most.")] = 10,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Find listed offices, the best first, whatever was mistyped.

    Example: parvaneh register find "اصفهان 102"
    """
    from parvaneh.kit.languages import msg

    with database_acts(lang):
        from parvaneh.editions.queries import offices_meant

        found = offices_meant(asked)[:most]
    if as_json:
        print_json([_told(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.code}\t{one.title}\t{one.city}")
    if not found:
        tell(lang, msg("No listed office is like that."))


@app.command()
def write(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where the pages go; made where it is not there.")
    ],
    *,
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Write the public pages as files for a front server, in both languages, plain and compressed.

    DIR/current leads to the pages of the last edition and changes at one moment. Where
    PARVANEH_WRITTEN names a folder, the worker writes into it what changed.

    Example: parvaneh register write /srv/parvaneh/pages
    """
    from parvaneh.kit.clock import now_utc
    from parvaneh.kit.languages import msg

    with database_acts(lang):
        from parvaneh.site.written import pages_write

        written = pages_write(folder=folder, at=now_utc(), anew=True)
    if as_json:
        print_json({"folder": str(written.folder), "pages": written.pages})
        return
    said = msg("{pages} pages in {folder}.")
    tell(lang, said, pages=written.pages, folder=str(written.folder))


@app.command()
def files(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where they are written.")],
    *,
    address: Annotated[
        str, typer.Option(help="Where they will be found, as the catalogue says it.")
    ] = "",
    lang: Lang = "fa",
    as_json: AsJson = False,
) -> None:
    """Write the open data of the last edition: tables, what they mean, catalogue, checksums.

    Example: parvaneh register files data --address https://offices.example/data/
    """
    from parvaneh.kit.languages import msg

    with database_acts(lang):
        from parvaneh.editions.open_data import files_of
        from parvaneh.editions.queries import edition_now, offices_by_code

        edition = edition_now()
        made = files_of(edition, offices_by_code(), address) if edition else {}
    if not made:
        tell(lang, msg("No edition is published yet."))
        raise typer.Exit(Exit.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (folder / name).write_bytes(data)
    if as_json:
        print_json({name: len(data) for name, data in made.items()})
        return
    tell(lang, msg("{count} files are in {folder}."), count=len(made), folder=folder)


def _told(office: ListedOffice) -> dict[str, object]:
    return {
        "code": office.code,
        "title": office.title,
        "province": office.province,
        "city": office.city,
        "standing": office.standing,
        "grade": office.grade,
        "cycle": office.cycle,
    }
