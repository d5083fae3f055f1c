"""What a manager writes before lodging an objection, kept so that nothing is lost between pages.

A draft is its writer's alone: it is no act in the case, and the log is told only of the objection
that comes of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.casework.uploads import upload_checked
from parvaneh.frame.refused import NotThere, inserted, refuse
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.procedures.objection import ANNOUNCED, OVERDUE
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import act
from parvaneh.ranking.models import ObjectionDraft, ObjectionDraftFile
from parvaneh.registry.codes import fresh_code

MOST_FILES = 10
OPEN_STATES = (ANNOUNCED.key, OVERDUE.key)
TOO_MANY = msg("{found} files are there already; at most {needed} are taken.")
NOT_OPEN = msg("This result can no longer be objected to.")


@dataclass(frozen=True)
class Written:
    """What a draft holds.

    `points` are pairs (criterion, evidence) in the order chosen; `claims` say what is wrong with
    each, by ``criterion|evidence``.
    """

    points: tuple[tuple[str, str], ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
    reasons: str = ""
    late_because: str = ""


def written(draft: ObjectionDraft | None) -> Written:
    """What a draft says; nothing where there is none."""
    said: dict[str, Any] = json.loads(draft.said.reveal() or "{}") if draft else {}
    points = tuple((str(one[0]), str(one[1])) for one in said.pop("points", ()))
    return Written(points=points, **said)


def draft_of(case: Case, by: Acting) -> ObjectionDraft | None:
    """What somebody has written in a case so far."""
    return ObjectionDraft.objects.filter(case=case, user=by.user).first()


def draft_save(*, case: Case, said: Written, by: Acting, at: datetime) -> ObjectionDraft:
    """Keep what a manager has written so far.

    Raises:
        Refused: the result cannot be objected to any more.
    """
    refuse(*_open_faults(case))
    with act(by=by, at=at, case=case.number):
        held = ObjectionDraft.objects.select_for_update().filter(case=case, user=by.user).first()
        draft = held or ObjectionDraft(case=case, user=by.user, code=fresh_code("od"))
        draft.saved_at = at
        draft.said = json.dumps(
            {
                "points": [list(one) for one in said.points],
                "claims": dict(said.claims),
                "reasons": said.reasons,
                "late_because": said.late_because,
            },
            ensure_ascii=False,
        )
        if held is None:
            return inserted(draft)
        draft.save()
    return draft


def draft_file_add(
    *, draft: ObjectionDraft, name: str, data: bytes, by: Acting, at: datetime
) -> ObjectionDraftFile:
    """Keep a file with a draft.

    Raises:
        NotThere: the draft is another's.
        Refused: with every reason against the file.
    """
    _own(draft, by)
    upload, reasons = upload_checked(name, data)
    count = draft.files.count()
    if count >= MOST_FILES:
        reasons.append(Reason("files", TOO_MANY, (), found=count, needed=MOST_FILES))
    refuse(*reasons, *_open_faults(draft.case))
    with act(by=by, at=at, case=draft.case.number):
        file = ObjectionDraftFile(draft=draft, code=fresh_code("of"), given_at=at)
        file.name = upload.name
        file.content = content_keep(data, upload.media_type)
        return inserted(file)


def draft_file_remove(*, draft: ObjectionDraft, code: str, by: Acting, at: datetime) -> None:
    """Take a file out of a draft again; one that is gone already stays gone."""
    _own(draft, by)
    with act(by=by, at=at, case=draft.case.number):
        draft.files.filter(code=code).delete()


def draft_drop(*, draft: ObjectionDraft, by: Acting, at: datetime) -> None:
    """Throw a draft away."""
    _own(draft, by)
    with act(by=by, at=at, case=draft.case.number):
        draft.files.all().delete()
        draft.delete()


def _own(draft: ObjectionDraft, by: Acting) -> None:
    if draft.user_id != by.user.pk:
        raise NotThere(draft.code)


def _open_faults(case: Case) -> list[Reason]:
    if case.state in OPEN_STATES:
        return []
    return [Reason("state", NOT_OPEN, cites("D1404 12(1)"))]
