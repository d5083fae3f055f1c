"""Generated columns as Arrow arrays, in the types that the sheets of the evidence declare."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from parvaneh.scoring.columns import Type
from parvaneh.scoring.demo.days import EPOCH
from parvaneh.scoring.schema import SHEETS

WORDS = pa.dictionary(pa.int32(), pa.string())
SCORE = pa.decimal128(7, 4)
HOURS = pa.decimal128(10, 4)
TYPES: dict[Type, pa.DataType] = {
    Type.CODE: WORDS,
    Type.TEXT: WORDS,
    Type.PROVINCE: WORDS,
    Type.CRITERION: WORDS,
    Type.WORD: WORDS,
    Type.DAY: pa.date32(),
    Type.METHOD: pa.int8(),
    Type.ANSWER: pa.int8(),
    Type.WHOLE: pa.int32(),
    Type.SCORE: SCORE,
    Type.HOURS: HOURS,
    Type.FLAG: pa.bool_(),
}
# What every generated Parquet file says of itself.
GENERATED = {"parvaneh.generated": "true"}


@cache
def schema_of(sheet: str) -> pa.Schema:
    """The columns of a sheet with the types in which they are generated."""
    fields = [pa.field(one.key, TYPES[one.type]) for one in SHEETS[sheet].fields]
    return pa.schema(fields, metadata=GENERATED)


def table(sheet: str, *columns: pa.Array) -> pa.Table:
    """The columns of a sheet, in order, as a table."""
    return pa.Table.from_arrays(list(columns), schema=schema_of(sheet))


@cache
def _dictionary(words: tuple[str, ...]) -> pa.Array:
    return pa.array(words, pa.string())


def texts(indices: NDArray[Any], words: Sequence[str]) -> pa.Array:
    """Text by index into a list of words."""
    at = pa.array(indices.astype(np.int32, copy=False))
    return pa.DictionaryArray.from_arrays(at, _dictionary(tuple(words)), safe=False)


def words(values: Sequence[str | None]) -> pa.Array:
    """Text given value by value; None is empty."""
    return pa.array(values, pa.string()).dictionary_encode().cast(WORDS)


def days(ordinals: NDArray[Any], empty: NDArray[np.bool_] | None = None) -> pa.Array:
    """Days by proleptic ordinal."""
    since = np.asarray(ordinals, dtype=np.int32) - np.int32(EPOCH)
    return pa.array(since, pa.int32(), mask=empty).cast(pa.date32())


def whole(
    values: NDArray[Any], kind: type[np.integer[Any]], empty: NDArray[np.bool_] | None = None
) -> pa.Array:
    """Whole numbers; `empty` says which cells hold none."""
    return pa.array(np.asarray(values, dtype=kind), mask=empty)


def flags(values: NDArray[np.bool_], empty: NDArray[np.bool_] | None = None) -> pa.Array:
    """Yes or no; `empty` says which cells hold neither."""
    return pa.array(values, mask=empty)


def decimals(ten_thousandths: NDArray[np.int64], kind: pa.DataType) -> pa.Array:
    """Decimals, none negative, from whole ten-thousandths."""
    halves = np.zeros((len(ten_thousandths), 2), dtype="<i8")
    halves[:, 0] = ten_thousandths
    return pa.Array.from_buffers(kind, len(ten_thousandths), [None, pa.py_buffer(halves)])
