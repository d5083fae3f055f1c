"""A small generated country that the command-line tests share."""

from pathlib import Path

import pytest

from parvaneh.scoring.demo import Format, Volume, write_demo_evidence

SMALL = Volume(offices=60, survey=4_000, services=4_000)


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generated evidence of sixty offices, as CSV."""
    out = tmp_path_factory.mktemp("country") / "evidence"
    write_demo_evidence(out, volume=SMALL, format=Format.CSV)
    return out
