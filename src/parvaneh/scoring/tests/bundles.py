"""Bundles made for tests, and what the stand-alone verifier says of them."""

import re

from parvaneh.kit.archive import pack
from parvaneh.scoring import fast, verifier
from parvaneh.scoring.bundle import bundle_members
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.summary_file import to_members
from parvaneh.scoring.tests.drawn import VALUES

INPUTS = (InputFile("survey.csv", 7, "5" * 64), InputFile("offices.csv", 9, "0" * 64))
PLACES = re.compile(r"bytes? (\d+)(?:-(\d+))?$")


def members_of(summary, values=VALUES):
    """The members of the bundle of a summary, as `parvaneh rank` makes them."""
    ranking = fast.rank(summary, values)
    return bundle_members(
        ranking,
        to_members(summary),
        derivations_of(ranking),
        inputs=INPUTS,
        values=values,
        code_version="tested",
    )


def verified(content, path, root=None):
    """The verdict on a bundle: its bytes, or the members to make them of."""
    path.write_bytes(content if isinstance(content, bytes) else pack(content))
    return verifier.verify(path, root)


def faults(verdict):
    """The faults of a verdict as (kind, place, found, wanted)."""
    return [fault.args for fault in verdict.faults]


def flipped(data, bit):
    """The bytes with one bit turned round."""
    damaged = bytearray(data)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def names(place, byte):
    """Whether a place named by the verifier holds the byte."""
    found = PLACES.search(place)
    return found is not None and int(found[1]) <= byte <= int(found[2] or found[1])
