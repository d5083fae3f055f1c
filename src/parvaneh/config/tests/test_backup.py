"""A backup is compared whole before anything of it is believed."""

import json
import random
import shutil

import pytest

from parvaneh.config.backup import (
    DUMP,
    MANIFEST,
    SUMS,
    Content,
    backup_faults,
    content_of_database,
    manifest_of,
    sums_of,
)

CHANCE = random.Random(1404)  # noqa: S311 - which bit is hit must be the same tomorrow


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "backup"
    (made / "files" / "ab").mkdir(parents=True)
    (made / DUMP).write_bytes(CHANCE.randbytes(3_000))
    (made / "files" / "ab" / "نامه.pdf").write_bytes(CHANCE.randbytes(500))
    (made / "files" / "empty").write_bytes(b"")
    (made / MANIFEST).write_text(json.dumps({"rows": {"a": 1}, "events": 7}), encoding="utf-8")
    (made / SUMS).write_text(sums_of(made), encoding="utf-8")
    return made


def flip(path):
    content = bytearray(path.read_bytes() or b"\0")
    content[CHANCE.randrange(len(content))] ^= 1 << CHANCE.randrange(8)
    path.write_bytes(content)


def cut(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] if content else b"x")


def lengthen(path):
    path.write_bytes(path.read_bytes() + b"\n")


def remove(path):
    path.unlink()


def rename(path):
    path.rename(path.with_name(f"{path.name}~"))


def add(path):
    path.with_name("stray").write_bytes(b"")


def double(path):
    shutil.copy(path, path.with_name(f"copy of {path.name}"))


def relink(path):
    path.unlink()
    path.symlink_to("/dev/null")


DAMAGES = (flip, cut, lengthen, remove, rename, add, double, relink)


def test_a_whole_backup_has_no_fault(folder):
    assert backup_faults(folder) == []
    assert manifest_of(folder)["events"] == 7


def test_100_of_100_damages_are_found(folder, tmp_path):
    missed = []
    for number in range(100):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(folder, copy)
        damage = DAMAGES[number % len(DAMAGES)]
        hit = CHANCE.choice(sorted(path for path in copy.rglob("*") if path.is_file()))
        damage(hit)
        if not backup_faults(copy):
            missed.append((damage.__name__, hit))
    assert missed == []


def test_a_check_that_trusts_the_names_alone_would_miss_a_flipped_bit(folder):
    """The negative control: what the hashes are for."""
    names = sorted(path.name for path in folder.rglob("*"))
    flip(folder / DUMP)
    assert names == sorted(path.name for path in folder.rglob("*"))
    assert backup_faults(folder) == [DUMP]


def test_the_sums_are_what_the_usual_program_reads(folder):
    line = (folder / SUMS).read_text(encoding="utf-8").splitlines()[0]
    assert len(line.split("  ")[0]) == 64


def test_contents_differ_by_rows_and_by_the_last_event():
    saved = Content({"a": 1, "b": 2}, 7, "aa")
    assert saved.differences(saved) == []
    assert saved.differences(Content({"a": 1, "b": 3, "c": 0}, 7, "aa")) == ["b", "c"]
    assert saved.differences(Content({"a": 1, "b": 2}, 7, "bb")) == ["log"]


@pytest.mark.django_db
def test_the_content_of_a_database_counts_every_table():
    content = content_of_database()
    assert {"access_user", "ledger_event", "django_migrations"} <= set(content.rows)
    assert content.rows["django_migrations"] > 0
