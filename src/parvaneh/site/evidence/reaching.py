"""Which cycle, province or office a page is about: to load it is to check who may see it."""

from datetime import date

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.scopes import Lies
from parvaneh.frame.language import language_now
from parvaneh.frame.refused import NotThere
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.text import code_digits, isolate
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.entering import gathering_faults
from parvaneh.ranking.queries import cycle_of, due_of
from parvaneh.registry.reach import reach_of
from parvaneh.site.reader import Reader

KEYS = tuple(one.key for one in PROVINCES)


def cycle_seen(reader: Reader, code: str, to: Can = Can.RANKING_SEE) -> Cycle:
    """A cycle that the reader may see, or work on.

    Raises:
        NotThere: there is none, or not for them.
    """
    return cycle_of(reader.acting, code, on=reader.on, to=to)


def province_seen(reader: Reader, province: str, to: Can = Can.RANKING_SEE) -> str:
    """A province within the reader's reach.

    Raises:
        NotThere: there is none, or it lies beyond.
    """
    reach = reach_of(reader.acting, to, reader.on)
    if province not in KEYS or not reach.covers(Lies(province=province)):
        raise NotThere(province)
    return province


def provinces_seen(reader: Reader, to: Can = Can.RANKING_SEE) -> list[str]:
    """The provinces within the reader's reach."""
    reach = reach_of(reader.acting, to, reader.on)
    return [key for key in KEYS if reach.covers(Lies(province=key))]


def may(reader: Reader, permission: Can, province: str) -> bool:
    """Whether the reader may do something in a province."""
    return reach_of(reader.acting, permission, reader.on).covers(Lies(province=province))


def cycle_name(cycle: Cycle) -> str:
    """The code of a cycle in the reader's digits, in its own order wherever it stands."""
    return isolate(code_digits(cycle.code, language_now()))


def time_left(cycle: Cycle, on: date) -> dict[str, object]:
    """What every page says on top: whether evidence is gathered, and until when it must be done."""
    return {
        "cycle": cycle,
        "cycle_name": cycle_name(cycle),
        "today": on,
        "due_on": due_of(cycle),
        "is_gathering": not gathering_faults(cycle),
        "is_declaring": cycle.declared_until is not None and on <= cycle.declared_until,
    }
