"""What a reader may go to: pages of their menu, offices and cases within their reach."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from parvaneh.access.permissions import Permission
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import visible_cases
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import (
    ascii_digits,
    clean,
    code_digits,
    isolate,
    search_key,
)
from parvaneh.registry.loaders.offices import offices_named, visible_offices
from parvaneh.registry.models import Office
from parvaneh.site.menu import staff_menu
from parvaneh.site.reader import Reader

PAGE, OFFICE, CASE = msg("page"), msg("office"), msg("case")
OWN_PAGES = ((msg("First page"), "home"), (msg("Cases"), "cases"), (msg("Your account"), "account"))
OFFICES, CASES = 8, 5
SHORTEST_NAME = 2  # letters; fewer would name half of the country
SHORTEST_NUMBER = 4  # digits of a case's number
LONGEST = 100


@dataclass(frozen=True)
class Found:
    """One place to go to: its name, what it is, its address."""

    words: str
    hint: str
    url: str


def found_for(request: HttpRequest, reader: Reader, text: str) -> list[Found]:
    """Where a reader may go, by what they wrote; all pages where they wrote nothing.

    Args:
        request: of the reader.
        reader: who asks; nothing beyond their reach is found.
        text: as it was typed: part of a name, a code, a number of a case.
    """
    asked = clean(text[:LONGEST])
    found = list(_pages(request, search_key(asked)))
    if asked:
        found += [*_offices(reader, asked), *_cases(reader, asked)]
    return found


def _pages(request: HttpRequest, key: str) -> Iterator[Found]:
    own = [(say(words), say(PAGE), reverse(route)) for words, route in OWN_PAGES]
    menu = [
        (one["words"], group["name"], one["url"])
        for group in staff_menu(request)
        for one in group["entries"]
    ]
    known = {url for _, _, url in menu}
    for words, hint, url in [*menu, *(one for one in own if one[2] not in known)]:
        if key in search_key(words):
            yield Found(words, hint, url)


def _offices(reader: Reader, asked: str) -> Iterator[Found]:
    within = visible_offices(reader.acting, to=Permission.OFFICE_SEE, on=reader.on)
    digits = ascii_digits(asked).replace(" ", "")
    if digits.isascii() and digits.isdigit():
        rows = within.filter(code__startswith=digits).order_by("code")
    elif len(search_key(asked)) >= SHORTEST_NAME:
        rows = offices_named(within, asked)
    else:
        return
    for one in rows[:OFFICES]:
        yield Found(one.title, _office_hint(one), _office_url(one))


def _office_hint(one: Office) -> str:
    place = shown(BY_KEY[one.province]) if one.province in BY_KEY else one.province
    return f"{say(OFFICE)} · {place} · {_code(one.code)}"


def _office_url(one: Office) -> str:
    try:
        return reverse("office", args=[one.code])
    except NoReverseMatch:
        return f"{reverse('cases')}?office={one.code}"


def _cases(reader: Reader, asked: str) -> Iterator[Found]:
    number = ascii_digits(asked).replace("/", "-").replace(" ", "-")
    digits = number.replace("-", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) < SHORTEST_NUMBER:
        return
    within = visible_cases(reader.acting, on=reader.on)
    for one in within.filter(number__startswith=number).order_by("number")[:CASES]:
        yield Found(_code(one.number), _case_hint(one), reverse("case", args=[one.number]))


def _case_hint(one: Case) -> str:
    return f"{say(CASE)} · {shown(procedure_of(one.procedure).term)}"


def _code(text: str) -> str:
    return isolate(code_digits(text, language_now()))
