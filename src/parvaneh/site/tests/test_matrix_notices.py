"""Take each access check away in turn: the walk through the doors must notice it."""

from __future__ import annotations

import ast
import inspect
import os
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from parvaneh.access import queries, seen
from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework import documents, loading, notices, standing
from parvaneh.casework.documents import document_add, document_withdraw
from parvaneh.casework.notices import Recipient, notice_send
from parvaneh.casework.queries import visible_cases
from parvaneh.casework.standing import part_of
from parvaneh.frame.refused import NotThere
from parvaneh.imports import loaders as import_loaders
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry import reach
from parvaneh.registry.loaders import (
    approved_values,
    bodies,
    evidence,
    grades,
    offices,
    records,
)
from parvaneh.registry.models import Person
from parvaneh.site.tests import matrix
from parvaneh.site.tests.cast import OTHER, OWN, Cast, Somebody, party_made
from parvaneh.site.tests.narrowing import is_narrow, is_refused, is_within
from parvaneh.site.work import cases
from tools.measured import record

# Functions that decide who may, by the subject of the doors that notice it: each check in them is
# taken away in turn.
DECIDING: dict[str, tuple[tuple[types.ModuleType, str], ...]] = {
    "work": (
        (loading, "case_of"),
        (loading, "visible_cases"),
        (loading, "places"),
        (loading, "ranges"),
        (loading, "_as_party"),
        (queries, "reach"),
        (queries, "actors"),
        (queries, "reach_of"),
        (standing, "part_known"),
        (documents, "document_of"),
        (documents, "_readable"),
        (documents, "reads_all"),
        (notices, "notice_of"),
        (notices, "notices_of"),
        (notices, "is_addressee"),
        (reach, "reach_of"),
        (cases, "_step_of"),
    ),
    "registry": (
        (offices, "office_of"),
        (offices, "visible_offices"),
        (offices, "person_of"),
        (offices, "visible_persons"),
        (offices, "licence_of"),
        (offices, "visible_licences"),
        (records, "record_of"),
        (records, "visible_records"),
        (evidence, "evidence_of"),
        (evidence, "visible_evidence"),
        (grades, "grade_of"),
        (grades, "visible_grades"),
        (bodies, "body_of"),
        (bodies, "visible_bodies"),
        (reach, "within"),
    ),
    "access": (
        (queries, "user_of"),
        (queries, "visible_users"),
        (seen, "grant_of"),
        (seen, "visible_grants"),
        (seen, "delegation_of"),
        (seen, "visible_delegations"),
        (seen, "proposal_of"),
        (seen, "visible_proposals"),
    ),
    "imports": ((import_loaders, "import_of"), (import_loaders, "visible_imports")),
    "values": ((approved_values, "value_of"), (approved_values, "visible_values")),
}
ENOUGH = 0.99
# Without these the same people get the same, each for its reason.
WITHOUT_EFFECT = {
    "case_of 1: one of two": "what is no number is found under none",
    "actors 1: one of two": "a role that is no longer known is a fault further on",
    "part_known 0: reach": "the actors themselves are asked by place again",
    "reads_all 1: one of two": "as above: a role that is no longer known is a fault further on",
    "is_addressee 0: one of two": "the database holds a person or an office, never neither",
    "within 1: one of two": "no row's column is one of no keys",
    "reach_of 0: condition": "keys of different kinds of place never look alike",
}
# One of each kind of reach, in each relation: who must be let in and who must not.
WALKERS = {"auditor", "provincial_deputy", "kanoon_chair", "office_manager", "applicant"}


@dataclass(frozen=True)
class Hole:
    """One check taken away: where it stood, and the function's code without it."""

    subject: str
    name: str
    function: types.FunctionType
    code: types.CodeType


class _Checks(ast.NodeTransformer):
    """Takes away the check of one number; counts those that it passes."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.said = ""

    def _is_it(self, said: str) -> bool:
        self.left -= 1
        if self.left == -1:
            self.said = said
        return self.left == -1

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        ends = isinstance(node.body[-1], ast.Raise)
        last = ast.unparse(node.body[-1])
        refuses = last.startswith("return") and last.endswith(("[]", ".none()"))
        if (ends or refuses) and self._is_it("refusal"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs = [one for one in node.ifs if not self._is_it("condition")]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.And):
            for one in list(node.values):
                if len(node.values) > 1 and self._is_it("one of two"):
                    node.values.remove(one)
        return node if len(node.values) > 1 else node.values[0]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "filter":
            kept = [one for one in node.keywords if not self._is_it("filter")]
            node.keywords = kept
            node.args = [one for one in node.args if not self._is_it("filter")]
        reaches = isinstance(node.func, ast.Attribute) and node.func.attr == "covers"
        if reaches and self._is_it("reach"):
            return ast.copy_location(ast.Constant(value=True), node)
        return node


def holes() -> Iterator[Hole]:
    named = [(subject, *one) for subject, those in DECIDING.items() for one in those]
    for subject, module, name in named:
        function = getattr(module, name)
        source = Path(inspect.getsourcefile(module) or "").read_text(encoding="utf-8")
        number = 0
        while True:
            tree = ast.parse(source)
            node = next(
                one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name
            )
            taking = _Checks(number)
            taking.visit(node)
            if not taking.said:
                break
            code = compile(ast.fix_missing_locations(tree), str(module.__file__), "exec")
            found = next(
                one
                for one in code.co_consts
                if isinstance(one, types.CodeType) and one.co_name == name
            )
            yield Hole(subject, f"{name} {number}: {taking.said}", function, found)
            number += 1


def patterns(known: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in known:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def walkers(cast: Cast) -> list[Somebody]:
    return [one for one in cast.everybody if one.role in WALKERS]


class Parties:
    """People without a role: what each gets of the case, its documents and its notice."""

    def __init__(self, cast: Cast) -> None:
        at = now_utc()
        self.cast, self.on = cast, tehran_day(at)
        self.applicant = party_made(cast.case, at)
        self.defendant = User.objects.create(
            code="u-defendant", username="defendant", name="defendant", created_at=at
        )
        person = Person.objects.create(code="p-other", name="خوانده ۱", user=self.defendant)
        cast.case.parties.create(person=person, actor=Actor.DEFENDANT.value)
        cast.elsewhere.parties.create(person=person, actor=Actor.APPLICANT.value)
        self.hidden, self.beside = (
            document_add(case=one, kind="x", name="x.pdf", data=b"%PDF-2", by=SYSTEM, at=at)
            for one in (cast.case, cast.beside)
        )
        theirs = {Actor.APPLICANT, Actor.MANAGER}
        self.withdrawn, other = (
            document_add(
                case=one,
                kind="x",
                name="y.pdf",
                data=b"%PDF-3",
                visible_to=theirs,
                by=SYSTEM,
                at=at,
            )
            for one in (cast.case, cast.beside)
        )
        document_withdraw(document=self.withdrawn, reason="x", by=SYSTEM, at=at)
        self.own = next(
            one.user
            for one in cast.everybody
            if one.role == "provincial_deputy" and one.relation == OWN
        )
        to = [Recipient(office=cast.beside.office)]
        [self.posted] = notice_send(document=other, to=to, by=Acting(self.own), at=at)
        self.office = next(one.user for one in cast.everybody if one.role == "office_staff")
        self.manager = next(
            one.user
            for one in cast.everybody
            if one.role == "office_manager" and one.relation == OWN
        )
        self.elsewhere = next(
            one.user
            for one in cast.everybody
            if one.role == "provincial_deputy" and one.relation == OTHER
        )

    def are_as_they_should(self) -> bool:
        return self._doors() and self._lent() and self._beyond() and self._named()

    def _doors(self) -> bool:
        cast = self.cast
        asked = {
            f"/cases/{cast.case.number}/": (200, 200, 200),
            f"/cases/{cast.beside.number}/": (404, 404, 404),
            f"/documents/{cast.document.code}/": (302, 200, 404),
            f"/documents/{self.hidden.code}/": (404, 404, 404),
            f"/documents/{self.withdrawn.code}/": (404, 404, 404),
            f"/notices/{cast.notice.code}/": (200, 404, 404),
        }
        people = (cast.addressee, self.applicant, self.defendant)
        for place, user in enumerate(people):
            client = matrix.client_of(user)
            client.raise_request_exception = False
            for path, expected in asked.items():
                if client.get(path).status_code != expected[place]:
                    return False
        page = matrix.client_of(self.applicant).get(f"/cases/{cast.case.number}/")
        codes = (self.hidden.code, self.beside.code, cast.notice.code)
        return not any(code in page.content.decode() for code in codes)

    def _named(self) -> bool:
        """Who may see all gets what a code names, of the case that was asked for, or nothing."""
        who, on = Acting(self.own), self.on
        case = self.cast.case
        listed = notices.notices_of(who, case, on=on)
        papers = documents.documents_of(who, case, on=on)
        return (
            documents.document_of(who, self.hidden.code, on=on).code == self.hidden.code
            and notices.notice_of(who, self.posted.code, on=on).code == self.posted.code
            and self.posted not in listed
            and {one.case_id for one in papers} == {case.pk}
            and is_refused(lambda: documents.document_of(who, "d-none", on=on))
            and is_refused(
                lambda: documents.document_of(Acting(self.manager), self.hidden.code, on=on)
            )
            and is_refused(lambda: notices.notice_of(who, "n-none", on=on))
        )

    def _lent(self) -> bool:
        """A party's own right is lent to nobody whom they act for."""
        lent = Acting(self.cast.addressee, acts_for=self.office)
        seen = visible_cases(lent, on=self.on).exists()
        seen |= bool(documents.documents_of(lent, self.cast.case, on=self.on))
        seen |= bool(notices.notices_of(lent, self.cast.case, on=self.on))
        return not seen and is_refused(
            lambda: notices.notice_of(lent, self.cast.notice.code, on=self.on)
        )

    def _beyond(self) -> bool:
        """Nobody has a part in a case by a role that they hold elsewhere."""
        case, who = self.cast.case, Acting(self.elsewhere)
        held = queries.actors(who, standing.lies(case), self.on)
        return not held and not part_of(case, who, self.on).actors


def is_noticed(
    cast: Cast, people: list[Somebody], parties: Parties | None = None, subject: str = "work"
) -> bool:
    """Whether any answer differs; a fault counts, for nothing is then shown."""
    rows = [row for row in matrix.rows() if row.subject == subject]
    try:
        if parties and not parties.are_as_they_should():
            return True
        if not (is_narrow(cast, subject) and is_within()):
            return True
    except (AttributeError, KeyError, TypeError, NotThere, FieldError):
        return True
    return any(True for _ in matrix.walk(cast, rows, people))


@pytest.mark.parametrize("route", ["cases", "case", "case_step", "case_note", "document", "notice"])
def test_a_view_that_asks_nobody_to_sign_in_is_noticed(cast: Cast, route, monkeypatch):
    pattern = next(one for one in patterns(get_resolver().url_patterns) if one.name == route)
    monkeypatch.setattr(pattern, "callback", pattern.callback.__wrapped__)
    assert is_noticed(cast, [])


def test_there_are_checks_to_take_away():
    assert len(list(holes())) >= 15


@pytest.mark.slow
def test_each_check_taken_away_is_noticed(cast: Cast):
    people, parties = walkers(cast), Parties(cast)
    assert not is_noticed(cast, people, parties)
    assert not any(is_noticed(cast, people, subject=subject) for subject in DECIDING)
    known = [hole for hole in holes() if hole.name not in WITHOUT_EFFECT]
    taken = known if os.environ.get("PARVANEH_GATES") else known[::4]
    passed = [hole.name for hole in taken if not _noticed_without(hole, cast, people, parties)]
    if os.environ.get("PARVANEH_GATES"):
        said = f"{len(taken)} access checks taken away in turn: {len(taken) - len(passed)} noticed."
        record("Access checks taken away", [said, *(f"- not noticed: {one}" for one in passed)])
    assert 1 - len(passed) / len(taken) >= ENOUGH, passed


def _noticed_without(hole: Hole, cast: Cast, people: list[Somebody], parties: Parties) -> bool:
    kept, hole.function.__code__ = hole.function.__code__, hole.code
    try:
        with transaction.atomic():  # a fault in SQL spoils no more than this
            asked = parties if hole.subject == "work" else None
            found = is_noticed(cast, people, asked, hole.subject)
            transaction.set_rollback(True)
        return found
    finally:
        hole.function.__code__ = kept
