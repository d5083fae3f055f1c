"""Articles 20 to 26: what the worked cases cannot say."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parvaneh.law import jalali
from parvaneh.law.casebook import shipped_cases
from parvaneh.law.directive_1392.art23_sanctions import Effect, sanction_effect, sanction_range
from parvaneh.law.directive_1392.art24_finality import appeal_due, finality
from parvaneh.law.directive_1392.art25_violations import VIOLATIONS, Charge
from parvaneh.law.directive_1392.art26_mitigation import Measure, mitigation
from parvaneh.law.directive_1392.art26_repetition import Conviction, permitted_degrees
from parvaneh.law.directive_1392.art26_verdict import verdict
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.ruling import Reason, Ruling, parameters, ruled
from parvaneh.law.tests.answers import answer_of
from parvaneh.law.values import shipped_values
from parvaneh.law.vocabulary import Actor, Post, Term

VALUES = shipped_values()
MODULES = (
    "art20_inspection", "art22_primary_board", "art23_sanctions", "art24_finality",
    "art25_violations", "art26_proceeding", "art26_repetition", "art26_mitigation",
    "art26_verdict",
)  # fmt: skip
OURS = [case for case in shipped_cases() if case.module.endswith(MODULES)]
# Key, articles and sentence of every reason that articles 20 to 26 know, as first told in a case.
TOLD = Path(__file__).with_name("told_discipline.txt").read_text(encoding="utf-8")
COUNTING = {"CPC.443.month_days", "CPC.443.week_days", "CPC.444.rolls_over", "CPC.445.from_notice"}
SUSPENSION = {"D1392.23.suspension_min_months", "D1392.23.suspension_max_months"}
FORM = {"D1392.23.degrees", *SUSPENSION}
APPEAL = {
    "D1392.24.final_degrees", "D1392.24.appellants", "D1392.24.appeal_days", *COUNTING,
}  # fmt: skip
RANGE = {
    "D1392.23.degrees", "D1392.23.staff_degrees", "D1392.26.repetition_degrees",
    "D1392.26.repetition_step", "D1392.26.repetition_may_go_higher",
    "D1392.26.repetition_window_months",
}  # fmt: skip
RESTS_ON = {
    "admission": {"D1392.22.senders"},
    "primary_board": {"D1392.22.seats"},
    "board_chair": {"D1392.22.quorum", "D1392.22.chair_majority"},
    "board_recusals": {"D1392.22.inspection_recusal"},
    "board_decision": {
        "D1392.22.quorum",
        "D1392.22.majority",
        "D1392.22.inspection_recusal",
    },
    "catalogue": {"D1392.23.degrees"},
    "sanction_range": {"D1392.23.degrees", "D1392.23.staff_degrees"},
    "sanction_form": FORM,
    "sanction_effect": {*FORM, "D1392.23.publication_months"},
    "suspended_office": {"D1392.23.suspended_office"},
    "appeal_due": {"D1392.24.appeal_days", *COUNTING},
    "appeal": APPEAL,
    "finality": APPEAL,
    "appeal_decision": {"D1392.10.quorum", "D1392.10.majority", "D1392.10.recusal"},
    "mitigation": {*FORM, "D1392.26.mitigation_step"},
    "permitted_degrees": RANGE,
    "verdict": {*FORM, *RANGE, "D1392.26.mitigation_step", "D1392.10.quorum"},
}
DAY = jalali.day("1403-03-01")
DAYS = st.dates(jalali.day("1392-02-26"), jalali.day("1420-12-29"))
DEGREES = st.integers(1, 6)
CONVICTIONS = st.lists(
    st.builds(Conviction, DEGREES, st.sampled_from(Post), st.one_of(st.none(), DAYS)), max_size=4
).map(tuple)


def measures(degrees: tuple[int, ...]) -> st.SearchStrategy[Measure]:
    return st.sampled_from(degrees).flatmap(
        lambda degree: st.builds(
            Measure, st.just(degree), st.integers(3, 24) if degree == 5 else st.none()
        )
    )


@given(earlier=CONVICTIONS, committed_on=DAYS)
def test_repetition_never_leaves_a_degree_at_or_below_the_earlier_one(earlier, committed_on):
    ruling = permitted_degrees(
        defendant=Post.MANAGER, earlier=earlier, committed_on=committed_on, values=VALUES, on=DAY
    )
    counted = [
        one.degree
        for one in earlier
        if one.post is Post.MANAGER
        and one.degree <= 4
        and one.final_on is not None
        and one.final_on < committed_on
    ]
    assert ruling.granted
    assert ruling.value == tuple(range(max(counted, default=0) + 1, 7))


@given(earlier=CONVICTIONS, more=CONVICTIONS, committed_on=DAYS)
def test_a_further_conviction_never_lowers_what_is_permitted(earlier, more, committed_on):
    def lowest(convictions: tuple[Conviction, ...]) -> int:
        ruling = permitted_degrees(
            defendant=Post.MANAGER,
            earlier=convictions,
            committed_on=committed_on,
            values=VALUES,
            on=DAY,
        )
        return min(ruling.value or ())

    assert lowest(earlier) <= lowest(earlier + more)


@given(post=st.sampled_from([Post.LEGAL_EXPERT, Post.IT_EXPERT, Post.CLERK]), earlier=CONVICTIONS)
def test_staff_never_face_suspension_or_revocation(post, earlier):
    ruling = permitted_degrees(
        defendant=post, earlier=earlier, committed_on=DAY, values=VALUES, on=DAY
    )
    assert ruling.value == sanction_range(defendant=post, values=VALUES, on=DAY).value
    assert ruling.value == (1, 2, 3, 4)


@given(floor=DEGREES, data=st.data())
def test_mitigation_never_raises_and_never_goes_below_what_is_permitted(floor, data):
    permitted = tuple(range(floor, 7))
    considered = data.draw(measures(permitted))
    ruling = mitigation(considered=considered, permitted=permitted, values=VALUES, on=DAY)
    assert ruling.granted
    assert ruling.value is not None
    assert ruling.value.suggested in ruling.value.degrees
    assert floor <= min(ruling.value.degrees)
    assert max(ruling.value.degrees) <= considered.degree
    if ruling.value.months_below is not None:
        assert (considered.degree, considered.months) == (5, ruling.value.months_below)


@given(earlier=CONVICTIONS, data=st.data())
def test_some_verdict_is_lawful_whatever_came_before_and_whoever_withdraws(earlier, data):
    facts = {"defendant": Post.MANAGER, "earlier": earlier, "committed_on": DAY}
    open_to = permitted_degrees(**facts, values=VALUES, on=DAY).value or ()
    considered = data.draw(measures(open_to))
    milder = mitigation(considered=considered, permitted=open_to, values=VALUES, on=DAY).value
    assert milder is not None
    months = None
    if milder.suggested == 5:
        months = considered.months if milder.months_below is None else milder.months_below - 1
    ruling = verdict(
        **facts,
        session=ruled(value="5"),
        charges=(Charge(1),),
        ordered=Measure(milder.suggested, months or (3 if milder.suggested == 5 else None)),
        withdrawn=True,
        considered=considered,
        grounds="forgiven",
        values=VALUES,
        on=DAY,
    )
    assert ruling.granted


@given(begins_on=DAYS, months=st.integers(3, 24))
def test_a_suspension_ends_and_the_licence_lives_again_the_day_after(begins_on, months):
    days = sanction_effect(degree=5, months=months, begins_on=begins_on, values=VALUES).value
    assert days is not None
    assert days.last is not None
    assert (days.effect, days.first) == (Effect.SUSPEND, begins_on)
    assert 29 * months < (days.last - days.first).days + 1 <= 31 * months


def test_a_suspension_out_of_bounds_has_no_days():
    ruling = sanction_effect(degree=5, months=25, begins_on=DAY, values=VALUES)
    assert not ruling.granted
    assert ruling.value is None


@given(
    degree=DEGREES,
    served=st.dictionaries(st.sampled_from([Actor.DEFENDANT, Actor.CENTER_HEAD]), DAYS),
    waited=st.integers(0, 60),
)
def test_what_is_final_is_final_on_every_later_day(degree, served, waited):
    asked = max(served.values(), default=DAY) + timedelta(days=waited)

    def since(on: date) -> Ruling[date]:
        return finality(
            degree=degree,
            served=served,
            appeals={},
            calendar=Calendar(),
            province="IR-23",
            values=VALUES,
            on=on,
        )

    ruling, later = since(asked), since(asked + timedelta(days=1))
    if ruling.granted:
        assert ruling.value is not None
        assert ruling.value <= asked
        assert later == ruling


def test_a_catalogue_item_stands_where_it_says():
    assert [one.item for one in VIOLATIONS] == list(range(1, 15))
    assert [one.cites for one in VIOLATIONS] == [f"D1392 25({item})" for item in range(1, 15)]
    assert len({one.fa for one in VIOLATIONS} | {one.en for one in VIOLATIONS}) == 28


def test_the_deadline_to_appeal_calls_its_days_by_name():
    due = appeal_due(served_on=DAY, calendar=Calendar(), province="IR-23", values=VALUES)
    day_names = [_plain(parameters(due.reasons[1])[name]) for name in ("starts", "acts")]
    assert day_names == ["the day on which the ruling was served", "the day of appealing"]


def test_a_rule_says_which_dated_values_it_rests_on():
    found: dict[str, set[str]] = {}
    for rule, answer in answers():
        assert bool(answer.rests_on) is (rule in RESTS_ON)
        found.setdefault(rule, set()).update(basis.key for basis in answer.rests_on)
    assert {rule: keys for rule, keys in found.items() if keys} == RESTS_ON


def test_every_reason_either_blocks_or_explains():
    blocks = [reason.blocks for _, answer in answers() for reason in answer.reasons]
    assert {type(one) for one in blocks} == {bool}


def test_every_reason_is_told_in_its_own_sentence():
    told_now = {
        f"{reason.key} | {', '.join(reason.cites).replace('D1392 ', '')} | {told(reason)}"
        for _, answer in answers()
        for reason in answer.reasons
    }
    assert [line for line in TOLD.splitlines() if line not in told_now] == []


def told(reason: Reason) -> str:
    """A reason's sentence, with terms, days and lists in plain English."""
    return reason.message.format(**{k: _plain(v) for k, v in parameters(reason).items()})


def _plain(thing: object) -> str:
    if isinstance(thing, Term):
        return thing.en
    if isinstance(thing, date):
        return jalali.text(thing)
    if isinstance(thing, tuple):
        return ", ".join(map(_plain, thing))
    return str(thing)


def answers() -> list[tuple[str, Ruling[object]]]:
    found = [(case.rule, answer_of(case)) for case in OURS]
    return [(rule, answer) for rule, answer in found if isinstance(answer, Ruling)]
