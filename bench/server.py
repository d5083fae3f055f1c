"""A private PostgreSQL for benchmarks, as durable as in production, with the product's tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.contest import ROOT

HOME = ROOT / "var" / "bench" / "server"
SETTINGS = "parvaneh.config.settings"


@contextmanager
def running(name: str) -> Iterator[None]:
    """Run a server of its own with empty tables while the block runs; connect Django to it.

    Nothing is switched off: what is measured waits for the disk.

    Args:
        name: of its folder under var/bench/server; an earlier one of that name is thrown away.
    """
    var = HOME / name
    if var.exists():
        subprocess.run(["rm", "-rf", str(var)], check=True)
    os.environ |= {"PARVANEH_VAR": str(var), "DJANGO_SETTINGS_MODULE": SETTINGS}
    import django  # noqa: PLC0415 - after its settings are known

    from parvaneh.config import postgres  # noqa: PLC0415 - the same
    from parvaneh.config.settings import DATABASES  # noqa: PLC0415 - the same

    host = DATABASES["default"]["HOST"]
    place = postgres.place_under(var)
    if str(place.socket) != str(host):
        raise RuntimeError("settings were read before the benchmark; run it alone")
    with postgres.running(place):
        django.setup()
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], check=True, cwd=ROOT)
        yield


def connection_of(name: str) -> dict[str, str]:
    """What libpq's programs need to reach the server of that name."""
    from parvaneh.config import postgres  # noqa: PLC0415 - after the settings

    place = postgres.place_under(HOME / name)
    return {"PGHOST": str(place.socket), "PGUSER": postgres.OWNER, "PGDATABASE": postgres.DATABASE}


def pgbench(name: str) -> Path | None:
    """The pgbench beside the server's programs; None where there is none."""
    from parvaneh.config import editions, postgres  # noqa: PLC0415 - after the settings

    place = postgres.place_under(HOME / name)
    found = Path(editions.edition_for(place.data).program("pgbench"))
    return found if found.exists() else None


def connect(name: str) -> None:
    """Let this process use the server of that name through Django; before anything else."""
    os.environ |= {"PARVANEH_VAR": str(HOME / name), "DJANGO_SETTINGS_MODULE": SETTINGS}
    import django  # noqa: PLC0415 - after its settings are known

    django.setup()
