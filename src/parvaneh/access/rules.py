"""What holds for whoever changes users, grants and delegations: may they, and why not."""

from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import grants_of, reach
from parvaneh.access.roles import ROLES, clash
from parvaneh.access.scopes import Lies, Scope
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer

MAY_NOT = msg("Your roles do not allow this: {needed}.")
BEYOND = msg("{found} is beyond your reach.")
NOT_YOURSELF = msg("Nobody gives a role to themselves.")
NOT_YOURS_TO_GIVE = msg("None of your roles may give the role {found}.")
NO_ROLE = msg("There is no role {found}.")
NO_SCOPE = msg("The role {role} is held in {needed}, not in {found}.")
NO_PLACE = msg("Say which place the role is held in.")
NO_PROVINCE = msg("There is no province {found}; a code is one like IR-07.")
WHOLE_COUNTRY = msg("A role held in the whole country names no place.")
APART = msg("One person may not hold {found} and {role} at the same time.")
TWO_PEOPLE = msg("The role {found} takes two people: propose it, and let another confirm it.")


def permitted(by: Doer, permission: Permission, lies: Lies, on: date) -> list[Reason]:
    """Reasons against: who acts lacks the permission there. The product itself lacks none."""
    if not isinstance(by, Acting):
        return []
    reached = reach(by, permission, on)
    if reached.empty():
        return [Reason("permission", MAY_NOT, (), needed=permission.value)]
    if not reached.covers(lies):
        return [Reason("scope", BEYOND, (), found=place_of(lies))]
    return []


def place_of(lies: Lies) -> str:
    """The narrowest code of where a thing lies, or the word for the whole country."""
    return lies.case or lies.office or lies.kanoon or lies.province or Scope.COUNTRY.value


def lies_in(scope: Scope, key: str) -> Lies:
    """Where a role held in a scope lies, as far as its own code tells."""
    return Lies(**({scope.value: key} if scope in set(Scope) - {Scope.COUNTRY} else {}))


def role_fits(role: str, scope: str, key: str) -> list[Reason]:
    """Reasons against holding a role in a place, whoever gives it."""
    if role not in ROLES:
        return [Reason("role", NO_ROLE, (), found=role)]
    found = []
    if scope not in ROLES[role].scopes:
        needed = tuple(sorted(ROLES[role].scopes))
        found.append(
            Reason("scope", NO_SCOPE, (), found=scope, needed=needed, params={"role": role})
        )
    if scope == Scope.PROVINCE and key and key not in BY_KEY:
        found.append(Reason("scope_key", NO_PROVINCE, (), found=key))
    if scope == Scope.COUNTRY and key:
        found.append(Reason("scope_key", WHOLE_COUNTRY, (), found=key))
    if scope != Scope.COUNTRY and not key:
        found.append(Reason("scope_key", NO_PLACE, (), needed=scope))
    return found


def apart(role: str, others: frozenset[str]) -> list[Reason]:
    """Reasons against holding a role beside others: duties that one person may not join."""
    found = []
    for other in sorted(others & ROLES.keys()):
        known = clash(other, role)
        if known is not None:
            found.append(
                Reason("apart", APART, known.apart_cites, found=other, params={"role": role})
            )
    return found


def may_give(by: Doer, role: str, on: date) -> list[Reason]:
    """Reasons against: none of the giver's own roles gives this one."""
    if not isinstance(by, Acting):
        return []
    gives = {
        code
        for grant in grants_of(by, on)
        if grant.role in ROLES
        for code in ROLES[grant.role].gives
    }
    return [] if role in gives else [Reason("role", NOT_YOURS_TO_GIVE, (), found=role)]
