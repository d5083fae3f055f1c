"""The derivation of one office as a page for its manager, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars, waterfall
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.scoring.report.account import HUNDRED, SUM, Account, Part, Tree, account_of
from parvaneh.scoring.report.page import body, page, voices
from parvaneh.scoring.report.voice import Voice

TITLE = msg("How office {code} came to its grade")
SHORT = 16


@dataclass(frozen=True)
class Setting:
    """What a page says besides the derivation: the run that it comes from, and the neighbours.

    `run` is the content of `run.json`; `medians` the province's median score of each indicator, by
    code, empty where not known.
    """

    bands: tuple[Band, ...]
    run: Mapping[str, Any]
    medians: Mapping[str, Fraction]


def explain_html(tree: Tree, setting: Setting) -> str:
    """The page.

    Args:
        tree: the derivation as a run writes it.
        setting: the run and the province.
    """
    spoken = voices(setting.bands)
    bodies = [body("explain.html", voice, _context(tree, setting, voice)) for voice in spoken]
    title = spoken[0].say(TITLE, code=spoken[0].digits(tree["office"]))
    return page(title, spoken, bodies)


def _context(tree: Tree, setting: Setting, voice: Voice) -> dict[str, Any]:
    account = account_of(tree, voice, setting.bands)
    return {
        "account": account,
        "tree": tree,
        "run": setting.run,
        "sum_rule": voice.word(SUM),
        "bars": bars_of(account, setting.medians, voice) if account.parts else None,
        "waterfalls": {part.code: waterfall_of(part, voice) for part in account.parts},
        "medians": _points(account.parts, setting.medians),
        "period": tuple(map(date.fromisoformat, setting.run.get("period", ()))),
        "made_at": _moment(setting.run.get("made_at")),
        "short": lambda text: text[:SHORT],
        "title": voice.say(TITLE, code=voice.digits(tree["office"])),
    }


def bars_of(account: Account, medians: Mapping[str, Fraction], voice: Voice) -> Figure:
    """The ten indicators as points gained of those available, the most still to gain first.

    Args:
        account: with parts.
        medians: the province's median score of each indicator, by code; empty where not known.
        voice: the language.
    """
    points = _points(account.parts, medians)
    bars = [
        Bar(part.name, part.gained, part.available, points.get(part.code))
        for part in account.by_lost
    ]
    title = voice.say(msg("Nothing could be added up, for an indicator has no evidence"))
    if account.total is not None:
        most = account.by_lost[0]
        title = voice.say(
            msg("Most points are still to gain in «{name}»: {lost} of {available}"),
            name=most.name,
            lost=_tenth(most.lost),
            available=_tenth(most.available),
        )
    note = voice.say(msg("Points gained of those available; together they make the total."))
    caption = Caption(title, note, voice.language)
    name = voice.word(msg("median of the province"))
    return horizontal_bars(caption, bars, name if points else "", places=2, in_order=True)


def waterfall_of(part: Part, voice: Voice) -> Figure | None:
    """From the full record down to what the convictions left; None where they took nothing."""
    if not part.losses or part.score is None:
        return None
    title = voice.say(
        msg("The record lost {lost} of {full} points"),
        lost=Fraction(HUNDRED) - part.score,
        full=HUNDRED,
    )
    note = voice.say(msg("From the full score down, each conviction with its article."))
    caption = Caption(title, note, voice.language)
    return waterfall(caption, part.losses, part.score)


def _points(parts: Sequence[Part], medians: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The medians of scores as points of the total."""
    return {
        part.code: part.available * medians[part.code] / HUNDRED
        for part in parts
        if part.code in medians
    }


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _tenth(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)
