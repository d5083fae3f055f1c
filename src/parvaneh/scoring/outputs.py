"""From what is asked for to the output folder: every file of a ranking, whole or not at all."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parvaneh.kit.clock import Stopwatch, now_utc
from parvaneh.kit.languages import Language, msg, render
from parvaneh.kit.outputs import folder_aside
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import Notice
from parvaneh.kit.version import code_version
from parvaneh.scoring.bundle import bundle_members, canonical_json, root_of, write_bundle
from parvaneh.scoring.demo.notices import is_generated
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.fast import rank
from parvaneh.scoring.inputs import inputs_of
from parvaneh.scoring.outcome import read_outcome
from parvaneh.scoring.pipeline import Asked, Gathered, Settings, settled, summarised
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.remarks import remarks
from parvaneh.scoring.report.facts import Facts, Run
from parvaneh.scoring.report.report import write_report
from parvaneh.scoring.report.workbook import write_workbook
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.robustness.files import write_robustness
from parvaneh.scoring.robustness.study import NothingToDraw, Robustness, robustness_of
from parvaneh.scoring.summary_file import to_members

EXPLAINING = "explaining each office"
WRITING = "writing"
NOTHING_DRAWN = msg("No office has a place.")  # so none can be more or less firm


@dataclass(frozen=True)
class Beside:
    """What is wanted beside the legal result.

    previous: last year's folder or table. draws: coefficient tables to draw, 0 for none. seed: of
    the draws.
    """

    previous: Path | None = None
    draws: int = 0
    seed: int = 1


@dataclass(frozen=True)
class Ranked:
    """A ranking as it was written."""

    ranking: Ranking
    facts: Facts
    robustness: Robustness | None


def rank_into(
    out: Path, asked: Asked, beside: Beside | None = None, progress: Progress = silent
) -> Ranked:
    """Rank and write everything into a new folder.

    Args:
        out: the folder; it must not exist. It appears whole or not at all.
        asked: the evidence, the year, the values.
        beside: what is wanted beside the legal result.
        progress: told what is done.

    Returns:
        What was written.

    Raises:
        AlreadyThere: something stands at `out`.
        EvidenceRefused: the evidence is not right; every fault at once.
        NotAnOutcome: the earlier results cannot be read.
        Unrankable: the law refuses to rank it.
        ValuesFault, PolicyFault, NoValueInForce: the values cannot be ranked by.
    """
    wanted = beside or Beside()
    watch = Stopwatch()
    with folder_aside(out) as folder:
        settings = settled(asked)
        earlier = None if wanted.previous is None else read_outcome(wanted.previous)
        gathered = summarised(settings, progress)
        ranking = rank(gathered.summary, settings.values)
        gathered = replace(gathered, notices=(*gathered.notices, *_passed_over(ranking)))
        tested = _robustness(ranking, wanted, progress)
        if wanted.draws and tested is None:
            gathered = replace(gathered, notices=(*gathered.notices, Notice("", NOTHING_DRAWN)))
        root = _write_proof(folder, ranking, gathered, progress)
        facts = Facts(ranking, _run(settings, gathered, root), earlier, tested)
        _write_readings(folder, facts, progress)
        if tested is not None:
            write_robustness(folder, tested)
        _write_run(folder, facts, wanted, watch.seconds())
    return Ranked(ranking, facts, tested)


def notices_csv(notices: Iterable[Notice]) -> str:
    """The remarks on the evidence as a table: file, and the sentence in both languages."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", "fa", "en"))
    for notice in notices:
        told = [
            render(notice.message, notice.params, language)
            for language in (Language.FA, Language.EN)
        ]
        writer.writerow((notice.file, *told))
    return out.getvalue()


def _passed_over(ranking: Ranking) -> list[Notice]:
    policy = policy_of(ranking.values, ranking.period)
    return remarks(inputs_of(ranking.summary, ranking.values, policy))


def _robustness(ranking: Ranking, wanted: Beside, progress: Progress) -> Robustness | None:
    """The study; None where none was asked for, or nobody has a place that could be drawn."""
    if not wanted.draws:
        return None
    try:
        return robustness_of(ranking, draws=wanted.draws, seed=wanted.seed, progress=progress)
    except NothingToDraw:
        return None


def _write_proof(folder: Path, ranking: Ranking, gathered: Gathered, progress: Progress) -> str:
    """Write the results, the derivations and the bundle; the bundle's root in hexadecimal."""
    (folder / "results.csv").write_bytes(results_csv(ranking))
    explained = folder / "explain"
    explained.mkdir()
    derivations: list[dict[str, Any]] = []
    for derivation in derivations_of(ranking, gathered.rows):
        name = f"{derivation['office']}.json"
        (explained / name).write_bytes(canonical_json(derivation))
        derivations.append(derivation)
        progress(EXPLAINING, len(derivations), len(ranking.results))
    members = bundle_members(
        ranking,
        to_members(gathered.summary),
        derivations,
        inputs=gathered.inputs,
        values=ranking.values,
        code_version=code_version(),
    )
    write_bundle(members, folder / "bundle.zip")
    return root_of(members)


def _run(settings: Settings, gathered: Gathered, root: str) -> Run:
    return Run(
        year=settings.year,
        made_at=now_utc(),
        code_version=code_version(),
        files=gathered.inputs,
        root=root,
        notices=gathered.notices,
        generated=is_generated(gathered.summary.offices),
    )


def _write_readings(folder: Path, facts: Facts, progress: Progress) -> None:
    progress(WRITING, 0, 3)
    write_workbook(folder / "results.xlsx", facts)
    progress(WRITING, 1, 3)
    write_report(folder / "report.html", facts)
    progress(WRITING, 2, 3)
    (folder / "notices.csv").write_text(notices_csv(facts.run.notices), encoding="utf-8")
    progress(WRITING, 3, 3)


def _write_run(folder: Path, facts: Facts, wanted: Beside, seconds: float) -> None:
    ranking, run = facts.ranking, facts.run
    content = {
        "year": run.year,
        "period": [ranking.period.first.isoformat(), ranking.period.last.isoformat()],
        "made_at": run.made_at.isoformat(),
        "seconds": round(seconds, 1),
        "code_version": run.code_version,
        "root": run.root,
        "official": ranking.official,
        "provisional": list(ranking.provisional),
        "generated": run.generated,
        "inputs": [
            {"name": file.name, "size": file.size, "sha256": file.sha256} for file in run.files
        ],
        "outside": dict(ranking.summary.outside),
        "notices": len(run.notices),
        "robustness": {"draws": wanted.draws, "seed": wanted.seed},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")
