"""Gate: whatever the OpenAPI document allows or forbids is asked; every answer is as it promises.

In CI some hundred questions, in full (`PARVANEH_GATES=full`) 20,000, half of them as the document
allows, half as it does not. An answer is a fault where it is an error of ours, has a status, a
media type, headers or a content that the document does not declare, refuses what is allowed or
takes what is not.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation

from parvaneh.casework.documents import document_pend, document_render
from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.editions.queries import version_now
from parvaneh.kit.clock import now_utc
from parvaneh.kit.text import Language
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.api.document import document
from parvaneh.site.kept import kept_door
from parvaneh.site.tests.cast import cast_made
from tools.measured import record

FULL = os.environ.get("PARVANEH_GATES") == "full"
QUESTIONS = 20_000 if FULL else 600
OFFICES = 12
ROUNDS = 40  # until a way of asking has nothing new to ask
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
SEED, FAULT = 1404, 500

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Sends = Callable[[Case], None]


@dataclass
class Asked:
    """What was asked and what came back."""

    questions: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    operations: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def server_errors(self) -> int:
        """How many answers were errors of ours."""
        return sum(count for status, count in self.statuses.items() if status >= FAULT)

    def ask(self, case: Case) -> None:
        """Ask one question and hold the answer against the document."""
        answer = case.call(headers={"Accept-Encoding": "identity"})
        self.questions += 1
        self.statuses[answer.status_code] += 1
        self.operations[case.operation.label] += 1
        try:
            case.validate_response(answer)
        except FailureGroup as why:
            for one in why.exceptions:
                kind = f"{case.operation.label}: {type(one).__name__}"
                self.faults.setdefault(kind, f"{one}\n{case.as_curl_command()}")


@pytest.fixture
def register(db) -> Iterator[str]:
    """The number of a letter that stands; listed offices, some of them graded by rankings."""
    # The connection is the test's: no request may give it back, as a server's would.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with procedure_on_trial(TRIAL), override_settings(API_RATE=0):
        cast = cast_made()
        at = now_utc()
        letter = document_pend(case=cast.case, kind="case.standing", by=SYSTEM, at=at)
        document_render(document=letter.code)
        for _ in range(OFFICES):
            licence_sample()
        edition_publish(by=SYSTEM, at=at)
        held = [
            [1404, "excellent", 1, "2025-09-22", None, "official"],
            [1403, "good", 2, "2024-09-21", "2025-09-21", "provisional"],
        ]
        points = [
            ["I1", "25/3", "10", None, ""],
            ["I2", None, "10", 12, "answers"],
            ["I7", None, "10", None, "record"],
        ]
        graded = ListedOffice.objects.order_by("code")[:OFFICES:2]
        ListedOffice.objects.filter(pk__in=[one.pk for one in graded]).update(
            held=held, grade="excellent", tiles=1, cycle=1404, official="official", place=1,
            indicators=points,
            access={"step_free_entrance": [True, "inspection", "2025-09-22"],
                    "parking_near": [False, "office", "2025-09-22"]},
        )  # fmt: skip
        yield letter.number
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(said: dict) -> list[APIOperation]:
    """Every operation of a document, asked of our own application."""
    schema = schemathesis.openapi.from_dict(said)
    schema.app = kept_door(get_wsgi_application(), version=version_now)
    return [one.ok() for one in schema.get_all_operations()]


def fuzzed(known: list[APIOperation], questions: int, asked: Asked) -> None:
    """Ask so many questions, evenly over the operations and over what is and is not allowed."""
    each = -(-questions // (len(known) * len(MODES)))
    for round_ in range(ROUNDS):
        for one in known:
            for mode in MODES:
                if asked.questions < questions:
                    most = min(each, questions - asked.questions)
                    drawn(one, mode, most, turn=round_, send=asked.ask)


def drawn(one: APIOperation, mode: GenerationMode, most: int, *, turn: int, send: Sends) -> None:
    """Let questions of one kind be drawn and sent; fewer where there are no more."""

    @seed(SEED + turn)
    @settings(
        max_examples=most,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        send(case)

    ask()


def test_every_answer_of_the_api_is_as_its_document_promises(register: str):
    asked = Asked()
    known = operations(deepcopy(document(Language.EN)))
    genuine(known, register, asked)
    fuzzed(known, QUESTIONS, asked)
    if os.environ.get("PARVANEH_GATES"):
        recorded(asked)
    assert not asked.faults, "\n\n".join(asked.faults.values())
    assert not asked.server_errors
    assert asked.questions == QUESTIONS
    assert len(asked.operations) == len(known)


def genuine(known: list[APIOperation], letter: str, asked: Asked) -> None:
    """Ask what no chance finds: the codes and numbers that are there."""
    by_name = {one.definition.raw["operationId"]: one for one in known}
    code = ListedOffice.objects.order_by("code").values_list("code", flat=True)[0]
    for name in ("office", "office_grades"):
        asked.ask(by_name[name].Case(path_parameters={"code": code}))
    asked.ask(by_name["verify_letter"].Case(query={"text": letter}))
    assert asked.statuses == {200: 3}


def recorded(asked: Asked) -> None:
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(asked.statuses.items()))
    done = (
        f"{asked.questions} questions to {len(asked.operations)} operations, as the OpenAPI "
        f"document allows and as it does not: {asked.server_errors} errors of ours, "
        f"{len(asked.faults)} violations of the document."
    )
    record("Questions to the API", [done, f"Answers: {answers}."])


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("Edition", {"number": {"type": "string"}}),
        ("Province", {"offices": {"type": "integer", "minimum": 10_000}}),
    ],
)
def test_an_answer_that_breaks_its_promise_is_found(register: str, part: str, wrong: dict):
    said = deepcopy(document(Language.EN))
    said["components"]["schemas"][part]["properties"] |= wrong
    asked = Asked()
    fuzzed([one for one in operations(said) if one.path.endswith("/provinces")], 20, asked)
    assert any("JsonSchemaError" in kind for kind in asked.faults)


def test_an_error_of_ours_is_found(register: str, monkeypatch):
    monkeypatch.setattr("parvaneh.site.api.routes.method_said", lambda: 1 // 0)
    asked = Asked()
    known = operations(deepcopy(document(Language.EN)))
    fuzzed([one for one in known if one.path.endswith("/method")], 20, asked)
    assert asked.server_errors
    assert any("ServerError" in kind for kind in asked.faults)
