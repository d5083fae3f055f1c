"""What holds for every test, those of `tests/` and those that live in a slice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tools.browsing import chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.plugin import DjangoDbBlocker

UNHURRIED = ("PARVANEH_CI", "PARVANEH_GATES")

# On a busy machine a slow example says nothing about the code. A quick run tries few examples of
# each property, other ones each time; continuous integration and the gates try all.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried" if any(map(os.environ.get, UNHURRIED)) else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long ones to continuous integration and `make gates`."""
    if any(os.environ.get(name) for name in UNHURRIED):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the browser tests cannot run here, even to who did not ask for them."""
    if chromium_path() is None:
        terminalreporter.write_line(
            "BROWSER TESTS CANNOT RUN HERE: no Chromium (on Debian: apt install chromium)", red=True
        )


@pytest.fixture(scope="session", autouse=True)
def _keys_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests away from the keys of whoever runs them."""
    from django.conf import settings as django_settings  # noqa: PLC0415 - read late, as above

    django_settings.KEYS = tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run the database tests on a private server that ends with them; nothing of it is kept."""
    from django.db import connections  # noqa: PLC0415 - only where a test wants the database

    from parvaneh.config import postgres  # noqa: PLC0415 - the same

    place = postgres.place_under(Path(tmp_path_factory.mktemp("database")))
    forgetful = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    with postgres.running(place, forgetful):
        connections["default"].settings_dict |= {"HOST": str(place.socket), "USER": postgres.OWNER}
        yield
        connections.close_all()


@pytest.fixture
def jobs_run_now() -> Callable[[], int]:
    """Runs the jobs that wait, with the real worker inside the test's own transaction."""
    from parvaneh.frame.jobs import run_waiting  # noqa: PLC0415 - only where a test wants it

    return run_waiting


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001 - made first
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Let the tests that commit empty the log after themselves; its own tests forbid it again."""
    from django.db import connection  # noqa: PLC0415 - only where a test wants the database

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        ours = "^ledger_.*_not_emptied$"
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname ~ %s", [ours])
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
