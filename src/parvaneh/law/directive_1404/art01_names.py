"""Article 1: seven words, and one desk under two names.

The words themselves stand in `vocabulary.TERMS`. The directive of 1392 speaks of the General
Department, that of 1404 of the Services Deputy; neither says that the second took the first's
place. We treat them as one desk with a name per date (A-44).
"""

from datetime import date

from parvaneh.law.citation import Citation, cites
from parvaneh.law.ruling import Reason, Ruling, granted, msg
from parvaneh.law.values import Values, basis, value_at, word
from parvaneh.law.vocabulary import TERMS, Term

CITES = {
    "definition": cites(
        "D1392 1(a)", "D1392 1(b)", "D1392 1(c)", "D1392 1(d)", "D1392 1(e)", "D1392 1(f)",
        "D1404 1(a)", "D1404 1(b)", "D1404 1(c)", "D1404 1(d)", "D1404 1(e)", "D1404 1(f)",
        "D1404 1(g)",
    ),
    "department_name": cites("D1392 1(b)", "D1404 1(c)"),
}  # fmt: skip

DEPARTMENT = "D1404.1.department"
ONE_DESK = msg(
    "The General Department of 1392 and the Services Deputy of 1404 are treated as one desk; "
    "on this day its name is {found}."
)


def definition(*, clause: Citation) -> Term:
    """The word that a clause of article 1 of either directive defines.

    Raises:
        KeyError: nothing is defined there.
    """
    words = {where: term for term in TERMS.values() for where in term.cites}
    return words[clause]


def department_name(*, values: Values, on: date) -> Ruling[Term]:
    """What the desk that answers for the offices is called on a day.

    Args:
        values: the dated values (`D1404.1.department`, a key of `TERMS`).
        on: the day asked about.

    Raises:
        NoValueInForce: before the directive of 1392.
    """
    entry = value_at(values, DEPARTMENT, on)
    term = TERMS[word(entry)]
    told = Reason("one_desk", ONE_DESK, CITES["department_name"], blocks=False, found=term)
    return granted(term, [told], [basis(entry)])
