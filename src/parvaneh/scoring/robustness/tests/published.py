"""Published figures that the study is held to, each with its source."""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent

# OECD, JRC: Handbook on Constructing Composite Indicators, 2008. The Technology Achievement Index:
# the country, then from table A.2 its patents, royalties, internet, exports, telephones (log),
# electricity (log), schooling and university, then its ranks with equal, factor-analysis,
# budget-allocation and hierarchy-process weights (table 23) and by the geometric mean (table 38),
# then its schooling from 0 to 1 (table 15).
_TECHNOLOGY = """
Finland; 187.0 125.6 200.2 50.7 3.08 4.15 10.0 27.4; 1 1 1 1 2; 0.59
United States; 289.0 130.0 179.1 66.2 3.0 4.07 12.0 13.9; 2 2 2 3 1; 1.0
Sweden; 271.0 156.6 125.8 59.7 3.1 4.14 11.4 15.3; 3 3 3 4 3; 0.88
Japan; 994.0 64.6 49.0 80.8 3.0 3.86 9.5 10.0; 4 4 5 5 4; 0.49
Korea; 779.0 9.8 4.8 66.7 2.97 3.65 10.8 23.2; 5 5 4 2 16; 0.76
Netherlands; 189.0 151.2 136.0 50.9 3.02 3.77 9.4 9.5; 6 6 8 11 5; 0.47
United Kingdom; 82.0 134.0 57.4 61.9 3.02 3.73 9.4 14.9; 7 8 7 7 6; 0.47
Canada; 31.0 38.6 108.0 48.7 2.94 4.18 11.6 14.2; 9 10 10 10 13; 0.92
Australia; 75.0 18.2 125.9 16.2 2.94 3.94 10.9 25.3; 10 7 11 9 14; 0.78
Singapore; 8.0 25.5 72.3 74.9 2.95 3.83 7.1 24.2; 8 11 6 6 18; 0.0
Germany; 235.0 36.8 41.2 64.2 2.94 3.75 10.2 14.4; 11 12 9 8 8; 0.63
Norway; 103.0 20.2 193.6 19.0 3.12 4.39 11.9 11.2; 12 9 13 16 11; 0.98
Ireland; 106.0 110.3 48.6 53.6 2.97 3.68 9.4 12.3; 13 14 12 12 7; 0.47
Belgium; 72.0 73.9 58.9 47.6 2.91 3.86 9.3 13.6; 14 15 14 13 9; 0.45
New Zealand; 103.0 13.0 146.7 15.4 2.86 3.91 11.7 13.1; 15 13 17 18 17; 0.94
Austria; 165.0 14.8 84.2 50.3 2.99 3.79 8.4 13.6; 16 16 15 15 12; 0.27
France; 205.0 33.6 36.4 58.9 2.97 3.8 7.9 12.6; 17 17 16 14 10; 0.16
Israel; 74.0 43.6 43.2 45.0 2.96 3.74 9.6 11.0; 18 18 18 17 15; 0.51
Spain; 42.0 8.6 21.0 53.4 2.86 3.62 7.3 15.6; 19 19 19 19 19; 0.04
Italy; 13.0 9.8 30.4 51.0 3.0 3.65 7.2 13.0; 20 20 21 21 21; 0.02
Czech Republic; 28.0 4.2 25.0 51.7 2.75 3.68 9.5 8.2; 21 21 22 22 23; 0.49
Hungary; 26.0 6.2 21.6 63.5 2.73 3.46 9.1 7.7; 22 23 20 20 22; 0.41
Slovenia; 105.0 4.0 20.3 49.5 2.84 3.71 7.1 10.6; 23 22 23 23 20; 0.0
"""
TECHNOLOGY = [
    [cell.split() for cell in line.split(";")[1:]] for line in _TECHNOLOGY.strip().splitlines()
]
INDICATORS = np.array([[float(cell) for cell in row[0]] for row in TECHNOLOGY])
SCHOOLING = 6
RANKS = {
    name: [int(row[1][at]) for row in TECHNOLOGY]
    for at, name in enumerate(("EW", "FA", "BAP", "AHP", "GME"))
}
SCHOOLING_FROM_0_TO_1 = [float(row[2][0]) for row in TECHNOLOGY]
# Goalposts: M. Saisana, A. Saltelli, S. Tarantola, Journal of the Royal Statistical Society A 168
# (2005), table 1; of telephones and electricity the logarithms count, and nobody is above the top.
LOWEST = np.array([0, 0, 0, 0, np.log10(1), np.log10(22), 0.8, 0.1])
HIGHEST = np.array([994, 272.6, 232.4, 80.8, np.log10(901), np.log10(6969), 12, 27.4])
# Table 22 of the handbook, printed with two decimals.
WEIGHTS = {
    "EW": [0.125] * 8,
    "FA": [0.17, 0.15, 0.11, 0.06, 0.08, 0.13, 0.13, 0.17],
    "BAP": [0.11, 0.11, 0.11, 0.18, 0.1, 0.06, 0.15, 0.18],
    "AHP": [0.09, 0.1, 0.07, 0.21, 0.05, 0.06, 0.18, 0.25],
}

# R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: successes, n, limits.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

# Student's t for 95 %, both tails: any printed table, such as table 26.10 of Abramowitz and Stegun.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 30: 2.042, 40: 2.021, 60: 2.000,
           120: 1.980}  # fmt: skip

# COINr (W. Becker and others, MIT licence), SA_results: first-order and total shares of four
# assumptions, from 600 outputs in blocks A, B and one more for each assumption.
COINR_SHARES = {
    "Winmax": (0.0398730082618721, 0.048359493128419216),
    "Normalisation": (0.2524147562327113, 0.2707102950359168),
    "Weights": (0.2283391007527234, 0.17764061973179268),
    "Aggregation": (0.36801708976836023, 0.6178601839202997),
}
# COINr, UA_results: 51 countries ranked a hundred times; the mean, the median and the 5 % and 95 %
# ranks of fifty of them.
COINR_RANKS = {
    "AUS": (35.0, 34.0, 38.0),
    "AUT": (7.0, 5.95, 9.0),
    "BEL": (5.0, 3.0, 9.0),
    "BGD": (46.0, 41.0, 48.0),
    "BGR": (28.0, 24.0, 30.0),
    "BRN": (40.0, 37.0, 45.0),
    "CHE": (1.0, 1.0, 1.0),
    "CHN": (49.0, 47.0, 50.0),
    "CYP": (30.0, 29.0, 32.0),
    "CZE": (15.0, 13.0, 17.0),
    "DEU": (8.0, 6.95, 11.0),
    "DNK": (2.0, 2.0, 3.0),
    "ESP": (20.5, 18.0, 25.0),
    "EST": (22.0, 13.0, 27.0),
    "FIN": (12.0, 11.0, 15.0),
    "FRA": (20.0, 15.0, 24.0),
    "GBR": (14.5, 13.0, 17.0),
    "GRC": (32.0, 31.0, 33.0),
    "HRV": (18.0, 14.0, 23.0),
    "HUN": (20.0, 17.0, 22.0),
    "IDN": (44.0, 41.0, 46.0),
    "IND": (45.0, 43.0, 48.0),
    "IRL": (10.0, 8.0, 13.0),
    "ITA": (28.0, 28.0, 30.0),
    "JPN": (34.0, 33.0, 41.0),
    "KAZ": (44.0, 41.0, 48.0),
    "KHM": (39.0, 35.95, 43.0),
    "KOR": (31.0, 29.95, 32.05),
    "LAO": (48.0, 46.0, 50.0),
    "LTU": (13.0, 10.95, 17.0),
    "LUX": (16.0, 7.0, 29.0),
    "LVA": (19.0, 15.0, 24.0),
    "MLT": (12.0, 9.0, 24.0),
    "MMR": (43.0, 38.0, 50.0),
    "MNG": (43.0, 39.0, 49.0),
    "MYS": (37.0, 34.0, 44.0),
    "NLD": (4.0, 2.0, 9.0),
    "NOR": (4.0, 3.0, 5.0),
    "NZL": (33.0, 31.0, 33.0),
    "PAK": (50.0, 47.0, 51.0),
    "PHL": (39.0, 37.0, 42.0),
    "POL": (25.0, 21.95, 26.0),
    "PRT": (27.0, 26.0, 28.0),
    "ROU": (25.0, 18.0, 27.05),
    "RUS": (51.0, 47.95, 51.0),
    "SGP": (17.0, 12.0, 26.05),
    "SVK": (22.0, 20.0, 25.0),
    "SVN": (9.0, 7.0, 11.0),
    "SWE": (6.0, 4.0, 6.05),
    "VNM": (36.0, 35.0, 38.0),
}

# S. Kracka and others, Engineering Economics 21 (2010), as checked by scikit-criteria: heating
# losses; the first four and the sixth column are costs; equal weights.
KRACKA = np.array(
    [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852],
        [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61],
        [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
)
KRACKA_COSTS = [0, 1, 2, 3, 5]
KRACKA_SCORES = [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
KRACKA_RANKS = [6, 1, 3, 4, 5, 2]


def coinr_outputs():
    """The 600 outputs in their order."""
    with (HERE / "coinr_mean_rank_change.csv").open(encoding="utf-8", newline="") as file:
        return np.array([float(row["mean_abs_rank_change"]) for row in csv.DictReader(file)])


def coinr_ranks():
    """The hundred ranks of each of 51 countries, by its code."""
    with (HERE / "coinr_ranks.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: [int(cell) for cell in row[1:]] for row in csv.reader(file)}
