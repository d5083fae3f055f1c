"""What a column of the evidence may hold, and what is said where it holds something else.

The sheets themselves are declared in `schema`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parvaneh.kit.languages import msg
from parvaneh.law.citation import Citation
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.evidence import SCALE

CODE_DIGITS = (3, 12)
DECIMALS = len(str(SCALE)) - 1
MOST_COUNT = 100_000_000
LONGEST_TEXT = 1_000


class Type(StrEnum):
    """What a column holds."""

    CODE = "code"
    TEXT = "text"
    PROVINCE = "province"
    DAY = "day"
    CRITERION = "criterion"
    METHOD = "method"
    SCORE = "score"
    ANSWER = "answer"
    WHOLE = "whole"
    HOURS = "hours"
    FLAG = "flag"
    WORD = "word"


TYPES: Mapping[Type, Term] = {
    Type.CODE: Term("کد دفتر", "office code"),
    Type.TEXT: Term("متن", "text"),
    Type.PROVINCE: Term("کد استان", "province code"),
    Type.DAY: Term("روز", "day"),
    Type.CRITERION: Term("کد معیار", "criterion code"),
    Type.METHOD: Term("شماره شیوه سنجش", "number of a way of measuring"),
    Type.SCORE: Term("امتیاز", "score"),
    Type.ANSWER: Term("پاسخ", "answer"),
    Type.WHOLE: Term("عدد صحیح", "whole number"),
    Type.HOURS: Term("عدد", "number"),
    Type.FLAG: Term("بله یا خیر", "yes or no"),
    Type.WORD: Term("واژه‌ای از فهرست", "word of a list"),
}

# What is allowed in a column of each type: the English is the message of every fault found in it.
ALLOWED: Mapping[Type, Term] = {
    Type.CODE: Term(
        "کدی ۳ تا ۱۲ رقمی که در برگه دفترها هست",
        msg("a code of 3 to 12 digits that stands in the sheet of offices"),
    ),
    Type.TEXT: Term(
        "متنی به درازای حداکثر {longest} نویسه", msg("text of at most {longest} characters")
    ),
    Type.PROVINCE: Term("کد استان، از IR-00 تا IR-30", msg("a province code from IR-00 to IR-30")),
    Type.DAY: Term(
        "روز به ترتیب سال، ماه، روز؛ سال‌های ۱۳۰۰ تا ۱۴۹۹ خورشیدی و ۱۹۰۰ تا ۲۱۰۰ میلادی‌اند",
        msg("a day as year, month, day; years 1300 to 1499 are Jalali, 1900 to 2100 Gregorian"),
    ),
    Type.CRITERION: Term(
        "کد یکی از ۳۵ معیار، از I1.a تا I10.e",
        msg("the code of one of the 35 criteria, from I1.a to I10.e"),
    ),
    Type.METHOD: Term(
        "شماره یکی از شیوه‌های سنجش، از ۱ تا ۶",
        msg("the number of a way of measuring, from 1 to 6"),
    ),
    Type.SCORE: Term(
        "عددی از ۰ تا ۱۰۰ با حداکثر چهار رقم اعشار",
        msg("a number from 0 to 100 with at most four decimals"),
    ),
    Type.ANSWER: Term(
        "عددی صحیح از ۱ تا ۵؛ خالی اگر پرسش مورد ندارد",
        msg("a whole number from 1 to 5, or nothing where the question does not apply"),
    ),
    Type.WHOLE: Term(
        "عددی صحیح از {least} تا {most}", msg("a whole number from {least} to {most}")
    ),
    Type.HOURS: Term(
        "عددی از {least} تا {most} با حداکثر چهار رقم اعشار",
        msg("a number from {least} to {most} with at most four decimals"),
    ),
    Type.FLAG: Term(
        "بله یا خیر (یا yes، no، true، false، 1، 0)",
        msg("yes or no (or بله, خیر, true, false, 1, 0)"),
    ),
    Type.WORD: Term("یکی از این‌ها: {words}", msg("one of: {words}")),
}
EMPTY = msg("a value: this column may not be empty")

# Words for yes and no, in lower case.
FLAGS: Mapping[str, bool] = {
    "true": True,
    "1": True,
    "yes": True,
    "بله": True,
    "false": False,
    "0": False,
    "no": False,
    "خیر": False,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet.

    key: its name in a file. name: for people. required: whether every row must have a value.
    least, most: bounds of a number. words: what is allowed, with the name of each for people.
    words_from: the dated table whose keys are allowed instead. unit: of a number. cites: the
    articles that ask for it. note: what else to know. absent: whether the whole column may be
    missing, as if it were empty.
    """

    key: str
    name: Term
    type: Type
    required: bool = True
    least: int = 0
    most: int = MOST_COUNT
    words: Mapping[str, Term] | None = None
    words_from: str = ""
    unit: Term | None = None
    cites: tuple[Citation, ...] = ()
    note: Term | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """One sheet: its key, its name, what it is for, its columns in order.

    required: whether evidence without it is refused. bulk: whether it may have tens of millions of
    rows and is never loaded as rows. dated_by: the column whose day puts a row into the period.
    """

    key: str
    name: Term
    about: Term
    fields: tuple[Field, ...]
    required: bool = False
    bulk: bool = False
    dated_by: str = ""
    cites: tuple[Citation, ...] = ()


def allowed_params(field: Field, words: Iterable[str] | None = None) -> dict[str, object]:
    """What the sentence about a column's type names: bounds, words, the longest text.

    Args:
        field: the column.
        words: what is allowed instead of the words it declares (dated ones).
    """
    known: dict[str, object] = {
        "least": field.least,
        "most": field.most,
        "words": tuple((field.words or ()) if words is None else words),
        "longest": LONGEST_TEXT,
    }
    sentence = ALLOWED[field.type].en
    return {name: value for name, value in known.items() if f"{{{name}}}" in sentence}
