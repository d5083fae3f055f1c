"""Other scores tried out on the own result: computed by the law, kept nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.http import QueryDict

from parvaneh.frame.form_fields import NumberField
from parvaneh.frame.pages_environment import number, say
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.queries.own_results import Among, among
from parvaneh.scoring.gains import Gain, Own, foreseen
from parvaneh.site.grade_marks import Mark, mark_of
from parvaneh.site.own_result import Told

PLACES, MOST = 2, 100
NOW = msg("now {score}; one more point brings {points}")
ANY = msg("no evidence now")


@dataclass(frozen=True)
class Tried:
    """What the changed scores would bring: the standing before and after, place if others stay."""

    total: Fraction
    before: Fraction
    mark: Mark
    mark_before: Mark
    places: Among | None
    places_before: Among | None
    changes: tuple[tuple[str, Fraction | None, Fraction], ...]

    @property
    def gained(self) -> Fraction:
        """By how much the total would change."""
        return self.total - self.before


class ScoresForm(forms.Form):
    """A score for each criterion that applies to the office; what is left as it is, stays."""

    def __init__(self, asked: QueryDict | None, *, told: Told, gains: Mapping[str, Gain]) -> None:
        """Ask in the reader's language, by the scores of now."""
        super().__init__(asked)
        self.gains = gains
        for code, gain in sorted(gains.items(), key=lambda pair: _place(pair[0])):
            score = _decimal(gain.score)
            self.fields[field_of(code)] = NumberField(
                label=told.voice.criterion(code),
                least=0,
                most=MOST,
                places=PLACES,
                required=False,
                initial=score,
                help_text=_hint(gain),
            )

    def parts(self, told: Told) -> Iterator[dict[str, Any]]:
        """The fields by indicator, with what each indicator brings now."""
        for indicator in Indicator:
            codes = [code for code in self.gains if self.gains[code].indicator is indicator]
            fields = [self[field_of(code)] for code in sorted(codes, key=_place)]
            if fields:
                yield {
                    "name": told.voice.indicator(indicator),
                    "fields": fields,
                    "is_open": any(one.errors for one in fields) or self._is_changed(codes),
                }

    def changes(self) -> dict[str, Fraction]:
        """The scores that differ from those of now; only once the form was found right."""
        return {
            code: Fraction(asked)
            for code, gain in self.gains.items()
            if (asked := self.cleaned_data.get(field_of(code))) is not None
            and asked != _decimal(gain.score)
        }

    def _is_changed(self, codes: list[str]) -> bool:
        return self.is_bound and self.is_valid() and bool(set(codes) & set(self.changes()))


def field_of(code: str) -> str:
    """The name under which a criterion is asked: ``i10a`` for ``I10.a``."""
    return code.lower().replace(".", "")


def asked_scores(request_get: QueryDict, told: Told) -> ScoresForm:
    """The form, bound where the address asks for anything."""
    gains = {one.criterion: one for one in told.gains}
    is_asked = any(field_of(code) in request_get for code in gains)
    return ScoresForm(_whole(request_get, gains) if is_asked else None, told=told, gains=gains)


def tried(told: Told, side: Own, changes: Mapping[str, Fraction]) -> Tried | None:
    """What the law would make of the changed scores; None where there would be no total.

    Args:
        told: the announced result.
        side: the office's own side of it.
        changes: scores by criterion.
    """
    before, after = foreseen(side).value, foreseen(side, changes).value
    if before is None or after is None or before.total is None or after.total is None:
        return None
    has_place = after.status is RankStatus.ACTIVE
    return Tried(
        total=after.total,
        before=before.total,
        mark=mark_of(after.grade or "", told.bands),
        mark_before=mark_of(before.grade or "", told.bands),
        places=among(told.own, after.total) if has_place else None,
        places_before=told.places,
        changes=tuple(
            (told.voice.criterion(code), side.scores.get(code), score)
            for code, score in sorted(changes.items(), key=lambda pair: _place(pair[0]))
        ),
    )


def _whole(asked: QueryDict, gains: Mapping[str, Gain]) -> QueryDict:
    """What was asked, with the scores of now where the address leaves one out."""
    whole = asked.copy()
    for code, gain in gains.items():
        score = _decimal(gain.score)
        if field_of(code) not in whole and score is not None:
            whole[field_of(code)] = number(score, PLACES)
    return whole


def _hint(gain: Gain) -> str:
    if gain.score is not None and gain.per_point is not None:
        told = {"score": number(gain.score, PLACES), "points": number(gain.per_point, 3)}
        return say(NOW, **told)
    return say(ANY)


def _decimal(score: Fraction | None) -> Decimal | None:
    """A score as the form shows it, with its decimals; what is not changed stays exact."""
    if score is None:
        return None
    cents = Decimal(10) ** -PLACES
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(cents)


def _place(code: str) -> tuple[int, str]:
    indicator, _, letter = code.partition(".")
    return int(indicator.removeprefix("I")), letter
