"""Proposals: made by one person, confirmed or declined by another; they take effect once."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from parvaneh.access.acting import Acting
from parvaneh.access.codes import code_make
from parvaneh.access.four_eyes import KINDS
from parvaneh.access.models import Proposal
from parvaneh.access.rules import permitted
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import Conflict, refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import act, event_write

SAME_PERSON = msg("It takes somebody else: you, or for whom you act, proposed it.")
OTHER_CONTENT = msg("This is not what was proposed; look at the proposal again.")
LAPSED = msg("The proposal lapsed on {found}; it can be proposed again.")
DECIDED = msg("The proposal was decided already.")


def proposal_make(
    *,
    kind: str,
    subject: str,
    content: Mapping[str, object],
    by: Acting,
    at: datetime,
    lies: Lies | None = None,
) -> Proposal:
    """Propose an act that takes two people.

    Args:
        kind: a key of `four_eyes.KINDS`.
        subject: what it would be done to, ``kind:key``.
        content: all that the act would do, as JSON values; nothing personal.
        by: who proposes; needs the kind's permission there.
        at: the moment of the act.
        lies: where the subject lies; the whole country where none is said.

    Raises:
        Refused: no permission.
    """
    known, there = KINDS[kind], lies or Lies()
    refuse(*permitted(by, known.propose, there, tehran_day(at)))
    with act(by=by, at=at):
        made = Proposal.objects.create(
            code=code_make(),
            kind=kind,
            subject=subject,
            content=dict(content),
            digest=digest_of(kind, subject, content),
            province=there.province,
            kanoon=there.kanoon,
            office=there.office,
            case=there.case,
            proposed_by=by.user,
            proposed_for=by.acts_for,
            proposed_at=at,
            expires_at=at + timedelta(days=known.days),
        )
        event_write(
            kind="proposal.made",
            subject=made.key,
            after="waiting",
            facts={"kind": kind, "subject": subject, "digest": made.digest},
        )
    return made


def proposal_confirm(*, proposal: Proposal, digest: str, by: Acting, at: datetime) -> Proposal:
    """Be the second person; whoever calls this takes the effect in the same act.

    Args:
        proposal: which.
        digest: of the content that the second person was shown.
        by: who confirms; needs the kind's second permission there, and did not propose it.
        at: the moment of the act.

    Raises:
        Refused: no permission, the same person, other content, or it lapsed.
        Conflict: somebody decided it in the meantime.
    """
    faults = against_confirming(proposal, by=by, at=at)
    if digest != proposal.digest:
        faults.append(Reason("digest", OTHER_CONTENT, ()))
    refuse(*faults)
    with act(by=by, at=at):
        # The condition is the guard: of parallel confirmations one finds the row waiting.
        waiting = Proposal.objects.filter(
            pk=proposal.pk,
            digest=digest,
            confirmed_at__isnull=True,
            declined_at__isnull=True,
            expires_at__gt=at,
        )
        if not waiting.update(confirmed_by=by.user, confirmed_for=by.acts_for, confirmed_at=at):
            raise Conflict(DECIDED)
        event_write(
            kind="proposal.confirmed",
            subject=proposal.key,
            before="waiting",
            after="confirmed",
            facts={"kind": proposal.kind, "subject": proposal.subject, "digest": digest},
        )
    proposal.refresh_from_db()
    return proposal


def against_confirming(proposal: Proposal, *, by: Acting, at: datetime) -> list[Reason]:
    """Reasons why somebody may not be the second person; for whoever shows a proposal too."""
    confirm = KINDS[proposal.kind].confirm
    faults = permitted(by, confirm, lies_of(proposal), tehran_day(at))
    if by.persons & {proposal.proposed_by_id, proposal.proposed_for_id}:
        faults.append(Reason("by", SAME_PERSON, ()))
    if at >= proposal.expires_at:
        faults.append(Reason("expires_at", LAPSED, (), found=tehran_day(proposal.expires_at)))
    return faults


def proposal_decline(*, proposal: Proposal, by: Acting, at: datetime, reason: str) -> Proposal:
    """Decline a proposal; whoever proposed it may take it back the same way.

    Raises:
        Refused: neither the proposer nor somebody who might have confirmed it.
        Conflict: it was decided already.
    """
    if by.user.pk != proposal.proposed_by_id:
        confirm = KINDS[proposal.kind].confirm
        refuse(*permitted(by, confirm, lies_of(proposal), tehran_day(at)))
    with act(by=by, at=at):
        waiting = Proposal.objects.filter(
            pk=proposal.pk, confirmed_at__isnull=True, declined_at__isnull=True
        )
        if not waiting.update(declined_by=by.user, declined_at=at, reason=clean(reason)):
            raise Conflict(DECIDED)
        event_write(
            kind="proposal.declined",
            subject=proposal.key,
            before="waiting",
            after="declined",
            facts={"kind": proposal.kind, "subject": proposal.subject},
            private={"reason": clean(reason)},
        )
    proposal.refresh_from_db()
    return proposal


def digest_of(kind: str, subject: str, content: Mapping[str, object]) -> str:
    """SHA-256 of what is proposed, in one canonical form (sorted keys, no spaces, UTF-8)."""
    said = {"kind": kind, "subject": subject, "content": content}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def lies_of(proposal: Proposal) -> Lies:
    """Where the subject of a proposal lies."""
    return Lies(proposal.province, proposal.kanoon, proposal.office, proposal.case)
