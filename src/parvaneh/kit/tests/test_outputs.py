"""Outputs appear whole or not at all."""

from pathlib import Path

import pytest

from parvaneh.kit.outputs import AlreadyThere, file_aside, folder_aside


def test_a_folder_appears_when_the_work_is_done(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with folder_aside(out) as aside:
        (aside / "a").write_text("1", encoding="utf-8")
        assert not out.exists()
    assert (out / "a").read_text(encoding="utf-8") == "1"
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_when_the_work_stops(tmp_path: Path, stop: type[BaseException]) -> None:
    with pytest.raises(stop), folder_aside(tmp_path / "out") as aside:
        (aside / "a").write_text("1", encoding="utf-8")
        raise stop
    with pytest.raises(stop), file_aside(tmp_path / "file") as path:
        path.write_text("1", encoding="utf-8")
        raise stop
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(AlreadyThere), folder_aside(tmp_path / "out"):
        pytest.fail("must not begin")
    with pytest.raises(AlreadyThere), file_aside(tmp_path / "out"):
        pytest.fail("must not begin")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_comes_to_stand_there_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(AlreadyThere), file_aside(out) as aside:
        aside.write_text("mine", encoding="utf-8")
        out.write_text("theirs", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_appears_when_the_work_is_done(tmp_path: Path) -> None:
    with file_aside(tmp_path / "sub" / "file") as aside:
        aside.write_bytes(b"1")
    assert (tmp_path / "sub" / "file").read_bytes() == b"1"
