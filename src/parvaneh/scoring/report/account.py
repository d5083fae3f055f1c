"""The derivation of one office in words: every number with where it comes from.

A derivation is the tree that a run writes for each office. Here it becomes an account in one
language, which a page and a terminal show alike: the sum behind the total, each indicator with its
criteria, ways of measuring and rows of evidence, what the record costs, and the law's reasons.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parvaneh.kit.charts import Loss
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.scoring.report.basis import evidence_line, measured_line
from parvaneh.scoring.report.method import bound
from parvaneh.scoring.report.voice import Voice, shipped_value
from parvaneh.scoring.telling import told

Tree = Mapping[str, Any]
HUNDRED = 100
SEVERAL = 2
LONGEST_FRACTION = 24  # characters of an exact fraction that a reader is shown
TOLD_BY_CONVICTIONS = frozenset({"deducted", "costs_nothing"})
STATES: Mapping[str, str] = {
    "assessed": msg("assessed"),
    "missing": msg("no evidence"),
    "inapplicable": msg("does not apply"),
}
CONVICTIONS: Mapping[str, str] = {
    "criminal": msg("criminal conviction of degree {degree}"),
    "disciplinary": msg("disciplinary conviction of degree {degree}"),
}
SUM = msg("Total = sum of (coefficient × indicator) ÷ sum of coefficients")
NO_TOTAL = msg("There is no total, and therefore no grade by it.")
NEXT = msg("The next grade, «{grade}», needs {bound}: {missing} points from here.")
HIGHEST = msg("There is no higher grade.")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the law with the articles that it rests on."""

    sentence: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A way of measuring: its name, its score, and what the score was taken from."""

    name: str
    score: Fraction
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of an indicator; `state` says in words whether it was assessed, and why not.

    `formula` writes the mean out where more than one way of measuring made the score.
    """

    code: str
    name: str
    weight: Fraction
    score: Fraction | None
    state: str
    formula: str
    cites: tuple[str, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Conviction:
    """A conviction of the record, in words, with what it costs."""

    sentence: str
    deduction: Fraction
    demotion: int
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator in the total; `available` and `gained` are points of the total's hundred."""

    code: str
    name: str
    coefficient: Fraction
    score: Fraction | None
    available: Fraction
    gained: Fraction | None
    formula: str
    cites: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    convictions: tuple[Conviction, ...]
    losses: tuple[Loss, ...]
    reasons: tuple[Told, ...]

    @property
    def lost(self) -> Fraction:
        """Points that were there to gain and were not; all where nothing was assessed."""
        return self.available - (self.gained or 0)


@dataclass(frozen=True)
class Account:
    """One office's derivation in one language."""

    tree: Tree
    total: Fraction | None
    exact_total: str
    products: str
    parts: tuple[Part, ...]
    reasons: tuple[Told, ...]
    next_grade: str
    provisional: tuple[Told, ...]

    @property
    def by_lost(self) -> tuple[Part, ...]:
        """The indicators, those with the most points still to gain first."""
        return tuple(sorted(self.parts, key=lambda part: -part.lost))


def account_of(tree: Tree, voice: Voice, bands: Sequence[Band]) -> Account:
    """Tell a derivation.

    Args:
        tree: as a run writes it.
        voice: the language, with the grades of the run.
        bands: the grades, the highest first.

    Raises:
        KeyError, ValueError: the tree is not one of ours.
    """
    parts = tuple(_parts(tree, voice))
    total = fraction(tree["total"])
    return Account(
        tree=tree,
        total=total,
        exact_total=_exactly(total, voice),
        products=_products(parts, total, voice),
        parts=parts,
        reasons=tuple(_reasons(tree["reasons"], voice)),
        next_grade=_next_grade(tree, total, bands, voice),
        provisional=tuple(
            Told(_value_name(one["key"], voice), tuple(one["cites"]))
            for one in tree["rests_on"]
            if one["status"] == "provisional"
        ),
    )


def fraction(text: object) -> Fraction | None:
    """An exact number as a derivation writes it; None where it has none."""
    return None if text in {None, ""} else Fraction(str(text))


def losses_of(row: Tree, full: Fraction, voice: Voice) -> tuple[Loss, ...]:
    """What each conviction took of the full record, so that the parts lead to the score.

    Where a floor, or a policy that counts only the worst, takes less than the deductions say, the
    heaviest are told first and nothing beyond what was really lost.
    """
    left = full - (fraction(row["score"]) or Fraction(0))
    records = [one for one in row.get("records", ()) if one.get("deduction")]
    if sum(Fraction(one["deduction"]) for one in records) != left:
        records.sort(key=lambda one: -Fraction(one["deduction"]))
    losses = []
    for one in records:
        lost = min(Fraction(one["deduction"]), left)
        left -= lost
        if lost:
            article = voice.citations(tuple(one["cites"])[:1])
            losses.append(Loss(_conviction_name(one, voice), lost, article))
    return tuple(losses) if not left else ()


def _value_name(key: str, voice: Voice) -> str:
    """What a dated value is called; the key itself for one that no longer is."""
    value = shipped_value(key)
    return voice.show(value) if value else key


def _parts(tree: Tree, voice: Voice) -> Iterator[Part]:
    rows = tree["indicators"]
    whole = sum((Fraction(row["coefficient"]) for row in rows), Fraction(0))
    for row in rows:
        coefficient, score = Fraction(row["coefficient"]), fraction(row["score"])
        available = HUNDRED * coefficient / whole
        criteria = tuple(_criterion(one, voice) for one in row["criteria"])
        is_record = row["indicator"] == Indicator.I7
        losses = losses_of(row, Fraction(HUNDRED), voice) if is_record else ()
        yield Part(
            code=row["indicator"],
            name=voice.indicator(row["indicator"]),
            coefficient=coefficient,
            score=score,
            available=available,
            gained=None if score is None else available * score / HUNDRED,
            formula=_record_sum(losses, score, voice)
            if is_record
            else _mean(criteria, score, voice),
            cites=tuple(row["cites"]),
            criteria=criteria,
            convictions=tuple(_conviction(one, voice) for one in row.get("records", ())),
            losses=losses,
            reasons=tuple(_reasons(row["reasons"], voice, TOLD_BY_CONVICTIONS)),
        )


def _criterion(row: Tree, voice: Voice) -> Criterion:
    state = voice.word(STATES[row["state"]])
    if row.get("because"):
        state = f"{state}: {voice.text(row['because'])}"
    measures, score = tuple(_measure(one, voice) for one in row["methods"]), fraction(row["score"])
    return Criterion(
        code=row["criterion"],
        name=voice.criterion(row["criterion"]),
        weight=Fraction(row["weight"]),
        score=score,
        state=state,
        formula=_mean_of_ways(measures, score, voice),
        cites=tuple(row["cites"]),
        measures=measures,
    )


def _measure(row: Tree, voice: Voice) -> Measure:
    lines = [evidence_line(one, voice) for one in row["evidence"]]
    return Measure(
        name=voice.method(row["method"]),
        score=Fraction(row["score"]),
        lines=(*measured_line(row, voice), *lines),
    )


def _conviction(row: Tree, voice: Voice) -> Conviction:
    return Conviction(
        sentence=evidence_line({**row, "name": _conviction_name(row, voice)}, voice),
        deduction=Fraction(row["deduction"]),
        demotion=row["demotion"],
        cites=tuple(row["cites"]),
    )


def _conviction_name(row: Tree, voice: Voice) -> str:
    return voice.say(CONVICTIONS[row["kind"]], degree=row["degree"])


def _reasons(
    reasons: Iterable[Tree], voice: Voice, left_out: frozenset[str] = frozenset()
) -> Iterator[Told]:
    for reason in reasons:
        if reason["key"] not in left_out:
            yield Told(told(reason, voice.language), tuple(reason["cites"]))


# --- Sums written out ---------------------------------------------------------------------------


def _products(parts: Sequence[Part], total: Fraction | None, voice: Voice) -> str:
    if total is None:
        return ""
    products = " + ".join(
        f"{voice.show(part.coefficient)} × {voice.number(part.score, 2)}" for part in parts
    )
    whole = sum((part.coefficient for part in parts), Fraction(0))
    return f"({products}) ÷ {voice.show(whole)} = {voice.number(total, 4)}"


def _mean(criteria: Sequence[Criterion], score: Fraction | None, voice: Voice) -> str:
    """The weighted mean of the criteria that were assessed, as it was taken."""
    counted = [one for one in criteria if one.score is not None]
    if score is None or not counted:
        return ""
    products = [(one.weight, one.score or Fraction(0)) for one in counted]
    top = sum((weight * one for weight, one in products), Fraction(0))
    weights = sum((weight for weight, _ in products), Fraction(0))
    # A policy that counts missing criteria as zero divides by their weights too.
    divisor = top / score if score else weights
    shown = " + ".join(_product(weight, one, voice) for weight, one in products)
    return f"({shown}) ÷ {voice.show(divisor)} = {voice.number(score, 2)}"


def _product(weight: Fraction, score: Fraction, voice: Voice) -> str:
    shown = voice.number(score, 2)
    return shown if weight == 1 else f"{voice.show(weight)} × {shown}"


def _mean_of_ways(measures: Sequence[Measure], score: Fraction | None, voice: Voice) -> str:
    """The mean over the ways of measuring; none where one value took the place of another."""
    scores = [one.score for one in measures]
    if score is None or len(scores) < SEVERAL or sum(scores) != score * len(scores):
        return ""
    shown = " + ".join(voice.number(one, 2) for one in scores)
    return f"({shown}) ÷ {voice.number(len(scores))} = {voice.number(score, 2)}"


def _record_sum(losses: Sequence[Loss], score: Fraction | None, voice: Voice) -> str:
    if score is None or not losses:
        return ""
    less = "".join(f" − {voice.show(loss.lost)}" for loss in losses)
    return f"{voice.number(HUNDRED)}{less} = {voice.show(score)}"


def _exactly(total: Fraction | None, voice: Voice) -> str:
    """The total as a fraction, where that is short enough to be read."""
    if total is None or total.denominator == 1 or len(str(total)) > LONGEST_FRACTION:
        return ""
    return voice.digits(f"{total.numerator} ÷ {total.denominator}")


def _next_grade(tree: Tree, total: Fraction | None, bands: Sequence[Band], voice: Voice) -> str:
    keys = [band.key for band in bands]
    if total is None or tree["grade_before"] not in keys:
        return voice.word(NO_TOTAL) if total is None else ""
    above = [band for band in bands[: keys.index(tree["grade_before"])] if band.lower >= total]
    if not above:
        return voice.word(HIGHEST) if tree["grade_before"] == keys[0] else ""
    band = above[-1]
    return voice.say(NEXT, grade=band, bound=bound(band, voice), missing=band.lower - total)
