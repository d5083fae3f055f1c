"""A second way of counting deadlines, written apart from the law's and sharing nothing with it.

It knows no calendar library: the leap years of 1399-1422 are a list, a day is (year, month, day),
and the days stand in one row that is walked with a finger. Facts are plain lists:

    weekends    (province or None, first day, last day or None, names of weekdays)
    off         (day, kind, province or None)
"""

LEAP_YEARS = (1399, 1403, 1408, 1412, 1416, 1420)
FIRST_YEAR, LAST_YEAR = 1399, 1422
# 1 Farvardin 1399 was a Friday.
NAMES = ("friday", "saturday", "sunday", "monday", "tuesday", "wednesday", "thursday")


def row_of_days():
    """Every day of the years in question with the name of its weekday, in order."""
    row = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            length = 31 if month <= 6 else 30
            if month == 12 and year not in LEAP_YEARS:
                length = 29
            for day in range(1, length + 1):
                row.append(((year, month, day), NAMES[len(row) % 7]))
    return row


ROW = row_of_days()
PLACE = {day: place for place, (day, _) in enumerate(ROW)}


def reasons_off(day, name, province, weekends, off):
    """Kinds of reasons why nothing can be done on this day in this province, as a set."""
    reasons = set()
    running = []
    for where, first, last, names in weekends:
        if first <= day and (last is None or day <= last):
            running.append((where, names))
    of_the_province = [names for where, names in running if where == province]
    of_the_country = [names for where, names in running if where is None]
    if name == "friday":
        reasons.add("weekend")
    if of_the_province:
        if name in of_the_province[-1]:
            reasons.add("weekend")
    elif of_the_country and name in of_the_country[-1]:
        reasons.add("weekend")
    for there, kind, where in off:
        if there == day and (where is None or where == province):
            reasons.add(kind)
    return reasons


def last_day(*, start, amount, unit, province, weekends, off, both_ends_out, passes_over):
    """Walk from the first day to the last permitted one.

    Returns the last day and the walk: (day, number or None, role) for every day passed.
    """
    to_count = amount
    if unit == "weeks":
        to_count = 7 * amount
    if unit == "months":
        to_count = 30 * amount
    place = PLACE[start]
    walk = [(start, None, "first")]
    number = 0
    while number < to_count:
        number += 1
        place += 1
        walk.append((ROW[place][0], number, "counted"))
    if both_ends_out:
        place += 1
        walk.append((ROW[place][0], None, "counted"))
    while reasons_off(*ROW[place], province, weekends, off) & passes_over:
        day, known, _ = walk.pop()
        walk.append((day, known, "moved"))
        place += 1
        walk.append((ROW[place][0], None, "counted"))
    day, known, _ = walk.pop()
    walk.append((day, known, "last"))
    return day, walk
