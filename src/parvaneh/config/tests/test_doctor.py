"""`parvaneh doctor` on a real installation: green where all is right, red otherwise."""

import os
import subprocess
import sys

import pytest

from parvaneh.config import postgres

pytestmark = pytest.mark.slow

SOUND = {
    "PARVANEH_ENV": "production",
    "PARVANEH_PROXY_HEADER": "X-Forwarded-Proto",
    "PARVANEH_HOSTS": "offices.example",
    "PARVANEH_ORIGINS": "https://offices.example",
}
ACCOUNT = """
import django; django.setup()
from parvaneh.access.operations import user_make
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM
user_make(username="manager_1", name="manager_1", is_demo=True, by=SYSTEM, at=now_utc())
"""


def run(environment: dict[str, str], *words: str, **changed: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *words],
        env={**environment, **changed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installation_by_the_guide_is_sound_and_each_weakness_is_refused(tmp_path):
    unset = {"DATABASE_URL", "PARVANEH_SECRET", "PARVANEH_KEYRING", "PARVANEH_DEBUG"}
    environment = {name: one for name, one in os.environ.items() if name not in unset}
    environment |= SOUND | {
        "PARVANEH_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "parvaneh.config.settings",
    }
    doctor = ("-m", "parvaneh.cli", "doctor", "--lang", "en")
    (tmp_path / "var").mkdir(mode=0o700)
    with postgres.running(postgres.place_under(tmp_path / "var")):
        assert run(environment, "-m", "parvaneh.cli", "migrate").returncode == 6  # no keys
        for words in (("keys", "new", "missing"), ("migrate",)):
            done = run(environment, "-m", "parvaneh.cli", *words)
            assert done.returncode == 0, done.stderr
        sound = run(environment, *doctor)
        assert sound.returncode == 0, sound.stdout
        assert "\u2717" not in sound.stdout
        weak = run(environment, *doctor, PARVANEH_DEBUG="1", PARVANEH_PROXY_HEADER="")
        assert weak.returncode == 6
        assert "PARVANEH_DEBUG" in weak.stdout
        assert "PARVANEH_PROXY_HEADER" in weak.stdout
        assert run(environment, "-c", ACCOUNT).returncode == 0
        marked = run(environment, *doctor)
        assert marked.returncode == 6
        assert "demo" in marked.stdout
