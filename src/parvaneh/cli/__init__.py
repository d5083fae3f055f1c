"""`parvaneh …`: one module per group of commands."""

import typer

from parvaneh.cli import (
    backup,
    calendar,
    compare,
    cycle,
    demo,
    doctor,
    document,
    evidence,
    explain,
    imports,
    keys,
    law,
    log,
    migrate,
    rank,
    register,
    role,
    serve,
    user,
    verify,
    worker,
)
from parvaneh.cli.terminal import stop_on_signals

app = typer.Typer(
    name="parvaneh",
    help="The directives on offices of electronic judicial services, and the yearly ranking.",
    no_args_is_help=True,
    # Plain help: rich would add a tenth of a second to every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def parvaneh() -> None:
    """Keep the commands in groups even while there is only one."""


app.command()(rank.rank)
app.command()(explain.explain)
app.command()(compare.compare)
app.command()(verify.verify)
app.command()(evidence.template)
app.command()(evidence.reduce)
app.command()(serve.serve)
app.command()(worker.worker)
app.command()(imports.export)
app.command()(migrate.migrate)
app.command()(doctor.doctor)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(backup.drill)
app.add_typer(law.app, name="law")
app.add_typer(log.app, name="log")
app.add_typer(keys.app, name="keys")
app.add_typer(user.app, name="user")
app.add_typer(role.app, name="role")
app.add_typer(calendar.app, name="calendar")
app.add_typer(cycle.app, name="cycle")
app.add_typer(document.app, name="document")
app.add_typer(demo.app, name="demo")
app.add_typer(imports.app, name="import")
app.add_typer(register.app, name="register")


def main() -> None:
    """Run the command line."""
    stop_on_signals()
    app()
