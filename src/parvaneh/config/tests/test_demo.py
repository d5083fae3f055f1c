"""The generated accounts of a demonstration."""

import pytest

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.permissions import Permission
from parvaneh.casework.models import Case, Deadline, Document
from parvaneh.casework.queries import visible_cases
from parvaneh.config import demo
from parvaneh.config.demo import ACCOUNTS, accounts_of, demo_make
from parvaneh.config.demo_cases import COURSES, FIRST
from parvaneh.config.demo_country import OFFICES
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.registry.models import Licence, Office

pytestmark = pytest.mark.slow  # a second each: hundreds of acts


@pytest.fixture(autouse=True)
def _quick(settings):
    """A hash that costs nothing: the real one is meant to be slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.django_db
def test_accounts_are_made_once_and_their_passwords_are_kept_for_their_owner(tmp_path):
    path = tmp_path / "demo-accounts"
    assert demo_make(path) == path
    assert path.stat().st_mode & 0o077 == 0
    rows = accounts_of(path)
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


@pytest.mark.django_db
def test_offices_and_cases_are_there_to_be_looked_at(tmp_path):
    demo_make(tmp_path / "accounts")
    assert Licence.objects.filter(state="active").count() == Office.objects.count() == len(OFFICES)
    assert Case.objects.count() == len(COURSES)
    assert {one.procedure for one in Case.objects.all()} == {one.procedure for one in COURSES}
    assert Deadline.objects.filter(state="open").count() > 2
    letters = Document.objects.filter(state="pending").count()
    assert letters == sum(one.letter for one in COURSES)
    manager = Acting(User.objects.get(username="manager_1"))
    seen = visible_cases(manager, to=Permission.CASE_SEE, on=tehran_day(now_utc()))
    assert seen.count() == sum(one.office == FIRST for one in COURSES)


@pytest.mark.django_db
def test_half_a_demonstration_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "cases_make", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo_make(tmp_path / "accounts")
    assert not User.objects.exists()
    assert not Office.objects.exists()
