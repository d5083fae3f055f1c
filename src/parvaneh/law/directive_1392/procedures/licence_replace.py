"""Another manager takes an office over.

A manager may ask for it; after the manager's withdrawal or death the General Department starts
it, and the whole path decides (article 19 names only the General Department).
"""

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.procedures.licence import Kind, licence_procedure
from parvaneh.law.procedure import State
from parvaneh.law.vocabulary import Actor, Request

REPLACED = State("replaced", "جایگزین‌شده", "replaced", ends=True)

KIND = Kind(
    Request.REPLACE,
    filers=(Actor.MANAGER, Actor.GENERAL_DEPARTMENT),
    filing=cites("D1392 11(c)", "D1392 19"),
    result=REPLACED,
    founds=True,
)
PROCEDURE = licence_procedure(KIND)
