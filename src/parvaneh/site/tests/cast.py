"""Somebody for each role in each relation to one case: theirs, the province's, another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.access.sign_in.sessions import SessionStore
from parvaneh.casework.documents import document_add
from parvaneh.casework.models import (
    Case,
    Document,
    Message,
    Notice,
    Recusal,
    Standing,
    Visibility,
)
from parvaneh.casework.notices import Recipient, notice_send
from parvaneh.casework.operations import case_open, note_write, recusal_declare
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.jobs import enqueue
from parvaneh.kit.clock import now_utc
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.checkpoints import checkpoint_sign
from parvaneh.registry.models import Office, Person
from parvaneh.site.jobs import answers_purge
from parvaneh.site.tests.announcing_cast import announcing_places
from parvaneh.site.tests.cast_keeping import keeping_places
from parvaneh.site.tests.evidence_cast import evidence_places
from parvaneh.site.tests.imports_cast import import_places
from parvaneh.site.tests.objections_cast import objection_places
from parvaneh.site.tests.ranking_cast import ranking_places
from parvaneh.site.tests.registry_cast import kanoon_made, posts_elsewhere, registry_made
from parvaneh.site.tests.webhooks_cast import webhook_places

OWN, SAME, OTHER = "own", "same_province", "other_province"
RELATIONS = (OWN, SAME, OTHER)
DEPUTY = "provincial_deputy"
LONG_AGO = dt.date(2025, 3, 21)


@dataclass(frozen=True)
class Somebody:
    """A user of one role, held in one scope, in one relation to the case."""

    role: str
    scope: str
    relation: str
    user: User

    def __str__(self) -> str:
        return f"{self.role} ({self.scope}), {self.relation}"


@dataclass(frozen=True)
class Cast:
    """The case, others beside it, and everybody who may ask for it."""

    case: Case
    beside: Case
    elsewhere: Case
    document: Document
    notice: Notice
    addressee: User
    letter: Document
    recusal: Recusal
    everybody: tuple[Somebody, ...]
    kept: Mapping[str, str]

    @property
    def places(self) -> dict[str, str]:
        """What may stand in braces in an address of the matrix."""
        return {
            "case": self.case.number,
            "document": self.document.code,
            "notice": self.notice.code,
            **self.kept,
            "letter": self.letter.code,
            "recusal": str(self.recusal.pk),
            "note": self.case.notes.order_by("id")[0].code,
            "limit": str(self.case.deadlines.order_by("id")[0].pk),
            "version": str(self.case.version),
            "deputy": next(one.user.code for one in self.everybody if one.role == DEPUTY),
            "message": str(Message.objects.get(to=self.addressee, channel="app").pk),
            "signed": str(latest_size()),
            "job": str(job_waiting()),
        }


def job_waiting() -> int:
    """The number of a job that waits."""
    if not ProcrastinateJob.objects.exists():
        enqueue(answers_purge)
    return int(ProcrastinateJob.objects.values_list("id", flat=True)[0])


def latest_size() -> int:
    """How many events the last checkpoint covers; one is signed where there is none."""
    signed = checkpoint_sign(by=SYSTEM, at=now_utc())
    return signed.size if signed else 0


def cast_made(at: dt.datetime | None = None) -> Cast:
    """Make offices in two provinces, a case at each, and somebody for each role and relation."""
    moment = at or now_utc()
    cases = [
        _case(code, province, kanoon, moment)
        for code, province, kanoon in (
            ("2300001", "IR-23", "k-23"),
            ("2300002", "IR-23", "k-23"),
            ("0700001", "IR-07", "k-07"),
        )
    ]
    wanted = list(_wanted(cases))
    users = User.objects.bulk_create(
        User(
            code=f"u-{number}",
            username=f"{role}_{number}",
            name=f"{role} {number}",
            password="!",
            created_at=moment,
        )
        for number, (role, _, _, _) in enumerate(wanted)
    )
    Grant.objects.bulk_create(
        Grant(
            user=user,
            role=role,
            scope=scope,
            scope_key=key,
            starts_on=LONG_AGO,
            given_by="system",
            given_at=moment,
        )
        for user, (role, scope, _, key) in zip(users, wanted, strict=True)
    )
    everybody = tuple(
        Somebody(role, scope.value, relation, user)
        for user, (role, scope, relation, _) in zip(users, wanted, strict=True)
    )
    served = _served(cases[0], everybody, moment)
    letter, recusal = _beside_it(cases[0], everybody, moment)
    cases[0].refresh_from_db()
    kanoon_made("k-07", "IR-07", moment)
    kept = {
        **keeping_places(everybody, moment),
        **import_places(moment, once=f"user:{everybody[0].user.code}"),
        **webhook_places(moment),
        **registry_made(cases[0].office, moment),
        **announcing_places([one.office for one in cases if one.office], moment),
        **evidence_places(everybody, cases[0].office, moment),
        **objection_places(cases[0].office, _of_office(everybody), moment),
        **ranking_places(everybody, cases[0].office, moment),
    }
    posts_elsewhere(cases[2].office, moment)
    edition_publish(by=SYSTEM, at=moment)
    return Cast(*cases, *served, letter, recusal, everybody, kept)


def client_of(user: User) -> Client:
    """The browser of somebody who has signed in with both factors."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    Authenticator.objects.filter(user=user).delete()
    secret = {"secret": encrypt("JBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=secret)
    client = Client()
    client.cookies["session"] = store.session_key
    return client


def _served(
    case: Case, everybody: tuple[Somebody, ...], at: dt.datetime
) -> tuple[Document, Notice, User]:
    """A document of the case, sent to its applicant; who has a user, but no role."""
    sender = next(one for one in everybody if one.role == "provincial_deputy")
    user = User.objects.create(code="u-served", username="served", name="served", created_at=at)
    person = Person.objects.create(code="p-served", name="متقاضی ۱", user=user)
    case.parties.create(person=person, actor=Actor.APPLICANT.value)
    document = document_add(
        case=case,
        kind="decision",
        name="رأی.pdf",
        data=b"%PDF-1",
        visible_to={Actor.APPLICANT},
        by=SYSTEM,
        at=at,
    )
    by = Acting(sender.user)
    [notice] = notice_send(document=document, to=[Recipient(person=person)], by=by, at=at)
    return document, notice, user


def _beside_it(
    case: Case, everybody: tuple[Somebody, ...], at: dt.datetime
) -> tuple[Document, Recusal]:
    """A document that nobody was sent yet, a declaration about somebody absent; a note too."""
    letter = document_add(
        case=case,
        kind="letter",
        name="نامه.pdf",
        data=b"%PDF-9",
        visible_to={Actor.APPLICANT},
        by=SYSTEM,
        at=at,
    )
    by = Acting(next(one for one in everybody if one.role == DEPUTY).user)
    user = User.objects.create(code="u-absent", username="absent", name="absent", created_at=at)
    recusal = recusal_declare(
        case=case, standing=Standing.ABSENT, reason="سفر", user=user, by=by, at=at
    )
    note_write(case=case, text="یادداشت", visibility=Visibility.UNIT, by=by, at=at)
    return letter, recusal


def _of_office(everybody: tuple[Somebody, ...]) -> User:
    """The manager of the office at which the case is."""
    return next(
        one.user for one in everybody if one.role == "office_manager" and one.relation == OWN
    )


def _case(code: str, province: str, kanoon: str, at: dt.datetime) -> Case:
    office = Office.objects.create(code=code, province=province, title=f"دفتر {code}")
    return case_open(
        procedure="trial", subject=f"office:{code}", office=office, kanoon=kanoon, by=SYSTEM, at=at
    )


def party_made(case: Case, at: dt.datetime) -> User:
    """A party of a case, without any role."""
    user = User.objects.create(code="u-party", username="party", name="party", created_at=at)
    person = Person.objects.create(code="p-party", name="party", user=user)
    case.parties.create(person=person, actor=Actor.APPLICANT.value)
    return user


def _wanted(cases: list[Case]) -> Iterator[tuple[str, Scope, str, str]]:
    keys = {
        Scope.COUNTRY: ["", None, None],
        Scope.PROVINCE: ["IR-23", None, "IR-07"],
        Scope.KANOON: ["k-23", None, "k-07"],
        Scope.OFFICE: ["2300001", "2300002", "0700001"],
        Scope.CASE: [case.number for case in cases],
    }
    for role in ROLES.values():
        for scope in sorted(role.scopes):
            for relation, key in zip(RELATIONS, keys[scope], strict=True):
                if key is not None:
                    yield role.code, scope, relation, key
