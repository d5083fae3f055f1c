"""Where a grant holds, and where a thing lies."""

from dataclasses import dataclass, field
from enum import StrEnum


class Scope(StrEnum):
    """The kinds of place in which a role may be held."""

    COUNTRY = "country"
    PROVINCE = "province"
    KANOON = "kanoon"
    OFFICE = "office"
    CASE = "case"


@dataclass(frozen=True)
class Lies:
    """Where a thing lies: codes of its province, Kanoon, office and case; empty where none."""

    province: str = ""
    kanoon: str = ""
    office: str = ""
    case: str = ""


@dataclass(frozen=True)
class Reach:
    """How far somebody reaches with a permission: the whole country, or these places."""

    country: bool = False
    provinces: frozenset[str] = field(default_factory=frozenset)
    kanoons: frozenset[str] = field(default_factory=frozenset)
    offices: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[str] = field(default_factory=frozenset)

    def covers(self, lies: Lies) -> bool:
        """Whether a thing that lies there is within reach."""
        return (
            self.country
            or lies.province in self.provinces
            or lies.kanoon in self.kanoons
            or lies.office in self.offices
            or lies.case in self.cases
        )

    def empty(self) -> bool:
        """Whether nothing at all is within reach."""
        return not (self.country or self.provinces or self.kanoons or self.offices or self.cases)
