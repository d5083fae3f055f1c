"""Finding an office by what people type: a city, a street, a number, however it is spelt.

A small index over the words of all listed offices, made once for each edition and kept by each
process. A word of the question counts for an office as much as it is like one of the office's
words, and the more the rarer that word is; so «دفتر» hardly counts and the name of a village does.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from parvaneh.kit.text import search_key

LIKE = 0.6  # how like its word a mistyped one must be
BEGUN = 0.9  # what a word counts that is the beginning of one of the office's
SHORTEST = 3  # shorter words are not mistaken for others
MOST_WORDS = 12  # of a question; what follows is not read
_WORD = re.compile(r"\w+")
ENOUGH = 0.5  # an office is shown that has so much of the best one's


@dataclass(frozen=True)
class Index:
    """The words of offices: who has each, and what having it is worth."""

    offices: Mapping[str, frozenset[int]]
    worth: Mapping[str, float]
    codes: Sequence[str]
    words: Sequence[str]

    def found(self, asked: str) -> list[str]:
        """Codes of the offices that a question means, the best first; none for no words.

        Args:
            asked: what was typed; folded here.
        """
        words = _words_of(asked)[:MOST_WORDS]
        scores: defaultdict[int, float] = defaultdict(float)
        for word in words:
            for office, points in self._counted(word).items():
                scores[office] += points
        # Two words that are written apart may be one name, and the other way round.
        for one, other in pairwise(words):
            for office, points in self._counted(one + other, exact=True).items():
                scores[office] += 2 * points
        if not scores:
            return []
        least = ENOUGH * max(scores.values())
        kept = [office for office, points in scores.items() if points >= least]
        kept.sort(key=lambda office: (-scores[office], office))
        return [self.codes[office] for office in kept]

    def _counted(self, word: str, *, exact: bool = False) -> dict[int, float]:
        """What one word counts for each office that has it or one like it."""
        points: dict[int, float] = {}
        for known, likeness in self._like(word, exact=exact):
            worth = likeness**2 * self.worth[known]
            for office in self.offices[known]:
                points[office] = max(points.get(office, 0.0), worth)
        return points

    def _like(self, word: str, *, exact: bool) -> list[tuple[str, float]]:
        """The words that somebody may have meant, with how like they are, from 0 to 1."""
        same = [(word, 1.0)] if word in self.offices else []
        if exact or word.isdigit() or len(word) < SHORTEST:
            return same
        begun = [(one, BEGUN) for one in self.words if one != word and one.startswith(word)]
        near = extract(
            word,
            self.words,
            scorer=OSA.normalized_similarity,
            score_cutoff=LIKE,
            limit=None,
        )
        return [*same, *begun, *((known, likeness) for known, likeness, _ in near)]


def _words_of(text: str) -> list[str]:
    """The folded words of a text, without signs."""
    return _WORD.findall(search_key(text))


def index_of(rows: Iterable[tuple[str, str]]) -> Index:
    """The index of offices.

    Args:
        rows: code and words of each office, in the order in which equals are shown.
    """
    codes: list[str] = []
    offices: defaultdict[str, set[int]] = defaultdict(set)
    for place, (code, said) in enumerate(rows):
        codes.append(code)
        for word in _words_of(said):
            offices[word].add(place)
    worth = {word: log(1 + len(codes) / len(having)) for word, having in offices.items()}
    kept = {word: frozenset(having) for word, having in offices.items()}
    return Index(kept, worth, codes, [word for word in kept if not word.isdigit()])
