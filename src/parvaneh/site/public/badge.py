"""The badge of an office: a small drawing for other sites, which changes with the register."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from textwrap import shorten, wrap
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.queries import edition_now, listed_office
from parvaneh.frame.kept_pages import of_any_hour
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say
from parvaneh.kit.charts import TOKENS
from parvaneh.kit.charts.style import GRADES
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.kit.text import code_digits, isolate
from parvaneh.site.demonstration import is_marked
from parvaneh.site.public.words import Shown, now_of, offices_shown

WIDTH, HEIGHT = 340, 160
FRESH = "public, max-age=300"
LINE, LINES = 36, 2  # letters of a line of the title, with a face of any width; lines of it
WHERE = 40  # letters of the place
STEP = 19  # from a tile to the next
INITIAL = msg("initial, before the first ranking")
GRADE, NO_GRADE = msg("Grade"), msg("no grade")
GRADE_OF = msg("grade {place} of {of}")
ANNOUNCED, SINCE = msg("announced on {day}"), msg("since {day}")
SINCE_UNTIL = msg("from {since} to {until}")
CODE = msg("code {code}")
EDITION = msg("Register of offices, edition {number}")
DEMONSTRATION, NOTHING_COUNTS = msg("Demonstration"), msg("Nothing counts.")


def _style() -> str:
    """The look of the drawing: our colours in both themes, and faces that a reader may have."""
    names = ("surface", "line", "ink", "muted", "bad", "warn")
    colours = {name: TOKENS[name] for name in (*names, *(f"grade-{n + 1}" for n in range(GRADES)))}
    light, dark = (
        "".join(f"--{name}:{pair[n]};" for name, pair in colours.items()) for n in (0, 1)
    )
    grades = "".join(f".grade-{n + 1}{{--own:var(--grade-{n + 1})}}" for n in range(GRADES))
    return (
        f":root{{{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{grades}"
        "text{font-family:Vazirmatn,'Noto Sans Arabic','Segoe UI',Tahoma,system-ui,sans-serif;"
        "font-size:12px;fill:var(--ink)}"
        ".paper{fill:var(--surface);stroke:var(--line)}.rule{stroke:var(--line)}"
        ".title{font-size:14px;font-weight:700}.muted{fill:var(--muted)}.small{font-size:11px}"
        ".word{font-size:18px;font-weight:700;fill:var(--own)}"
        ".tile{fill:var(--own);stroke:var(--own);stroke-width:1.5}.empty{fill:none}"
        ".stop{--own:var(--bad)}.sign{fill:none;stroke:var(--bad);stroke-width:2.5}"
        ".none{--own:var(--muted)}.none .tile{fill:none;stroke-dasharray:3 2}"
        ".warn{fill:var(--warn);font-weight:700}.frame{fill:none;stroke:var(--warn)}"
    )


STYLE = Markup(_style())  # noqa: S704 - constants
# Nothing is loaded, nothing runs, nobody frames it; the one style is known by its digest.
POLICY = (
    "default-src 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": FRESH,
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the badge of a listed office."""
    row, now = listed_office(code), now_utc()
    with of_any_hour():  # it says nothing of the hour, so it is kept over hours
        [office] = offices_shown([row], now_of(now))
    answer = render(request, "public/badge.svg", _said(row, office), content_type="image/svg+xml")
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


def badge_name(row: ListedOffice) -> str:
    """What the badge of an office is called, for who does not see it."""
    return say(msg("Grade of {office} in the register of offices"), office=row.title)


def _said(row: ListedOffice, office: Shown) -> dict[str, Any]:
    edition = edition_now()
    code = isolate(code_digits(row.code, language_now()))
    where = say(CODE, code=code), shorten(office.where, WHERE, placeholder="…")
    said = {
        "office": office,
        "name": badge_name(row),
        "lines": [isolate(line) for line in _lines(row.title)],
        "where": " · ".join(where),
        "about": _about(row, office),
        "edition": say(EDITION, number=edition.number) if edition else "",
        "style": STYLE,
        "is_demo": is_marked(),
    }
    return said | {"told": _told(row, office, said), "width": WIDTH, "height": HEIGHT, "step": STEP}


def _lines(title: str) -> list[str]:
    """The title in lines; one that is longer still ends in an ellipsis."""
    return wrap(title, LINE, max_lines=LINES, placeholder="…")


def _about(row: ListedOffice, office: Shown) -> str:
    """What stands below the mark: since when an office does not serve, or what the grade is of."""
    if not office.is_open:
        return _span(row.standing_since, row.standing_until)
    if not office.mark:
        return ""
    announced = say(ANNOUNCED, day=row.graded_on) if row.graded_on else ""
    return " · ".join(filter(None, [office.period if row.cycle else say(INITIAL), announced]))


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        return say(SINCE_UNTIL, since=since, until=until)
    return say(SINCE, day=since) if since else ""


def _told(row: ListedOffice, office: Shown, said: dict[str, Any]) -> str:
    """The whole badge in a sentence, for who does not see it."""
    if not office.is_open:
        what = [office.standing[0]]
    elif office.mark:
        mark = office.mark
        what = [f"{say(GRADE)}: {mark.word}", say(GRADE_OF, place=mark.place, of=mark.of)]
        what.append(office.official)
    else:
        what = [say(NO_GRADE)]
    demo = [say(DEMONSTRATION), say(NOTHING_COUNTS)] if said["is_demo"] else []
    parts = [row.title, said["where"], *what, said["about"], said["edition"], *demo]
    return " · ".join(filter(None, parts))
