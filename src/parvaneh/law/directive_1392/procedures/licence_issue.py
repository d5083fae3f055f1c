"""An office is founded and its licence issued, to an applicant chosen in a call."""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

ISSUED = State("issued", "صادرشده", "issued", ends=True)

KIND = Kind(
    Request.ISSUE,
    filers=(Actor.APPLICANT, Actor.GENERAL_DEPARTMENT),
    filing=cites("D1392 9(a)", "D1392 11(c)"),
    result=ISSUED,
    founds=True,
)
PROCEDURE = licence_procedure(KIND)
