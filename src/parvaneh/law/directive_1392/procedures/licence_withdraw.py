"""A manager gives the licence up; the office may then pass on (article 19)."""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

WITHDRAWN = State("withdrawn", "انصراف پذیرفته‌شده", "withdrawn", ends=True)

KIND = Kind(
    Request.WITHDRAW,
    filers=(Actor.MANAGER,),
    filing=cites("D1392 11(c)"),
    result=WITHDRAWN,
)
PROCEDURE = licence_procedure(KIND)
