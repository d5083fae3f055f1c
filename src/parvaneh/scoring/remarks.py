"""What a ranking passed over in its evidence, as remarks: never an error, never silent."""

from collections.abc import Iterator

import numpy as np

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Notice
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art04_survey import COUNT_AND_MARK
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.scoring.inputs import CRITERIA_COUNT, Inputs
from parvaneh.scoring.measures import CRITERION_OF, Whole
from parvaneh.scoring.summary import CRITERION_CODES, Newest

_WAYS = len(Method) + 1
OUTSIDE = msg("Rows outside the period, ignored: {count}.")
REPLACED = msg("{criterion}: a count replaced assessments ({method}); offices: {count}.")
IGNORED = msg("{criterion}: does not apply, its evidence is ignored; offices: {count}.")
FEW_ANSWERS = msg(
    "Offices with fewer survey answers than {needed}: {count}; their result counts and is marked."
)
TOO_FEW_ANSWERS = msg(
    "Offices with fewer survey answers than {needed}: {count}; their survey is not assessable."
)


def remarks(inputs: Inputs) -> list[Notice]:
    """Everything that was passed over, sheet by sheet and criterion by criterion.

    Args:
        inputs: the summary of a ranking, laid out.
    """
    return [*_outside(inputs), *_replaced(inputs), *_ignored(inputs), *_few_answers(inputs)]


def _outside(inputs: Inputs) -> Iterator[Notice]:
    for sheet, count in sorted(inputs.summary.outside.items()):
        if count:
            yield Notice(sheet, OUTSIDE, {"count": count})


def _replaced(inputs: Inputs) -> Iterator[Notice]:
    given, kept = _keys(inputs.summary.newest), _keys(inputs.single)
    gone = np.setdiff1d(given, kept) % (CRITERIA_COUNT * _WAYS)
    for key, count in zip(*np.unique(gone, return_counts=True), strict=True):
        criterion, method = divmod(int(key), _WAYS)
        named = {
            "criterion": CRITERIA[CRITERION_CODES[criterion]],
            "method": METHODS[Method(method)],
        }
        yield Notice("assessments", REPLACED, {**named, "count": int(count)})


def _ignored(inputs: Inputs) -> Iterator[Notice]:
    found = np.zeros(inputs.applies.shape, np.bool_)
    found[inputs.single.office, inputs.single.criterion] = True
    found[:, list(CRITERION_OF)] |= inputs.measures.denominator > 0
    for criterion, count in enumerate((found & ~inputs.applies).sum(axis=0).tolist()):
        if count:
            term = CRITERIA[CRITERION_CODES[criterion]]
            yield Notice("applicability", IGNORED, {"criterion": term, "count": count})


def _few_answers(inputs: Inputs) -> Iterator[Notice]:
    answered, policy = inputs.summary.survey_rows, inputs.policy
    count = int(((answered > 0) & (answered < policy.survey_minimum)).sum())
    if count:
        counts = policy.small_sample == COUNT_AND_MARK
        message = FEW_ANSWERS if counts else TOO_FEW_ANSWERS
        yield Notice("survey", message, {"needed": policy.survey_minimum, "count": count})


def _keys(rows: Newest) -> Whole:
    return (rows.office * CRITERIA_COUNT + rows.criterion) * _WAYS + rows.method
