"""The jobs of the yearly ranking; each stands beside what it does."""

from parvaneh.ranking.operations.announcement_making import announcement_due, announcements_look
from parvaneh.ranking.operations.keeping import provisionals_keep
from parvaneh.ranking.operations.letters import letters_begin, letters_look, letters_serve_some
from parvaneh.ranking.operations.objection_limits import objection_limits_watch
from parvaneh.ranking.operations.running import run_do

__all__ = [
    "announcement_due",
    "announcements_look",
    "letters_begin",
    "letters_look",
    "letters_serve_some",
    "objection_limits_watch",
    "provisionals_keep",
    "run_do",
]
