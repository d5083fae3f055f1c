"""The code's version changes with the code, and only with it."""

from pathlib import Path

from parvaneh.kit.version import code_version


def _package(folder: Path) -> Path:
    (folder / "sub" / "tests").mkdir(parents=True)
    (folder / "a.py").write_text("1", encoding="utf-8")
    (folder / "sub" / "values.toml").write_text("2", encoding="utf-8")
    return folder


def test_the_same_code_has_the_same_version_wherever_it_lies(tmp_path: Path) -> None:
    assert code_version(_package(tmp_path / "x")) == code_version(_package(tmp_path / "y"))


def test_changed_code_has_another(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = code_version(package)
    (package / "sub" / "values.toml").write_text("3", encoding="utf-8")
    changed = code_version(package)
    (package / "sub" / "values.toml").rename(package / "sub" / "other.toml")
    assert len({before, changed, code_version(package)}) == 3


def test_tests_and_caches_do_not_count(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = code_version(package)
    (package / "sub" / "tests" / "test_a.py").write_text("4", encoding="utf-8")
    (package / "a.pyc").write_text("5", encoding="utf-8")
    assert code_version(package) == before


def test_our_own_version_names_the_package() -> None:
    assert code_version().startswith("0.")
