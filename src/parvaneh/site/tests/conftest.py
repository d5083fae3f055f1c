"""The cast of the doors' tests, and the trial procedure that their cases move by."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.site.tests.cast import Cast, cast_made

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture
def trial() -> Iterator[None]:
    with procedure_on_trial(TRIAL):
        yield


@pytest.fixture(scope="module")
def cast_of_module(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Cast]:
    """The cast, made once: what a test does to it is undone by the test's own transaction."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        with procedure_on_trial(TRIAL):
            made = cast_made()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def cast(cast_of_module: Cast, db, trial) -> Cast:
    """The cast as it was made, for one test alone."""
    return deepcopy(cast_of_module)
