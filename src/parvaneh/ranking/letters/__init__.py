"""Letters of the yearly cycle, known to casework once this is imported.

The facts that each kind takes stand in the function that composes it; all are JSON values.
"""

from parvaneh.casework.letter_kinds import LETTER_KINDS, LetterKind
from parvaneh.kit.languages import msg
from parvaneh.ranking.letters.decisions import corrected_letter, decision_letter
from parvaneh.ranking.letters.grades import grade_letter
from parvaneh.ranking.letters.honours import honour_letter

__all__ = ["CORRECTED", "DECISION", "GRADE", "HONOUR"]

GRADE = "ranking.grade"
CORRECTED = "ranking.corrected"
DECISION = "ranking.decision"
HONOUR = "ranking.honour"

for _kind in (
    LetterKind(GRADE, msg("Grade of an office"), grade_letter),
    LetterKind(CORRECTED, msg("Corrected grade of an office"), corrected_letter),
    LetterKind(DECISION, msg("Decision on an objection"), decision_letter),
    LetterKind(HONOUR, msg("Certificate of honour"), honour_letter),
):
    LETTER_KINDS.add(_kind)
