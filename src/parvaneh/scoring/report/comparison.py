"""Two runs side by side, told: lines for a terminal, JSON for programs, a page for people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars
from parvaneh.kit.languages import msg
from parvaneh.kit.text import decimal_text
from parvaneh.scoring.compare import Comparison, Kind, Move, ProvinceChange, steps
from parvaneh.scoring.outcome import INDICATOR_CODES
from parvaneh.scoring.report import figures
from parvaneh.scoring.report.movement import OTHERS, causes
from parvaneh.scoring.report.page import body, page, voices
from parvaneh.scoring.report.voice import Voice, shipped_value

INDENT = "   "
SHOWN_IN_TEXT = 20
SHOWN_ON_PAGE = 200
LONGEST_VALUE = 300
TITLE = msg("What changed from {before} to {after}")
NO_GRADE = figures.NO_GRADE


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Everything that changed, exact numbers as text such as ``"70/3"``."""
    before, after = comparison.before, comparison.after
    return {
        "before": before.name,
        "after": after.name,
        "offices": len(comparison.moves),
        "came": list(comparison.came),
        "left": list(comparison.left),
        "grades": list(comparison.grades),
        "transitions": [
            {"before": old, "after": new, "offices": count}
            for (old, new), count in sorted(comparison.transitions.items())
        ],
        "provinces": [
            {
                "province": one.province,
                "up": one.up,
                "same": one.same,
                "down": one.down,
                "mean_before": _text(one.mean_before),
                "mean_after": _text(one.mean_after),
            }
            for one in comparison.provinces
        ],
        "values_changed": [
            {"key": one.key, "before": one.before, "after": one.after}
            for one in comparison.values_changed
        ],
        "moves": [_move_json(move) for move in comparison.moves if _has_moved(move)],
    }


def comparison_lines(comparison: Comparison, voice: Voice) -> list[str]:
    """What changed, line by line: counts, grades, values, provinces, who moved most and why."""
    lines = [_title(comparison, voice), *_counts(comparison, voice), ""]
    lines.append(voice.word(msg("From which grade to which:")))
    lines += [f"{INDENT}{line}" for line in _transitions(comparison, voice)]
    if comparison.values_changed:
        lines += ["", voice.word(msg("Values that differ:"))]
        lines += [f"{INDENT}{line}" for line in _values(comparison, voice)]
    lines += ["", voice.word(msg("By province:"))]
    lines += [f"{INDENT}{_province(one, voice)}" for one in comparison.provinces]
    movers = comparison.movers
    if movers:
        lines += ["", voice.word(msg("Who moved most, and why:"))]
        lines += [f"{INDENT}{_mover(move, voice)}" for move in movers[:SHOWN_IN_TEXT]]
    if len(movers) > SHOWN_IN_TEXT:
        rest = len(movers) - SHOWN_IN_TEXT
        lines.append(INDENT + voice.say(msg("and {count} more"), count=rest))
    return lines


def comparison_html(comparison: Comparison) -> str:
    """The comparison as one HTML file in both languages."""
    bands = [comparison.names[key] for key in comparison.grades if key]
    spoken = voices(bands)
    bodies = [body("compare.html", voice, _context(comparison, voice)) for voice in spoken]
    return page(_title(comparison, spoken[0]), spoken, bodies)


def _context(comparison: Comparison, voice: Voice) -> dict[str, Any]:
    movers = comparison.movers
    counted = steps(comparison)
    return {
        "comparison": comparison,
        "title": _title(comparison, voice),
        "up": sum(count for step, count in counted.items() if step > 0),
        "down": sum(count for step, count in counted.items() if step < 0),
        "same": counted[0],
        "transitions": figures.transitions(comparison, voice),
        "slopes": figures.slopes(comparison, _largest(movers), voice),
        "causes_drawn": causes_drawn(movers, voice),
        "movers": movers[:SHOWN_ON_PAGE],
        "more": max(len(movers) - SHOWN_ON_PAGE, 0),
        "values": [
            (*_value_name(one.key, voice), _content(one.before), _content(one.after))
            for one in comparison.values_changed
        ],
        "cause": lambda found: causes(found, voice),
    }


def _title(comparison: Comparison, voice: Voice) -> str:
    names = (comparison.before.name, comparison.after.name)
    before, after = (voice.digits(name) for name in names)
    return voice.say(TITLE, before=before, after=after)


def _counts(comparison: Comparison, voice: Voice) -> Iterator[str]:
    yield voice.say(
        msg("{both} offices are in both results; {came} are new and {left} are gone."),
        both=len(comparison.moves),
        came=len(comparison.came),
        left=len(comparison.left),
    )
    counted = steps(comparison)
    yield voice.say(
        msg("{up} rose in grade, {down} fell, {same} kept their grade."),
        up=sum(count for step, count in counted.items() if step > 0),
        down=sum(count for step, count in counted.items() if step < 0),
        same=counted[0],
    )


def _transitions(comparison: Comparison, voice: Voice) -> Iterator[str]:
    for before in comparison.grades:
        row = [
            f"{_grade(after, voice)} {voice.number(count)}"
            for after in comparison.grades
            if (count := comparison.transitions.get((before, after), 0))
        ]
        if row:
            yield (
                f"{_grade(before, voice)} ← {' · '.join(row)}"
                if voice.is_persian
                else (f"{_grade(before, voice)} → {' · '.join(row)}")
            )


def _values(comparison: Comparison, voice: Voice) -> Iterator[str]:
    for one in comparison.values_changed:
        name, _ = _value_name(one.key, voice)
        told = {"name": name, "before": _content(one.before), "after": _content(one.after)}
        yield voice.say(msg("{name}: was {before}, is {after}"), **told)


def _province(one: ProvinceChange, voice: Voice) -> str:
    told = voice.say(
        msg("{province}: {up} rose, {down} fell, {same} kept their grade"),
        province=voice.province(one.province) if one.province else "—",
        up=one.up,
        down=one.down,
        same=one.same,
    )
    if one.mean_before is None or one.mean_after is None:
        return told
    means = voice.say(
        msg("mean total {before}, then {after}"),
        before=_rounded(one.mean_before),
        after=_rounded(one.mean_after),
    )
    return f"{told} · {means}"


def _mover(move: Move, voice: Voice) -> str:
    grades = voice.say(
        msg("from «{before}» to «{after}»"),
        before=_grade(move.before.grade, voice),
        after=_grade(move.after.grade, voice),
    )
    parts = [f"{voice.show(move.after.office)} {voice.show(move.after.title)}".strip(), grades]
    if move.before.total is not None and move.after.total is not None:
        totals = {"before": _rounded(move.before.total), "after": _rounded(move.after.total)}
        parts.append(voice.say(msg("total {before}, then {after}"), **totals))
    return " · ".join((*parts, causes(move.cause, voice)))


def _grade(key: str, voice: Voice) -> str:
    return voice.grade_word(key) if key else voice.word(NO_GRADE)


def causes_drawn(movers: Sequence[Move], voice: Voice) -> Figure | None:
    """How many offices changed their grade by which cause."""
    if not movers:
        return None
    counted = Counter((move.cause.kind, move.cause.indicator) for move in movers)
    bars = [Bar(_cause_name(*cause, voice), Fraction(count), Fraction(len(movers)))
            for cause, count in counted.items()]  # fmt: skip
    (most, code), count = counted.most_common(1)[0]
    title = voice.say(
        msg("«{cause}» moved {count} of the {all} offices whose grade changed, the most"),
        cause=_cause_name(most, code, voice),
        count=count,
        all=len(movers),
    )
    note = voice.say(msg("Offices whose grade changed, by what moved their total most."))
    return horizontal_bars(Caption(title, note, voice.language), bars, places=0)


def _cause_name(kind: Kind, indicator: str, voice: Voice) -> str:
    if kind is Kind.INDICATOR:
        return voice.indicator(indicator)
    if kind is Kind.COEFFICIENTS:
        return voice.word(msg("other coefficients"))
    return voice.word(OTHERS[kind])


def _largest(movers: Sequence[Move]) -> list[Move]:
    return sorted(movers, key=lambda move: abs(move.change or Fraction(0)), reverse=True)


def _value_name(key: str, voice: Voice) -> tuple[str, Sequence[str]]:
    value = shipped_value(key)
    return (voice.show(value), value.cites) if value else (key, ())


def _content(value: object) -> str:
    """A value as a profile has it, cut where it is long."""
    if isinstance(value, Mapping):
        text = ", ".join(f"{name} {_content(part)}" for name, part in value.items())
    elif isinstance(value, list):
        text = "; ".join(_content(part) for part in value)
    else:
        text = "—" if value is None else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _has_moved(move: Move) -> bool:
    return move.cause.kind is not Kind.NOTHING or move.before.grade != move.after.grade


def _move_json(move: Move) -> dict[str, Any]:
    before, after, cause = move.before, move.after, move.cause
    return {
        "office": after.office,
        "province": after.province or before.province,
        "status": [before.status, after.status],
        "grade": [before.grade, after.grade],
        "total": [_text(before.total), _text(after.total)],
        "place": [before.place, after.place],
        "grades_gained": move.grades,
        "places_gained": move.places,
        "change": _text(move.change),
        "by_coefficients": _text(move.by_coefficients),
        "by_indicator": {
            code: _text(effect)
            for code, effect in zip(INDICATOR_CODES, move.by_indicator, strict=True)
        },
        "cause": {
            "kind": cause.kind.value,
            "indicator": cause.indicator,
            "effect": _text(cause.effect),
            "source": cause.source.value,
        },
    }


def _rounded(value: Fraction) -> Fraction:
    return Fraction(decimal_text(value, 2))


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
