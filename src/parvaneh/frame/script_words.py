"""What scripts say: words of the catalogue in the reader's language, handed over as attributes.

A script holds no words of its own; so each of them is translated and looked over like any other.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from parvaneh.frame.language import language_now
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.kit.languages import gettext, msg
from parvaneh.kit.text import Language
from parvaneh.law import jalali

Words = Mapping[str, str | tuple[str, ...]]

WEEKDAYS = (
    msg("Saturday"),
    msg("Sunday"),
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
)
DAY: Words = {
    "open": msg("Choose a day from the calendar"),
    "title": msg("Choose a day"),
    "close": msg("Close"),
    "today": msg("Today"),
    "earlierYear": msg("Previous year"),
    "earlierMonth": msg("Previous month"),
    "laterMonth": msg("Next month"),
    "laterYear": msg("Next year"),
    "keys": msg("Arrow keys choose a day, Page Up and Page Down a month, with Shift a year."),
}
LENGTH: Words = {
    "left": msg("{count} characters left"),
    "over": msg("{count} characters too many"),
}
RIALS: Words = {
    "rials": msg("{amount} rials"),
    "tomans": msg("{amount} tomans"),
    "joined": msg("{one} and {other}"),
    "scales": (
        "",
        msg("{count} thousand"),
        msg("{count} million"),
        msg("{count} billion"),
        msg("{count} thousand billion"),
    ),
}
CODE: Words = {
    "right": msg("The digits fit together."),
    "wrong": msg("One of the digits is not right, or two have changed places. Compare them again."),
}
UPLOAD: Words = {
    "kind": msg("«{found}» is not of a kind that is taken here: {needed}."),
    "large": msg("«{found}» has {size} MB; at most {needed} MB are taken."),
    "empty": msg("«{found}» is empty."),
    "many": msg("{found} files were given; at most {needed} are taken."),
    "remove": msg("Take «{found}» out"),
    "chosen": msg("Chosen files: {count}"),
    "kilobytes": msg("{size} kB"),
    "megabytes": msg("{size} MB"),
}
SELECTION: Words = {
    "all": msg("Choose all rows"),
    "none": msg("Nothing is chosen"),
    "some": msg("{count} chosen"),
}
PALETTE: Words = {
    "title": msg("Go to"),
    "hint": msg("Write the name of a page, or the code of an office or a case."),
    "none": msg("Nothing of that name is within your reach."),
    "found": msg("{count} found"),
    "close": msg("Close"),
    "failed": msg("The list could not be read. Try again, or use the search page."),
}
_ALL: Mapping[str, Words] = {
    "day": DAY,
    "length": LENGTH,
    "rials": RIALS,
    "code": CODE,
    "upload": UPLOAD,
    "selection": SELECTION,
    "palette": PALETTE,
}


def script_words(subject: str) -> str:
    """The words of a subject as JSON, their places still open: the script fills them.

    Raises:
        KeyError: there is no such subject.
    """
    return _words(subject, language_now())


def today_shown() -> str:
    """Today in Tehran as 1404/07/12, for calendars."""
    return jalali.text(_today()).replace("-", "/")


def _today() -> date:
    return tehran_day(now_utc())


@cache
def _words(subject: str, language: Language) -> str:
    said = {key: _said(words, language) for key, words in _ALL[subject].items()}
    if subject == "day":
        months = jalali.MONTHS_FA if language is Language.FA else jalali.MONTHS_EN
        said |= {"months": list(months), "weekdays": _said(WEEKDAYS, language)}
    return json.dumps(said, ensure_ascii=False)


def _said(words: str | tuple[str, ...], language: Language) -> str | list[str]:
    if isinstance(words, tuple):
        return [str(_said(one, language)) for one in words]
    return gettext(words, language)
