"""What the registry's doors open to: an office's people, licence, record, evidence, its bodies."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

from parvaneh.law.directive_1392.procedures import licence_life
from parvaneh.law.vocabulary import Actor
from parvaneh.registry.models import (
    Assessment,
    Batch,
    Body,
    Degree,
    Grade,
    Holding,
    Licence,
    LicenceStep,
    LicenceTerm,
    Office,
    OfficeAccess,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
    Person,
    Post,
    Record,
    Suspension,
)

SINCE = dt.date(2025, 3, 21)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
NATIONAL_ID, BORN_ON, MOBILE = "0012345679", "1985-05-05", "+989123456789"


def registry_made(office: Office, at: dt.datetime) -> dict[str, str]:
    """Give an office all that a register knows; the places of it that addresses name."""
    entered = {"entered_by": "system", "entered_at": at}
    manager, clerk = (
        Person.objects.create(
            code=code,
            name=name,
            province=office.province,
            national_id=national_id,
            born_on=BORN_ON,
            mobile=MOBILE,
        )
        for code, name, national_id in (
            ("p-manager1", "مدیر ۱", NATIONAL_ID),
            ("p-clerk1", "کارمند ۱", "4581234565"),
        )
    )
    of = {"office": office, "starts_on": SINCE, **entered}
    OfficeTitle.objects.create(title=office.title, **of)
    OfficeAddress.objects.create(province=office.province, street="خیابان ۱", city="شهر", **of)
    OfficePhone.objects.create(number="+982112345678", **of)
    OfficeHours.objects.create(weekday="saturday", opens=dt.time(8), closes=dt.time(14), **of)
    known = {"holds": True, "known_from": "inspection", **of}
    OfficeAccess.objects.create(feature="step_free_entrance", **known)
    OfficeService.objects.create(service="petition", rials=500_000, **of)
    Post.objects.create(person=manager, post="manager", **of)
    Post.objects.create(person=clerk, post="clerk", **of)
    Degree.objects.create(person=clerk, level="master", field="law", awarded_on=SINCE, **entered)
    licence = _licence(office, manager, at)
    record = Record.objects.create(
        code="r-00000001", version=1, office=office, province=office.province, person=manager,
        kind="disciplinary", convicted="manager", degree=2, ruled_on=SINCE, final_on=SINCE,
        ruling="1404/1", source="letter:1", **entered,
    )  # fmt: skip
    batch = Batch.objects.create(
        code="b-00000001", first=SINCE, last=SINCE, source="report:1", rows=1, **entered
    )
    Assessment.objects.create(
        batch=batch, number=1, office=office, province=office.province, criterion="I3.a",
        method=3, assessed_on=SINCE, score=800_000,
    )  # fmt: skip
    Grade.objects.create(
        office=office, province=office.province, cycle=1403, version=1, total="161/2",
        grade="good", place=7, standing="demonstration", event="e-1", source="cycle:1403",
        starts_on=SINCE, **entered,
    )  # fmt: skip
    Grade.objects.create(
        office=office, province=office.province, cycle=1402, version=1, total="161/2",
        grade="good", place=7, standing="demonstration", event="e-0", source="cycle:1402",
        starts_on=SINCE - YEAR, ends_on=SINCE - YEAR, void=True, **entered,
    )  # fmt: skip
    return {
        "office": office.code,
        "person": clerk.code,
        "licence": licence.number,
        "record": record.code,
        "batch": batch.code,
        **_bodies(office.province, manager, at),
    }


def posts_elsewhere(office: Office, at: dt.datetime) -> None:
    """Somebody serves in an office of another province; there our clerk served once."""
    of = {"office": office, "entered_by": "system", "entered_at": at, "post": "clerk"}
    theirs = Person.objects.create(code="p-clerk2", name="کارمند ۲", province=office.province)
    Post.objects.create(person=theirs, starts_on=SINCE, **of)
    clerk = Person.objects.get(code="p-clerk1")
    Post.objects.create(person=clerk, starts_on=SINCE - YEAR, ends_on=SINCE - DAY, **of)


def _licence(office: Office, manager: Person, at: dt.datetime) -> Licence:
    entered = {"entered_by": "system", "entered_at": at}
    licence = Licence.objects.create(
        number="1404-00001-1", office=office, manager=manager, state="active", starts_on=SINCE,
        issued_by="system", issued_at=at,
    )  # fmt: skip
    for key, actor in (("issued", Actor.CENTER_HEAD), ("active", Actor.GENERAL_DEPARTMENT)):
        LicenceStep.objects.create(
            licence=licence, step="issue" if key == "issued" else "open", state=key,
            takes_effect_on=SINCE, actor=actor, cites=["D1392 2"], taken_by="system", taken_at=at,
        )  # fmt: skip
    LicenceTerm.objects.create(
        licence=licence, starts_on=SINCE, ends_on=SINCE + timedelta(days=3000), months=99,
        due_on=SINCE + timedelta(days=2900), **entered,
    )  # fmt: skip
    Suspension.objects.create(
        licence=licence, starts_on=SINCE + timedelta(days=1), ends_on=SINCE + timedelta(days=30),
        route="administrative", cites=["D1392 9(b)"], ruling="letter:2", **entered,
    )  # fmt: skip
    assert licence.state == licence_life.ACTIVE.key
    return licence


def _bodies(province: str, judge: Person, at: dt.datetime) -> dict[str, str]:
    entered = {"entered_by": "system", "entered_at": at}
    kanoon = kanoon_made("k-23", province, at)
    board = Body.objects.create(
        code="board-23", kind="kanoon_board", title="هیئت مدیره", province=province, kanoon=kanoon,
        starts_on=SINCE, **entered,
    )  # fmt: skip
    Holding.objects.create(
        body=board, kind=board.kind, kanoon=kanoon, role="judge", place=1, person=judge,
        starts_on=SINCE, source="letter:3", judicial_years=12, **entered,
    )  # fmt: skip
    Body.objects.create(code="council", kind="council", title="شورا", starts_on=SINCE, **entered)
    return {"kanoon": kanoon.code, "board": board.code}


def kanoon_made(code: str, province: str, at: dt.datetime) -> Body:
    """A Kanoon of a province."""
    return Body.objects.create(
        code=code, kind="kanoon", title=f"کانون {code}", province=province, starts_on=SINCE,
        entered_by="system", entered_at=at,
    )  # fmt: skip
