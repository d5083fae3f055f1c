"""A ranking in which nobody has a place is written all the same, without a study."""

from parvaneh.scoring.outputs import Beside, rank_into
from parvaneh.scoring.pipeline import Asked
from parvaneh.scoring.robustness.files import REST, TABLE

OFFICES = """office_code,title,province_code,county,city,licensed_on,status
001,دفتر یکم,IR-07,تهران,تهران,1395-01-01,active
002,دفتر دوم,IR-07,تهران,تهران,1396-01-01,suspended
"""


def test_the_outputs_are_whole_and_say_why_there_is_no_study(tmp_path):
    evidence, out = tmp_path / "evidence", tmp_path / "out"
    evidence.mkdir()
    (evidence / "offices.csv").write_text(OFFICES, encoding="utf-8")
    ranked = rank_into(out, Asked(evidence), Beside(draws=50))
    assert ranked.robustness is None
    assert (out / "results.csv").exists()
    assert not (out / TABLE).exists()
    assert not (out / REST).exists()
    assert "No office has a place." in (out / "notices.csv").read_text(encoding="utf-8")
