"""What messages say, by kind: texts of the catalogue whose places take codes, days and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from parvaneh.kit.languages import msg


@dataclass(frozen=True)
class MessageKind:
    """A kind of message. `own` ones are the reader's own duty: sent at once, never muted."""

    title: str
    text: str
    sms: str = ""  # without one, no SMS is sent
    own: bool = False


KINDS: Mapping[str, MessageKind] = {
    "notice": MessageKind(
        msg("A document was served on you"),
        msg("Document {document} in case {case} awaits you. Time may run from its service."),
        msg("Parvaneh: a document in case {case} awaits you. Please sign in."),
        own=True,
    ),
    "notice-withdrawn": MessageKind(
        msg("A document sent to you was taken back"),
        msg("Document {document} in case {case} was sent in error: no time runs from it."),
        own=True,
    ),
    "assigned": MessageKind(
        msg("A case was assigned to you"),
        msg("Case {case} is now yours."),
        own=True,
    ),
    "deadline": MessageKind(
        msg("A deadline comes near"),
        msg("In case {case} the last day is {day}."),
        msg("Parvaneh: in case {case} the last day is {day}."),
        own=True,
    ),
    "objection": MessageKind(
        msg("An objection waits for you"),
        msg("The objection in case {case} waits for you."),
        own=True,
    ),
    "limit-missed": MessageKind(
        msg("A time limit was missed"),
        msg("In case {case} the last day was {day}. Nothing is decided by that; you are told."),
        own=True,
    ),
    "report-due": MessageKind(
        msg("Your province’s report for the ranking is awaited"),
        msg("Cycle {cycle}: {count} scores still lack. The ranking must be done by {day}."),
        msg("Parvaneh: your report for ranking cycle {cycle} is awaited by {day}."),
        own=True,
    ),
    "draft": MessageKind(
        msg("The draft of your office's ranking is with you"),
        msg("You may remark on the draft of ranking {cycle} until the end of {day}."),
        own=True,
    ),
    "remark-answered": MessageKind(
        msg("Your remark was answered"),
        msg("Your remark {remark} on the draft of ranking {cycle} was answered."),
        own=True,
    ),
    "mention": MessageKind(
        msg("You were mentioned"), msg("A note on case {case} mentions you."), own=False
    ),
    "moved": MessageKind(msg("A case has moved"), msg("Case {case} has moved."), own=False),
    "digest": MessageKind(
        msg("What happened in your cases"), msg("{count} messages wait for you:"), own=True
    ),
}
