"""Licences live as the law lets them."""

from datetime import date

import pytest

from parvaneh.frame.refused import Refused
from parvaneh.kit.check_digits import is_checked
from parvaneh.registry.tests.samples import (
    licence_sample,
    person_sample,
)

pytestmark = pytest.mark.django_db


def test_a_licence_is_issued_with_a_number_a_term_and_the_managers_post():
    licence = licence_sample(opened=False)
    assert is_checked(licence.number.replace("-", ""))
    assert licence.state == "issued"
    assert licence.terms.get().ends_on == date(2027, 3, 20)
    assert licence.manager.posts.get().office == licence.office


def test_a_person_who_has_shown_nothing_gets_no_licence_and_hears_every_reason():
    with pytest.raises(Refused) as why:
        licence_sample(manager=person_sample())
    assert len(why.value.ruling.reasons) > 10
