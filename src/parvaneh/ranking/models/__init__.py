"""Tables of the yearly cycle."""

from parvaneh.ranking.models.announcements import (
    Announcement,
    Effect,
    EffectKind,
    EffectState,
    Honour,
)
from parvaneh.ranking.models.cycles import (
    Cycle,
    Remark,
    Report,
    SelfDeclaration,
)
from parvaneh.ranking.models.objections import (
    Advice,
    Objection,
    ObjectionDraft,
    ObjectionDraftFile,
    Point,
)
from parvaneh.ranking.models.provisional import Provisional
from parvaneh.ranking.models.runs import Result, Run, RunState, Snapshot

__all__ = [
    "Advice",
    "Announcement",
    "Cycle",
    "Effect",
    "EffectKind",
    "EffectState",
    "Honour",
    "Objection",
    "ObjectionDraft",
    "ObjectionDraftFile",
    "Point",
    "Provisional",
    "Remark",
    "Report",
    "Result",
    "Run",
    "RunState",
    "SelfDeclaration",
    "Snapshot",
]
