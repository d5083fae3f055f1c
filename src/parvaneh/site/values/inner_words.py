"""What stands inside a value in words: its fields, its words for programs, its days of the year."""

import re
from collections.abc import Mapping

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art13_display import PublicLevel
from parvaneh.law.vocabulary import ACTORS, TERMS, Term

DAY_OF_YEAR = msg("day {day} of {month}")
IN_YEAR = re.compile(r"(\d\d)-(\d\d)")
PLACE = re.compile(r"D1(?:392|404) \d")
FIELDS: Mapping[str, str] = {
    "approved_by": msg("approved by"),
    "cites": msg("article"),
    "counts": msg("services that count"),
    "criminal": msg("criminal conviction"),
    "degrees": msg("degrees counted"),
    "disciplinary": msg("disciplinary conviction"),
    "full": msg("share that earns all points"),
    "grade_shown": msg("the grade is shown"),
    "intentional_only": msg("only intentional offences"),
    "kind": msg("kind of conviction"),
    "letter": msg("signatures on letters"),
    "money": msg("signatures on money"),
    "month_day": msg("day of the year"),
    "number": msg("how many"),
    "offered": msg("is offered to people"),
    "open_work": msg("open work"),
    "points": msg("points taken off"),
    "proposed_by": msg("proposed by"),
    "role": msg("seat"),
    "shown": msg("is shown"),
    "years_before": msg("years before"),
}
WORDS: Mapping[str, str] = {
    "adviser_187": msg("legal adviser of article 187"),
    "all": msg("all members"),
    "announced": msg("the announced one"),
    "announcement": msg("from the announcement"),
    "associate": msg("associate degree"),
    "bachelor": msg("bachelor's degree"),
    "below_tariff": msg("below the tariff"),
    "both_ends_out": msg("neither the first nor the last day counts"),
    "cctv": msg("CCTV"),
    "chair": msg("the chair"),
    "change_kanoon_powers": msg("change the powers of the Kanoons"),
    "closure": msg("closed at short notice"),
    "completed": msg("service completed"),
    "confirm_eligibility": msg("confirm the eligibility of applicants"),
    "count_and_mark": msg("counts and is marked"),
    "criminal": msg("criminal conviction"),
    "criminal_law": msg("criminal law"),
    "death": msg("death"),
    "decision": msg("from the decision on"),
    "diploma": msg("diploma"),
    "disciplinary": msg("disciplinary conviction"),
    "do_entrusted_task": msg("do the tasks entrusted to it"),
    "doctorate": msg("doctorate"),
    "dues": msg("dues of the members"),
    "end_of_post": msg("end of the post"),
    "evaluate": msg("evaluate the offices"),
    "exam": msg("examination"),
    "examine_licence_request": msg("examine requests about licences"),
    "examine_tariff": msg("examine the tariff"),
    "fee_exempt": msg("exempt from fees"),
    "finality": msg("the day it became final"),
    "fiqh": msg("fiqh"),
    "fiqh_and_law": msg("fiqh and law"),
    "first_day_out": msg("the first day does not count"),
    "follow_complaints": msg("follow up complaints"),
    "good": msg("good"),
    "grade": msg("by grade"),
    "hear_appeal": msg("hear appeals"),
    "hold_call": msg("hold the call"),
    "holiday": msg("official holiday"),
    "in_prison": msg("given in prison"),
    "initial": msg("the initial grade"),
    "inspect": msg("inspect the offices"),
    "international_law": msg("international law"),
    "judge": msg("judge"),
    "judge_licence_proposal": msg("give an opinion on proposals about licences"),
    "judicial_sciences": msg("judicial sciences"),
    "law": msg("law (field of study)"),
    "lawyer": msg("lawyer"),
    "licence_request": msg("a request about the licence"),
    "listed_for_referral": msg("listed for referral"),
    "lodging": msg("from the day it is lodged"),
    "majority": msg("a majority"),
    "master": msg("master's degree"),
    "member": msg("member"),
    "merchant": msg("merchant"),
    "national": msg("the country as a whole"),
    "network": msg("network"),
    "neutral": msg("neither gains nor loses"),
    "none": msg("no degree"),
    "notary": msg("notary"),
    "official_expert": msg("official expert"),
    "outage": msg("no act was possible"),
    "path": msg("by the way of its case"),
    "permanently_exempt": msg("permanently exempt"),
    "plenipotentiary": msg("plenipotentiary"),
    "private_law": msg("private law"),
    "propose_fees": msg("propose fees"),
    "propose_offices": msg("propose new offices"),
    "propose_plans": msg("propose plans"),
    "propose_rules": msg("propose rules"),
    "public_body_staff": msg("staff of public bodies"),
    "public_law": msg("public law"),
    "receipt": msg("from the day it is received"),
    "recuse": msg("does not sit"),
    "report_performance": msg("report on performance"),
    "representative": msg("representative"),
    "run_training": msg("run training"),
    "scoring": msg("scoring of applicants"),
    "seminary_1": msg("seminary, level 1"),
    "seminary_2": msg("seminary, level 2"),
    "seminary_3": msg("seminary, level 3"),
    "seminary_4": msg("seminary, level 4"),
    "set_dues": msg("set the dues"),
    "set_fees": msg("set the fees"),
    "share": msg("its weight is shared among the others"),
    "show": msg("is shown to the board"),
    "state_staff": msg("staff of the state"),
    "sum": msg("added up"),
    "suspended_until": msg("suspended, with its last day"),
    "treasurer": msg("the treasurer"),
    "weekend": msg("weekend"),
    "withdrawal": msg("withdrawal of the manager"),
}  # fmt: skip

# What a word means in values of one unit, where it means something else in others.
OF_UNIT: Mapping[str, Mapping[str, str]] = {
    "grade, indicators or all": {
        PublicLevel.GRADE: msg("the grade"),
        PublicLevel.INDICATORS: msg("the grade and the indicators, but not the record"),
        PublicLevel.ALL: msg("the grade and all indicators"),
    }
}

# What the law itself names: who acts, posts, bodies; indicators and criteria.
OF_LAW: Mapping[str, Term] = {**{str(key): term for key, term in ACTORS.items()}, **TERMS}
MEASURED: Mapping[str, Term] = {**{str(key): term for key, term in INDICATORS.items()}, **CRITERIA}


def word_said(word: str, unit: str = "") -> str:
    """A word for programs as people say it; what nobody has named stays as it is written."""
    if word in OF_UNIT.get(unit, {}):
        return say(OF_UNIT[unit][word])
    if word in WORDS:
        return say(WORDS[word])
    if word in OF_LAW:
        return shown(OF_LAW[word])
    if PLACE.match(word):
        return cites([word])
    return _day_said(word) or shown(word)


def field_said(name: str) -> str:
    """A field of a value: an indicator, a criterion, a degree, a place in a list."""
    if name in FIELDS:
        return say(FIELDS[name])
    return shown(MEASURED[name]) if name in MEASURED else word_said(name)


def _day_said(word: str) -> str:
    found = IN_YEAR.fullmatch(word)
    if found is None:
        return ""
    month, day = map(int, found.groups())
    names = jalali.MONTHS_FA if language_now() is Language.FA else jalali.MONTHS_EN
    return say(DAY_OF_YEAR, day=day, month=names[month - 1])
