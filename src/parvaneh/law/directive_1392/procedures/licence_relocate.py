"""An office moves, at its manager's wish or by order of the General Department."""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

RELOCATED = State("relocated", "جابه‌جاشده", "relocated", ends=True)

KIND = Kind(
    Request.RELOCATE,
    filers=(Actor.MANAGER, Actor.GENERAL_DEPARTMENT),
    filing=cites("D1392 11(c)"),
    result=RELOCATED,
)
PROCEDURE = licence_procedure(KIND)
