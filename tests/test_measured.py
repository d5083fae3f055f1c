"""Figures are kept section by section."""

from __future__ import annotations

from tools import measured


def test_a_section_is_replaced_and_the_others_stay(tmp_path):
    path = tmp_path / "measured.md"
    measured.record("Speed", ["first"], path=path)
    measured.record("Memory", ["kept"], path=path)
    measured.record("Speed", ["second"], path=path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Measured\n")
    assert "first" not in text
    assert text.index("## Speed\n\nsecond") < text.index("## Memory\n\nkept")
    assert text.count("<sub>") == 2


def test_every_section_names_its_day_commit_and_machine(tmp_path):
    path = tmp_path / "measured.md"
    measured.record("Speed", measured.table(["what", "s"], [["a", 1]]), path=path)
    text = path.read_text(encoding="utf-8")
    assert "| what | s |\n| --- | --- |\n| a | 1 |" in text
    for word in ("commit", "cores", "Python 3"):
        assert word in text.rpartition("<sub>")[2]


def test_a_heading_of_lower_rank_stays_inside_its_section():
    before = "# M\n\n## A\n\n### a\n\nold\n\n## B\n\nb\n"
    assert measured.replaced(before, "A", "## A\n\nnew") == "# M\n\n## A\n\nnew\n\n## B\n\nb\n"
