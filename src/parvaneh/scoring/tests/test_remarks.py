"""What a ranking passes over is told, and counted by hand here."""

from datetime import timedelta
from pathlib import Path

from parvaneh.kit.languages import Language, render
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.scoring.inputs import inputs_of
from parvaneh.scoring.pipeline import Asked, Settings, settled, summarised
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.remarks import remarks

WAY = METHODS[Method.COMPUTER_DATA].en
OFFICES = (
    "office_code,title,province_code,county,city,licensed_on,status\n"
    "001,یک,IR-00,اراک,اراک,1390-01-01,active\n"
    "002,دو,IR-00,اراک,اراک,1390-01-01,active\n"
)


def told(folder: Path) -> list[str]:
    settings: Settings = settled(Asked(folder))
    summary = summarised(settings).summary
    inputs = inputs_of(summary, settings.values, policy_of(settings.values, settings.period))
    return [
        f"{one.file}: {render(one.message, one.params, Language.EN)}" for one in remarks(inputs)
    ]


def test_nothing_passed_over_nothing_told(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text(OFFICES, encoding="utf-8")
    assert told(tmp_path) == []


def test_everything_passed_over_is_told(tmp_path: Path) -> None:
    last = settled(Asked(tmp_path)).period.last
    outside = last + timedelta(days=1)
    sheets = {
        "offices": OFFICES,
        "assessments": "office_code,criterion,method,score,assessed_on,reference\n"
        f"001,I6.b,4,50,{last},a\n"  # the training sheet counts for this one
        f"001,I6.b,2,50,{last},b\n"
        f"002,I6.b,4,50,{last},c\n"  # this office held no training: the assessment stays
        f"002,I4.c,2,50,{last},d\n"  # the prison does not apply
        f"002,I1.a,2,50,{outside},e\n",
        "training": f"office_code,held_on,hours\n001,{last},8\n001,{outside},8\n",
        "applicability": "office_code,criterion,applicable,reason\n002,I4.c,false,no prison near\n",
        "survey": "office_code,answered_on,a,b,c,d\n" + f"001,{last},5,5,5,5\n" * 29,
    }
    for name, text in sheets.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert told(tmp_path) == [
        "assessments: Rows outside the period, ignored: 1.",
        "training: Rows outside the period, ignored: 1.",
        f"assessments: Workshops for staff: a count replaced assessments ({WAY}); offices: 1.",
        "applicability: Service in prisons: does not apply, its evidence is ignored; offices: 1.",
        "survey: Offices with fewer survey answers than 30: 1; their result counts and is marked.",
    ]
