"""Messages with their parameters, in both languages; the catalogue and its check."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from pathlib import Path

import pytest

from parvaneh.kit import catalogue, languages
from parvaneh.kit.catalogue import Problem, check, compile_catalogue, extract
from parvaneh.kit.languages import Language, MissingParameter, gettext, render, show

FA, EN = Language.FA, Language.EN


@dataclass(frozen=True)
class Term:
    fa: str
    en: str


class Post(StrEnum):
    CLERK = "clerk"


class Size(Enum):
    TERM = Term("بزرگ", "large")


@pytest.mark.parametrize(
    ("value", "persian", "english"),
    [
        (7, "۷", "7"),
        (1404, "۱۴۰۴", "1404"),
        (12345, "۱۲٬۳۴۵", "12,345"),
        (-3, "\u200e\u2212۳", "-3"),
        (Fraction(70), "۷۰", "70"),
        (Fraction(5, 2), "۲٫۵", "2.5"),
        (Fraction(1, 16), "۰٫۰۶۲۵", "0.0625"),
        (Fraction(2, 3), "۰٫۶۷", "0.67"),
        (Decimal("0.5"), "۰٫۵", "0.5"),
        (True, "بله", "yes"),
        (date(2025, 10, 4), "۱۲ مهر ۱۴۰۴", "12 Mehr 1404"),
        (datetime(2025, 10, 3, 21, 5, tzinfo=UTC), "۱۲ مهر ۱۴۰۴، ۰۰:۳۵", "12 Mehr 1404, 00:35"),
        (None, "—", "—"),
        (Term("مدیر", "manager"), "مدیر", "manager"),
        (Size.TERM, "بزرگ", "large"),
        (Post.CLERK, "\u2068clerk\u2069", "clerk"),
        ("12-34-56", "\u206812-34-56\u2069", "12-34-56"),
        ("قم", "قم", "\u2068قم\u2069"),
        ([1, "قم", Term("مدیر", "manager")], "۱، قم، مدیر", "1, \u2068قم\u2069, manager"),
        ((), "", ""),
        (frozenset({"ب", "آ", "پ"}), "آ، ب، پ", "\u2068آ\u2069, \u2068ب\u2069, \u2068پ\u2069"),
    ],
)
def test_a_value_as_each_reader_sees_it(value, persian, english):
    assert show(value, FA) == persian
    assert show(value, EN) == english


@pytest.mark.parametrize("value", [0.5, object(), {"a": 1}])
def test_what_is_never_shown_is_refused(value):
    with pytest.raises(TypeError, match="cannot be shown"):
        show(value, FA)


def test_places_are_filled_and_braces_kept():
    text = render("{found} of {needed} {{{found}}}", {"found": 3, "needed": 5, "more": 1}, EN)
    assert text == "3 of 5 {3}"


def test_a_place_in_a_value_is_not_filled_again():
    assert render("{found}", {"found": "{needed}", "needed": 1}, EN) == "{needed}"


def test_a_place_without_value_is_refused():
    with pytest.raises(MissingParameter, match="needed"):
        render("{needed}", {"found": 1}, EN)


CODE = """
from parvaneh.kit.languages import msg
A = msg("age {found}, needed {needed}")
B = _("objection")
C = gettext(name)
D = other("not a message")
"""
TEMPLATE = "<p>{{ _('places') }}</p>{% trans %}welcome{% endtrans %}"
COMPLETE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Language: fa\n"

msgid "age {found}, needed {needed}"
msgstr "سن {found}، لازم {needed}"

msgid "objection"
msgstr "اعتراض"

msgid "places"
msgstr "جایگاه‌ها"

msgid "welcome"
msgstr "خوش آمدید"
"""


@pytest.fixture
def package(tmp_path):
    """A package with every kind of message, and its complete catalogue."""
    folder = tmp_path / "package"
    (folder / "tests").mkdir(parents=True)
    (folder / "rules.py").write_text(CODE)
    (folder / "tests" / "test_rules.py").write_text('msg("only in a test")')
    (folder / "pages").mkdir()
    (folder / "pages" / "page.html").write_text(TEMPLATE)
    po = folder / "locale" / "fa" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(COMPLETE, encoding="utf-8")
    return folder, po


def test_a_complete_catalogue_has_no_problem(package):
    assert check(*package) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"اعتراض"', '""', Problem("untranslated", "objection")),
        ('msgid "objection"', '#, fuzzy\nmsgid "objection"', Problem("fuzzy", "objection")),
        ('msgid "objection"', 'msgid "appeal"', Problem("missing", "objection")),
        ('msgid "objection"', 'msgid "appeal"', Problem("obsolete", "appeal")),
        ('msgid "welcome"', 'msgid "come"', Problem("missing", "welcome")),
        (
            "لازم {needed}",
            "لازم {need}",
            Problem("places", "age {found}, needed {needed}"),
        ),
        (
            'msgid "welcome"',
            '#~ msgid "gone"\n#~ msgstr "رفت"\n\nmsgid "welcome"',
            Problem("obsolete", "gone"),
        ),
    ],
)
def test_each_defect_of_a_catalogue_is_found(package, old, new, problem):
    folder, po = package
    text = po.read_text(encoding="utf-8")
    assert old in text
    po.write_text(text.replace(old, new), encoding="utf-8")
    assert problem in check(folder, po)


def test_a_new_message_in_the_code_is_found(package):
    folder, po = package
    (folder / "more.py").write_text('msg("new")')
    assert check(folder, po) == [Problem("missing", "new")]


def test_without_catalogue_everything_is_missing(package):
    folder, po = package
    po.unlink()
    assert {problem.kind for problem in check(folder, po)} == {"missing"}
    assert len(check(folder, po)) == 4


def test_extracting_keeps_translations_adds_new_and_drops_unused(package):
    folder, po = package
    (folder / "rules.py").write_text('msg("objection"); msg("new")')
    assert extract(folder, po) == {"new"}
    text = po.read_text(encoding="utf-8")
    assert "اعتراض" in text
    assert "needed" not in text
    assert check(folder, po) == [Problem("untranslated", "new")]


def test_extracting_twice_gives_the_same_bytes(package):
    folder, po = package
    extract(folder, po)
    first = po.read_bytes()
    extract(folder, po)
    assert po.read_bytes() == first
    assert check(folder, po) == []


def test_extracting_makes_a_catalogue_where_there_is_none(package):
    folder, po = package
    po.unlink()
    assert len(extract(folder, po)) == 4


@pytest.fixture
def locale(package, monkeypatch):
    folder, po = package
    monkeypatch.setattr(languages, "LOCALE", folder / "locale")
    languages._translations.cache_clear()
    yield po
    languages._translations.cache_clear()


def test_translations_come_from_the_text_where_nothing_is_compiled(locale):
    params = {"found": 23, "needed": 25}
    assert render("age {found}, needed {needed}", params, FA) == "سن ۲۳، لازم ۲۵"
    assert render("age {found}, needed {needed}", params, EN) == "age 23, needed 25"


def test_translations_come_from_the_compiled_form(locale):
    compiled = compile_catalogue(locale)
    assert compiled.suffix == ".mo"
    locale.unlink()
    assert gettext("objection", FA) == "اعتراض"


def test_a_compiled_form_older_than_the_text_is_not_used(locale):
    compiled = compile_catalogue(locale)
    locale.write_text(COMPLETE.replace("اعتراض", "واخواهی"), encoding="utf-8")
    os.utime(compiled, (0, 0))
    assert gettext("objection", FA) == "واخواهی"


def test_an_unknown_or_empty_message_stays_as_it_is(locale):
    assert gettext("unheard of", FA) == "unheard of"
    assert gettext("", FA) == ""


def test_without_any_catalogue_messages_stay_english(locale):
    locale.unlink()
    assert gettext("objection", FA) == "objection"


def test_the_command_checks_extracts_and_compiles(package, capsys):
    folder, po = package
    given = ["--package", str(folder), "--catalogue", str(po)]
    assert catalogue.main(["check", *given]) == 0
    (folder / "more.py").write_text('msg("new")')
    assert catalogue.main(["check", *given]) == 1
    assert "missing: 'new'" in capsys.readouterr().err
    assert catalogue.main(["extract", *given]) == 0
    assert "1 messages to translate" in capsys.readouterr().err
    assert catalogue.main(["compile", *given]) == 0
    assert po.with_suffix(".mo").exists()


def test_the_module_runs_as_a_command(package):
    folder, po = package
    po.write_text(COMPLETE.replace('"اعتراض"', '""'), encoding="utf-8")
    command = [sys.executable, "-m", "parvaneh.kit.languages", "check"]
    given = ["--package", str(folder), "--catalogue", str(po)]
    done = subprocess.run([*command, *given], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "untranslated: 'objection'\n"


def test_messages_of_the_package_itself_are_found():
    used = catalogue.messages_used(Path(languages.__file__).parent)
    assert "a value, not a formula" in used
