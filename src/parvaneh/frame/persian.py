"""Persian order and search in the database: `fa_clean`, `fa_norm` and `fa_key`.

They are the twins of `parvaneh.kit.text`: `clean`, `search_key` and `sort_key`. Their tables are
taken from there and from Python's own Unicode tables, so that there is one definition; a test holds
them against each other over hostile text. They are IMMUTABLE, so that indexes can be built on them.

Characters that are younger than Python's Unicode tables may differ; no Persian letter is.
"""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain

from django.db.models import CharField, Func

from parvaneh.kit import text

# Whitespace as `str.split` sees it, without what `fa_clean` has made a space or removed.
_SPACES = "".join(one for one in map(chr, range(0x3001)) if one.isspace())
_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0x621, 0x63B), *range(0x641, 0x64B))))
# Text of these alone folds letter by letter: the quick way, which nearly all names take.
PLAIN = f"{_LETTERS}پچژکگیآ{text.PERSIAN_DIGITS}{text.ARABIC_DIGITS}{text.ZWNJ}"


class FaNorm(Func):
    """The folded key under which text is found; twin of `kit.text.search_key`."""

    function = "fa_norm"
    arity = 1
    output_field = CharField()


class FaKey(Func):
    """A key that sorts as a Persian dictionary, under the collation "C"; twin of `sort_key`."""

    function = "fa_key"
    arity = 1
    output_field = CharField(db_collation="C")


def functions_sql() -> str:
    """The statements that make the three functions."""
    return f"{_clean_sql()}\n{_norm_sql()}\n{_key_sql()}"


def _clean_sql() -> str:
    forms = _class(_ranges(lambda one: text.PRESENTATION_FORMS.match(one) is not None))
    gone = _class(_ranges(text.is_dropped))
    controls = _class_of("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", whole=True) + "+"
    return _function(
        "fa_clean",
        f"""
    IF t !~ {_literal(f"[^{_class_of(PLAIN)}]")} THEN
        RETURN btrim({_translated("t", text.PERSIAN_LETTERS)});
    END IF;
    FOR form IN SELECT DISTINCT m[1] FROM regexp_matches(t, '({forms})', 'g') AS m LOOP
        t := replace(t, form, btrim(normalize(form, NFKC), {_literal(_SPACES)}));
    END LOOP;
    t := regexp_replace(t, '{controls}', ' ', 'g');
    t := normalize(regexp_replace(t, '{gone}', '', 'g'), NFC);
    RETURN btrim({_translated("t", text.PERSIAN_LETTERS)}, {_literal(_SPACES)});""",  # noqa: S608 - of tables of this package only
        "form text;",
    )


def _norm_sql() -> str:
    marks = _class(_ranges(lambda one: unicodedata.category(one) == "Mn"))
    single, longer = _case_folding()
    folded = {**text.PERSIAN_LETTERS, **text.SEARCH_LETTERS, text.ZWNJ: "", text.ZWJ: ""}
    folded |= dict(
        zip(text.PERSIAN_DIGITS + text.ARABIC_DIGITS, text.ASCII_DIGITS * 2, strict=True)
    )
    plain = {one: key for one in PLAIN if (key := text.search_key(one)) != one and one != " "}
    return _function(
        "fa_norm",
        f"""
    IF t !~ {_literal(f"[^{_class_of(PLAIN)}]")} THEN
        RETURN btrim(regexp_replace({_translated("t", plain)}, ' +', ' ', 'g'));
    END IF;
    t := regexp_replace(normalize(fa_clean(t), NFD), '{marks}', '', 'g');
    IF t ~ '{_class_of("".join(longer), whole=True)}' THEN
        FOR place IN 1 .. cardinality(longer) LOOP
            t := replace(t, longer[place], expanded[place]);
        END LOOP;
    END IF;
    t := regexp_replace(normalize({_translated("t", single)}, NFD), '{marks}', '', 'g');
    t := {_translated("t", folded)};
    RETURN btrim(regexp_replace(t, '{_class_of(_SPACES, whole=True)}+', ' ', 'g'));""",
        f"""longer CONSTANT text[] := {_array(longer)};
    expanded CONSTANT text[] := {_array(longer.values())};""",
    )


def _key_sql() -> str:
    places = dict(
        zip(text.ALPHABET, (one.translate(text.TO_PLACES) for one in text.ALPHABET), strict=True)
    )
    first = _literal(chr(text.FIRST_PLACE))
    madda = _literal(text.ALEF_MADDA_PARTS)
    return _function(
        "fa_key",
        f"""
    cleaned := fa_clean(t);
    t := fa_norm(replace(normalize(cleaned, NFD), {madda}, {first}));
    RETURN {_translated("t", places)} || chr(31) || cleaned;""",
        "cleaned text;",
    )


def _function(name: str, body: str, declares: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {name}(t text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    {declares}
BEGIN{body}
END $$;"""


def _case_folding() -> tuple[dict[str, str], dict[str, str]]:
    # One letter for one, and the few that become several.
    known = ((one, one.casefold()) for one in map(chr, _scalars()))
    changed = {one: folded for one, folded in known if folded != one}
    single = {one: folded for one, folded in changed.items() if len(folded) == 1}
    return single, {one: folded for one, folded in changed.items() if one not in single}


def _scalars() -> Iterable[int]:
    # No surrogates, and none of the planes in which nothing has a property of use here.
    return chain(range(1, 0xD800), range(0xE000, 0x32000), range(0xE0000, 0xE0200))


def _ranges(wanted: Callable[[str], bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for code in _scalars():
        if not wanted(chr(code)):
            continue
        if found and found[-1][1] == code - 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found


def _class(ranges: Iterable[tuple[int, int]]) -> str:
    return f"[{''.join(f'{_escaped(low)}-{_escaped(high)}' for low, high in ranges)}]"


def _class_of(letters: str, *, whole: bool = False) -> str:
    inside = "".join(_escaped(ord(one)) for one in letters)
    return f"[{inside}]" if whole else inside


def _escaped(code: int) -> str:
    return f"\\U{code:08X}"


def _translated(expression: str, table: dict[str, str]) -> str:
    # Letters that vanish come last: `translate` drops what has no counterpart.
    kept = {one: other for one, other in table.items() if other}
    gone = [one for one, other in table.items() if not other]
    ours, theirs = "".join((*kept, *gone)), "".join(kept.values())
    return f"translate({expression}, {_literal(ours)}, {_literal(theirs)})"


def _array(texts: Iterable[str]) -> str:
    return f"ARRAY[{', '.join(map(_literal, texts))}]"


def _literal(content: str) -> str:
    """Text as an SQL literal in which nothing can be misread: every odd character escaped."""
    quoted = "".join(
        one if one.isascii() and one.isalnum() else f"\\U{ord(one):08X}" for one in content
    )
    return f"E'{quoted}'"
