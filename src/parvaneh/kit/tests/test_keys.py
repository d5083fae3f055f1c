"""The keyring: files that only their owner reads, keys that are replaced and never lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from parvaneh.kit.keys import (
    VARIABLE,
    KeysRefused,
    NoKey,
    Purpose,
    key_make,
    key_retire,
    keyring_read,
    keys_ensure,
)

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def test_a_new_key_is_in_use_at_once(tmp_path):
    made = key_make(tmp_path / "keys", Purpose.SIGNING, at=AT)
    assert keyring_read(tmp_path / "keys", {}).current(Purpose.SIGNING) == made


def test_a_key_is_readable_by_its_owner_only(tmp_path):
    made = key_make(tmp_path / "keys", Purpose.SIGNING, at=AT)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / f"{made.id}.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_may_read_is_refused(tmp_path):
    made = key_make(tmp_path, Purpose.SIGNING, at=AT)
    (tmp_path / f"{made.id}.key").chmod(0o640)
    with pytest.raises(KeysRefused):
        keyring_read(tmp_path, {})


def test_the_newer_key_is_in_use_and_the_older_stays(tmp_path):
    old = key_make(tmp_path, Purpose.ENCRYPTION, at=AT)
    new = key_make(tmp_path, Purpose.ENCRYPTION, at=LATER)
    ring = keyring_read(tmp_path, {})
    assert ring.current(Purpose.ENCRYPTION) == new
    assert ring.by_id(Purpose.ENCRYPTION, old.id) == old


def test_a_retired_key_is_kept_but_not_used(tmp_path):
    old = key_make(tmp_path, Purpose.ENCRYPTION, at=AT)
    new = key_make(tmp_path, Purpose.ENCRYPTION, at=LATER)
    key_retire(tmp_path, new.id)
    ring = keyring_read(tmp_path, {})
    assert ring.current(Purpose.ENCRYPTION) == old
    assert ring.by_id(Purpose.ENCRYPTION, new.id).retired
    assert [key.id for key in ring.of(Purpose.ENCRYPTION)] == [old.id, new.id]


def test_the_only_active_key_is_not_retired(tmp_path):
    made = key_make(tmp_path, Purpose.INDEX, at=AT)
    with pytest.raises(KeysRefused):
        key_retire(tmp_path, made.id)


@pytest.mark.parametrize("key_id", ["nothere", "../x", ""])
def test_a_key_that_is_not_there_is_not_retired(tmp_path, key_id):
    with pytest.raises(NoKey):
        key_retire(tmp_path, key_id)


def test_keys_may_come_from_the_environment(tmp_path):
    lines = [key_make(tmp_path, purpose, at=AT).line() for purpose in Purpose]
    ring = keyring_read(tmp_path / "none", {VARIABLE: ";".join(lines)})
    assert [ring.current(purpose).purpose for purpose in Purpose] == list(Purpose)


def test_one_id_twice_is_refused(tmp_path):
    made = key_make(tmp_path, Purpose.INDEX, at=AT)
    with pytest.raises(KeysRefused):
        keyring_read(tmp_path, {VARIABLE: made.line()})


def test_a_key_serves_one_purpose(tmp_path):
    made = key_make(tmp_path, Purpose.INDEX, at=AT)
    with pytest.raises(NoKey):
        keyring_read(tmp_path, {}).by_id(Purpose.SIGNING, made.id)


DAMAGES = {
    "empty": lambda _: "",
    "no secret": lambda line: line.rsplit(" ", 1)[0],
    "short secret": lambda line: line[:-8] + "\n",
    "other letters": lambda line: re.sub(r".{4}$", "****", line.strip()),
    "unknown purpose": lambda line: line.replace("signing", "opening"),
    "unknown state": lambda line: line.replace("active", "resting"),
    "no offset": lambda line: line.replace("+00:00", ""),
    "unknown form": lambda line: line.replace("key-1", "key-9"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_key_is_refused_without_being_quoted(tmp_path, damage):
    made = key_make(tmp_path, Purpose.SIGNING, at=AT)
    path = tmp_path / f"{made.id}.key"
    line = path.read_text()
    path.write_text(damage(line))
    with pytest.raises(KeysRefused) as refused:
        keyring_read(tmp_path, {})
    assert line.split()[-1][:10] not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_key_under_another_name_is_refused(tmp_path):
    made = key_make(tmp_path, Purpose.SIGNING, at=AT)
    (tmp_path / f"{made.id}.key").rename(tmp_path / "other.key")
    with pytest.raises(KeysRefused):
        keyring_read(tmp_path, {})


def test_a_secret_is_not_shown(tmp_path):
    made = key_make(tmp_path, Purpose.SIGNING, at=AT)
    assert made.line().split()[-1] not in repr(made)
    assert str(made.secret) not in repr(made)


def test_processes_that_start_together_make_each_key_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: keys_ensure(tmp_path, {}, at=AT), range(16)))
    assert sorted(key.purpose for keys in made for key in keys) == sorted(Purpose)
    assert len(list(tmp_path.glob("*.key"))) == len(Purpose)


def test_nothing_is_left_behind_when_a_key_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        key_make(tmp_path, Purpose.SIGNING, at=AT)
    assert not list(tmp_path.iterdir())
