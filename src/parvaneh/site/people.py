"""People by the keys that rows and events name them with, in words."""

from collections.abc import Iterable, Mapping

from parvaneh.access.models import User
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ledger.acts import SYSTEM

THE_PRODUCT = msg("the product itself")
PREFIX = "user:"


def names_of(keys: Iterable[str]) -> Mapping[str, str]:
    """Names by key (``user:k4p2``, ``system``), looked up at once; an unknown key stays itself."""
    wanted = {one for one in keys if one}
    codes = {one.removeprefix(PREFIX) for one in wanted if one.startswith(PREFIX)}
    found = User.objects.filter(code__in=codes).values_list("code", "name")
    names = {f"{PREFIX}{code}": name for code, name in found}
    return {one: names.get(one, one) for one in wanted} | {SYSTEM.key: say(THE_PRODUCT)}
