"""The search for cycles rests meanwhile and goes on afterwards."""

import gc

import pytest

from parvaneh.kit.memory import uncollected


def test_cycles_are_looked_for_again_after_a_failure_too():
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
