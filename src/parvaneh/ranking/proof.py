"""What of a ranking's proof everybody may have, at the level that the public sees (13).

Where the public sees everything, that is the whole bundle, and `parvaneh verify` computes it anew.
At any other level it is a table of the announced grades with a salted commitment to the derivation
of each office: whoever is given a derivation with its salt finds that it is the one that counted,
and nobody can guess the points of an office from its commitment. The whole bundle is then for the
parties and a court; its SHA-256 and its root stand in the public part.
"""

import csv
import hmac
import io
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256

from parvaneh.kit.archive import pack
from parvaneh.law.directive_1404.art13_display import PublicLevel
from parvaneh.ranking.models import Cycle, Result, Run
from parvaneh.scoring.bundle import canonical_json

PROOF, GRADES, README = "proof.json", "grades.csv", "README.txt"
COLUMNS = ("office_code", "grade", "status", "commitment")
ABOUT = """\
آنچه از اثبات رتبه‌بندی {year} همگان می‌بینند. نمایش عمومی در سطح «{level}» است؛ از این رو
بسته اثبات (با ریشه و درهم‌ساز زیر) نزد طرف‌ها و دادگاه است. در grades.csv برای هر دفتر رتبه
و تعهدی نمک‌دار به شرح محاسبه آن آمده است: SHA-256 نمک (۳۲ بایت) و سپس بایت‌های شرح.
با گرفتن شرح و نمک خود، درستی را بسنجید.

What everybody sees of the proof of the ranking of {year}. The public sees the level "{level}",
so the bundle itself (root and SHA-256 below) is with the parties and a court. grades.csv holds
the grade of each office and a salted commitment to its derivation: SHA-256 of the salt (32
bytes) followed by the bytes of the derivation. Whoever is given a derivation and its salt can
check that it is the one.

root      {root}
bundle    {bundle}
"""


def public_proof(cycle: Cycle, run: Run, level: PublicLevel, secret: bytes) -> bytes:
    """The public part of a proof as a canonical archive; equal arguments give equal bytes.

    Args:
        cycle: the announced cycle.
        run: its run, with derivations and bundle.
        level: what the public sees; not everything, else the bundle itself is published.
        secret: of this announcement alone; the salts come from it.
    """
    bundle = run.bundle.sha256 if run.bundle else ""
    results = list(Result.objects.filter(run=run).select_related("office").order_by("office__code"))
    said = {
        "format": 1,
        "created_for": f"ranking of {cycle.code}",
        "period": {"first": cycle.first.isoformat(), "last": cycle.last.isoformat()},
        "level": level.value,
        "root": run.root,
        "bundle_sha256": bundle,
        "values_sha256": cycle.digest,
        "offices": len(results),
        "official": run.official,
        "provisional": list(run.provisional),
    }
    about = ABOUT.format(year=cycle.code, level=level.value, root=run.root, bundle=bundle)
    return pack(
        {
            PROOF: canonical_json(said),
            GRADES: _grades(results, secret, _names(run)),
            README: about.encode(),
        }
    )


def salt_of(secret: bytes, office: str) -> bytes:
    """The salt of one office: 32 bytes that nobody can work out without the secret."""
    return hmac.digest(secret, office.encode(), "sha256")


def commitment(salt: bytes, derivation: bytes) -> str:
    """The salted commitment to a derivation, in hexadecimal."""
    return sha256(salt + derivation).hexdigest()


def _grades(results: Iterable[Result], secret: bytes, names: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in results:
        code = one.office.code
        tree = zlib.decompress(bytes(one.derivation)) if one.derivation else b""
        told = commitment(salt_of(secret, code), tree) if tree else ""
        writer.writerow((code, names.get(one.grade, one.grade), one.status, told))
    return out.getvalue().encode()


def _names(run: Run) -> Mapping[str, str]:
    return {one["key"]: one["fa"] for one in run.facts.get("bands", ())}
