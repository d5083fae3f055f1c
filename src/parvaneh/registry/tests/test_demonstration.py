"""The mark of a demonstration: put once, on a database without content, for good."""

import pytest
from django.db.utils import IntegrityError, ProgrammingError

from parvaneh.frame.refused import Refused
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Demonstration
from parvaneh.registry.operations import demonstration_mark
from parvaneh.registry.queries import demonstration, is_demonstration
from parvaneh.registry.tests.cast import AT, demonstration_marked, office

pytestmark = pytest.mark.django_db


def mark():
    return demonstration_mark(seed=7, size="small", standing="ranked", by=SYSTEM, at=AT)


def test_an_empty_database_is_marked_once_and_the_log_says_so():
    assert not is_demonstration()
    assert demonstration() is None
    mark()
    assert is_demonstration()
    assert demonstration().seed == 7
    assert Event.objects.get(kind="demonstration.marked").facts["seed"] == 7
    with pytest.raises(Refused):
        mark()


def test_a_database_with_content_is_never_marked():
    office()
    with pytest.raises(Refused):
        mark()


@pytest.mark.parametrize("act", ["delete", "update"])
def test_nothing_takes_the_mark_away_or_alters_it(act):
    demonstration_marked()
    change = {"seed": 2} if act == "update" else {}
    with pytest.raises(ProgrammingError):
        getattr(Demonstration.objects.all(), act)(**change)


def test_there_is_one_mark():
    demonstration_marked()
    with pytest.raises(IntegrityError):
        Demonstration.objects.create(
            id=2, seed=1, size="s", standing="r", made_by="system", made_at=AT
        )
