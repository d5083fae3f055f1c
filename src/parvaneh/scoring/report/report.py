"""`report.html`: the whole ranking as one page in two languages."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from parvaneh.kit.charts import Figure
from parvaneh.kit.languages import msg
from parvaneh.kit.text import decimal_text
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.compare import Comparison, Move
from parvaneh.scoring.outcome import INDICATOR_CODES
from parvaneh.scoring.report import figures, method
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.firmness import firmness
from parvaneh.scoring.report.gaps import SOURCES
from parvaneh.scoring.report.movement import causes
from parvaneh.scoring.report.page import body, page, voices
from parvaneh.scoring.report.voice import Voice

SHORT = 16  # hexadecimal digits of a hash that are shown in the head
MOST_MOVERS = 15
MOST_NOTICES = 50
# Below these percents of coverage a cell of the table stands out more and more.
HEAT = (50, 80, 95)
TITLE = msg("Ranking of the offices of electronic judicial services, {year}")

MEANINGS: Mapping[RankStatus, str] = {
    RankStatus.ACTIVE: msg("graded, with a place"),
    RankStatus.INITIAL: msg("licensed within the period: initial grade, without a place"),
    RankStatus.SUSPENDED: msg("graded, without a place while suspended"),
    RankStatus.UNGRADED: msg("an indicator has no evidence at all: no grade, no place"),
    RankStatus.REVOKED: msg("the licence is revoked: out of the ranking"),
}
SECTIONS: Mapping[str, str] = {
    "overview": msg("The ranking at a glance"),
    "totals": msg("All totals"),
    "grades": msg("The grades"),
    "provinces": msg("The provinces compared"),
    "movers": msg("Who moved since the earlier results"),
    "honoured": msg("The offices to be honoured"),
    "below": msg("Below the national average"),
    "missing": msg("What is missing"),
    "robustness": msg("How firm the places are"),
    "method": msg("How a grade is made"),
    "inputs": msg("What was read"),
}
NO_CONVICTIONS = msg("no: taken as no convictions")
ALL_APPLY = msg("no: every criterion applies to every office")
NO_EVIDENCE = msg("no: missing evidence")


def report_html(facts: Facts) -> str:
    """The report as one HTML file.

    Args:
        facts: of the ranking, with the earlier results where they were asked for.
    """
    spoken = voices(facts.bands)
    bodies = [body("report.html", voice, _context(facts, voice)) for voice in spoken]
    return page(spoken[0].say(TITLE, year=facts.run.year), spoken, bodies)


def write_report(path: Path, facts: Facts) -> None:
    """Write `report.html`.

    Raises:
        OSError: it cannot be written.
    """
    path.write_text(report_html(facts), encoding="utf-8")


def _context(facts: Facts, voice: Voice) -> dict[str, Any]:
    policy = facts.policy
    whole = sum(policy.coefficients)
    shares = zip(INDICATOR_CODES, policy.coefficients, strict=True)
    return {
        "facts": facts,
        "sections": list(_sections(facts, voice)),
        "figures": _figures(facts, voice),
        "graded": len(facts.rows) - facts.grades[""],
        "statuses": [(status, voice.word(meaning)) for status, meaning in MEANINGS.items()],
        "grade_columns": [(voice.show(band), "n") for band in facts.bands],
        "method": list(method.steps(facts, voice)),
        "limits": list(method.limits(facts, voice)),
        "below_rule": method.below_rule(facts, voice),
        "missing_rule": method.missing_rule(facts, voice),
        "survey_rule": method.survey_rule(facts, voice),
        "coefficients": [(code, value, Fraction(100 * value, whole)) for code, value in shares],
        "movers": list(_movers(facts.comparison, voice)) if facts.comparison else [],
        "lacking": [one for one in facts.gaps.criteria if one.missing or one.inapplicable],
        "notices": facts.run.notices[:MOST_NOTICES],
        "firm": firmness(facts, voice),
        "sources": SOURCES,
        "short": lambda text: text[:SHORT],
        "rounded": lambda value: Fraction(decimal_text(value, 1)),
        "bound": lambda band: method.bound(band, voice),
        "cause": lambda found: causes(found, voice),
        "absent": lambda name: voice.word(_absent(name)),
        "heat": lambda province, source: _heat(facts, province, source),
    }


def _sections(facts: Facts, voice: Voice) -> Iterator[tuple[str, str]]:
    left_out = {
        "movers": facts.comparison is None,
        "robustness": facts.robustness is None,
    }
    for key, title in SECTIONS.items():
        if not left_out.get(key):
            yield key, voice.word(title)


def _figures(facts: Facts, voice: Voice) -> dict[str, Figure | None]:
    made: dict[str, Figure | None] = {
        "totals": figures.totals(facts, voice),
        "grades": figures.grades(facts, voice),
        "provinces": figures.provinces(facts, voice),
    }
    if facts.comparison is not None:
        moves = [move for _, some in _movers(facts.comparison, voice) for move in some]
        moves.sort(key=lambda move: abs(move.change or Fraction(0)), reverse=True)
        made["transitions"] = figures.transitions(facts.comparison, voice)
        made["slopes"] = figures.slopes(facts.comparison, moves, voice)
    return made


def _movers(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, list[Move]]]:
    moves = comparison.movers
    up = [move for move in moves if (move.grades or 0) > 0]
    down = [move for move in moves if (move.grades or 0) < 0]
    yield voice.say(msg("Who rose most")), up[:MOST_MOVERS]
    yield voice.say(msg("Who fell most")), down[:MOST_MOVERS]


def _absent(sheet: str) -> str:
    return {"records": NO_CONVICTIONS, "applicability": ALL_APPLY}.get(sheet, NO_EVIDENCE)


def _heat(facts: Facts, province: str, source: str) -> str:
    gaps = facts.gaps
    percent = 100 * gaps.covered.get((province, source), 0)
    there = gaps.in_province[province]
    return f"h{sum(percent >= level * there for level in HEAT)}"
