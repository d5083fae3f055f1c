"""Where a row lies: a province by its ISO 3166-2 key."""

from django.db import models

from parvaneh.kit.places import PROVINCES

PROVINCE_KEYS = tuple(province.key for province in PROVINCES)
KEY_LENGTH = 5


def province_known(
    table: str, field: str = "province", *, blank: bool = False
) -> models.CheckConstraint:
    """A constraint: the field holds the key of one of the 31 provinces.

    Args:
        table: name of the model in lower case, for the constraint's name.
        field: name of the field.
        blank: whether it may be empty: the whole country.
    """
    allowed = (*PROVINCE_KEYS, "") if blank else PROVINCE_KEYS
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": allowed}), name=f"{table}_{field}_known"
    )
