"""The cast of the doors' tests, and the trial procedure that their cases move by."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.site.tests.cast import Cast, cast_made


@pytest.fixture
def trial() -> Iterator[None]:
    with procedure_on_trial(TRIAL):
        yield


@pytest.fixture
def cast(db, trial) -> Cast:
    return cast_made()
