"""A licence is suspended by the administrative path; this is no disciplinary conviction."""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

SUSPENDED = State("suspended", "تعلیق‌شده", "suspended", ends=True)

KIND = Kind(
    Request.SUSPEND,
    filers=(Actor.COUNCIL, Actor.KANOON_BOARD, Actor.GENERAL_DEPARTMENT),
    filing=cites("D1392 9(d)", "D1392 11(c)", "D1392 15(e)", "D1392 21(1)"),
    result=SUSPENDED,
    heard=True,
)
PROCEDURE = licence_procedure(KIND)
