"""The bundle: all that it takes to compute a ranking again, in one file of one canonical layout.

It holds the reduced evidence, the values used, the results, the derivation of every office and a
program that verifies it without us. The Merkle root stands for all members but the manifest, which
carries it; what the manifest says of the origin stands in ``origin.json`` too, so that the root
fixes it. Days are Gregorian (year-month-day), exact numbers are text such as ``70/3``.
"""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from parvaneh.kit.archive import pack
from parvaneh.kit.crypto import leaf_hash, merkle_root, sha256_hex
from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.law.values import DatedValue, Values, value_at
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.results import results_csv, six_decimals

FORMAT = 1  # of the members; raised when their meaning changes
MANIFEST, ORIGIN, VALUES, COUNTRY = "manifest.json", "origin.json", "values.json", "country.json"
RESULTS, VERIFIER, README = "results.csv", "verify.py", "README.txt"
REDUCED, DERIVATIONS = "reduced/", "derivations/"

_ABOUT = """\
بسته اثبات رتبه‌بندی دفاتر خدمات الکترونیک قضایی
{official_fa}
دوره ارزیابی: {first_fa} تا {last_fa}

آزمودن: verify.py را در کنار بسته بگذارید و اجرا کنید؛ تنها پایتون ۳٫۹ یا بالاتر می‌خواهد.
    python verify.py bundle.zip --root ROOT
این برنامه یک‌یک بایت‌های بسته، درهم‌ساز هر عضو و ریشه درخت مرکل را می‌سنجد و همه امتیازها، رتبه‌ها و
جایگاه‌ها را از نو محاسبه می‌کند. ROOT همان ریشه‌ای است که جداگانه و چاپ‌شده به شما داده‌اند: امروز
ریشه به چیز دیگری تکیه ندارد و بی آن تنها می‌توان دید که بسته با خود سازگار است. از آنجا که بسته
دستکاری‌شده می‌تواند verify.py دستکاری‌شده نیز داشته باشد، آن را از جای مطمئن دیگری بگیرید.

Proof bundle of the ranking of offices of electronic judicial services
{official_en}
Evaluation period: {first_en} to {last_en}

To verify: put verify.py beside the bundle and run it; it needs Python 3.9 or later, nothing else.
    python verify.py bundle.zip --root ROOT
It checks every byte of the bundle, the hash of each member and the Merkle root, and computes all
scores, grades and places again. ROOT is the root that was given to you apart from the bundle, in
print: today the root rests on nothing else, and without it one can see only that the bundle agrees
with itself. An altered bundle may carry an altered verify.py, so take that from a source you trust.

manifest.json   members with size and SHA-256, Merkle root, origin
origin.json     what the bundle was made for, period, code version, hashes of the input files
values.json     every dated value used: content, status, from, until, source
reduced/        the evidence of the period, counted per office
country.json    national average, offices below it, the offices to be honoured
results.csv     one row an office
derivations/    how each office came to its grade, each number with its article and its evidence
"""
_OFFICIAL = ("این رتبه‌بندی بر مقدارهای رسمی یا فرض‌های اعلام‌شده استوار است.",
             "This ranking rests on official values and declared assumptions.")  # fmt: skip
_UNOFFICIAL = (
    "رسمی نیست: این رتبه‌بندی بر مقدارهای موقت استوار است: {keys}",
    "NOT OFFICIAL: this ranking rests on provisional values: {keys}",
)


def canonical_json(content: Any) -> bytes:
    """JSON in the one way in which a bundle writes it: names sorted, no spaces, a last line feed.

    Args:
        content: of text, whole numbers, true, false, null, lists and tables; no binary fractions.

    Raises:
        TypeError: it holds a binary fraction or something that JSON has not.
    """
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def bundle_members(
    ranking: Ranking,
    summary_members: Mapping[str, bytes],
    derivations: Iterable[Mapping[str, Any]],
    *,
    inputs: Iterable[InputFile],
    values: Values,
    code_version: str,
) -> dict[str, bytes]:
    """The members of the bundle of a ranking, the manifest with the root among them.

    Args:
        ranking: the whole ranking.
        summary_members: its reduced evidence, as `summary_file.to_members` gives it.
        derivations: the derivation of every office, each naming it in ``office``; read once.
        inputs: the files of evidence that were read.
        values: the dated values that the ranking was made with; those that it used are kept.
        code_version: of the program that made the ranking.

    Returns:
        Content by name. Equal arguments give equal bytes.

    Raises:
        ValueError: the derivations are not those of the ranking's offices, one each.
    """
    last = ranking.period.last
    policy = policy_of(values, ranking.period)
    used = [value_at(values, basis.key, last) for basis in policy.bases]
    origin = _origin(ranking, inputs, code_version)
    members = {
        ORIGIN: canonical_json(origin),
        VALUES: canonical_json({entry.key: _value(entry) for entry in used}),
        COUNTRY: canonical_json(_country(ranking)),
        RESULTS: results_csv(ranking),
        VERIFIER: files("parvaneh.scoring").joinpath("verifier.py").read_bytes(),
        README: _readme(ranking).encode(),
        **{REDUCED + name: content for name, content in summary_members.items()},
        **_derivations(ranking, derivations),
    }
    listed = [
        {"name": name, "sha256": sha256_hex(members[name]), "size": len(members[name])}
        for name in sorted(members)
    ]
    manifest = {**origin, "members": listed, "root": root_of(members)}
    return {MANIFEST: canonical_json(manifest), **members}


def root_of(members: Mapping[str, bytes]) -> str:
    """The Merkle root of a bundle in hexadecimal (RFC 6962, section 2.1).

    Args:
        members: content by name; the manifest, which carries the root, is left out. An entry is the
            name, a zero byte and the content; entries are in the order of the names.
    """
    names = sorted(set(members) - {MANIFEST})
    leaves = [leaf_hash(name.encode() + b"\0" + members[name]) for name in names]
    return merkle_root(leaves).hex()


def write_bundle(members: Mapping[str, bytes], path: Path) -> None:
    """Write a bundle; equal members make equal files.

    Args:
        members: as `bundle_members` gives them.
        path: of the new file.

    Raises:
        FileExistsError: there is such a file already.
    """
    with path.open("xb") as file:
        file.write(pack(members))


def _origin(ranking: Ranking, inputs: Iterable[InputFile], code_version: str) -> dict[str, Any]:
    first, last = ranking.period.first, ranking.period.last
    hashed = sorted((file.name, file.sha256, file.size) for file in inputs)
    return {
        "format": FORMAT,
        "created_for": f"ranking of {jalali.parts(last)[0]}",
        "period": {"first": first.isoformat(), "last": last.isoformat()},
        "code_version": code_version,
        "inputs": [{"name": name, "sha256": sha256, "size": size} for name, sha256, size in hashed],
    }


def _value(entry: DatedValue) -> dict[str, Any]:
    return {
        "content": entry.content,
        "status": entry.status,
        "from": entry.start.isoformat(),
        "until": entry.until and entry.until.isoformat(),
        "source": entry.source,
        "approved_by": entry.approved_by,
        "cites": [str(place) for place in entry.cites],
        "assumes": entry.assumes,
    }


def _country(ranking: Ranking) -> dict[str, Any]:
    return {
        # The exact mean of ten thousand offices may have as many digits; its grade is exact.
        "average": six_decimals(ranking.average),
        "average_grade": ranking.average_grade,
        "below_average": ranking.below_average,
        "honoured": ranking.honoured,
        "official": ranking.official,
        "provisional": ranking.provisional,
    }


def _derivations(ranking: Ranking, derivations: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    wanted = sorted(result.office for result in ranking.results)
    made = {f"{DERIVATIONS}{tree['office']}.json": canonical_json(tree) for tree in derivations}
    if sorted(made) != [f"{DERIVATIONS}{office}.json" for office in wanted]:
        raise ValueError("a bundle needs one derivation of each office of the ranking")
    return made


def _readme(ranking: Ranking) -> str:
    keys = ", ".join(ranking.provisional)
    fa, en = _OFFICIAL if ranking.official else _UNOFFICIAL
    first, last = ranking.period.first, ranking.period.last
    return _ABOUT.format(
        official_fa=fa.format(keys=keys),
        official_en=en.format(keys=keys),
        first_fa=persian_digits(jalali.text(first)),
        last_fa=persian_digits(jalali.text(last)),
        first_en=first.isoformat(),
        last_en=last.isoformat(),
    )


def _plain(content: Any) -> Any:
    """The content with lists for tuples and tables for frozen ones; floats are refused."""
    if isinstance(content, float):
        raise TypeError(f"{content!r} is a binary fraction: a bundle holds exact numbers only")
    if isinstance(content, Mapping):
        return {
            str(name): part if type(part) in _LEAVES else _plain(part)
            for name, part in content.items()
        }
    if isinstance(content, list | tuple):
        return [part if type(part) in _LEAVES else _plain(part) for part in content]
    return content


_LEAVES = frozenset({str, int, bool, type(None)})  # most of a derivation: looked at in place
