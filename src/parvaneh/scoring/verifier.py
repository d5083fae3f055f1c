"""Check a bundle of the yearly ranking: python verify.py [BUNDLE] [--root HEX] [--json].

This file stands alone: Python 3.9 or later, the standard library, nothing else; it shares no line
with the program that made the bundle. It holds every byte of the bundle against the one layout that
a bundle has, its members against their hashes and the Merkle root, and then computes every score,
total, grade and place again, from the reduced evidence and the dated values, in exact fractions.
Exit status: 0, everything agrees; 4, something does not, and it is named.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import struct
import sys
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

UNVERIFIED = 4
MOST_BYTES = 2**31 - 1  # of a bundle: beyond it the layout would need fields that ours never has
SHOWN = 20  # faults printed; the rest are counted
SCALE = 10_000  # ten-thousandths in one point or one hour
LOCAL, ENTRY, END = map(struct.Struct, ("<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"))
LOCAL_MARK, ENTRY_MARK, END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
MADE_BY, NEEDED, DAY_ONE, PLAIN_FILE = 3 << 8 | 20, 20, 33, 0o644 << 16
NAME = re.compile(r"(?:[A-Za-z0-9_]+/)?[A-Za-z0-9_]+\.[a-z]+")
NUMBER = re.compile(r"-?[0-9]{1,30}(?:/0*[1-9][0-9]{0,29}|\.[0-9]{1,30})?")
FIRM = ("official", "assumed")  # a value of another status makes a ranking unofficial
MANY = zip((f"I{number}" for number in range(1, 11)), (4, 4, 3, 4, 4, 5, 0, 2, 4, 5))
CRITERIA = {name: [f"{name}.{letter}" for letter in "abcde"[:many]] for name, many in MANY}
CODES = [code for codes in CRITERIA.values() for code in codes]
KEYS = """3.coefficients 3.score_range 4.criterion_weights 4.missing_criterion 4.degrees
4.whose_convictions 4.final_only 4.conviction_dated_by 4.demotion_degrees 4.demotion_least
4.demotion_most 4.demotion_total_most 4.full_record 4.deductions 4.convictions_combined
4.record_floor 4.survey_points 4.survey_minimum 4.small_sample 5.period_first 5.period_last
6.initial_grade 6.new_offices 7.bands 8.evidence_map 8.service_shares 8.monitoring_systems
8.training_hours_full 8.education_points 8.experience_months_full 8.education_weight 11.below_by
14.honoured 14.scope 14.ties 14.demoted_excluded""".split()
TEXTS = "office_code title province_code county city status system education criterion".split()
TEXTS += "kind ruling reason".split()
RESULTS = "office_code i1 i2 i3 i4 i5 i6 i7 i8 i9 i10 total grade place province_place".split()
RESULTS += "demoted_by status survey_n official".split()
TOLD = "place province_place demoted_by standing survey_n official".split()
PERIOD = "reduced/period.json"
FIXED = 17  # members beside the derivations
KINDS = {
    "layout": ("بایت‌ها با چیدمان یگانه بسته نمی‌خواند", "bytes are not those of the one layout"),
    "form": ("خوانا نیست یا شکل درست را ندارد", "cannot be read, or has another form"),
    "value": ("چنین مقدار یا مدرکی پذیرفته نیست", "no such value or evidence is admitted"),
    "result": ("با محاسبه دوباره نمی‌خواند", "differs from what was computed again"),
}


class Fault(Exception):
    """One thing that is wrong: its kind, its place, what stands there, and what should."""

    def __init__(self, kind: str, place: str, found: object = "", wanted: object = "") -> None:
        super().__init__(kind, place, str(found)[:200], str(wanted)[:200])


class Verdict(NamedTuple):
    """What came of a check; the facts only as far as they could be read."""

    faults: list[Fault]
    root: str = ""
    offices: int = 0
    unofficial: Sequence[str] = ()


def opened(data: bytes, faults: list[Fault]) -> dict[str, bytes]:
    """The members; headers, directory and end are made again, what differs goes to `faults`."""
    members: dict[str, bytes] = {}
    directory, at, names = bytearray(), 0, []
    while data[at : at + 4] == LOCAL_MARK:
        name, start, end = _bounds(data, at)
        content = data[start:end]
        facts = (0, 0, 0, DAY_ONE, zlib.crc32(content), len(content), len(content), len(name), 0)
        if data[at:start] != LOCAL.pack(LOCAL_MARK, NEEDED, *facts) + name.encode():
            faults.append(Fault("layout", f"{name}: bytes {at}-{max(start, end) - 1}"))
        entry = ENTRY.pack(ENTRY_MARK, MADE_BY, NEEDED, *facts, 0, 0, 0, PLAIN_FILE, at)
        directory += entry + name.encode()
        names.append((len(directory), len(name), f"{name}: bytes {at}-{start - 1}"))
        members[name], at = content, end
    directory += END.pack(END_MARK, 0, 0, len(members), len(members), len(directory), at, 0)
    if data[at:] != directory:
        shorter = min(len(data) - at, len(directory))
        first = next((i for i in range(shorter) if data[at + i] != directory[i]), shorter)
        # A name stands in the header of its member and in the directory: either may be wrong.
        places = [place for end, size, place in names if end - size <= first < end]
        marked = data[at : at + 4] in {ENTRY_MARK, END_MARK}
        places += [f"directory: byte {at + first}" if marked else f"header: bytes {at}-{at + 3}"]
        faults += [Fault("layout", place) for place in places]
    if list(members) != sorted(members):
        faults.append(Fault("layout", "order of the members"))
    return members


def _bounds(data: bytes, at: int) -> tuple[str, int, int]:
    start = at + LOCAL.size
    if start <= len(data):
        size, length = LOCAL.unpack(data[at:start])[8:10]
        name = data[start : start + length].decode("latin-1")
        if NAME.fullmatch(name) and start + length + size <= len(data):
            return name, start + length, start + length + size
    raise Fault("layout", f"header: bytes {at}-{min(start + 99, len(data)) - 1}")


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root of RFC 6962, section 2.1, over leaf hashes in their order."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    both = merkle_root(leaves[:split]) + merkle_root(leaves[split:])
    return hashlib.sha256(b"\1" + both).digest()


def root_of(members: dict[str, bytes]) -> str:
    """The root over all members but the manifest: a leaf is the name, a zero byte, the content."""
    names = sorted(members.keys() - {"manifest.json"})
    leaves = (b"\0" + name.encode() + b"\0" + members[name] for name in names)
    return merkle_root([hashlib.sha256(leaf).digest() for leaf in leaves]).hex()


def manifest_faults(members: dict[str, bytes], given: str | None) -> Iterator[Fault]:
    """What the manifest says of members, root and origin, against those themselves."""
    manifest, origin = read(members, "manifest.json"), read(members, "origin.json")
    listed = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in members.items()
        if name != "manifest.json"
    ]
    wanted = {**origin, "format": 1, "members": listed, "root": root_of(members)}
    yield from differences(manifest, wanted, "manifest.json")
    yield from differences((given or wanted["root"]).strip().lower(), wanted["root"], "--root")


def read(members: dict[str, bytes], name: str) -> Any:
    """A CSV member, or a JSON member in the one way in which a bundle writes it."""
    text = members[name].decode()
    if name.endswith(".csv"):
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    found = json.loads(text, parse_float=_whole, parse_constant=_whole, parse_int=_whole)
    again = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    if again != text and name != PERIOD:
        raise Fault("form", name, "not in the canonical form")
    return found


def tables_of(members: dict[str, bytes]) -> Any:
    """The tables of the reduced evidence: rows with typed fields by the names of the columns."""
    tables = SimpleNamespace()
    for name in members:
        if name.startswith("reduced/") and name.endswith(".csv"):
            header, *rows = read(members, name)
            made = [dict(zip(header, map(typed, header, row))) for row in rows]
            setattr(tables, name[8:-4], [SimpleNamespace(**row) for row in made])
    return tables


def typed(column: str, text: str) -> Any:
    """A field of the reduced evidence: text, yes or no, a day, or a whole number from 0 up."""
    if column in TEXTS:
        return text
    if column in {"revokes", "applicable", "intentional"}:
        return {"true": True, "false": False, "": False}[text]
    return date.fromisoformat(text) if column.endswith("_on") else Fraction(_whole(text))


def _whole(text: str) -> int:
    if re.fullmatch("[0-9]{1,19}", text):
        return int(text)
    raise ValueError(f"{text[:20]}: no such number in a bundle")


def jalali(year: int, month_day: str) -> str:
    """The date of a Jalali month and day (33-year cycle, right for 1300 to 1499)."""
    month, day = map(int, month_day.split("-"))
    new_year = 226530 + 365 * year + (8 * year + 21) // 33
    return str(date.fromordinal(new_year + 30 * (month - 1) + min(month - 1, 6) + day - 1))


class Book:
    """The dated values; each must be known here, in force, and of the form its rule expects."""

    def __init__(self, entries: dict[str, Any], first: str, last: str) -> None:
        self.entries = entries
        for key in sorted({f"D1404.{key}" for key in KEYS} ^ entries.keys()):
            raise Fault("value", key)
        for key, entry in entries.items():
            if not entry["from"] <= last <= (entry["until"] or last):
                raise Fault("value", key, f"{entry['from']} - {entry['until']}", last)
        self.unofficial = [key for key in sorted(entries) if entries[key]["status"] not in FIRM]
        begin, end = self["5.period_first"], self["5.period_last"]
        year = next(one for one in range(1300, 1500) if jalali(one, end["month_day"]) >= last)
        start = jalali(year + end["years_before"] - begin["years_before"], begin["month_day"])
        if (start, jalali(year, end["month_day"])) != (first, last):
            raise Fault("value", PERIOD, f"{first} - {last}", start)
        # These words decide nothing that the evidence holds, yet one not known is refused.
        self.says("4.whose_convictions", "manager", "manager_and_staff")
        self.says("4.conviction_dated_by", "finality", "ruling")
        self.says("4.final_only", True, False)
        self.says("14.scope", "national")

    def __getitem__(self, key: str) -> Any:
        return self.entries[f"D1404.{key}"]["content"]

    def number(self, key: str, *path: Any) -> Fraction:
        """An exact number: whole, or text such as 1/3 or 0.25; in a table, at this path."""
        found = self[key]
        for step in path:
            found = found[step]
        if isinstance(found, bool) or not NUMBER.fullmatch(str(found)):
            raise Fault("value", f"D1404.{key}", found)
        return Fraction(found)

    def says(self, key: str, word: object, *others: object) -> bool:
        """Whether a policy is this word, and not another one that this program knows."""
        if self[key] not in (word, *others):
            raise Fault("value", f"D1404.{key}", self[key], (word, *others))
        return bool(self[key] == word)


class Again:
    """The ranking, computed again from the values and the reduced evidence."""

    def __init__(self, members: dict[str, bytes], book: Book, first: date, last: date) -> None:
        self.book, self.first, self.last = book, first, last
        self.tables = tables_of(members)
        self.offices = {row.office_code: row for row in self.tables.offices}
        for row in self.tables.offices:
            row.ways = {code: {} for code in CODES}  # of each criterion: way of measuring -> score
            row.records, row.left_out, row.survey_n, row.lost = [], set(), 0, 0
            row.total = row.band = row.place = row.province_place = None
        for at, band in enumerate(book["7.bands"]):
            band["lower"] = book.number("7.bands", at, "lower")
        self.bands = sorted(book["7.bands"], key=lambda band: (-band["lower"], band["inclusive"]))
        self.coefficients = {name: book.number("3.coefficients", name) for name in CRITERIA}
        self.weights = {code: book.number("4.criterion_weights", code) for code in CODES}

    def parts(self) -> Iterator[tuple[Any, ...]]:
        """What was reached and what was due of all that is counted."""
        book, tables = self.book, self.tables
        points = [book.number("4.survey_points", at) for at in range(5)]
        few = book.says("4.small_sample", "not_assessable", "count_and_mark")
        for row in tables.survey:
            for letter in "" if few and row.rows < book.number("4.survey_minimum") else "abcd":
                answers = [getattr(row, f"{letter}{answer}") for answer in range(1, 6)]
                earned = sum(map(Fraction.__mul__, points, answers))
                yield row.office_code, f"I2.{letter}", 1, earned, 100 * sum(answers)
        for code in ("I4.b", "I4.c", "I4.d"):
            counts = book["8.service_shares"][code]["counts"]
            full = book.number("8.service_shares", code, "full")
            for row in tables.services:
                yield row.office_code, code, 4, getattr(row, counts), full * row.services
        for row in tables.monitoring:
            if row.system in book["8.monitoring_systems"]:
                yield row.office_code, "I3.b", 6, row.minutes_up, row.minutes_due
        for row in tables.training:
            due = book.number("8.training_hours_full") * SCALE * (row.rows > 0)
            yield row.office_code, "I6.b", 4, row.hours_x10000, due
        full, share = book.number("8.experience_months_full"), book.number("8.education_weight")
        for row in tables.staff:
            worth = share * book.number("8.education_points", row.education)
            worth += (1 - share) * 100 * min(row.experience_months, full) / full
            yield row.office_code, "I6.c", 4, worth * row.days, 100 * row.days
            yield row.office_code, "I6.e", 4, row.days, row.days_due

    def measure(self) -> None:
        """Give every office its scores by each way of measuring; what was counted goes first."""
        sums: dict[Any, tuple[Fraction, Fraction]] = defaultdict(lambda: (Fraction(0), Fraction(0)))
        for *key, reached, due in self.parts():
            before = sums[tuple(key)]
            sums[tuple(key)] = before[0] + reached, before[1] + due
        for (office, code, way), (reached, due) in sums.items():
            if due:
                self.offices[office].ways[code][way] = min(Fraction(100), 100 * reached / due)
        for row in self.tables.assessments:
            if not self.first <= row.assessed_on <= self.last:
                raise Fault("value", f"{row.office_code}: {row.criterion}", row.assessed_on)
            newest = row.scores_x10000 / row.count / SCALE
            self.offices[row.office_code].ways[row.criterion].setdefault(int(row.method), newest)

    def indicator(self, office: Any, name: str) -> dict[str, Any]:
        """An indicator: the weighted mean of its criteria that apply and could be assessed."""
        shared = self.book.says("4.missing_criterion", "share", "zero")
        allowed, (least, most) = self.book["8.evidence_map"], self.book["3.score_range"]
        criteria, earned, weight = [], [], Fraction(0)
        for code in CRITERIA[name]:
            ways, out = office.ways[code], code in office.left_out
            may = set(allowed.get(code, allowed.get(name, ())))
            wrong = ways.keys() - (may & {1} if name == "I2" else may)
            if wrong or not all(least <= score <= most for score in ways.values()):
                raise Fault("value", f"{office.office_code}: {code}", ways, sorted(may))
            score = None if out or not ways else sum(ways.values()) / Fraction(len(ways))
            state = "inapplicable" if out else "missing" if score is None else "assessed"
            each = self.weights[code]
            weight += each if score is not None or (state == "missing" and not shared) else 0
            earned += [] if score is None else [score * each]
            criteria.append({"criterion": code, "state": state, "score": score, "weight": each})
        score = sum(earned) / weight if earned and weight else None
        told = {"indicator": name, "coefficient": self.coefficients[name], "score": score}
        return {**told, "criteria": criteria}

    def record(self, rows: list[Any]) -> tuple[Fraction, int, bool]:
        """I7, the grades that the record costs, and whether it revokes the licence."""
        book, lost, asked = self.book, [0], Fraction(0)
        for row in rows:
            if row.revokes or not self.first <= row.final_on <= self.last:
                continue
            for rule in book["4.deductions"]:
                meant = row.intentional or not rule["intentional_only"]
                if meant and row.kind == rule["kind"] and row.degree in rule["degrees"]:
                    lost.append(rule["points"])
                    break
            if row.kind == "criminal" and row.degree in book["4.demotion_degrees"]:
                asked += row.demotion
        cost = sum(lost) if book.says("4.convictions_combined", "sum", "worst") else max(lost)
        score = max(book.number("4.full_record") - cost, book.number("4.record_floor"))
        lowered = int(min(asked, book.number("4.demotion_total_most")))
        return score, lowered, any(row.revokes and row.final_on <= self.last for row in rows)

    def stand(self, row: Any, lowered: int, *, revoked: bool) -> None:
        """Give an office its total, its grade, and the first status that fits."""
        scores, weights = [one["score"] for one in row.indicators], self.coefficients.values()
        if revoked or None in scores:
            row.status = "revoked" if revoked else "ungraded"
            row.indicators = [] if revoked else row.indicators
            return
        row.total = sum(map(Fraction.__mul__, scores, weights)) / sum(weights)
        new = row.licensed_on > self.first and self.book.says("6.new_offices", "initial", "graded")
        row.status = "initial" if new and row.status == "active" else row.status
        keys = [band["key"] for band in self.bands]
        before = keys.index(self.book["6.initial_grade"]) if new else self._band_at(row.total)
        row.band = min(before + lowered, len(keys) - 1)
        row.lost = row.band - before

    def _band_at(self, total: Fraction) -> int:
        bounds = [(band["lower"], band["inclusive"]) for band in self.bands]
        return [total > lower or (total == lower and its) for lower, its in bounds].index(True)

    def rank(self) -> None:
        """Give every office its scores, total, grade, status and places."""
        self.measure()
        groups: dict[Any, list[Any]] = defaultdict(list)
        for row in self.tables.applicability:
            self.offices[row.office_code].left_out |= set() if row.applicable else {row.criterion}
        for row in self.tables.records:
            self.offices[row.office_code].records.append(row)
        for row in self.tables.survey:
            self.offices[row.office_code].survey_n = int(row.rows)
        for row in self.tables.offices:
            row.indicators = [self.indicator(row, name) for name in CRITERIA]
            row.indicators[6]["score"], lowered, revoked = self.record(row.records)
            self.stand(row, lowered, revoked=revoked or row.status == "revoked")
            for key in (("place", ""), ("province_place", row.province_code)):
                groups[key] += [row] if row.status == "active" else []
        for (field, _), group in groups.items():
            totals = sorted(-row.total for row in group)
            for row in group:  # equal totals tie: 1, 2, 2, 4
                setattr(row, field, 1 + bisect_left(totals, -row.total))

    def country(self) -> dict[str, Any]:
        """What is true of all offices together."""
        book, placed = self.book, [row for row in self.tables.offices if row.place]
        average = sum(row.total for row in placed) / len(placed) if placed else None
        mean = None if average is None else self._band_at(average)
        by_total = book.says("11.below_by", "total", "grade")
        below = [row for row in placed if (row.total < average if by_total else row.band > mean)]
        out = book.says("14.demoted_excluded", True, False)
        all_tied = book.says("14.ties", "all", "none")
        may = [row for row in placed if not (out and row.lost)]
        totals, many = sorted(-row.total for row in may), book.number("14.honoured")
        ends = [(bisect_left if all_tied else bisect_right)(totals, -row.total) for row in may]
        honoured = [row for row, end in zip(may, ends) if end < many + (not all_tied)]
        return {
            "average": six(average),
            "average_grade": "" if mean is None else self.bands[mean]["key"],
            "below_average": [row.office_code for row in below],
            "honoured": [row.office_code for row in honoured],
            "official": not book.unofficial,
            "provisional": book.unofficial,
        }

    def documents(self) -> Iterator[tuple[str, Any]]:
        """What country.json, the derivations and results.csv have to say."""
        self.rank()
        yield "country.json", self.country()
        results, official = [RESULTS], not self.book.unofficial
        for row in self.tables.offices:
            code = row.office_code
            band = {"key": "", "fa": ""} if row.band is None else self.bands[row.band]
            last = [row.place, row.province_place, row.lost, row.status, row.survey_n, official]
            told = dict(zip(TOLD, last), office=code, grade=band["key"], total=row.total)
            told.update(province=row.province_code, indicators=row.indicators)
            yield f"derivations/{code}.json", told
            scores = [one["score"] for one in row.indicators] or [None] * len(CRITERIA)
            ends = ["" if one is None else str(one).lower() for one in last]
            results.append([code, *map(six, [*scores, row.total]), band["fa"], *ends])
        yield "results.csv", results


def six(score: Fraction | None) -> str:
    """A score with six decimals, half up; empty where there is none."""
    scaled = 0 if score is None else (2 * 10**6 * score + 1) // 2
    return "" if score is None else f"{scaled // 10**6}.{scaled % 10**6:06}"


def differences(found: Any, wanted: Any, place: str) -> Iterator[Fault]:
    """Where a document lacks, or tells otherwise, what was computed again."""
    if isinstance(wanted, list) and isinstance(found, list):
        has, wants = (list(map(_named, rows, range(1, 1 + len(rows)))) for rows in (found, wanted))
        if has != wants:
            yield Fault("result", place, has, wants)
        found, wanted = dict(zip(has, found)), dict(zip(wants, wanted))
    if isinstance(wanted, dict) and isinstance(found, dict):
        for name in wanted:
            yield from differences(found.get(name, "?"), wanted[name], f"{place}: {name}")
    elif found != (str(wanted) if isinstance(wanted, Fraction) else wanted):
        yield Fault("result", place, found, wanted)


def _named(one: Any, at: int) -> Any:
    if isinstance(one, dict):
        return one.get("name") or one.get("indicator") or one.get("criterion") or at
    return one[0] if isinstance(one, list) and one else at


def verify(path: Path, given: str | None = None) -> Verdict:
    """Check a bundle; `given` is the root to compare with, in hexadecimal."""
    faults: list[Fault] = []
    verdict, stage = Verdict(faults), path.name
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            faults.append(Fault("layout", stage, size, f"at most {MOST_BYTES}"))
        members = {} if faults else opened(path.read_bytes(), faults)
        if not faults:
            verdict = Verdict(faults, root_of(members))
            faults += manifest_faults(members, given)
        if not faults:
            period, stage = read(members, PERIOD), "values.json"
            first, last = map(date.fromisoformat, (period["first"], period["last"]))
            book, stage = Book(read(members, stage), str(first), str(last)), "reduced"
            again = Again(members, book, first, last)
            verdict = Verdict(faults, verdict.root, len(again.offices), book.unofficial)
            for stage, wanted in again.documents():
                faults += differences(read(members, stage), wanted, stage)
            if len(members) != FIXED + len(again.offices):
                faults.append(Fault("form", "members", len(members), FIXED + len(again.offices)))
    except Fault as fault:
        faults.append(fault)
    except Exception as error:  # noqa: BLE001 - whatever a hostile bundle breaks is a fault of it
        faults.append(Fault("form", stage, repr(error)))
    return verdict


def report(verdict: Verdict) -> str:
    """The verdict in Persian and English, a line each."""
    lines = []
    for fault in verdict.faults[:SHOWN]:
        kind, place, found, wanted = fault.args
        instead = f" ({found} ≠ {wanted})" if found or wanted else ""
        lines.append("✗ {}: {} / {}{}".format(place, *KINDS[kind], instead))
    right = "✓ {0} دفتر دوباره محاسبه شد و همه چیز یکسان است / {0} offices agree"
    wrong = f"✗ نادرست / not verified: {len(verdict.faults)}"
    lines.append(wrong if verdict.faults else right.format(verdict.offices))
    if verdict.unofficial:
        lines.append("این رتبه‌بندی رسمی نیست / not official: " + ", ".join(verdict.unofficial))
    return "\n".join([*lines, f"ریشه / root: {verdict.root}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("bundle", nargs="?", type=Path, help="default: the one around this file")
    parser.add_argument("--root", help="the printed root to compare with, in hexadecimal")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    options = parser.parse_args(arguments)
    above = Path(__file__).resolve().parents
    around = [*above, above[0] / "bundle.zip", above[1] / "bundle.zip"]
    found = next(filter(Path.is_file, around), around[-1])
    verdict = verify(options.bundle or found, options.root)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    facts = {**verdict._asdict(), "faults": [fault.args for fault in verdict.faults]}
    print(json.dumps(facts, ensure_ascii=False) if options.json else report(verdict))
    return UNVERIFIED if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main())
