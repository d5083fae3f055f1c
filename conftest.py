"""What holds for every test, those of `tests/` and those that live in a slice."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# On a busy machine a slow example says nothing about the code.
settings.register_profile("parvaneh", deadline=None)
settings.load_profile("parvaneh")

UNHURRIED = ("PARVANEH_CI", "PARVANEH_GATES")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long ones to continuous integration and `make gates`."""
    if any(os.environ.get(name) for name in UNHURRIED):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]
