"""How severe those are who inspect: how far their scores lie from everybody's, criterion by one."""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from django.db import connection

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.scoring.evidence import SCALE

FEWEST = 5  # scores of one inspector: fewer say nothing
NORMAL_95 = 1.96

_DEVIATIONS = """
WITH scored AS (
    SELECT batch.entered_by AS who, assessment.office_id AS office,
        assessment.score - avg(assessment.score) OVER (PARTITION BY assessment.criterion) AS apart
    FROM registry_assessment assessment
    JOIN registry_batch batch ON batch.id = assessment.batch_id
    WHERE assessment.method = %s AND assessment.assessed_on BETWEEN %s AND %s
        AND NOT assessment.withdrawn AND batch.entered_at <= %s
        AND NOT EXISTS (
            SELECT 1 FROM registry_assessment later WHERE later.corrects_id = assessment.id)
        AND NOT EXISTS (SELECT 1 FROM registry_batch later WHERE later.replaces_id = batch.id)
)
SELECT who, count(*), count(DISTINCT office), avg(apart), coalesce(stddev_samp(apart), 0)
FROM scored WHERE who LIKE 'user:%%' GROUP BY who HAVING count(*) >= %s ORDER BY avg(apart), who
"""


@dataclass(frozen=True, slots=True)
class Severity:
    """One inspector: how many scores of how many offices, and the mean distance in points.

    Below zero is severe. `low` and `high` hold the mean with 95 %, scores taken as independent.
    """

    who: str
    scores: int
    offices: int
    low: float
    mean: float
    high: float


def inspectors_severity(period: Period, upto: datetime) -> list[Severity]:
    """Everybody who entered enough inspections of a period, the most severe first.

    Unscoped: it is read for the ranking of the whole country.

    Args:
        period: the days of the inspections.
        upto: what was entered later does not count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _DEVIATIONS, (Method.INSPECTION.value, period.first, period.last, upto, FEWEST)
        )
        rows = cursor.fetchall()
    return [_severity(*row) for row in rows]


def _severity(who: str, scores: int, offices: int, mean: object, spread: object) -> Severity:
    middle, half = float(str(mean)) / SCALE, NORMAL_95 * float(str(spread)) / SCALE / sqrt(scores)
    return Severity(
        who, scores, offices, round(middle - half, 2), round(middle, 2), round(middle + half, 2)
    )
