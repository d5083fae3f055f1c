"""How one office came to its grade: a tree from its evidence rows to its place.

Every number stands with its article, and each sentence is the law's own: the law is asked again,
article by article, about the same counts that were ranked. The tree is plain JSON content; exact
numbers are text such as ``"70/3"``. Rows of files are named where the raw evidence is at hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_applicability import inapplicable
from parvaneh.law.directive_1404.art04_convictions import Conviction, counted, leaves_ranking
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, criteria_of
from parvaneh.law.directive_1404.art04_demotion import demotion
from parvaneh.law.directive_1404.art04_measurement import Measured, criterion_score, indicator_score
from parvaneh.law.directive_1404.art04_record import record_score
from parvaneh.law.directive_1404.art05_evaluation import PERIOD_FIRST, PERIOD_LAST
from parvaneh.law.directive_1404.art08_measures import SYSTEMS
from parvaneh.law.directive_1404.art08_methods import EVIDENCE_MAP
from parvaneh.law.directive_1404.art11_national_average import below_average
from parvaneh.law.directive_1404.evaluated import Evidence, Scores, survey_measured
from parvaneh.law.directive_1404.standing import RankStatus, standing_of
from parvaneh.law.ruling import Basis, Reason, Ruling
from parvaneh.scoring.evidence import SmallEvidence
from parvaneh.scoring.exact import Docket
from parvaneh.scoring.policy import Policy, band_index
from parvaneh.scoring.ranking import Ranking, Result
from parvaneh.scoring.rows_of_office import OfficeRows, RowIndex
from parvaneh.scoring.summary import CRITERION_CODES
from parvaneh.scoring.telling import reason_as_json

Tree = dict[str, Any]
# Behind every result: the period, the ways that may measure, and what counts as up-time.
ALWAYS = frozenset({PERIOD_FIRST, PERIOD_LAST, EVIDENCE_MAP, SYSTEMS})
COSTS = frozenset({"deducted", "costs_nothing"})


def derivations_of(ranking: Ranking, evidence: SmallEvidence | None = None) -> Iterator[Tree]:
    """The derivation of every office, in the order of the results.

    Args:
        ranking: the whole.
        evidence: the rows that it was made from, where they are at hand.
    """
    explainer = Explainer(ranking, evidence)
    for result in ranking.results:
        yield explainer.tree(result)


def derivation_of(ranking: Ranking, office: str, evidence: SmallEvidence | None = None) -> Tree:
    """The derivation of one office.

    Args:
        ranking: the whole.
        office: its code.
        evidence: the rows that the ranking was made from, where they are at hand.

    Raises:
        KeyError: there is no such office.
    """
    found = {result.office: result for result in ranking.results}
    return Explainer(ranking, evidence).tree(found[office])


@dataclass(frozen=True)
class _Found:
    """What the law found in one office's evidence, article by article."""

    evidence: Evidence
    assessed: Mapping[str, list[Any]]  # the single assessments, by criterion
    measures: Mapping[str, Ruling[Fraction]]
    criteria: Mapping[str, Ruling[Fraction]]
    left_out: frozenset[str]
    survey: Ruling[tuple[Measured, ...]]
    indicators: Mapping[Indicator, Ruling[Fraction]]
    demotion: Ruling[int]
    revoked: Ruling[None]

    def rulings(self) -> list[Ruling[Any]]:
        """All of them, in the order of the articles."""
        first: list[Ruling[Any]] = [self.survey, *self.measures.values()]
        return [*first, *self.criteria.values(), *self.indicators.values(), self.demotion]


class Explainer:
    """Asks the law about the offices of a ranking and keeps what it answers."""

    def __init__(self, ranking: Ranking, evidence: SmallEvidence | None = None) -> None:
        """Lay the summary open once."""
        self._ranking = ranking
        self._docket = Docket(ranking.summary, ranking.values)
        self._policy: Policy = self._docket.policy
        self._rows = RowIndex(ranking.summary, self._policy, evidence)
        self._always = [basis for basis in self._policy.bases if basis.key in ALWAYS]
        self._at = {office.code: at for at, office in enumerate(ranking.summary.offices)}

    def tree(self, result: Result) -> Tree:
        """The derivation of the office of a result."""
        at = self._at[result.office]
        office = self._ranking.summary.offices[at]
        found = self._asked(at)
        standing, reasons, used = self._standing(at, result, found)
        told = [] if result.status is RankStatus.REVOKED else self._indicators(at, result, found)
        return {
            "office": result.office,
            "title": office.title,
            "province": office.province,
            "standing": result.status.value,
            "grade": result.grade,
            "grade_before": self._grade_before(result),
            "demoted_by": result.demoted_by,
            "place": result.place,
            "province_place": result.province_place,
            "total": _text(result.total),
            "survey_n": result.survey_n,
            "official": self._ranking.official,
            "rests_on": _rests_on([*used, *standing.rests_on, *self._always]),
            "reasons": [reason_as_json(reason) for reason in reasons],
            "indicators": told,
        }

    def _asked(self, at: int) -> _Found:
        docket, values = self._docket, self._ranking.values
        period = self._ranking.period
        measures = docket.measures(at)
        evidence = docket.evidence(at, measures)
        survey = survey_measured(evidence=evidence, period=period, values=values)
        assessed = _by_criterion(evidence.assessments)
        measured = _by_criterion((*evidence.measured, *(survey.value or ())))
        criteria = {
            code: criterion_score(
                criterion=code,
                assessments=tuple(assessed.get(code, ())),
                measured=tuple(measured.get(code, ())),
                period=period,
            )
            for code in CRITERION_CODES
        }
        left_out = inapplicable(
            declared=evidence.applicability, ordered_relocation=False, values=values, on=period.last
        ).value
        scores = {code: one.value for code, one in criteria.items() if one.value is not None}
        indicators: dict[Indicator, Ruling[Fraction]] = {
            one: indicator_score(
                indicator=one,
                scores=scores,
                inapplicable=left_out or frozenset(),
                values=values,
                on=period.last,
            )
            for one in Indicator
            if one is not Indicator.I7
        }
        convictions = evidence.convictions
        indicators[Indicator.I7] = record_score(
            convictions=convictions, period=period, values=values
        )
        return _Found(
            evidence=evidence,
            assessed=assessed,
            measures=measures,
            criteria=criteria,
            left_out=left_out or frozenset(),
            survey=survey,
            indicators=indicators,
            demotion=demotion(convictions=convictions, period=period, values=values),
            revoked=leaves_ranking(
                licence_revoked=False, convictions=convictions, last_day=period.last
            ),
        )

    def _standing(
        self, at: int, result: Result, found: _Found
    ) -> tuple[Ruling[Any], list[Reason], list[Basis]]:
        """The ruling on the office as a whole, all reasons for it, and the values behind it."""
        ranking = self._ranking
        scores = Scores(
            {
                one: ruling.value
                for one, ruling in found.indicators.items()
                if ruling.value is not None
            },
            found.demotion.value or 0,
            found.revoked.granted,
        )
        office = self._docket.office(at, scores)
        standing = standing_of(office=office, period=ranking.period, values=ranking.values)
        reasons = [*(found.revoked.reasons if found.revoked.granted else ()), *standing.reasons]
        used = [basis for ruling in found.rulings() for basis in ruling.rests_on]
        if result.status is RankStatus.REVOKED:
            return standing, reasons, list(found.revoked.rests_on)
        lowered = (
            reason for reason in found.demotion.reasons if reason.key in {"demotes", "capped"}
        )
        reasons += lowered
        if result.place is not None and result.total is not None and ranking.average is not None:
            below = below_average(
                grade=result.grade,
                total=result.total,
                average=ranking.average,
                values=ranking.values,
                on=ranking.period.last,
            )
            reasons += below.reasons
            used += below.rests_on
        return standing, reasons, used

    def _indicators(self, at: int, result: Result, found: _Found) -> list[Tree]:
        rows = self._rows.office(at)
        told = []
        for place, indicator in enumerate(Indicator):
            ruling = found.indicators[indicator]
            codes = criteria_of(indicator=indicator)
            reasons = [*self._of_criteria(indicator, codes, found), *ruling.reasons]
            tree: Tree = {
                "indicator": indicator.value,
                "coefficient": str(self._policy.coefficients[place]),
                "score": _text(result.indicators[place]),
                "cites": list(INDICATORS[indicator].cites),
                "reasons": [reason_as_json(reason) for reason in reasons],
                "criteria": [self._criterion(code, found, rows) for code in codes],
            }
            if indicator is Indicator.I7:
                tree["records"] = self._records(found, ruling, rows)
            told.append(tree)
        return told

    def _of_criteria(
        self, indicator: Indicator, codes: Iterable[str], found: _Found
    ) -> Iterator[Reason]:
        if indicator is Indicator.I2:
            yield from found.survey.reasons
        for code in codes:
            if found.criteria[code].granted:
                yield from found.criteria[code].reasons

    def _criterion(self, code: str, found: _Found, rows: OfficeRows) -> Tree:
        ruling = found.criteria[code]
        out = code in found.left_out
        state = "inapplicable" if out else "missing" if ruling.value is None else "assessed"
        measured = found.measures.get(code)
        weight = self._policy.criterion_weights[CRITERION_CODES.index(code)]
        computed = list(rows.computed(code, found.survey.value or (), measured))
        replaced = {one["method"] for one in computed}
        single = (row for row in found.assessed.get(code, ()) if row.method not in replaced)
        return {
            "criterion": code,
            "weight": str(weight),
            "score": None if out else _text(ruling.value),
            "state": state,
            "cites": list(CRITERIA[code].cites),
            "because": rows.inapplicable.get(code, ""),
            "methods": [*computed, *rows.assessed(code, single)],
        }

    def _records(self, found: _Found, ruling: Ruling[Fraction], rows: OfficeRows) -> list[Tree]:
        convictions = found.evidence.convictions
        known = counted(
            convictions=convictions, period=self._ranking.period, values=self._ranking.values
        )
        costs = [reason for reason in ruling.reasons if reason.key in COSTS]
        cost_of = dict(zip(map(id, known.value or ()), costs, strict=True))
        return [
            self._record(conviction, cost_of.get(id(conviction)), place)
            for conviction, place in zip(convictions, rows.records, strict=True)
        ]

    def _record(self, conviction: Conviction, cost: Reason | None, place: Tree) -> Tree:
        ordered = cost is not None and conviction.demotion
        points = cost.found if cost is not None and cost.key == "deducted" else 0
        assert conviction.final_on is not None  # the evidence holds final convictions alone
        return {
            "kind": conviction.kind.value,
            "degree": conviction.degree,
            "intentional": conviction.intentional,
            "final_on": conviction.final_on.isoformat(),
            "ruling": conviction.ruling,
            "revokes": conviction.revokes,
            "counts": cost is not None,
            "deduction": points,
            "demotion": conviction.demotion if ordered else 0,
            "cites": [] if cost is None else list(cost.cites),
            **place,
        }

    def _grade_before(self, result: Result) -> str:
        if not result.grade:
            return ""
        after = band_index(self._policy, result.grade)
        return self._policy.bands[after - result.demoted_by].key


def _by_criterion(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.criterion, []).append(row)
    return found


def _rests_on(used: Iterable[Basis]) -> list[Tree]:
    kept = {basis.key: basis for basis in used}
    return [
        {
            "key": key,
            "status": kept[key].status.value,
            "assumes": list(kept[key].assumes),
            "cites": list(kept[key].cites),
        }
        for key in sorted(kept)
    ]


def _text(score: Fraction | None) -> str | None:
    return None if score is None else str(score)
