"""Every procedure over its whole grid, state × actor × step: what is not written is forbidden."""

import importlib
import re
from itertools import product

import pytest

from parvaneh.law.citation import Citation
from parvaneh.law.clauses import clauses, is_parent, law_modules, procedures
from parvaneh.law.procedure import (
    Procedure,
    dead_ends,
    open_steps,
    reachable,
    states_of,
    step_taken,
)
from parvaneh.law.values import shipped_values
from parvaneh.law.vocabulary import Actor

PROCEDURES = procedures()
KEYS = set(shipped_values().histories)
LEAVES = [clause.id for clause in clauses()]
PERSIAN = re.compile(r"[\u0621-\u06cc\u200c «»()،؛۰-۹/]+")
ENGLISH = re.compile(r"[A-Za-z0-9 ,;:'()/-]+")

every_procedure = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)


def test_no_two_procedures_share_a_key() -> None:
    modules = [importlib.import_module(name) for name in law_modules()]
    assert sum(hasattr(module, "PROCEDURE") for module in modules) == len(PROCEDURES) > 0


@every_procedure
def test_the_whole_grid_grants_what_is_written_and_nothing_else(procedure: Procedure) -> None:
    written = {
        (source.key, actor, step.key): step
        for step in procedure.steps
        for source, actor in product(step.sources, step.by)
    }
    leaves = {(source.key, step.key) for step in procedure.steps for source in step.sources}
    names = {step.key for step in procedure.steps}
    grid = product(states_of(procedure), Actor, [*sorted(names), "unheard_of"])
    for state, actor, name in grid:
        ruling = step_taken(procedure, state.key, actor, name)
        (reason,) = ruling.reasons
        step = written.get((state.key, actor, name))
        if step is not None:
            assert ruling.granted
            assert (ruling.value, reason.key, reason.cites) == (step.target, "step", step.cites)
            continue
        wanted = (
            "step" if name not in names else "actor" if (state.key, name) in leaves else "state"
        )
        assert (ruling.granted, ruling.value, reason.key) == (False, None, wanted)


@every_procedure
def test_a_step_by_one_actor_leads_to_one_state_only(procedure: Procedure) -> None:
    rows = [
        (source.key, actor, step.key)
        for step in procedure.steps
        for source in step.sources
        for actor in step.by
    ]
    assert len(rows) == len(set(rows))
    assert all(step.sources and step.by for step in procedure.steps)


@every_procedure
def test_every_state_is_reached_from_the_start(procedure: Procedure) -> None:
    known = {state.key for state in states_of(procedure)}
    assert reachable(procedure, procedure.start.key) == known
    assert len(known) == len(states_of(procedure)), "one key, two states"


@every_procedure
def test_every_case_is_able_to_end(procedure: Procedure) -> None:
    assert dead_ends(procedure) == ()
    assert not procedure.start.ends


@every_procedure
def test_a_case_that_is_over_moves_no_more(procedure: Procedure) -> None:
    ended = [state.key for state in states_of(procedure) if state.ends]
    assert not [(key, step.key) for key in ended for step in open_steps(procedure, key)]


@every_procedure
def test_names_stand_in_both_languages_and_differ(procedure: Procedure) -> None:
    named = [procedure.term, *states_of(procedure), *procedure.steps]
    assert not [one for one in named if not PERSIAN.fullmatch(one.fa)]
    assert not [one for one in named if not ENGLISH.fullmatch(one.en)]
    for group in (states_of(procedure), procedure.steps):
        persian = {(one.fa, one.key) for one in group}
        english = {(one.en, one.key) for one in group}
        assert len(persian) == len({one.fa for one in group})
        assert len(english) == len({one.en for one in group})
    keys = [procedure.key, *(one.key for one in named[1:])]
    assert not [key for key in keys if not re.fullmatch(r"[a-z][a-z_]*", key)]


@every_procedure
def test_every_step_cites_a_clause_or_is_marked_as_added(procedure: Procedure) -> None:
    def is_known(where: Citation) -> bool:
        return where in LEAVES or is_parent(where, LEAVES)

    directives = ("D1392 ", "D1404 ")
    for step in procedure.steps:
        assert step.cites or step.added, step.key
        cited = [where for where in step.cites if where.startswith(directives)]
        assert not [where for where in cited if not is_known(where)], step.key


@every_procedure
def test_a_deadline_names_a_dated_value(procedure: Procedure) -> None:
    named = {step.deadline for step in procedure.steps if step.deadline}
    assert named <= KEYS
