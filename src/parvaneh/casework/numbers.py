"""Numbers of cases: ``1404-12-000123-47``: Jalali year, series, number, two check digits.

A series is a kind of case. The check digits are those of ISO 7064 (MOD 97-10): one wrong digit or
two that changed places are always found, so that a number read out over the telephone never opens
somebody else's case. ASCII digits are stored; people may type any of the three sets, and slashes.
"""

import re

from django.db import connection

from parvaneh.kit.text import ascii_digits, clean

# Fixed for ever: they stand in letters. 99 is what a trial gets.
SERIES = {
    "licence_issue": "11",
    "licence_renew": "12",
    "licence_withdraw": "13",
    "licence_revoke": "14",
    "licence_suspend": "15",
    "licence_relocate": "16",
    "licence_replace": "17",
    "licence_life": "18",
    "call": "21",
    "vetting": "22",
    "inspection": "31",
    "complaint": "41",
    "discipline": "42",
    "tariff": "51",
    "kanoon_formation": "61",
    "kanoon_meeting": "62",
    "ranking_cycle": "71",
    "objection": "72",
}
TRIAL = "99"

_FORM = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{6,})[-/](\d{2})")
_NEXT = """
INSERT INTO casework_counter (year, series, last) VALUES (%(year)s, %(series)s, %(many)s)
ON CONFLICT (year, series) DO UPDATE SET last = casework_counter.last + %(many)s RETURNING last
"""


def case_number(*, year: int, series: str, number: int) -> str:
    """Write a case number with its check digits."""
    body = f"{year:04}{series}{number:06}"
    return f"{year:04}-{series}-{number:06}-{_check(body)}"


def case_number_read(text: str) -> str | None:
    """Read a case number as people write it; None if it is none, or its check digits are wrong."""
    found = _FORM.fullmatch(ascii_digits(clean(text)))
    if found is None:
        return None
    year, series, number, check = found.groups()
    if _check(f"{year}{series}{number}") != check:
        return None
    return f"{year}-{series}-{number}-{check}"


def case_number_next(*, year: int, procedure: str) -> str:
    """Take the next number of a kind of case in a Jalali year, in the running transaction."""
    [number] = case_numbers_next(year=year, procedure=procedure, many=1)
    return number


def case_numbers_next(*, year: int, procedure: str, many: int) -> list[str]:
    """Take so many numbers at once, in their order."""
    if not many:
        return []
    series = SERIES.get(procedure, TRIAL)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"year": year, "series": series, "many": many})
        ((last,),) = cursor.fetchall()
    numbers = range(last - many + 1, last + 1)
    return [case_number(year=year, series=series, number=number) for number in numbers]


def _check(body: str) -> str:
    return f"{98 - int(body) * 100 % 97:02}"
