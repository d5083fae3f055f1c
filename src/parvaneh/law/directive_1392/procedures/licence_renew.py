"""A manager asks that the licence be renewed."""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

RENEWED = State("renewed", "تمدیدشده", "renewed", ends=True)

KIND = Kind(
    Request.RENEW,
    filers=(Actor.MANAGER,),
    filing=cites("D1392 11(c)"),
    result=RENEWED,
)
PROCEDURE = licence_procedure(KIND)
