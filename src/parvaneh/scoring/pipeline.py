"""One ranking from what is asked to what is known: values, evidence, summary.

`settled` reads the values that apply, `summarised` turns evidence (or a summary made earlier) into
a summary. What is made of it is `parvaneh.scoring.outputs`.
"""

from dataclasses import dataclass
from pathlib import Path

from parvaneh.kit.crypto import sha256_file
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import Notice
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art05_evaluation import APPROVED_ON, Period, evaluation_period
from parvaneh.law.values import Values, merged, read_values, shipped_values
from parvaneh.scoring.evidence import InputFile, SmallEvidence
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.sources import WORKBOOK, open_evidence
from parvaneh.scoring.summary import Summary
from parvaneh.scoring.summary_file import read_summary


@dataclass(frozen=True)
class Asked:
    """What a ranking is asked for.

    evidence: a folder, a workbook or a summary. year: of the ranking; None is the first year that
    the directive ranks. profile: values in place of the shipped ones.
    """

    evidence: Path
    year: int | None = None
    profile: Path | None = None


@dataclass(frozen=True)
class Settings:
    """What was asked for, with the values and the period that apply."""

    asked: Asked
    year: int
    period: Period
    values: Values


@dataclass(frozen=True)
class Gathered:
    """The evidence of a period, reduced; its rows only where it did not come as a summary."""

    summary: Summary
    inputs: tuple[InputFile, ...]
    notices: tuple[Notice, ...]
    rows: SmallEvidence | None


class OtherPeriod(ValueError):
    """A summary was made for another period than the one asked for."""

    def __init__(self, found: Period, asked: Period) -> None:
        """Name both periods."""
        has, wants = (
            f"{jalali.text(period.first)} to {jalali.text(period.last)}"
            for period in (found, asked)
        )
        super().__init__(f"the summary covers {has}, the ranking asks for {wants}")
        self.first, self.last = found.first, found.last
        self.asked_first, self.asked_last = asked.first, asked.last


def settled(asked: Asked) -> Settings:
    """Read the values and find the period.

    Raises:
        ValuesFault: the profile is wrong, with everything that is wrong with it.
        PolicyFault: the values cannot be ranked by.
        NoValueInForce: no ranking can be made for that year.
    """
    values = shipped_values()
    if asked.profile is not None:
        # A profile may come from an editor that writes a byte-order mark.
        text = asked.profile.read_text(encoding="utf-8-sig")
        values = merged(values, read_values(text, asked.profile.name))
    year = first_year(values) if asked.year is None else asked.year
    period = evaluation_period(year=year, values=values).value
    assert period is not None  # a year either has a period or no value in force
    policy_of(values, period)
    return Settings(asked, year, period, values)


def first_year(values: Values) -> int:
    """The first year that is ranked: that of the directive's approval."""
    return jalali.parts(values.histories[APPROVED_ON][0].start)[0]


def summarised(settings: Settings, progress: Progress = silent) -> Gathered:
    """Read and reduce the evidence.

    Raises:
        EvidenceRefused: it is not right; every fault at once.
        NotASummary: a summary file is damaged.
        OtherPeriod: a summary of another period.
    """
    path = settings.asked.evidence
    if path.is_file() and path.suffix.casefold() != WORKBOOK:
        summary = read_summary(path)
        if summary.period != settings.period:
            raise OtherPeriod(summary.period, settings.period)
        one = InputFile(path.name, path.stat().st_size, sha256_file(path))
        return Gathered(summary, (one,), (), None)
    opened = open_evidence(path, period=settings.period, values=settings.values, progress=progress)
    told: list[Notice] = []
    summary = reduce_evidence(opened, settings.period, progress, told)
    return Gathered(summary, opened.inputs, (*opened.notices, *told), opened.small)
