"""Everything that somebody may be allowed to do, as one enum of stable codes."""

from enum import StrEnum


class Permission(StrEnum):
    """A thing that a role may allow. The code is stored and never changes."""

    # access
    USER_SEE = "user.see"
    USER_MANAGE = "user.manage"
    GRANT_GIVE = "grant.give"
    GRANT_CONFIRM = "grant.confirm"  # be the second person behind a weighty role
    # ledger
    LOG_SEE = "log.see"
    # the machine
    MACHINE_SEE = "machine.see"  # jobs and health
    MACHINE_MANAGE = "machine.manage"  # start a failed job again
    # registry
    OFFICE_SEE = "office.see"
    OFFICE_MANAGE = "office.manage"
    PERSON_SEE = "person.see"
    PERSON_MANAGE = "person.manage"
    PERSON_REVEAL = "person.reveal"  # unmask a personal field, with a reason
    LICENCE_SEE = "licence.see"
    LICENCE_MANAGE = "licence.manage"
    BODY_SEE = "body.see"
    BODY_MANAGE = "body.manage"
    VALUE_SEE = "value.see"
    VALUE_PROPOSE = "value.propose"
    VALUE_APPROVE = "value.approve"
    RECORD_SEE = "record.see"
    RECORD_MANAGE = "record.manage"
    EVIDENCE_SEE = "evidence.see"
    EVIDENCE_MANAGE = "evidence.manage"
    CALENDAR_MANAGE = "calendar.manage"
    # casework
    CASE_SEE = "case.see"
    CASE_ACT = "case.act"  # take the steps that the procedure gives to the role's actor
    CASE_ASSIGN = "case.assign"
    CASE_HAND_OVER = "case.hand_over"
    DEADLINE_EXTEND = "deadline.extend"
    NOTE_INTERNAL_SEE = "note.internal.see"
    DOCUMENT_SEE = "document.see"
    NOTICE_SERVE = "notice.serve"
    # ranking
    RANKING_SEE = "ranking.see"
    RANKING_WORK = "ranking.work"  # gather, try out other values, prepare
    RANKING_DECIDE = "ranking.decide"  # take the steps of a cycle
