"""The log as a whole is for who sees the whole country."""

import pytest

from parvaneh.access.event_log import visible_events
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.access.tests.cast import ON, acting_as
from parvaneh.ledger.models import Event
from parvaneh.ledger.queries import Wanted

pytestmark = pytest.mark.django_db


def test_who_may_see_the_log_sees_every_event():
    acting = acting_as("administrator")
    assert visible_events(acting, Wanted(), on=ON).count() == Event.objects.count() > 0


@pytest.mark.parametrize(
    "role", [code for code in ROLES if Permission.LOG_SEE not in ROLES[code].allows]
)
def test_other_roles_see_nothing_of_it(role):
    held = ROLES[role]
    scope = min(held.scopes)
    acting = acting_as(role, scope, "" if scope is Scope.COUNTRY else "IR-07")
    assert not visible_events(acting, Wanted(), on=ON).exists()
