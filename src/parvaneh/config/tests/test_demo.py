"""The generated accounts of a demonstration."""

import pytest

from parvaneh.access.models import Grant, User
from parvaneh.config.demo import ACCOUNTS, demo_make


@pytest.fixture(autouse=True)
def _quick(settings):
    """A hash that costs nothing: the real one is meant to be slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.django_db
def test_accounts_are_made_once_and_their_passwords_are_kept_for_their_owner(tmp_path):
    path = tmp_path / "demo-accounts"
    assert demo_make(path) == path
    assert path.stat().st_mode & 0o077 == 0
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == len(ACCOUNTS) == User.objects.filter(is_demo=True).count()
    name, password, role = rows[0]
    assert User.objects.get(username=name).check_password(password)
    assert Grant.objects.filter(user__username=name, role=role).exists()
    before = path.read_bytes()
    assert demo_make(path) == path
    assert path.read_bytes() == before


@pytest.mark.django_db
def test_a_database_with_users_is_left_alone(tmp_path):
    demo_make(tmp_path / "first")
    assert demo_make(tmp_path / "second") is None
    assert User.objects.count() == len(ACCOUNTS)
