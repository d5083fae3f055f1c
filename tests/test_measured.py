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


def test_a_row_replaces_the_one_that_begins_alike_and_the_others_stay(tmp_path):
    path = tmp_path / "measured.md"
    head = ("what", "s")
    measured.record("Races", ["old words"], path=path)
    measured.record("Speed", measured.table(head, [["a", 9]]), path=path)
    for row in (("a", 1), ("b c", 2), ("a", 3)):
        measured.record_row("Races", head, row, path=path)
    text = path.read_text(encoding="utf-8")
    races, speed = text.split("## Speed")
    assert "| what | s |\n| --- | --- |\n| b c | 2 |\n| a | 3 |" in races
    assert "old words" not in races
    assert "| a | 1 |" not in text
    assert "| a | 9 |" in speed
