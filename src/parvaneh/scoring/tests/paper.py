"""A country of seven offices computed on paper: reduced evidence, and what must come of it.

Nothing here is computed by the program that is under test. Office 001 has counted evidence of every
kind; the others get the same score in every criterion, so that their totals are plain. Sums:

001  I1 = ((80) + (90 + 65)/2)/2 = 315/4; I2 = (0 + 25 + 75)/3 = 100/3; I3 = 960/1440 = 200/3;
     I4 = (50 + 50 + 100)/3 = 200/3 (5 and 1 of 100 services are half of the shares asked, 20 of 100
     are more than the share); I5 = 60; I6 = (30 of 40 hours + (300 x 87.5 + 100 x 75)/400
     + 400 of 466 days)/3 = (75 + 675/8 + 20000/233)/3 = 457075/5592; I7 = 100 - 30 = 70;
     I8 = 50; I9 = 40; I10 = 30 (I10.e does not apply); total = a tenth of the sum.
002  nine times 90, a crime of degree 3 with one grade: 91, excellent, lowered to good.
003  nine times 80: 82, good.             004  as 003, ties with it in the country.
005  licensed within the period, nine times 100: total 100, yet initial.
006  suspended, nine times 70: 73, good, no place.
007  no evidence: ungraded.               008  revoked by an old record.
Average of 001 to 004: (215163/3728 + 91 + 82 + 82)/4 = 78.1788…, good: 001 alone lies below.
"""

import json
from fractions import Fraction

from parvaneh.kit.crypto import leaf_hash, merkle_root, sha256_hex
from parvaneh.law.values import value_at
from parvaneh.scoring import verifier
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import PERIOD

I1, I6 = Fraction(315, 4), Fraction(457075, 5592)
FIRST = (I1, "100/3", "200/3", "200/3", 60, I6, 70, 50, 40, 30)
T1 = sum(map(Fraction, FIRST)) / 10
EVERY = [code for codes in verifier.CRITERIA.values() for code in codes]

OFFICES = """\
office_code,title,province_code,county,city,licensed_on,status
001,"دفتر یک, تهران",IR-23,تهران,تهران,2015-01-01,active
002,دفتر دو,IR-23,تهران,تهران,2024-06-21,active
003,دفتر سه,IR-00,تبریز,تبریز,2015-01-01,active
004,دفتر چهار,IR-23,تهران,ری,2015-01-01,active
005,دفتر پنج,IR-00,تبریز,تبریز,2024-06-22,active
006,دفتر شش,IR-00,تبریز,تبریز,2015-01-01,suspended
007,دفتر هفت,IR-00,تبریز,تبریز,2015-01-01,active
008,دفتر هشت,IR-00,تبریز,تبریز,2015-01-01,active
"""
ANSWERS = ",".join(f"{question}{answer}" for question in "abcd" for answer in range(1, 6))
TABLES = {
    "offices": OFFICES,
    "survey": f"office_code,rows,{ANSWERS}\n001,3,1,1,0,1,0" + ",0" * 15 + "\n",
    "services": "office_code,services,fee_exempt,below_tariff,in_prison\n001,100,5,20,1\n",
    "monitoring": (
        "office_code,system,minutes_up,minutes_due\n"
        "001,cctv,460,700\n001,network,500,740\n001,power,1,999\n"
    ),
    "training": "office_code,rows,hours_x10000\n001,2,300000\n",
    "staff": (
        "office_code,education,experience_months,days,days_due\n"
        "001,bachelor,60,300,366\n001,doctorate,30,100,100\n"
    ),
    "records": (
        "office_code,kind,degree,intentional,final_on,ruling,revokes,demotion\n"
        "001,criminal,4,false,2024-09-01,۱,false,0\n"
        "001,disciplinary,5,,2024-09-01,۲,false,0\n"
        "002,criminal,3,true,2025-06-21,۳,false,1\n"
        "008,criminal,1,true,2020-01-01,۴,true,2\n"
    ),
    "applicability": "office_code,criterion,applicable,reason\n001,I10.e,false,تازه جابه‌جا شده\n",
}
# I5.b is there by the same way as what was counted elsewhere; I4.b is replaced by the count.
ONE = """\
001,I1.a,3,2024-10-01,1,800000
001,I1.b,2,2024-10-01,2,1300000
001,I1.b,3,2024-11-01,1,900000
001,I4.b,4,2024-10-01,1,990000
001,I5.a,3,2025-06-21,1,600000
001,I8.a,3,2024-06-21,1,500000
001,I9.a,3,2024-10-01,1,400000
001,I10.a,3,2024-10-01,1,300000
001,I10.e,3,2024-10-01,1,990000
"""
PLAIN = {"002": 90, "003": 80, "004": 80, "005": 100, "006": 70}
RESULTS = """\
office_code,i1,i2,i3,i4,i5,i6,i7,i8,i9,i10,total,grade,place,province_place,demoted_by,status,survey_n,official
001,78.750000,33.333333,66.666667,66.666667,60.000000,81.737303,70.000000,50.000000,40.000000,\
30.000000,57.715397,متوسط,4,3,0,active,3,false
002,90.000000,90.000000,90.000000,90.000000,90.000000,90.000000,100.000000,90.000000,90.000000,\
90.000000,91.000000,خوب,1,1,1,active,0,false
003,80.000000,80.000000,80.000000,80.000000,80.000000,80.000000,100.000000,80.000000,80.000000,\
80.000000,82.000000,خوب,2,1,0,active,0,false
004,80.000000,80.000000,80.000000,80.000000,80.000000,80.000000,100.000000,80.000000,80.000000,\
80.000000,82.000000,خوب,2,2,0,active,0,false
005,100.000000,100.000000,100.000000,100.000000,100.000000,100.000000,100.000000,100.000000,\
100.000000,100.000000,100.000000,خوب,,,0,initial,0,false
006,70.000000,70.000000,70.000000,70.000000,70.000000,70.000000,100.000000,70.000000,70.000000,\
70.000000,73.000000,خوب,,,0,suspended,0,false
007,,,,,,,100.000000,,,,,,,,0,ungraded,0,false
008,,,,,,,,,,,,,,,0,revoked,0,false
"""
# Of 001: what was assessed. The rest is missing, but for I10.e, which does not apply.
FOUND = {
    "I1.a": 80, "I1.b": "155/2", "I2.a": "100/3", "I3.b": "200/3", "I4.b": 50, "I4.c": 50,
    "I4.d": 100, "I5.a": 60, "I6.b": 75, "I6.c": "675/8", "I6.e": "20000/233", "I8.a": 50,
    "I9.a": 40, "I10.a": 30,
}  # fmt: skip
# office: standing, grade, place, province place, demoted by, total
STANDINGS = {
    "001": ("active", "average", 4, 3, 0, str(T1)),
    "002": ("active", "good", 1, 1, 1, "91"),
    "003": ("active", "good", 2, 1, 0, "82"),
    "004": ("active", "good", 2, 2, 0, "82"),
    "005": ("initial", "good", None, None, 0, "100"),
    "006": ("suspended", "good", None, None, 0, "73"),
    "007": ("ungraded", "", None, None, 0, None),
    "008": ("revoked", "", None, None, 0, None),
}
PROVINCES = {
    office: "IR-23" if office in {"001", "002", "004"} else "IR-00" for office in STANDINGS
}
COUNTRY = {
    "average": "78.178849",  # 1165803 / 14912
    "average_grade": "good",
    "below_average": ["001"],
    "honoured": ["001", "002", "003", "004"],
    "official": False,
    "provisional": ["D1404.3.coefficients", "D1404.7.bands"],
}
ORIGIN = {
    "format": 1,
    "created_for": "ranking of 1404",
    "period": {"first": "2024-06-21", "last": "2025-06-21"},
    "code_version": "paper",
    "inputs": [{"name": "offices.csv", "sha256": "00", "size": 1}],
}


def written(content):
    """JSON as a bundle has it, by a writer of our own."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def assessments():
    """The table: office 001 as above, the others the same in every criterion."""
    rows = [
        f"{office},{code},{1 if code.startswith('I2.') else 3},2024-10-01,1,{score * 10_000}\n"
        for office, score in PLAIN.items()
        for code in EVERY
    ]
    return "office_code,criterion,method,assessed_on,count,scores_x10000\n" + ONE + "".join(rows)


def derivation(office):
    """The derivation of an office, as far as the verifier reads it."""
    standing, grade, place, province_place, demoted_by, total = STANDINGS[office]
    found = FOUND if office == "001" else dict.fromkeys(EVERY, PLAIN.get(office))
    scores = FIRST if office == "001" else [PLAIN.get(office)] * 6 + [100] + [PLAIN.get(office)] * 3
    indicators = [
        {
            "indicator": name,
            "coefficient": "1",
            "score": None if score is None else str(score),
            "criteria": [criterion(office, code, found.get(code)) for code in codes],
        }
        for (name, codes), score in zip(verifier.CRITERIA.items(), scores, strict=True)
    ]
    return {
        "office": office,
        "province": PROVINCES[office],
        "standing": standing,
        "grade": grade,
        "place": place,
        "province_place": province_place,
        "demoted_by": demoted_by,
        "survey_n": 3 if office == "001" else 0,
        "official": False,
        "total": total,
        "indicators": [] if standing == "revoked" else indicators,
    }


def criterion(office, code, score):
    """One criterion of a derivation."""
    out = (office, code) == ("001", "I10.e")
    state = "inapplicable" if out else "missing" if score is None else "assessed"
    shown = None if score is None or out else str(score)
    return {"criterion": code, "weight": "1", "state": state, "score": shown}


def values():
    """The shipped values that a ranking uses, as a bundle keeps them."""
    entries = [value_at(VALUES, f"D1404.{key}", PERIOD.last) for key in verifier.KEYS]
    return {
        entry.key: {
            "content": plain(entry.content),
            "status": str(entry.status),
            "from": entry.start.isoformat(),
            "until": None,
            "source": entry.source,
        }
        for entry in entries
    }


def plain(content):
    """Lists and dictionaries in place of frozen ones."""
    if hasattr(content, "items"):
        return {name: plain(part) for name, part in content.items()}
    return [plain(part) for part in content] if isinstance(content, tuple) else content


def reduced():
    """The members of the summary file."""
    period = {"format": 1, "first": "2024-06-21", "last": "2025-06-21", "sheets": [], "outside": {}}
    tables = {**TABLES, "assessments": assessments()}
    return {
        "period.json": (json.dumps(period, indent=1, sort_keys=True) + "\n").encode(),
        **{f"{name}.csv": text.encode() for name, text in tables.items()},
    }


def paper_members(kept=None):
    """The members of the bundle, without its manifest.

    Args:
        kept: values in place of the shipped ones.
    """
    return {
        "origin.json": written(ORIGIN),
        "values.json": written(values() if kept is None else kept),
        "country.json": written(COUNTRY),
        "results.csv": RESULTS.encode(),
        "verify.py": b"print()\n",
        "README.txt": b"\n",
        **{f"reduced/{name}": content for name, content in reduced().items()},
        **{f"derivations/{office}.json": written(derivation(office)) for office in STANDINGS},
    }


def sealed(members):
    """The members with the manifest that belongs to them."""
    names = sorted(name for name in members if name != "manifest.json")
    listed = [
        {"name": name, "sha256": sha256_hex(members[name]), "size": len(members[name])}
        for name in names
    ]
    root = merkle_root([leaf_hash(name.encode() + b"\0" + members[name]) for name in names]).hex()
    origin = json.loads(members["origin.json"])
    return {**members, "manifest.json": written({**origin, "members": listed, "root": root})}
