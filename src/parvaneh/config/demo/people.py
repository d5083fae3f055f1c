"""Generated people and what they have shown: numbers, not names; ids that belong to nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.config.demo.chance import Chance, code_of, national_id_of
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.config.demo.writing import Row
from parvaneh.kit.text import persian_digits
from parvaneh.law.directive_1392.person import Level, Military
from parvaneh.law.vocabulary import Post
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Certificate, Declaration, Degree, Experience, Person
from parvaneh.registry.models.persons import PLAIN, CertificateKind

MARK = "(نمایشی)"
NAMES = {
    Post.MANAGER: "مدیر",
    Post.LEGAL_EXPERT: "کارشناس حقوقی",
    Post.IT_EXPERT: "کارشناس فناوری",
    Post.CLERK: "کارمند",
}
YEAR = 365 * DAY
YOUNGEST, OLDEST = 26, 52  # years on the first day in the post
LEVELS = ((Level.BACHELOR, 55), (Level.MASTER, 33), (Level.DOCTORATE, 4), (Level.SEMINARY_2, 8))
FIELDS = (
    ("law", 40), ("private_law", 14), ("criminal_law", 12), ("public_law", 8), ("fiqh_and_law", 12),
    ("judicial_sciences", 8), ("fiqh", 6),
)  # fmt: skip
MEN = 0.55
WORK = ("کار در دفتر خدمات قضایی", "کار حقوقی", "کار اداری در دادگستری", "کارآموزی حقوقی")
ENDING = 0.05  # certificates of freedom from addiction that end in the coming months
VALID = 3 * YEAR


@dataclass(frozen=True)
class Stay:
    """One person's time in one post."""

    person: Person
    post: Post
    starts_on: date
    ends_on: date | None


class People:
    """Makes people, each with a number of their own."""

    def __init__(self, plan: Plan) -> None:
        """Begin to count."""
        self.plan = plan
        self.chance = Chance(plan.seed, "people")
        self.count = 0
        self.counts: dict[str, int] = {}

    def person(self, title: str, province: str, *, man: bool, born_on: date) -> Person:
        """A person without a name: what they are, and a number."""
        self.count += 1
        self.counts[title] = self.counts.get(title, 0) + 1
        return Person(
            code=code_of("p", self.plan.seed, self.count),
            name=f"{title} {persian_digits(str(self.counts[title]))} {MARK}",
            province=province,
            man=man,
            national_id=national_id_of(self.count),
            born_on=born_on.isoformat(),
            mobile=f"+989000{self.count:06}",
        )

    def worker(self, post: Post, province: str, starts_on: date) -> Person:
        """Somebody who meets the conditions of a post on its first day (D1392 4 to 8)."""
        chance = self.chance
        years = chance.randint(YOUNGEST + (6 if post is Post.MANAGER else 0), OLDEST)
        born_on = starts_on - years * YEAR - chance.randint(10, 300) * DAY
        return self.person(NAMES[post], province, man=chance.happens(MEN), born_on=born_on)


def shown_by(stay: Stay, people: People) -> Iterator[Row]:
    """What somebody has shown for a post: degrees, work, certificates, declarations."""
    plan, chance = people.plan, people.chance
    known = {"person_id": stay.person.pk, "entered_by": SYSTEM.key, "entered_at": plan.at}
    first = stay.starts_on - chance.randint(20, 90) * DAY
    yield from _education(stay, chance, known)
    for declared_on in _declared(stay, first, plan.today, chance):
        yield Declaration, {"declared_on": declared_on, **known}
    for kind in PLAIN:
        ends_on = _valid_until(kind, stay, plan, chance)
        yield Certificate, {"kind": kind, "starts_on": first, "ends_on": ends_on, **known}
    skill = CertificateKind.COMPUTER_SKILL
    yield Certificate, {"kind": skill, "detail": stay.post, "starts_on": first, **known}
    if stay.person.man:
        served = chance.weighed(((Military.COMPLETED, 7), (Military.PERMANENTLY_EXEMPT, 2)))
        military = CertificateKind.MILITARY_SERVICE
        yield Certificate, {"kind": military, "detail": served, "starts_on": first, **known}


def _education(stay: Stay, chance: Chance, known: Mapping[str, object]) -> Iterator[Row]:
    level = chance.weighed(LEVELS)
    field = "" if level is Level.SEMINARY_2 else chance.weighed(FIELDS)
    awarded_on = stay.starts_on - chance.randint(100, 700) * DAY
    manages = stay.post is Post.MANAGER
    if manages:
        awarded_on -= 6 * YEAR
    yield Degree, {"level": level, "field": field, "awarded_on": awarded_on, **known}
    if manages or chance.happens(0.5):
        months = chance.randint(64, 130) if manages else chance.randint(6, 60)
        yield (
            Experience,
            {
                "work": chance.choice(WORK),
                "starts_on": stay.starts_on - (months * 31 + 10) * DAY,
                "ends_on": stay.starts_on - DAY,
                "related": manages or chance.happens(0.6),
                **known,
            },
        )


def _declared(stay: Stay, first: date, today: date, chance: Chance) -> list[date]:
    """Before the post, and within the last year where it lasts."""
    if stay.ends_on is not None or stay.starts_on > today - YEAR:
        return [first]
    return [first, today - DAY * chance.randint(5, 335)]


def _valid_until(kind: str, stay: Stay, plan: Plan, chance: Chance) -> date | None:
    """The last day of a certificate: some end soon, a few have ended; most have no end."""
    if kind != CertificateKind.FREE_OF_ADDICTION or stay.ends_on is not None:
        return None
    if chance.happens(ENDING):
        return max(stay.starts_on, plan.today + chance.randint(-30, 120) * DAY)
    return None
