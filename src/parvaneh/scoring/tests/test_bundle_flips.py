"""Every flipped bit of a bundle is found, and the place that is named holds it."""

import os
import random
import subprocess
import sys
from itertools import islice

import pytest

from parvaneh.kit.archive import pack
from parvaneh.scoring import verifier
from parvaneh.scoring.tests.bundles import flipped, members_of, names
from parvaneh.scoring.tests.samples import sample_summary

FULL = os.environ.get("PARVANEH_GATES") == "full"
QUICK, MANY = 100, 1_000


@pytest.fixture(scope="module")
def bundle():
    return pack(members_of(sample_summary(12, seed=7)))


def bits(data, count, seed):
    """Different bits of the file, drawn uniformly."""
    return random.Random(seed).sample(range(8 * len(data)), count)  # noqa: S311 - no secret


def by_verifier(path):
    """The exit status and the places that the program names."""
    verdict = verifier.verify(path)
    return verifier.main([str(path)]), [fault.args[1] for fault in verdict.faults]


def gate(data, drawn, folder, check=by_verifier):
    """Turn one bit after another; the bits that went unfound, and those found elsewhere."""
    unfound, misplaced = [], []
    path = folder / "bundle.zip"
    for bit in drawn:
        path.write_bytes(flipped(data, bit))
        status, places = check(path)
        if status != verifier.UNVERIFIED:
            unfound.append(bit)
        elif not any(names(place, bit // 8) for place in places):
            misplaced.append(bit)
    return unfound, misplaced


def test_a_hundred_flipped_bits_are_found_where_they_are(bundle, tmp_path, capsys):
    assert gate(bundle, bits(bundle, QUICK, seed=1), tmp_path) == ([], [])


def test_every_bit_of_headers_directory_and_end_is_found(bundle, tmp_path, capsys):
    second = bundle.index(b"PK\3\4", 1)
    first_of_directory = bundle.index(b"PK\1\2")
    places = [*range(60), *range(second, second + 60)]
    places += [*range(first_of_directory, first_of_directory + 90), *range(-22, 0)]
    drawn = [8 * (place % len(bundle)) + bit for place in places for bit in range(8)]
    assert gate(bundle, islice(drawn, 0, None, 5), tmp_path) == ([], [])


def test_an_intact_bundle_passes(bundle, tmp_path, capsys):
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle)
    assert by_verifier(path) == (0, [])


@pytest.mark.slow
def test_the_gate_notices_a_check_that_overlooks_one_member(bundle, tmp_path, capsys):
    start = bundle.index(b"verify.py") + len(b"verify.py")
    length = len(members_of(sample_summary(12, seed=7))["verify.py"])

    def careless(path):
        damaged = path.read_bytes()
        healed = damaged[:start] + bundle[start : start + length] + damaged[start + length :]
        path.write_bytes(healed)
        return by_verifier(path)

    unfound, _ = gate(bundle, bits(bundle, QUICK, seed=1), tmp_path, careless)
    assert unfound
    assert all(start <= bit // 8 < start + length for bit in unfound)


@pytest.mark.parametrize("change", ["shorter", "longer", "doubled", "empty", "not a bundle"])
def test_what_is_cut_or_added_is_found(bundle, tmp_path, change, capsys):
    changed = {
        "shorter": bundle[:-1],
        "longer": bundle + b"\0",
        "doubled": bundle + bundle,
        "empty": b"",
        "not a bundle": b"office_code,total\n",
    }
    path = tmp_path / "bundle.zip"
    path.write_bytes(changed[change])
    status, places = by_verifier(path)
    assert status == verifier.UNVERIFIED
    assert places


def test_the_program_inside_the_bundle_does_the_same(bundle, tmp_path):
    member = members_of(sample_summary(12, seed=7))["verify.py"]
    (tmp_path / "verify.py").write_bytes(member)
    path = tmp_path / "bundle.zip"
    command = [sys.executable, "-I", str(tmp_path / "verify.py")]
    path.write_bytes(bundle)
    right = subprocess.run(command, capture_output=True, check=False)
    path.write_bytes(flipped(bundle, 4 * len(bundle)))
    wrong = subprocess.run(command, capture_output=True, check=False)
    assert (right.returncode, wrong.returncode) == (0, verifier.UNVERIFIED)
    assert "bytes" in wrong.stdout.decode()
    assert right.stderr == wrong.stderr == b""


@pytest.mark.slow
def test_a_thousand_flipped_bits_are_found_where_they_are(tmp_path, capsys):
    data = pack(members_of(sample_summary(40, seed=11)))
    unfound, misplaced = gate(data, bits(data, MANY, seed=2), tmp_path)
    if FULL:
        from tools import measured  # noqa: PLC0415 - at hand in the repository only

        found = MANY - len(unfound)
        row = (MANY, f"{len(data):,}", found, found - len(misplaced))
        header = ("bits flipped, one at a time", "bytes", "found", "place named rightly")
        measured.record("Bits flipped in a bundle", measured.table(header, [row]))
    assert (unfound, misplaced) == ([], [])
