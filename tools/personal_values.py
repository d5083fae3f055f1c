"""The personal values of a demonstration, and what may be asked of its public pages, as JSON.

    PARVANEH_VAR=… python -m tools.personal_values

For the gate that walks the public pages: never of anything but generated people.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from itertools import chain

import django

from tools.browsing import session_made

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvaneh.config.settings")
django.setup()  # before anything that has tables is imported

from parvaneh.access.models import User  # noqa: E402
from parvaneh.casework.models import Document  # noqa: E402
from parvaneh.kit.dates import long_date, short_date  # noqa: E402
from parvaneh.kit.text import Language  # noqa: E402
from parvaneh.registry.models import Licence, Person  # noqa: E402
from parvaneh.registry.queries import is_demonstration  # noqa: E402

MARK = " (نمایشی)"


def main() -> None:
    """Print values by kind, addresses that no page leads to, and a session that sees people."""
    if not is_demonstration():
        raise SystemExit("not a demonstration")
    values: dict[str, list[str]] = {}
    for kind, value in chain(_of_persons(), _of_users()):
        if value:
            values.setdefault(kind, []).append(value)
    letters = Document.objects.exclude(number="").values_list("number", flat=True)
    licences = Licence.objects.values_list("number", flat=True)
    told = {
        "values": {kind: sorted(set(found)) for kind, found in values.items()},
        "asked": [*letters, *licences],
        "session": session_made(User.objects.get(username="officer_1")),
    }
    print(json.dumps(told, ensure_ascii=False))


def _of_persons() -> Iterator[tuple[str, str]]:

    for one in Person.objects.iterator():
        yield "name", one.name.removesuffix(MARK)
        yield "code", one.code
        yield "national id", one.national_id.reveal()
        mobile = one.mobile.reveal() if one.mobile else ""
        yield "mobile", mobile
        yield "mobile", mobile.replace("+98", "0", 1)
        for said in _days(one.born_on.reveal() if one.born_on else ""):
            yield "birth date", said


def _of_users() -> Iterator[tuple[str, str]]:

    for one in User.objects.iterator():
        yield "name", one.name.removesuffix(MARK)
        yield "code", one.code
        yield "username", one.username
        yield "e-mail", one.email
        yield "mobile", one.mobile


def _days(born_on: str) -> Iterator[str]:

    if born_on:
        on = date.fromisoformat(born_on)
        yield born_on
        yield short_date(on, Language.EN)
        yield from (long_date(on, language) for language in Language)


if __name__ == "__main__":
    main()
