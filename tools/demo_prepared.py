"""What a demonstration that is thrown away gets beside its own content, so that every page shows.

Imports, a job that waits, a delegation that may be passed on, a recusal, a stopped deadline, a
value that waits and every kind of second factor. Made by the product's own operations.
"""

from __future__ import annotations

import datetime as dt
import json

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from procrastinate.contrib.django import app

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.operations.delegations import delegation_give
from parvaneh.access.tests.test_passkeys import Passkey
from parvaneh.casework.clock_changes import deadline_stop
from parvaneh.casework.models import Case, Deadline, DeadlineState, Standing
from parvaneh.casework.operations import recusal_declare
from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import ApprovedValue, Grade, Office
from parvaneh.site.tests.announcing_cast import announcing_places
from parvaneh.site.tests.cast_keeping import VALUE_KEY
from parvaneh.site.tests.evidence_cast import gathering_places
from parvaneh.site.tests.imports_cast import import_places
from parvaneh.site.tests.objections_cast import objection_places

DEPUTY, STAFF = "provincial_deputy", "provincial_staff"


def prepared(keeper: User) -> None:
    """Make it, once; a second call does nothing.

    Args:
        keeper: somebody of the centre, who gets every kind of second factor.
    """
    if Authenticator.objects.filter(user=keeper, type=Authenticator.Type.WEBAUTHN).exists():
        return
    at = now_utc()
    import_places(at, once=f"user:{keeper.code}")
    _objections(at)
    _announcing(at)
    _gathering(at)
    app.configure_task("site.answers_purge", schedule_in={"days": 1}).defer()
    _value(at)
    _at_work(at)
    _stopped(at)
    _factors(keeper)


def _objections(at: dt.datetime) -> None:
    """A result that a manager of the demonstration may object to, and objections to others."""
    managed = Grant.objects.filter(role="office_manager", user__is_demo=True).order_by("pk")
    for grant in managed.select_related("user"):
        office = Office.objects.filter(code=grant.scope_key, grades__void=False).first()
        if office:
            objection_places(office, grant.user, at)
            return


def _announcing(at: dt.datetime) -> None:
    """An announcement that waits for its second person, and a cycle that is over."""
    early = Grade.objects.filter(starts_on__lt=dt.date(2025, 3, 21)).values("office")
    offices = Office.objects.exclude(pk__in=early).order_by("code")[:2]
    announcing_places(list(offices), at)


def _gathering(at: dt.datetime) -> None:
    """A cycle that gathers evidence of an office in Tehran, whose manager may declare."""
    officer = User.objects.filter(grants__role="department_officer", is_demo=True).first()
    managed = Grant.objects.filter(
        role="office_manager",
        user__is_demo=True,
        scope_key__in=(Office.objects.filter(province="IR-23").values("code")),
    )
    for grant in managed.order_by("pk")[:1]:
        if officer:
            gathering_places(Office.objects.get(code=grant.scope_key), officer, at)


def _at_work(at: dt.datetime) -> None:
    """A recusal in a case of a province and a delegation of its deputy."""
    for case in Case.objects.exclude(province="").order_by("-pk"):
        deputy = Grant.objects.filter(role=DEPUTY, scope_key=case.province).first()
        staff = Grant.objects.filter(role=STAFF, scope_key=case.province).first()
        if deputy and staff:
            break
    else:
        return
    by = Acting(deputy.user)
    recusal_declare(
        case=case, standing=Standing.ABSENT, reason="سفر", user=staff.user, by=by, at=at
    )
    delegation_give(
        grant=deputy,
        receiver=staff.user,
        starts_on=at.date() + dt.timedelta(days=20),
        ends_on=at.date() + dt.timedelta(days=25),
        reason="مأموریت",
        may_pass_on=True,
        by=by,
        at=at,
    )


def _stopped(at: dt.datetime) -> None:
    """The clock of a deadline that its deputy has stopped."""
    for one in Deadline.objects.filter(state=DeadlineState.OPEN).select_related("case"):
        deputy = Grant.objects.filter(role=DEPUTY, scope_key=one.case.province).first()
        if deputy:
            deadline_stop(deadline=one, reason="رسیدگی", by=Acting(deputy.user), at=at)
            return


def _value(at: dt.datetime) -> None:
    ApprovedValue.objects.create(
        code="v-waits",
        key=VALUE_KEY,
        content=12,
        starts_on=at.date() + dt.timedelta(days=10),
        source="مصوبه ۱",
        authority="مرکز",
        status="official",
        proposed_by=f"user:{User.objects.filter(is_demo=True).latest('pk').code}",
        proposed_at=at,
    )


def _factors(user: User) -> None:
    """Every kind of second factor; nobody knows their secrets."""
    kinds = Authenticator.Type
    Authenticator.objects.create(user=user, type=kinds.TOTP, data={"secret": ""})
    passkey = {"name": "کلید ۱", "credential": json.loads(Passkey().made("-" * 43))}
    Authenticator.objects.create(user=user, type=kinds.WEBAUTHN, data=passkey)
    RecoveryCodes.activate(user)
